"""Files left by a killed issue: noted before they were made, their papers never registered.

The notes stand in the lock that an issuing program holds: no lock, and yet a note, means that it
was killed. A file is taken for left over only if it is, byte for byte, what was noted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import explaining
from fireoffice.core.files import remove_file
from fireoffice.core.locks import FileLock
from fireoffice.db.models import Paper
from fireoffice.db.schema import sha256_of

LOCK_NAME: Final = "fireoffice.db-papers"

Reading = Callable[[], AbstractContextManager[Session]]
"""A function that opens a session for reading the office's database."""


def note(lock: FileLock, name: str, data: bytes) -> None:
    """Note, on the disk, that `data` is about to be written to the file `name`."""
    line = {"file": name, "sha256": sha256(data).hexdigest()}
    with explaining("保存文件", lock.file):
        lock.stream.seek(0, os.SEEK_END)
        lock.stream.write(json.dumps(line).encode() + b"\n")
        lock.stream.flush()
        os.fsync(lock.stream.fileno())


def forget(lock: FileLock) -> None:
    """Take the notes back: what they tell of is registered, or gone."""
    with suppress(OSError):
        lock.stream.seek(0)
        lock.stream.truncate()
        lock.stream.flush()


def clear(folder: Path, lock: FileLock, reading: Reading) -> None:
    """Remove what the one left that had the `lock` before, in the office `folder`."""
    lock.stream.seek(0)
    for file in _unregistered(folder, lock.stream.read(), reading):
        with suppress(OSError):
            remove_file(file)
    forget(lock)


def clear_if_any(folder: Path, reading: Reading) -> None:
    """Clear as `clear` does, unless another program issues now: it has cleared already."""
    if _noted(folder):
        lock = FileLock(folder / LOCK_NAME)
        try:
            if lock.take():
                clear(folder, lock, reading)
        finally:
            lock.close()


def left_over(folder: Path, reading: Reading) -> tuple[Path, ...]:
    """The files that `clear` would remove; none while another program issues."""
    noted = _noted(folder)
    if not noted:
        return ()
    lock = FileLock(folder / LOCK_NAME)
    try:
        return tuple(_unregistered(folder, noted, reading)) if lock.take() else ()
    finally:
        lock.close()


def _noted(folder: Path) -> bytes:
    try:
        return (folder / LOCK_NAME).read_bytes()
    except OSError:
        return b""


def _unregistered(folder: Path, noted: bytes, reading: Reading) -> Iterator[Path]:
    for line in noted.splitlines():
        try:
            told = json.loads(line)
            name, digest = str(told["file"]), str(told["sha256"])
            if sha256_of(folder / name) != digest:
                continue
        except (OSError, ValueError, KeyError, TypeError):
            # The last line may be torn: its file was not made yet.
            continue
        with reading() as session:
            if session.scalar(select(Paper.id).where(Paper.file == name).limit(1)) is None:
                yield folder / name
