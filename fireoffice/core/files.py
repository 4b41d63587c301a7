"""Writing files that are either the old one or the new one, never half of each."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

from fireoffice.core.errors import EnvironmentProblem, explaining

_RESERVED_CHARACTERS: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED_NAMES: Final = re.compile(
    r"(?i)\A(con|prn|aux|nul|con(?:in|out)\$|(?:com|lpt)[0-9¹²³])(?= *(?:\.|$))"
)
_LONGEST_NAME: Final = 255
"""Longest file name in bytes on Linux; in UTF-16 units on Windows, hence always enough there."""

_LONGEST_STEM: Final = 80
"""Longest stem in characters: the whole path has to stay under 260 on Windows."""

_HELD: Final = frozenset({5, 32, 33})
"""Windows' errors for a file that another program has open; OneDrive makes it 5, access denied."""

_PAUSES: Final = (0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between attempts, 2.5 in all: so long a virus scanner or OneDrive holds a new file."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`, making its folder where missing.

    The bytes go to a temporary file beside `path`, reach the disk, and only then take its name:
    after a crash or a power cut the file is whole, old or new. Raises `EnvironmentProblem`; then
    nothing is left behind.
    """
    with explaining("保存文件", path):
        refuse_read_only(path)
        with _written_beside(path, data) as fresh:
            with suppress(FileNotFoundError):
                fresh.chmod(stat.S_IMODE(path.stat().st_mode))
            replace_file(fresh, path)
        sync_folder(path.parent)


def write_newly(path: Path, data: bytes) -> bool:
    """As `write_atomically`, but never over a file at `path`; True if none lay there.

    Of several programs that want one name at once, one gets it.
    """
    with explaining("保存文件", path):
        with _written_beside(path, data) as fresh:
            is_new = take_name(fresh, path)
        sync_folder(path.parent)
    return is_new


def beside(path: Path, suffix: str = ".tmp") -> Path:
    """A hidden name in the folder of `path` that nobody has yet, for an unfinished file.

    `tempfile` is no help here: where Windows lets nobody write, it tries 10,000 names and then
    says that the name was taken.
    """
    return path.with_name(f".~{secrets.token_hex(8)}{suffix}")


def replace_file(source: Path, target: Path) -> None:
    """Give the file `source` the name `target`, in place of what has it.

    On Windows this waits for who has one of the two open (see `patiently`). Raises `OSError`;
    `EnvironmentProblem` where `target` is read-only, as Windows wants it everywhere.
    """
    refuse_read_only(target)
    patiently(lambda: source.replace(target))


def take_name(file: Path, name: Path) -> bool:
    """Give `file` the `name` unless that is taken; True if it was free. Raises `OSError`."""
    try:
        if os.name == "nt":
            patiently(lambda: file.rename(name))
        else:
            # A hard link is refused where the name is taken; a renaming would replace the file.
            os.link(file, name)
            file.unlink()
    except FileExistsError:
        return False
    except OSError:
        # FAT (USB sticks) has no hard links: an empty file takes the name first.
        try:
            name.touch(exist_ok=False)
        except FileExistsError:
            return False
        try:
            replace_file(file, name)
        except BaseException:
            with suppress(OSError):
                remove_file(name)
            raise
    return True


def put_in_place(source: Path, target: Path) -> None:
    """As `replace_file`, for good: after a power cut `target` is whole, and the old one or ours.

    The bytes reach the disk before they take the name, and then the name does.
    """
    sync_file(source)
    replace_file(source, target)
    sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, for good. Raises `OSError`.

    A new folder that its own folder does not know after a power cut takes with it all that was
    written there, however carefully.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in reversed(missing):
        sync_folder(one.parent)


def remove_file(file: Path) -> None:
    """Remove a file of ours, if it is there, also one that is read-only. Raises `OSError`.

    On Windows this waits for who has it open (see `patiently`).
    """
    try:
        if _is_read_only(file):
            # Windows removes no read-only file.
            file.chmod(stat.S_IREAD | stat.S_IWRITE)
        patiently(file.unlink)
    except FileNotFoundError:
        pass


def remove_folder(folder: Path) -> None:
    """Remove a folder of ours, if it is there, and all that is in it. Raises `OSError`.

    On Windows this waits for who has a file of it open (see `patiently`).
    """
    with suppress(FileNotFoundError):
        patiently(lambda: shutil.rmtree(folder))


def patiently(attempt: Callable[[], object]) -> None:
    """Do what Windows refuses while another program has the file open, again for 2.5 s.

    Raises the last `OSError`; any that waiting does not mend, at once.
    """
    for pause in _PAUSES:
        try:
            attempt()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(pause)
        else:
            return
    attempt()


def refuse_read_only(file: Path) -> None:
    """Raise `EnvironmentProblem` if `file` is there and is marked as read-only."""
    if _is_read_only(file):
        raise EnvironmentProblem(
            f"“{file.name}”是只读文件，不能覆盖（{file}）。",
            "请在文件属性中去掉“只读”，或另取一个名称。",
        )


def write_text_atomically(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with `\\n` line ends; see `write_atomically`."""
    write_atomically(path, text.encode("utf-8"))


def sync_file(file: Path) -> None:
    """Make what was written to `file` survive a power cut. Raises `OSError`."""
    # Windows wants a file that may be written.
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in `folder`, new, changed and removed, survive a power cut.

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


def free_names(folder: Path, stem: str, suffix: str) -> Iterator[Path]:
    """The names in `folder` under which nothing lies: `stem`, else 「stem（2）」, and so on."""
    for version in count(1):
        path = folder / safe_file_name(stem, suffix if version == 1 else f"（{version}）{suffix}")
        if not path.exists():
            yield path


@contextmanager
def _written_beside(path: Path, data: bytes) -> Generator[Path]:
    """A temporary file beside `path` with `data`, on the disk; what is left of it goes."""
    make_folder(path.parent)
    fresh = beside(path)
    try:
        with fresh.open("xb") as stream:
            stream.write(data)
        sync_file(fresh)
        yield fresh
    finally:
        with suppress(OSError):
            remove_file(fresh)


def _is_read_only(file: Path) -> bool:
    """True if nobody may write `file`: on Windows by its attribute, elsewhere by its mode."""
    with suppress(OSError):
        mode = file.stat().st_mode
        return stat.S_ISREG(mode) and not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return False
