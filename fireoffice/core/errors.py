"""Errors that the user reads, and the translation of the operating system's errors into them.

An error is one Chinese sentence that says what is wrong and where (`message`) and what to do
about it (`hint`). Whatever is raised and is not an `OfficeError` is a bug of the program.
"""

from __future__ import annotations

import errno
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Final

EXIT_BUG: Final = 3
"""Exit status of the command line for anything that is not an `OfficeError`."""


class OfficeError(Exception):
    """Something the user can understand and act upon.

    `kind` and `exit_code` are what the command line reports (input 1, environment 2).
    """

    kind: ClassVar[str] = "input"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}{self.hint}"


class InputError(OfficeError):
    """What the user gave is wrong: a field, a file, an argument."""


class NewerDatabase(InputError):
    """A later version of this program has made the database: it can be exported, not opened."""


class LockedDatabase(InputError):
    """The database has a password that was not given, or another one than was given."""


class FieldErrors(InputError):
    """What is wrong with the fields of a record: `problems`, field name to Chinese sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        first, *others = problems.values()
        more = f"另有{len(others)}处也需要改正。" if others else ""
        super().__init__(first, more)
        self.problems = dict(problems)


class EnvironmentProblem(OfficeError):
    """The machine does not let us: disk full, no permission, file locked, file damaged."""

    kind = "environment"
    exit_code = 2


# Windows reports both "open in Word" and "disk full" as EACCES or EINVAL; only winerror tells.
_WINDOWS_CAUSES: Final = {
    5: errno.EACCES,
    32: errno.EBUSY,  # ERROR_SHARING_VIOLATION
    33: errno.EBUSY,  # ERROR_LOCK_VIOLATION
    39: errno.ENOSPC,  # ERROR_HANDLE_DISK_FULL
    112: errno.ENOSPC,  # ERROR_DISK_FULL
    206: errno.ENAMETOOLONG,  # ERROR_FILENAME_EXCED_RANGE
}

_CAUSES: Final = {
    errno.ENOSPC: ("磁盘已满", "请清理磁盘或换一个位置后重试。"),
    errno.EDQUOT: ("磁盘配额已用完", "请清理磁盘或换一个位置后重试。"),
    errno.EROFS: ("该位置只读，不能写入", "请换一个可以写入的文件夹。"),
    errno.EACCES: ("没有权限", "请换一个有权限的文件夹，或请管理员开放权限。"),
    errno.EPERM: ("没有权限", "请换一个有权限的文件夹，或请管理员开放权限。"),
    errno.ENOENT: ("找不到该文件或文件夹", "请核对位置是否正确、移动硬盘是否已接好。"),
    errno.EBUSY: ("文件正被其他程序占用", "请在 WPS、Word 等程序中关闭它后重试。"),
    errno.ETXTBSY: ("文件正被其他程序占用", "请在 WPS、Word 等程序中关闭它后重试。"),
    errno.EAGAIN: ("文件正被其他程序占用", "请在 WPS、Word 等程序中关闭它后重试。"),
    errno.EEXIST: ("同名文件已经存在", "请换一个名称。"),
    errno.EISDIR: ("该位置是文件夹，不是文件", "请指定一个文件。"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "请核对位置是否正确。"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "请缩短名称，或换一个层级较浅的文件夹。"),
    errno.EIO: ("磁盘读写出错", "磁盘可能已损坏，请立即换一个位置备份。"),
}


def from_os_error(error: OSError, action: str, path: Path | None = None) -> EnvironmentProblem:
    """Say in Chinese what the operating system refused.

    `action` is what was being done, as a verb phrase (「保存公文」). `path` is named to the user;
    without it, the file named in `error`, if any.
    """
    windows_code: object = getattr(error, "winerror", None)
    number = _WINDOWS_CAUSES.get(windows_code) if isinstance(windows_code, int) else None
    number = number or error.errno
    cause, hint = _CAUSES.get(
        number or 0,
        (f"系统没有完成这一步（错误号 {number}）", "请重试；仍不行请把日志交给技术人员。"),
    )
    place = path if path is not None else error.filename
    where = f"（{place}）" if place is not None else ""
    return EnvironmentProblem(f"{action}失败：{cause}{where}。", hint)


@contextmanager
def explaining(action: str, path: Path | None = None) -> Generator[None]:
    """Turn any `OSError` of the block into an `EnvironmentProblem` (see `from_os_error`)."""
    try:
        yield
    except OSError as error:
        raise from_os_error(error, action, path) from error
