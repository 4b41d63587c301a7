"""Places where a database must not lie: what can be pulled out, other machines, cloud folders."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final

from fireoffice.core import volumes
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
"""The folders below which desktops mount what is plugged in."""

_WINDOWS_REMOVABLE: Final = (2, 5)
_WINDOWS_REMOTE: Final = 4
"""Answers of GetDriveTypeW: DRIVE_REMOVABLE, DRIVE_CDROM; DRIVE_REMOTE."""
_BUSES_TO_PULL: Final = (volumes.USB, volumes.FIREWIRE, volumes.MEMORY_CARD)
"""The buses of hard disks in a case of their own, which Windows calls fixed."""

_CLOUDS: Final = {
    re.compile(r"(?i)onedrive([ -].*)?"): "OneDrive",
    re.compile(r"(?i)wps ?(drive|云盘|网盘|云文档|cloud files)"): "WPS云盘",
    re.compile(r"(?i)(我的)?坚果云|nutstore( files)?"): "坚果云",
    re.compile(r"(?i)百度网盘.*|baidu(netdisk.*|syncdisk|同步盘)"): "百度网盘",
    re.compile(r"(?i)dropbox( .*)?"): "Dropbox",
    re.compile(r"(?i)icloud ?drive"): "iCloud",
}
"""Programs that keep a folder the same on several machines, by the names of their folders."""
_ONEDRIVE_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_CLOUD_TAG: Final = 0x9000001A
_CLOUD_TAG_BITS: Final = 0xFFFF0FFF
"""IO_REPARSE_TAG_CLOUD, of a folder that some such program has from Windows."""


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


def cloud_warning(folder: Path) -> str:
    """The warning for a data folder that a cloud keeps in step with others; empty if none does.

    It copies a database in the middle of a writing, and brings back an older one.
    """
    cloud = cloud_of(str(folder.absolute()), os.environ) or _cloud_by_windows(folder)
    if not cloud:
        return ""
    return (
        f"数据文件夹在{cloud}的同步文件夹里，边用边同步会弄坏数据库或换成旧的（{folder}）。"
        f"请把它移到{cloud}以外；同步文件夹可以用来放第二份备份。"
    )


def cloud_of(folder: str, environment: Mapping[str, str]) -> str:
    """The cloud program in whose folder `folder` lies, by its path; empty for none."""
    path = PureWindowsPath(folder) if "\\" in folder else PurePosixPath(folder)
    for variable in _ONEDRIVE_VARIABLES:
        place = environment.get(variable)
        if place and path.is_relative_to(place):
            return "OneDrive"
    for part in path.parts:
        for name, cloud in _CLOUDS.items():
            if name.fullmatch(part):
                return cloud
    return ""


def drive_of(folder: Path) -> Drive:
    """The kind of drive that `folder`, which need not exist, lies on; fixed where unknown."""
    if sys.platform == "win32":
        root = volumes.root_of(str(folder.absolute()))
        return windows_drive(root, volumes.drive_type, _bus_if_not_ours)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Drive.FIXED
    return linux_drive(str(folder.resolve()), mounts, volumes.is_plugged_in)


def linux_drive(folder: str, mounts: str, is_plugged_in: Callable[[str], bool]) -> Drive:
    """The same from the text of /proc/mounts; `is_plugged_in` is asked with the device's name.

    A disk that the system itself runs from stays where it is, whatever it hangs on.
    """
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
    if point == "/" or not device.startswith("/dev/"):
        return Drive.FIXED
    is_removable = f"{point}/".startswith(_PLUGGED_IN) or is_plugged_in(device[len("/dev/") :])
    return Drive.REMOVABLE if is_removable else Drive.FIXED


def windows_drive(
    root: str, drive_type: Callable[[str], int], bus_of: Callable[[str], int]
) -> Drive:
    """The same by the root of the volume, `E:\\`; see `fireoffice.core.volumes`."""
    if root.startswith("\\\\"):
        local = re.match(r"\\\\[?.]\\([A-Za-z]:\\)", root)
        if not local:
            return Drive.NETWORK
        root = local[1]
    kind = drive_type(root)
    if kind == _WINDOWS_REMOTE:
        return Drive.NETWORK
    if kind in _WINDOWS_REMOVABLE or bus_of(root) in _BUSES_TO_PULL:
        return Drive.REMOVABLE
    return Drive.FIXED


def _bus_if_not_ours(root: str) -> int:
    """The bus of a volume, unless Windows itself runs from there."""
    if sys.platform != "win32" or _is_same_drive(root, os.environ.get("SYSTEMDRIVE", "C:")):
        return volumes.UNKNOWN_BUS
    return volumes.bus_of(root)


def _is_same_drive(root: str, drive: str) -> bool:
    return PurePath(root.rstrip("\\")) == PurePath(drive)


def _cloud_by_windows(folder: Path) -> str:
    """The cloud that Windows knows for a folder, whatever it is called; empty for none."""
    for place in (folder, *folder.parents):
        try:
            tag = getattr(place.lstat(), "st_reparse_tag", 0)
        except OSError:
            continue
        if tag & _CLOUD_TAG_BITS == _CLOUD_TAG:
            return "云盘"
    return ""


def _unescaped(text: str) -> str:
    """Blanks and the like are written as three octal digits in /proc/mounts."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
