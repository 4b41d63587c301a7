"""Pictures for tests, and where the office keeps them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from fireoffice.services.attachments.store import STORE
from fireoffice.services.office import Office

TAKEN = "2021:04:06 15:20:00"
GPS = {1: "N", 2: (29.0, 31.0, 0.0), 3: "E", 4: (108.0, 46.0, 0.0)}


def jpeg(
    width: int = 640,
    height: int = 480,
    colour: str = "brown",
    orientation: int = 1,
    gps: bool = False,
) -> bytes:
    """A photo as a telephone writes it; its left half is dark, so that one sees how it lies."""
    image = Image.new("RGB", (width, height), colour)
    image.paste("black", (0, 0, width // 2, height))
    exif = Image.Exif()
    if orientation != 1:
        exif[0x0112] = orientation
    exif[0x8769] = {0x9003: TAKEN}
    if gps:
        exif[0x8825] = GPS
    target = BytesIO()
    image.save(target, "JPEG", exif=exif, quality=90)
    return target.getvalue()


def png(width: int, height: int, mode: str = "RGB") -> bytes:
    """A picture as a screen gives it."""
    target = BytesIO()
    Image.new(mode, (width, height), "white").save(target, "PNG")
    return target.getvalue()


def stored(office: Office) -> list[Path]:
    """All files of the store."""
    return sorted(one for one in (office.folder / STORE).rglob("*") if one.is_file())
