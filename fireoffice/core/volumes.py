"""The bus by which the disk below a folder is connected, as the system tells it."""

from __future__ import annotations

import ctypes
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

USB: Final = 7
"""`BusTypeUsb`, of Windows' STORAGE_BUS_TYPE."""
FIREWIRE: Final = 4
MEMORY_CARD: Final = 12
"""`BusTypeSd`; the built-in memory of tablets is another, `BusTypeMmc`."""
UNKNOWN_BUS: Final = 0

_BUS_TYPE_AT: Final = 28
"""The offset in STORAGE_DEVICE_DESCRIPTOR of its `BusType`, a DWORD."""
_USB_BUS: Final = re.compile(r"usb\d+")


def is_plugged_in(device: str, system: Path = Path("/sys")) -> bool:
    """True if the block device of that name can be pulled out, or lies on one that can.

    `device` is a name as in /dev: a disk, a partition, or what is made of some (mapper/…).
    `system` is where the kernel tells of its devices.
    """
    known = system / "class" / "block"
    name = device if (known / device).exists() else (Path("/dev") / device).resolve().name
    try:
        # Leads to the place of the device below its bus: …/usb2/2-1/…/block/sdb/sdb1
        place = (known / name).resolve(strict=True)
    except OSError:
        return False
    if any(map(_USB_BUS.fullmatch, place.parts)):
        return True
    disk = place.parent if (place / "partition").exists() else place
    with suppress(OSError):
        if (disk / "removable").read_text().strip() == "1":
            return True
    with suppress(OSError):
        return any(is_plugged_in(below.name, system) for below in (place / "slaves").iterdir())
    return False


def bus_in(descriptor: bytes) -> int:
    """The bus that a STORAGE_DEVICE_DESCRIPTOR names."""
    return int.from_bytes(descriptor[_BUS_TYPE_AT : _BUS_TYPE_AT + 4], "little")


if sys.platform == "win32":
    from ctypes import wintypes

    _QUERY_PROPERTY: Final = 0x2D1400
    """IOCTL_STORAGE_QUERY_PROPERTY; its query of zeros asks for the device's descriptor."""
    _SHARED: Final = 3
    _EXISTING: Final = 3
    _INVALID: Final = ctypes.c_void_p(-1).value
    _LONGEST: Final = 32_768

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.GetDriveTypeW.argtypes = (wintypes.LPCWSTR,)
    _kernel.GetVolumePathNameW.argtypes = (wintypes.LPCWSTR, wintypes.LPWSTR, wintypes.DWORD)
    _kernel.GetVolumeNameForVolumeMountPointW.argtypes = (
        wintypes.LPCWSTR,
        wintypes.LPWSTR,
        wintypes.DWORD,
    )
    _kernel.CreateFileW.restype = wintypes.HANDLE
    _kernel.CreateFileW.argtypes = (
        wintypes.LPCWSTR,
        wintypes.DWORD,
        wintypes.DWORD,
        ctypes.c_void_p,
        wintypes.DWORD,
        wintypes.DWORD,
        wintypes.HANDLE,
    )
    _kernel.DeviceIoControl.argtypes = (
        wintypes.HANDLE,
        wintypes.DWORD,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.DWORD),
        ctypes.c_void_p,
    )
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)

    def drive_type(root: str) -> int:
        """The answer of GetDriveTypeW for the volume with that root (`E:\\`)."""
        return int(_kernel.GetDriveTypeW(root))

    def root_of(folder: str) -> str:
        """The root of the volume that `folder` lies on: a drive, or a folder it is mounted at."""
        root = ctypes.create_unicode_buffer(_LONGEST)
        known = _kernel.GetVolumePathNameW(folder, root, _LONGEST)
        return root.value if known else folder

    def bus_of(root: str) -> int:
        """The bus of the disk below that root; `UNKNOWN_BUS` where Windows does not tell."""
        name = ctypes.create_unicode_buffer(64)
        if not _kernel.GetVolumeNameForVolumeMountPointW(root, name, len(name)):
            return UNKNOWN_BUS
        volume = name.value.rstrip("\\")
        # Asking for no access at all, no administrator is needed.
        handle = _kernel.CreateFileW(volume, 0, _SHARED, None, _EXISTING, 0, None)
        if handle == _INVALID:
            return UNKNOWN_BUS
        try:
            query, answer = (wintypes.DWORD * 3)(), (ctypes.c_ubyte * 1024)()
            size = wintypes.DWORD()
            told = _kernel.DeviceIoControl(
                handle,
                _QUERY_PROPERTY,
                query,
                ctypes.sizeof(query),
                answer,
                ctypes.sizeof(answer),
                ctypes.byref(size),
                None,
            )
            return bus_in(bytes(answer)) if told else UNKNOWN_BUS
        finally:
            _kernel.CloseHandle(handle)
