"""Keys of records and replicas: unique without asking anyone, and in the order they were made.

A village's laptop makes records while it is off line, so no key may need a central counter.
"""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Callable
from threading import Lock
from typing import Final

_RANDOM_BITS: Final = 74
_LAST_RANDOM: Final = (1 << _RANDOM_BITS) - 1


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000


class KeyMaker:
    """Makes UUIDs of version 7 (RFC 9562 §5.7) as text of 36 characters.

    Sorted as text they are in the order in which this maker made them, also when the machine's
    clock is set back. `milliseconds` is the time since 1970 and `random_bits` a source of
    randomness; both are handed in to make the same keys again for a sample.
    """

    def __init__(
        self,
        milliseconds: Callable[[], int] = _milliseconds,
        random_bits: Callable[[int], int] = secrets.randbits,
    ) -> None:
        self._milliseconds = milliseconds
        self._random_bits = random_bits
        self._lock = Lock()
        self._moment = -1
        self._random = 0

    def __call__(self) -> str:
        """The next key."""
        with self._lock:
            moment = self._milliseconds()
            if moment > self._moment:
                # The top bit stays free so that counting up within a millisecond has room.
                self._moment, self._random = moment, self._random_bits(_RANDOM_BITS - 1)
            elif self._random < _LAST_RANDOM:
                self._random += 1
            else:
                self._moment, self._random = self._moment + 1, 0
            return _version_7(self._moment, self._random)


def _version_7(moment: int, random: int) -> str:
    high, low = random >> 62, random & ((1 << 62) - 1)
    return str(uuid.UUID(int=moment << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low))


new_key: Final = KeyMaker()
"""The key maker of this process: `new_key()` for a new record or operation."""


def new_replica_id() -> str:
    """The identity of one installation; a restored or copied database takes a new one."""
    return str(uuid.uuid4())
