"""Where a database must not lie: on what can be pulled out, or on another machine."""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from fireoffice.core.errors import InputError


class Drive(StrEnum):
    """The kind of drive that a folder lies on, as it is called in a sentence."""

    FIXED = "本机硬盘"
    REMOVABLE = "U盘或移动硬盘"
    NETWORK = "网络盘"


_NETWORK_TYPES: Final = frozenset({
    "afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.glusterfs", "fuse.gvfsd-fuse",
    "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
})  # fmt: skip
_PLUGGED_IN: Final = ("/media/", "/run/media/")
"""Where desktops mount what is plugged in."""

_WINDOWS_REMOVABLE: Final = (2, 5)
_WINDOWS_REMOTE: Final = 4
"""What GetDriveTypeW returns: DRIVE_REMOVABLE, DRIVE_CDROM; DRIVE_REMOTE."""


def refuse_unsafe(folder: Path) -> None:
    """Raise `InputError` if `folder` lies where a database would be lost or torn.

    SQLite's locks do not hold over a network, and a stick is pulled out in the middle of a
    writing. Backups may lie there; the database may be copied from there.
    """
    kind = drive_of(folder)
    if kind is not Drive.FIXED:
        raise InputError(
            f"数据文件夹在{kind}上，不能直接打开，否则数据库容易损坏（{folder}）。",
            "请把它复制到本机再打开；U盘和网络盘可以用来放备份。",
        )


def drive_of(folder: Path) -> Drive:
    """The kind of drive that `folder`, which need not exist, lies on; fixed where unknown."""
    if sys.platform == "win32":
        return windows_drive(str(folder.absolute()), ctypes.windll.kernel32.GetDriveTypeW)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Drive.FIXED
    return linux_drive(str(folder.resolve()), mounts, _kernel_says_removable)


def linux_drive(folder: str, mounts: str, is_removable: Callable[[str], bool]) -> Drive:
    """The same from the text of /proc/mounts; `is_removable` is asked with the device's name."""
    path = PurePosixPath(folder)
    over: tuple[str, str, str] | None = None
    for line in mounts.splitlines():
        device, point, kind, *_ = [*map(_unescaped, line.split(" ")), "", "", ""]
        # Of two mounts on one point the later hides the earlier.
        if path.is_relative_to(point or " ") and (over is None or len(point) >= len(over[1])):
            over = device, point, kind
    if over is None:
        return Drive.FIXED
    device, point, kind = over
    if kind in _NETWORK_TYPES:
        return Drive.NETWORK
    is_plugged_in = f"{point}/".startswith(_PLUGGED_IN) and device.startswith("/dev/")
    if is_plugged_in or (device.startswith("/dev/") and is_removable(device[len("/dev/") :])):
        return Drive.REMOVABLE
    return Drive.FIXED


def windows_drive(folder: str, drive_type: Callable[[str], int]) -> Drive:
    """The same by the drive's letter; `drive_type` is Windows' own GetDriveTypeW."""
    anchor = PureWindowsPath(folder).anchor
    if anchor.startswith("\\\\"):
        local = re.match(r"\\\\\?\\([A-Za-z]:\\)", anchor)
        if not local:
            return Drive.NETWORK
        anchor = local[1]
    kind = drive_type(anchor)
    if kind == _WINDOWS_REMOTE:
        return Drive.NETWORK
    return Drive.REMOVABLE if kind in _WINDOWS_REMOVABLE else Drive.FIXED


def _kernel_says_removable(device: str) -> bool:
    disk = re.sub(r"(?<=\d)p\d+$", "", device) if device[-1:].isdigit() else device
    disk = disk if disk != device else device.rstrip("0123456789")
    try:
        return (Path("/sys/block") / disk / "removable").read_text().strip() == "1"
    except OSError:
        return False


def _unescaped(text: str) -> str:
    """Blanks and the like are written as three octal digits in /proc/mounts."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
