"""The refusals of the operating system and their causes, by error number, in words for the user."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Final

LONGEST_PATH = 259 if sys.platform == "win32" else 4095
"""Longest path in UTF-16 units. Windows calls a file with a longer one missing."""

_WINDOWS_CAUSES: Final = {
    3: errno.ENOENT,  # ERROR_PATH_NOT_FOUND
    39: errno.ENOSPC,  # ERROR_HANDLE_DISK_FULL
    112: errno.ENOSPC,  # ERROR_DISK_FULL
    123: errno.EINVAL,  # ERROR_INVALID_NAME
    206: errno.ENAMETOOLONG,  # ERROR_FILENAME_EXCED_RANGE
    1295: errno.EDQUOT,  # ERROR_DISK_QUOTA_EXCEEDED
    1450: errno.ENOMEM,  # ERROR_NO_SYSTEM_RESOURCES
}
"""The errno for Windows' codes where errno says less (EACCES for a full disk) or something else."""

_IN_USE: Final = ("文件正被其他程序占用", "请在 WPS、Word 等程序中关闭它后重试。")
_NOT_READY: Final = ("U盘或移动硬盘没有接好，或已经拔出", "请重新接好后重试。")
_BROKEN: Final = ("磁盘读写出错", "磁盘可能已损坏，请立即换一个位置备份。")
_OFFLINE: Final = ("网络位置连不上，或连接已断开", "请检查网络，确认那台电脑或NAS开着后重试。")
_VIRUS: Final = ("被杀毒软件拦下", "请确认文件来源可靠，再到杀毒软件中放行，或请管理员处理。")
_CLOUD: Final = ("云盘里的文件还没有下载到本机", "请打开云盘程序，等文件同步到本机后重试。")

_WINDOWS_SENTENCES: Final = {
    # ERROR_ACCESS_DENIED: OneDrive and virus scanners answer so for a file that they hold.
    5: (
        "没有权限，或文件正被其他程序占用",
        "请关闭正在使用它的程序（WPS、Word、云盘）后重试；仍不行请换一个有权限的文件夹。",
    ),
    19: ("该磁盘有写保护", "请打开U盘或存储卡侧面的写保护开关，或换一个位置。"),
    20: _NOT_READY,  # ERROR_BAD_UNIT
    21: _NOT_READY,  # ERROR_NOT_READY
    23: ("U盘或磁盘有坏的地方，读写出错", "请立即把还能读的文件复制到别处，再换一个U盘或磁盘。"),
    29: _BROKEN,  # ERROR_WRITE_FAULT
    30: _BROKEN,  # ERROR_READ_FAULT
    31: _BROKEN,  # ERROR_GEN_FAILURE
    32: _IN_USE,  # ERROR_SHARING_VIOLATION
    33: _IN_USE,  # ERROR_LOCK_VIOLATION
    53: _OFFLINE,  # ERROR_BAD_NETPATH
    54: _OFFLINE,  # ERROR_NETWORK_BUSY
    55: _OFFLINE,  # ERROR_DEV_NOT_EXIST
    59: _OFFLINE,  # ERROR_UNEXP_NET_ERR
    64: _OFFLINE,  # ERROR_NETNAME_DELETED
    67: _OFFLINE,  # ERROR_BAD_NET_NAME
    121: _OFFLINE,  # ERROR_SEM_TIMEOUT
    225: _VIRUS,  # ERROR_VIRUS_INFECTED
    226: _VIRUS,  # ERROR_VIRUS_DELETED
    303: _IN_USE,  # ERROR_DELETE_PENDING
    362: _CLOUD,  # ERROR_CLOUD_FILE_PROVIDER_NOT_RUNNING
    433: _NOT_READY,  # ERROR_NO_SUCH_DEVICE
    1006: _NOT_READY,  # ERROR_FILE_INVALID: the volume was changed under the open file
    1117: _BROKEN,  # ERROR_IO_DEVICE
    1155: ("没有能打开这种文件的程序", "请安装 WPS 或 Word 后重试。"),  # ERROR_NO_ASSOCIATION
    1167: _NOT_READY,  # ERROR_DEVICE_NOT_CONNECTED
    1224: _IN_USE,  # ERROR_USER_MAPPED_FILE
    1231: _OFFLINE,  # ERROR_NETWORK_UNREACHABLE
    1326: ("网络位置的用户名或密码不对", "请先在“此电脑”中打开那个位置并登录，再重试。"),
    1392: _BROKEN,  # ERROR_FILE_CORRUPT
    1393: _BROKEN,  # ERROR_DISK_CORRUPT
}
"""Causes that Windows alone tells apart, by `winerror`."""

_CAUSES: Final = {
    errno.ENOSPC: ("磁盘已满", "请清理磁盘或换一个位置后重试。"),
    errno.EDQUOT: ("磁盘配额已用完", "请清理磁盘或换一个位置后重试。"),
    errno.EROFS: ("该位置只读，不能写入", "请换一个可以写入的文件夹。"),
    errno.EACCES: ("没有权限", "请换一个有权限的文件夹，或请管理员开放权限。"),
    errno.EPERM: ("没有权限", "请换一个有权限的文件夹，或请管理员开放权限。"),
    errno.ENOENT: ("找不到该文件或文件夹", "请核对位置是否正确、移动硬盘是否已接好。"),
    errno.EBUSY: _IN_USE,
    errno.ETXTBSY: _IN_USE,
    errno.EAGAIN: _IN_USE,
    errno.EEXIST: ("同名文件已经存在", "请换一个名称。"),
    errno.EISDIR: ("该位置是文件夹，不是文件", "请指定一个文件。"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "请核对位置是否正确。"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "请缩短名称，或换一个层级较浅的文件夹。"),
    errno.EINVAL: ("系统不接受这个名称或位置", "请换一个名称或文件夹。"),
    errno.EIO: _BROKEN,
    errno.ENODEV: _NOT_READY,
    errno.ENXIO: _NOT_READY,
    errno.ESTALE: _OFFLINE,
    errno.ENETUNREACH: _OFFLINE,
    errno.EHOSTDOWN: _OFFLINE,
    errno.EHOSTUNREACH: _OFFLINE,
    errno.ETIMEDOUT: _OFFLINE,
    errno.ECONNRESET: _OFFLINE,
    errno.ENOTCONN: _OFFLINE,
    errno.ENOMEM: ("内存不够", "请关闭一些程序后重试。"),
    errno.EMFILE: ("打开的文件太多", "请关闭一些程序后重试。"),
}


def cause_of(error: OSError, path: Path | None = None) -> tuple[str, str]:
    """The refusal of the system, as half a sentence, and the advice what to do about it.

    `path` is what was to be read or written, where the error itself does not name it.
    """
    code = _windows_code(error)
    number = _WINDOWS_CAUSES.get(code, error.errno) or 0
    named = [str(one) for one in (error.filename, error.filename2, path) if one is not None]
    if number == errno.ENOENT and any(map(is_too_long, named)):
        number = errno.ENAMETOOLONG
    elif code in _WINDOWS_SENTENCES:
        return _WINDOWS_SENTENCES[code]
    return _CAUSES.get(
        number,
        (f"系统没有完成这一步（错误号 {code or number}）", "请重试；仍不行请把日志交给技术人员。"),
    )


def is_too_long(path: str) -> bool:
    """True if the system takes no path of this length."""
    return len(path.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_PATH


def _windows_code(error: OSError) -> int:
    """The error code of Windows; 0 elsewhere.

    Python's `open` hands on errno alone, which is EACCES for a file open in Word and for one that
    may not be written. Renaming the file to its own name changes nothing, and tells the two apart.
    """
    is_bare = getattr(error, "winerror", None) is None
    if is_bare and error.errno == errno.EACCES and error.filename is not None:
        try:
            os.rename(error.filename, error.filename)  # noqa: PTH104
        except OSError as again:
            error = again
    code: object = getattr(error, "winerror", None)
    return code if isinstance(code, int) else 0
