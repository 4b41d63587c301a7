"""A database belongs on a disk that stays where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core import drives
from fireoffice.core.drives import Drive, linux_drive, refuse_unsafe, windows_drive
from fireoffice.core.errors import InputError

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


@pytest.mark.parametrize(
    ("folder", "drive"),
    [
        ("C:\\Users\\王芳\\消防办", Drive.FIXED),
        ("E:\\消防办", Drive.REMOVABLE),
        ("D:\\光盘", Drive.REMOVABLE),
        ("Z:\\共享", Drive.NETWORK),
        ("\\\\server\\share\\消防办", Drive.NETWORK),
        ("\\\\?\\C:\\消防办", Drive.FIXED),
    ],
)
def test_windows_is_asked_by_the_letter(folder: str, drive: Drive) -> None:
    kinds = {"C:\\": 3, "D:\\": 5, "E:\\": 2, "Z:\\": 4}
    assert windows_drive(folder, kinds.__getitem__) is drive


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
