"""Windows' file rules on Linux: below one folder, what Windows refuses is refused here too.

* A file that is open, by SQLite, Qt or Python, is neither removed, renamed nor replaced
  (ERROR_SHARING_VIOLATION; ERROR_ACCESS_DENIED for the target of a renaming), nor is a folder
  with such a file renamed.
* A read-only file is neither removed, replaced nor opened for writing, whoever asks.
* Names that differ in case are one name; those of devices, those with a character that Windows
  keeps to itself and those ending in a dot or a blank are refused (ERROR_INVALID_NAME).
* A path over 259 characters is refused, of a folder over 247.

Python's own `open` tells errno alone, as on Windows. What C libraries open by themselves is not
held to names and lengths, SQLite excepted; what they hold open counts. Nothing is allowed here
that Linux refuses: the rules only add.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import pytest

from fireoffice.core import refusals
from fireoffice.db.engine import DRIVER

IN_FORCE: Final = sys.platform == "linux" and os.environ.get("FIREOFFICE_WINDOWS_RULES") != "0"
"""Whether all tests are held to the rules. Windows has its own, other systems tell nothing."""

ACCESS_DENIED: Final = 5
SHARING_VIOLATION: Final = 32
INVALID_NAME: Final = 123
ALREADY_EXISTS: Final = 183
NAME_TOO_LONG: Final = 206

LONGEST_PATH: Final = 259
LONGEST_FOLDER: Final = 247

_ERRNO: Final = {
    ACCESS_DENIED: errno.EACCES,
    SHARING_VIOLATION: errno.EACCES,
    INVALID_NAME: errno.EINVAL,
    ALREADY_EXISTS: errno.EEXIST,
    NAME_TOO_LONG: errno.ENOENT,
}
_REFUSED_NAME: Final = re.compile(
    r'(?i)[<>:"|?*\\\x00-\x1f]|[. ]\Z|\A(con|prn|aux|nul|con(in|out)\$|(com|lpt)[0-9¹²³]) *(\.|\Z)'
)
_OPEN_FILES: Final = Path("/proc/self/fd")
_READING: Final = os.O_RDONLY
_SIDE_FILE: Final = "-journal"
"""The longest of the names that SQLite makes of a database's."""


class WindowsRules:
    """Windows' rules for what lies below `base`; `install` puts them in force."""

    def __init__(self, base: Path) -> None:
        self._base = f"{base.resolve()}{os.sep}"
        self._elsewhere: dict[str, bool] = {}
        self._is_lifted = False

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Wrap what this process reaches files by, until `patch` is undone."""
        self._stat = os.stat
        patch.setattr(refusals, "LONGEST_PATH", LONGEST_PATH)
        for name in ("stat", "lstat"):
            patch.setattr(os, name, self._looking(getattr(os, name)))
        for name in ("unlink", "remove"):
            patch.setattr(os, name, self._removing(getattr(os, name)))
        patch.setattr(os, "rename", self._renaming(os.rename, replaces=False))
        patch.setattr(os, "replace", self._renaming(os.replace, replaces=True))
        patch.setattr(os, "mkdir", self._making(os.mkdir))
        patch.setattr(os, "link", self._linking(os.link))
        patch.setattr(os, "open", self._opening_by_flags(os.open))
        opening = self._opening_by_mode(io.open)
        patch.setattr(io, "open", opening)
        patch.setattr(builtins, "open", opening)
        patch.setattr(DRIVER, "connect", self._connecting(DRIVER.connect))

    @contextmanager
    def open_elsewhere(self, file: Path, *, wholly: bool = False) -> Iterator[None]:
        """Have another program hold `file`, as Word does; `wholly`: nobody may even read it."""
        place = str(file.resolve())
        self._elsewhere[place] = wholly
        try:
            yield
        finally:
            del self._elsewhere[place]

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Leave everything to Linux, for what other programs can do there alone."""
        self._is_lifted = True
        try:
            yield
        finally:
            self._is_lifted = False

    def _looking(self, real: Callable[..., os.stat_result]) -> Callable[..., os.stat_result]:
        @wraps(real)
        def look(path: Any, **options: Any) -> os.stat_result:
            try:
                return real(path, **options)
            except FileNotFoundError:
                place = self._place(path, options.get("dir_fd"))
                folded = self._folded(place) if place else None
                if folded is None or folded == place:
                    raise
                return real(folded, **options)

        return look

    def _removing(self, real: Callable[..., None]) -> Callable[..., None]:
        @wraps(real)
        def remove(path: Any, *, dir_fd: int | None = None) -> None:
            place = self._place(path, dir_fd)
            if place is None:
                return real(path, dir_fd=dir_fd)
            actual = self._folded(place)
            if self._is_read_only(actual):
                raise _refusal(ACCESS_DENIED, place)
            if self._is_open(actual):
                raise _refusal(SHARING_VIOLATION, place)
            return real(actual)

        return remove

    def _renaming(self, real: Callable[..., None], *, replaces: bool) -> Callable[..., None]:
        @wraps(real)
        def rename(source: Any, target: Any, **places: Any) -> None:
            old, new = self._place(source), self._place(target)
            if old is None or new is None or places:
                return real(source, target, **places)
            self._refuse_name(new, LONGEST_PATH)
            actual, standing = self._folded(old), self._folded(new)
            if self._is_open(actual):
                raise _refusal(SHARING_VIOLATION, old, new)
            if self._has_open_files(actual):
                raise _refusal(ACCESS_DENIED, old, new)
            if standing == actual:
                return real(actual, new)
            if os.path.lexists(standing):
                if not replaces:
                    raise _refusal(ALREADY_EXISTS, old, new)
                if self._is_open(standing) or self._is_read_only(standing):
                    raise _refusal(ACCESS_DENIED, old, new)
            return real(actual, standing)

        return rename

    def _making(self, real: Callable[..., None]) -> Callable[..., None]:
        @wraps(real)
        def make(path: Any, *given: Any, **options: Any) -> None:
            place = self._place(path, options.get("dir_fd"))
            if place is not None:
                self._refuse_name(place, LONGEST_FOLDER)
                path = self._folded(place)
            return real(path, *given, **options)

        return make

    def _linking(self, real: Callable[..., None]) -> Callable[..., None]:
        @wraps(real)
        def link(source: Any, target: Any, **options: Any) -> None:
            place = self._place(target)
            if place is not None:
                self._refuse_name(place, LONGEST_PATH)
                target = self._folded(place)
            return real(source, target, **options)

        return link

    def _opening_by_flags(self, real: Callable[..., int]) -> Callable[..., int]:
        @wraps(real)
        def open_by_flags(path: Any, flags: int, *given: Any, **options: Any) -> int:
            place = self._place(path, options.get("dir_fd"))
            if place is None or os.path.isdir(place):  # noqa: PTH112
                return real(path, flags, *given, **options)
            writes = flags & os.O_ACCMODE != _READING
            return real(self._let_open(place, writes=writes), flags, *given)

        return open_by_flags

    def _opening_by_mode(self, real: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(real)
        def open_by_mode(file: Any, mode: str = "r", *given: Any, **options: Any) -> Any:
            place = self._place(file)
            if place is not None:
                file = self._let_open(place, writes=not set(mode).isdisjoint("wax+"))
            return real(file, mode, *given, **options)

        return open_by_mode

    def _connecting(self, real: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(real)
        def connect(database: Any, **options: Any) -> Any:
            named = os.fspath(database)
            if options.get("uri"):
                named = unquote(named.removeprefix("file://").partition("?")[0])
            place = self._place(named)
            if place is not None:
                try:
                    self._refuse_name(place + _SIDE_FILE, LONGEST_PATH)
                except OSError as refused:
                    raise DRIVER.OperationalError("unable to open database file") from refused
                if self._is_read_only(place):
                    # SQLite falls back to reading; who is root on Linux could write all the same.
                    database = re.sub(r"\?mode=rwc?\b", "?mode=ro", str(database))
            return real(database, **options)

        return connect

    def _let_open(self, place: str, *, writes: bool) -> str:
        """The file to open; raises what Python's `open` raises on Windows."""
        actual = self._folded(place)
        held = self._elsewhere.get(actual)
        if held is not None and (writes or held):
            raise PermissionError(errno.EACCES, "Permission denied", place)
        if writes:
            if _is_longer(place, LONGEST_PATH):
                raise FileNotFoundError(errno.ENOENT, "No such file or directory", place)
            self._refuse_name(place, LONGEST_PATH)
            if self._is_read_only(actual):
                raise PermissionError(errno.EACCES, "Permission denied", place)
        return actual

    def _place(self, path: Any, dir_fd: int | None = None) -> str | None:
        """The absolute path, if it is one below our folder."""
        if isinstance(path, int) or self._is_lifted:
            return None
        text = os.fsdecode(path)
        if dir_fd is not None and not text.startswith(os.sep):
            text = f"{(_OPEN_FILES / str(dir_fd)).readlink()}{os.sep}{text}"
        place = os.path.abspath(text)  # noqa: PTH100 - links stay as they are
        return place if place.startswith(self._base) else None

    def _folded(self, place: str) -> str:
        """The name that is there and differs from `place` in case alone, else `place`."""
        with suppress(OSError):
            self._stat(place, follow_symlinks=False)
            return place
        if not place.startswith(self._base):
            return place
        folder, name = os.path.split(place)
        folder = self._folded(folder)
        with suppress(OSError):
            for there in os.listdir(folder):  # noqa: PTH208
                if there.lower() == name.lower():
                    return os.path.join(folder, there)  # noqa: PTH118
        return os.path.join(folder, name)  # noqa: PTH118

    def _refuse_name(self, place: str, longest: int) -> None:
        if _is_longer(place, longest):
            raise _refusal(NAME_TOO_LONG, place)
        names = Path(place.removeprefix(self._base)).parts
        if any(map(_REFUSED_NAME.search, names)):
            raise _refusal(INVALID_NAME, place)

    def _is_open(self, place: str) -> bool:
        return place in self._elsewhere or place in _open_files()

    def _has_open_files(self, place: str) -> bool:
        inside = place + os.sep
        return any(file.startswith(inside) for file in (*_open_files(), *self._elsewhere))

    def _is_read_only(self, place: str) -> bool:
        with suppress(OSError):
            mode = self._stat(place).st_mode
            return stat.S_ISREG(mode) and not mode & 0o222
        return False


def _open_files() -> set[str]:
    """The regular files that this process has open, SQLite's, Qt's and Python's."""
    found: set[str] = set()
    for handle in os.listdir(_OPEN_FILES):  # noqa: PTH208
        with suppress(OSError):
            link = _OPEN_FILES / handle
            if stat.S_ISREG(os.stat(link).st_mode):  # noqa: PTH116
                found.add(str(link.readlink()))
    return found


def _is_longer(place: str, longest: int) -> bool:
    return len(place.encode("utf-16-le", "surrogateescape")) > 2 * longest


def _refusal(code: int, *paths: str) -> OSError:
    number = _ERRNO[code]
    error = OSError(
        number, os.strerror(number), *paths[:1], *((None, paths[1]) if paths[1:] else ())
    )
    error.winerror = code  # type: ignore[attr-defined]
    return error
