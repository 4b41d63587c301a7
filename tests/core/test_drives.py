"""A database belongs on a disk that stays where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core import drives, volumes
from fireoffice.core.drives import (
    Drive,
    cloud_of,
    cloud_warning,
    linux_drive,
    refuse_unsafe,
    windows_drive,
)
from fireoffice.core.errors import InputError
from fireoffice.services.office import Office

MOUNTS = r"""/dev/sda2 / ext4 rw 0 0
/dev/sda3 /home ext4 rw 0 0
/dev/sdb1 /media/王芳/我的\040U盘 vfat rw 0 0
/dev/sdc1 /data ext4 rw 0 0
//192.168.1.2/共享 /mnt/share cifs rw 0 0
nas:/volume /mnt/nas nfs4 rw 0 0
tmpfs /run tmpfs rw 0 0
/dev/sdd1 /mnt/twice ext4 rw 0 0
nas:/other /mnt/twice nfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "drive"),
    [
        ("/srv/消防办", Drive.FIXED),
        ("/mnt/wang/消防办", Drive.FIXED),
        ("/homework", Drive.FIXED),
        ("/media/王芳/我的 U盘/消防办", Drive.REMOVABLE),
        ("/media", Drive.FIXED),
        ("/data/消防办", Drive.REMOVABLE),
        ("/mnt/share", Drive.NETWORK),
        ("/mnt/nas/办公室", Drive.NETWORK),
        ("/run/消防办", Drive.FIXED),
        ("/mnt/twice", Drive.NETWORK),
    ],
)
def test_the_mount_that_a_folder_lies_on_decides(folder: str, drive: Drive) -> None:
    assert linux_drive(folder, MOUNTS, lambda device: device == "sdc1") is drive


def test_without_mounts_nothing_is_refused() -> None:
    assert linux_drive("/home", "", lambda _device: True) is Drive.FIXED


def test_the_disk_that_the_system_runs_from_stays_where_it_is() -> None:
    assert linux_drive("/home", "/dev/sdb1 / ext4 rw 0 0", lambda _device: True) is Drive.FIXED


@pytest.mark.parametrize(
    ("root", "drive"),
    [
        ("C:\\", Drive.FIXED),
        ("E:\\", Drive.REMOVABLE),
        ("D:\\", Drive.REMOVABLE),
        ("F:\\", Drive.REMOVABLE),
        ("G:\\", Drive.FIXED),
        ("C:\\挂载\\移动硬盘\\", Drive.REMOVABLE),
        ("Z:\\", Drive.NETWORK),
        ("\\\\server\\share\\", Drive.NETWORK),
        ("\\\\?\\C:\\", Drive.FIXED),
        ("\\\\.\\E:\\", Drive.REMOVABLE),
    ],
)
def test_windows_is_asked_by_the_root_and_its_bus(root: str, drive: Drive) -> None:
    """A hard disk in a case of its own is fixed by its type and hangs on USB."""
    types = {"C:\\": 3, "D:\\": 5, "E:\\": 2, "F:\\": 3, "G:\\": 3, "Z:\\": 4}
    buses = {"F:\\": volumes.USB, "G:\\": 11, "C:\\挂载\\移动硬盘\\": volumes.USB}
    found = windows_drive(root, lambda at: types.get(at, 3), lambda at: buses.get(at, 0))
    assert found is drive


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("C:\\Users\\王芳\\OneDrive\\消防办", "OneDrive"),
        ("C:\\Users\\王芳\\OneDrive - 邻鄂镇\\文档", "OneDrive"),
        ("D:\\云\\办公室", "OneDrive"),
        ("C:\\Users\\王芳\\WPSDrive\\12345\\WPS云盘\\消防办", "WPS云盘"),
        ("D:\\WPS云盘\\消防办", "WPS云盘"),
        ("D:\\WPS Cloud Files\\1\\消防办", "WPS云盘"),
        ("D:\\我的坚果云\\消防办", "坚果云"),
        ("/srv/wang/Nutstore Files/消防办", "坚果云"),
        ("D:\\BaiduSyncdisk\\消防办", "百度网盘"),
        ("/srv/wang/Dropbox/消防办", "Dropbox"),
        ("C:\\Users\\王芳\\iCloudDrive\\消防办", "iCloud"),
        ("D:\\消防办", ""),
        ("D:\\WPS文档\\消防办", ""),
        ("D:\\云盘资料\\消防办", ""),
        ("/srv/wang/onedrivers", ""),
    ],
)
def test_a_folder_that_a_cloud_keeps_in_step_is_known(folder: str, cloud: str) -> None:
    assert cloud_of(folder, {"OneDriveCommercial": "D:\\云"}) == cloud


def test_a_cloud_is_warned_of_and_not_refused(tmp_path: Path) -> None:
    folder = tmp_path / "坚果云" / "消防办"
    folder.mkdir(parents=True)
    refuse_unsafe(folder)
    with Office.open(folder) as office:
        (note,) = office.notes
    assert note == cloud_warning(folder)
    assert "坚果云的同步文件夹" in note
    assert "移到坚果云以外" in note
    assert cloud_warning(tmp_path / "消防办") == ""


@pytest.mark.parametrize("drive", [Drive.REMOVABLE, Drive.NETWORK])
def test_a_database_there_is_refused_with_an_offer(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(drives, "drive_of", {tmp_path: drive}.__getitem__)
    with pytest.raises(InputError, match=drive.value) as caught:
        refuse_unsafe(tmp_path)
    assert "复制到本机" in caught.value.hint


def test_this_disk_is_accepted(tmp_path: Path) -> None:
    refuse_unsafe(tmp_path)
