"""The pictures of a Word file: PNG and JPEG as they are, others made PNG, the rest told."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from fireoffice.core.errors import InputError
from fireoffice.docs.cells import picture_name
from fireoffice.docs.paper import Picture
from fireoffice.docs.word.leavings import Leavings, Left
from fireoffice.docs.word.names import A, Element, R
from fireoffice.docs.word.package import Package

if TYPE_CHECKING:
    from PIL.Image import Image

_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_EXTENT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_NAME: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SEAL: Final = re.compile(r"印章|公章|电子章|签章")
_EMU: Final = 635
_TWIPS_PER_PIXEL: Final = 15
_TWIPS: Final = {"pt": 20.0, "in": 1440.0, "cm": 566.929, "mm": 56.6929, "px": 15.0}
_LENGTH: Final = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+(?:\.\d+)?)\s*(pt|in|cm|mm|px)")
_READ: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "WMF")
_DOTS: Final = 200
_UNREADABLE: Final = (
    *(OSError, ValueError, SyntaxError, MemoryError, ArithmeticError, LookupError),
    *(TypeError, EOFError, struct.error),
)
"""Errors that reading a damaged picture raises."""
_LARGEST: Final = 60_000_000
"""Pixels of the largest picture that is read."""
_LONGEST: Final = 1600
"""Pixels of the longest side that is kept: 260 to the inch across the text."""
_THINNEST: Final = 25
_LINE: Final = 200
"""A picture so many times longer than high and no higher than this (twips) is a drawn line."""


@dataclass
class PictureShelf:
    """Takes pictures in and gives each the name by which the text calls it.

    `part` is the part of the package whose text is being read: its relationships hold.
    """

    package: Package
    leavings: Leavings
    part: str
    pictures: list[Picture] = field(default_factory=list[Picture])
    _known: dict[Any, str] = field(default_factory=dict[Any, str])

    def name_of(self, image: Element) -> str:
        """The name of the picture that `image`, an `a:blip` or `v:imagedata`, shows.

        Empty where it cannot be taken along; that is noted.
        """
        relation = self.package.relations(self.part).get(
            image.get(R + "embed") or image.get(R + "id", "")
        )
        try:
            data = self.package.content(relation.part) if relation else None
        except InputError:
            # A damaged picture costs itself, not the paper.
            data = b""
        if data is None:
            self.leavings.note(Left.LINKED_PICTURE if relation is None else Left.PICTURE)
            return ""
        if _is_seal(image):
            self.leavings.note(Left.SEAL)
            return ""
        width, height = _size(image)
        crop = _crop(image)
        key = (hash(data), len(data), width, height, crop)
        if key not in self._known:
            self._known[key] = self._take(data, width, height, crop)
        return self._known[key]

    def _take(self, data: bytes, width: int, height: int, crop: tuple[float, ...]) -> str:
        read = _read(data, crop)
        if read is None:
            self.leavings.note(Left.PICTURE, _kind_of(data))
            return ""
        kept, (pixels, rows) = read
        width = width or (height * pixels // rows if height else pixels * _TWIPS_PER_PIXEL)
        height = height or max(1, width * rows // pixels)
        if height <= _LINE and width >= _THINNEST * height:
            self.leavings.note(Left.PICTURE_LINE)
            return ""
        self.pictures.append(Picture(kept, max(1, width), max(1, height)))
        return picture_name(len(self.pictures))


def _read(data: bytes, crop: tuple[float, ...]) -> tuple[bytes, tuple[int, int]] | None:
    """The picture as PNG or JPEG with its size in pixels; None where it cannot be read."""
    # Imported here: few papers have pictures.
    from PIL import Image

    # The limit here is told; Pillow's is a warning or a crash.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(BytesIO(data), formats=_READ) as image:
            if image.width * image.height > _LARGEST:
                return None
            if image.format == "WMF":
                # Drawn, not kept dot by dot: Windows alone can draw it, as finely as it is asked.
                image.load(_DOTS)  # pyright: ignore[reportCallIssue]
            else:
                image.load()
            cut = _cut(image, crop)
            kept = str(image.format) if image.format in {"PNG", "JPEG"} else ""
            if kept and cut is image and max(image.size) <= _LONGEST:
                return data, image.size
            return _saved(cut, kept or "PNG"), cut.size
    except _UNREADABLE:
        return None


def _cut(image: Image, crop: tuple[float, ...]) -> Image:
    if not any(crop):
        return image
    left, top, right, bottom = crop
    box = (
        int(image.width * left),
        int(image.height * top),
        int(image.width * (1 - right)),
        int(image.height * (1 - bottom)),
    )
    return image.crop(box) if box[0] < box[2] and box[1] < box[3] else image


def _saved(image: Image, kind: str) -> bytes:
    image.thumbnail((_LONGEST, _LONGEST))
    if image.mode not in {"RGB", "L"}:
        image = image.convert("RGB" if kind == "JPEG" else "RGBA")
    target = BytesIO()
    image.save(target, kind, **({"quality": 88} if kind == "JPEG" else {}))
    return target.getvalue()


def _kind_of(data: bytes) -> str:
    """The user's word for a picture that could not be read."""
    if data[40:44] == b" EMF":
        return "EMF 图片"
    if data.startswith((b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")):
        return "WMF 图片"
    return "SVG 图片" if b"<svg" in data[:1000] else "读不出的图片"


def _size(image: Element) -> tuple[int, int]:
    """Width and height in twips at which the file shows it; 0 for what it does not say."""
    for element in _around(image):
        if element.tag == _PICTURE:
            said = next(element.iter(A + "ext"), None)
            if said is not None and said.get("cx"):
                return _emu(said.get("cx")), _emu(said.get("cy"))
        style = element.get("style", "")
        if "width" in style:
            lengths = {
                name: round(float(value) * _TWIPS[unit])
                for name, value, unit in _LENGTH.findall(style)
            }
            return lengths.get("width", 0), lengths.get("height", 0)
        extent = element.find(_EXTENT)
        if extent is not None:
            return _emu(extent.get("cx")), _emu(extent.get("cy"))
    return 0, 0


def _is_seal(image: Element) -> bool:
    """True if a drawing is called a seal, as this program and programs for seals call theirs."""
    names = (
        f"{said.get('name', '')}{said.get('descr', '')}"
        for element in _around(image)
        for said in element.iterchildren(_NAME)
    )
    return any(_SEAL.search(name) for name in names)


def _around(image: Element) -> Iterator[Element]:
    element = image.getparent()
    while element is not None and element.tag.rpartition("}")[2] not in {"r", "p", "body"}:
        yield element
        element = element.getparent()


def _emu(value: str | None) -> int:
    text = value or ""
    # Longer ones than a metre are damage.
    return int(text) // _EMU if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _crop(image: Element) -> tuple[float, ...]:
    """The shares, from 0 to 1, that are cut off each side (left, top, right, bottom)."""
    parent = image.getparent()
    said = parent.find(A + "srcRect") if parent is not None else None
    if said is None:
        return (0.0, 0.0, 0.0, 0.0)
    values = (said.get(side, "0") for side in "ltrb")
    parts = (
        int(value) / 100_000 if value.isdecimal() and len(value) < 7 else 0 for value in values
    )
    return tuple(min(part, 1.0) for part in parts)
