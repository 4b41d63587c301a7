"""The bytes of a file: what of them is on the disk, and what was only written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

SECTOR: Final = 512


class Kept(Enum):
    """What a cut leaves of that which was not synced."""

    NOTHING = "nothing"
    NAMES = "names, no bytes"
    BYTES = "bytes, no names"
    ALL = "all"
    ZEROS = "names and lengths, zeros for bytes"
    LAST = "all bytes, of the names only the last to change"
    SOME = "some, by chance"


_WITH_BYTES: Final = frozenset({Kept.BYTES, Kept.ALL, Kept.LAST})


@dataclass(frozen=True)
class Write:
    """Bytes at an offset, or (None) the end of the file."""

    at: int
    data: bytes | None


@dataclass
class Content:
    """What a file holds: `now` for who reads it, `synced` for who comes after a power cut."""

    synced: bytes = b""
    unsynced: list[Write] = field(default_factory=list[Write])
    now: bytearray = field(default_factory=bytearray)
    writes: int = 0
    synced_writes: int = 0

    def write(self, write: Write) -> None:
        """Do what may be lost again."""
        apply(self.now, write)
        self.unsynced.append(write)
        self.writes += 1

    def sync(self) -> None:
        """All that was written is there for good."""
        self.synced = bytes(self.now)
        self.unsynced.clear()
        self.synced_writes = self.writes

    def left(self, kept: Kept, chance: random.Random) -> bytes:
        """What a cut leaves of it."""
        if not self.unsynced or kept in {Kept.NOTHING, Kept.NAMES}:
            return self.synced
        if kept in _WITH_BYTES:
            return bytes(self.now)
        left = bytearray(self.synced)
        if kept is Kept.ZEROS:
            left += bytes(max(0, len(self.now) - len(left)))
            return bytes(left)
        for write in self.unsynced:
            for part in _sectors(write):
                if chance.random() < 0.5:
                    apply(left, part)
        return bytes(left)

    def outline(self, kept: Kept) -> tuple[int, int]:
        """What tells apart what `left` gives, where that is not left to chance."""
        if kept in _WITH_BYTES:
            return self.writes, 0
        longer = len(self.now) - len(self.synced) if kept is Kept.ZEROS else 0
        return self.synced_writes, max(0, longer)


def _sectors(write: Write) -> Iterator[Write]:
    if write.data is None:
        yield write
        return
    start = 0
    while start < len(write.data):
        end = min(len(write.data), start + SECTOR - (write.at + start) % SECTOR)
        yield Write(write.at + start, write.data[start:end])
        start = end


def apply(content: bytearray, write: Write) -> None:
    if write.data is None:
        del content[write.at :]
        content += bytes(write.at - len(content))
        return
    content += bytes(max(0, write.at - len(content)))
    content[write.at : write.at + len(write.data)] = write.data
