"""The store of attached files: named by what is in them, beside the database, never changed.

`附件/ab/<sha256>.<ext>`: the same bytes lie there once, a file tells by its name whether it is
whole, and a copy of the folder is a copy of everything.
"""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from fireoffice.core.errors import EnvironmentProblem, explaining
from fireoffice.core.files import make_folder, put_in_place, remove_file, write_atomically

STORE: Final = "附件"
"""The folder of the store within the data folder."""

_NAME: Final = re.compile(r"([0-9a-f]{64})(\.[a-z0-9]{1,10})?")
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,10}")
_CHUNK: Final = 1 << 20


def digest(data: bytes) -> str:
    """The SHA-256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def put(store: Path, data: bytes, suffix: str) -> tuple[str, bool]:
    """Keep `data`; return its SHA-256 and True if it is new here. Raises `EnvironmentProblem`.

    A file that lies there under this name but holds something else is replaced.
    """
    sha256 = digest(data)
    known = find(store, sha256)
    if known and is_whole(known):
        return sha256, False
    ending = suffix.lower() if _SUFFIX.fullmatch(suffix.lower()) else ""
    write_atomically(known or store / sha256[:2] / f"{sha256}{ending}", data)
    return sha256, True


def find(store: Path, sha256: str) -> Path | None:
    """The file of these bytes, by its name alone."""
    return next(iter(sorted((store / sha256[:2]).glob(f"{sha256}*"))), None)


def fetch(store: Path, sha256: str, name: str = "") -> Path:
    """The file of these bytes, read and found whole; `name` is what people call it.

    Raises `EnvironmentProblem` where it is missing or damaged.
    """
    file = find(store, sha256)
    if file is None:
        raise EnvironmentProblem(
            f"附件的文件不见了（{name or sha256[:8]}）。",
            f"请从备份的“{STORE}”文件夹复制回来，或重新添加。",
        )
    with explaining("读取附件", file):
        if not _holds(file, sha256):
            raise EnvironmentProblem(
                f"附件的文件已损坏（{name or file.name}）。",
                f"请从备份的“{STORE}”文件夹复制回来，或重新添加。",
            )
    return file


def drop(store: Path, sha256: str) -> None:
    """Take back what `put` has just kept."""
    file = find(store, sha256)
    if file:
        with suppress(OSError):
            remove_file(file)


def names(store: Path) -> dict[str, Path]:
    """All files of the store by their SHA-256."""
    return {match[1]: file for file in _files(store) if (match := _NAME.fullmatch(file.name))}


def is_whole(file: Path) -> bool:
    """True if a file of the store holds what its name says. Raises `EnvironmentProblem`."""
    match = _NAME.fullmatch(file.name)
    with explaining("核对附件", file):
        return match is not None and _holds(file, match[1])


def copy_missing(source: Path, target: Path) -> int:
    """Copy to the store `target` what only `source` has; return how many files that were.

    Each is read back before it takes its name; one that is damaged in `source` is left out, so
    that damage does not spread. Nothing is ever removed. Raises `EnvironmentProblem`.
    """
    there = names(target)
    copied = 0
    for sha256, file in names(source).items():
        if sha256 not in there:
            copied += _copy(file, target / sha256[:2] / file.name, sha256)
    return copied


def _copy(file: Path, target: Path, sha256: str) -> bool:
    fresh = target.with_name(f".~{target.name}.new")
    with explaining("复制附件", target):
        make_folder(target.parent)
        try:
            with file.open("rb") as old, fresh.open("wb") as new:
                while chunk := old.read(_CHUNK):
                    new.write(chunk)
            if not _holds(fresh, sha256):
                if not _holds(file, sha256):
                    return False
                raise OSError(errno.EIO, "not what was written")
            put_in_place(fresh, target)
        finally:
            remove_file(fresh)
    return True


def _holds(file: Path, sha256: str) -> bool:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == sha256


def _files(store: Path) -> Iterator[Path]:
    if store.is_dir():
        with explaining("查看附件", store):
            yield from sorted(store.glob("??/*"))
