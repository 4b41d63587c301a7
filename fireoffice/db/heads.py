"""The beginning of a database file, read without disturbing SQLite's locks on it.

POSIX drops every lock that a process has on a file as soon as the process closes any descriptor of
that file, also one that SQLite knows nothing of ("How To Corrupt", section 2.2).
While an office has its database open, the beginning is therefore remembered, not read again.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

HEAD: Final = 16 * 4096
"""As much as anyone looks at, in bytes."""

_Identity = tuple[int, int]
_heads: Final[dict[_Identity, bytes]] = {}
_holders: Final[Counter[_Identity]] = Counter()


def hold(file: Path) -> _Identity:
    """Remember the beginning of `file`, about to be opened; to be given to `let_go`."""
    status = file.stat()
    identity = (status.st_dev, status.st_ino)
    if not _holders[identity]:
        _heads[identity] = _read(file)
    _holders[identity] += 1
    return identity


def let_go(identity: _Identity) -> None:
    """Read the file anew from now on, unless somebody else holds it: its connections are closed."""
    _holders[identity] -= 1
    if _holders[identity] <= 0:
        del _holders[identity]
        _heads.pop(identity, None)


def head_of(file: Path, size: int = HEAD) -> bytes:
    """The first `size` bytes of `file`. Raises `OSError` where it cannot be read."""
    status = file.stat()
    known = _heads.get((status.st_dev, status.st_ino))
    return known[:size] if known is not None else _read(file)[:size]


def _read(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(HEAD)
