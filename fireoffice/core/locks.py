"""A lock that lies on a file: the operating system holds it, and lets go when a program ends.

A lock left behind by a crash is therefore no lock. What is written in the file may tell about
its holder, or about the one that was killed.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from typing import Final

from fireoffice.core.errors import explaining
from fireoffice.core.files import make_folder

_LOOKS_PER_SECOND: Final = 50


class FileLock:
    """The lock on `file`, which is made where missing and stays.

    Taken `shared` by any number, or by one alone. `stream` is the open file, for what its holder
    tells. Raises `EnvironmentProblem` where the file cannot be opened.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        with explaining("打开数据文件夹", file):
            is_new = not file.parent.exists()
            make_folder(file.parent)
            if is_new:
                # What is in an office is no business of the machine's other users.
                file.parent.chmod(0o700)
            self.stream = os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        self._held: _Held = None

    def take(self, *, shared: bool = False) -> bool:
        """Take the lock, letting go of what was held of it; True if nobody stood in the way."""
        self.release()
        self._held = _lock(self.stream.fileno(), shared=shared)
        return self._held is not None

    def wait(self, seconds: float, *, shared: bool = False) -> bool:
        """As `take`, trying for so long. Nothing is held meanwhile: two that wait do not hang."""
        until = time.monotonic() + seconds
        while not self.take(shared=shared):
            if time.monotonic() > until:
                return False
            # Uneven pauses give each of several waiting programs its chance.
            time.sleep(random.uniform(0.5, 1.5) / _LOOKS_PER_SECOND)
        return True

    def release(self) -> None:
        """Release the lock, so that others can have it."""
        if self._held is not None:
            _unlock(self.stream.fileno(), self._held)
            self._held = None

    def close(self) -> None:
        """Release the lock and close its file."""
        if not self.stream.closed:
            self.release()
            self.stream.close()


if sys.platform == "win32":
    import msvcrt

    _FIRST_BYTE: Final = 1 << 20
    """Windows keeps others from reading what is locked: locks lie beyond what is written."""
    _BYTES: Final = 4096
    """Windows' C library locks for one alone: each that shares takes one byte of so many."""

    _Held = tuple[int, int] | None

    def _lock(handle: int, *, shared: bool) -> _Held:
        first, count = (random.randrange(_BYTES), 1) if shared else (0, _BYTES)
        os.lseek(handle, _FIRST_BYTE + first, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, count)
        except OSError:
            return None
        return first, count

    def _unlock(handle: int, held: tuple[int, int]) -> None:
        os.lseek(handle, _FIRST_BYTE + held[0], os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, held[1])

else:
    import fcntl

    _Held = bool | None

    def _lock(handle: int, *, shared: bool) -> _Held:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        except OSError:
            # A file system without locks: better one program too many than none.
            return True
        return True

    def _unlock(handle: int, held: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
