"""A disk is known by what it hangs on, not by what it calls itself."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from fireoffice.core.volumes import UNKNOWN_BUS, USB, bus_in, is_plugged_in

SATA = "pci0000/17.0/ata1/host0/target0/block/sda"
USB_DISK = "pci0000/14.0/usb2/2-1/host6/target6/block/sdb"
CARD = "pci0000/1d.0/mmc_host/mmc0/block/mmcblk0"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """Devices as the kernel tells of them: SATA, a hard disk on USB, a card, and what is on them.

    dm-0 is made of a partition of the USB disk, dm-1 of the SATA disk.
    """
    known = tmp_path / "class" / "block"
    known.mkdir(parents=True)
    for place, removable in ((SATA, 0), (USB_DISK, 0), (CARD, 1)):
        disk = tmp_path / "devices" / place
        part = disk / (disk.name + ("p1" if disk.name[-1].isdigit() else "1"))
        part.mkdir(parents=True)
        (disk / "removable").write_text(f"{removable}\n")
        (part / "partition").write_text("1\n")
        for device in (disk, part):
            (known / device.name).symlink_to(device)
    for name, below in (("dm-0", "sdb1"), ("dm-1", "sda1")):
        made = tmp_path / "devices" / "virtual" / "block" / name
        (made / "slaves").mkdir(parents=True)
        (made / "slaves" / below).symlink_to(known / below)
        (made / "removable").write_text("0\n")
        (known / name).symlink_to(made)
    return tmp_path


@pytest.mark.parametrize(
    ("device", "answer"),
    [
        ("sda", False),
        ("sda1", False),
        ("sdb", True),
        ("sdb1", True),
        ("mmcblk0", True),
        ("mmcblk0p1", True),
        ("dm-0", True),
        ("dm-1", False),
        ("sdz9", False),
        ("mapper/nobody", False),
    ],
)
def test_what_can_be_pulled_out_is_known_by_its_bus(
    device: str, answer: bool, system: Path
) -> None:
    assert is_plugged_in(device, system) is answer


def test_the_bus_stands_where_windows_puts_it_in_its_descriptor() -> None:
    # Version, Size, DeviceType, DeviceTypeModifier, RemovableMedia, CommandQueueing,
    # four offsets of texts, BusType, RawPropertiesLength (winioctl.h).
    descriptor = struct.pack("<II4B4III", 40, 200, 0, 0, 0, 1, 0, 40, 60, 70, USB, 0)
    assert bus_in(descriptor) == USB
    assert bus_in(b"") == UNKNOWN_BUS
