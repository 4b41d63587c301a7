"""Writing files that are either the old one or the new one, never half of each."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from fireoffice.core.errors import explaining

_RESERVED_CHARACTERS: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED_NAMES: Final = re.compile(r"(?i)\A(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
_LONGEST_NAME: Final = 255
"""Longest file name in bytes on Linux; in UTF-16 units on Windows, hence always enough there."""

_LONGEST_STEM: Final = 80
"""Longest stem in characters: the whole path has to stay under 260 on Windows."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`, making its folder where missing.

    The bytes go to a temporary file beside `path`, reach the disk, and only then take its name:
    after a crash or a power cut the file is whole, old or new. Raises `EnvironmentProblem`.
    """
    with explaining("保存文件", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".~", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(_permissions(path))
            Path(temporary).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise
        sync_folder(path.parent)


def write_text_atomically(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with `\\n` line ends; see `write_atomically`."""
    write_atomically(path, text.encode("utf-8"))


def sync_folder(folder: Path) -> None:
    """Make a renaming in `folder` survive a power cut.

    Windows opens no folder for this and some network folders refuse it; the file is whole all
    the same, so neither is an error.
    """
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def safe_file_name(stem: str, suffix: str = "") -> str:
    """A file name that Windows, Linux and a USB stick all take, as near to `stem` as can be.

    Reserved characters become spaces, runs of white space one space; reserved device names get
    an underscore; the stem is cut so that name and path fit. `suffix` includes its dot.
    """
    cleaned = " ".join(_RESERVED_CHARACTERS.sub(" ", stem).split())
    cleaned = _RESERVED_NAMES.sub(r"\1_", cleaned)
    room = _LONGEST_NAME - len(suffix.encode("utf-8"))
    cut = cleaned[:_LONGEST_STEM].encode("utf-8")[:room].decode("utf-8", "ignore")
    # Windows drops dots and spaces at the end of a name without saying so.
    return (cut.rstrip(". ") or "未命名") + suffix


def _permissions(path: Path) -> int:
    """The mode the finished file is to have: as it was, else what the umask leaves of 0666."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
