"""Reading photos: what they show, when they were taken, smaller copies of them.

Everything here is about bytes; nothing is written anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import InputError
from fireoffice.services.attachments.picture_bytes import OddBytes, Walked, walk, with_exif

if TYPE_CHECKING:
    from PIL.Image import Image

PHOTO_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif")
"""The endings of files that are offered as photos."""

LARGEST_PHOTO: Final = 120_000_000
"""The most pixels of a photo that is read: a little above the 108 megapixels of telephones."""

_LARGEST_OF: Final = {"WEBP": 25_000_000}
_LARGEST_WHOLE: Final = 50_000_000
"""The most pixels of a picture decoded only as a whole: an A4 scan of 600 dpi has 35 million."""
_MOST_PASSES: Final = 500_000_000
"""The most pixels times passes of a progressive JPEG: 48 megapixels in the usual ten passes."""

_HEIC: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_KEPT_AS_THEY_ARE: Final = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png")}
_THUMBNAIL_QUALITY: Final = 82

_ORIENTATION, _MAKE, _MODEL, _CHANGED = 0x0112, 0x010F, 0x0110, 0x0132
_EXIF, _GPS = 0x8769, 0x8825
_TAKEN: Final = 0x9003
_TELLING: Final = ("TIFF", "WEBP")
"""The kinds whose EXIF the decoder finds; that of the others comes from the walk."""
_LONGEST_TOLD: Final = 64
_WAYS: Final = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""The method of `Image.transpose` that sets a photo of each EXIF orientation upright."""


@dataclass(frozen=True)
class Sizing:
    """The size that a photo may keep: `side` is its longest side in pixels, `quality` of JPEG."""

    side: int = 1600
    quality: int = 85


@dataclass(frozen=True)
class Picture:
    """A photo as it goes into the store. `suffix` includes the dot; `taken_at` from EXIF."""

    data: bytes
    media_type: str
    suffix: str
    width: int
    height: int
    taken_at: datetime | None


def read_picture(data: bytes, name: str, sizing: Sizing) -> Picture | None:
    """The photo in `data`, upright, at most `sizing.side` long and without any trace of its place.

    The picture of a JPEG or PNG that is small and upright stays byte for byte; what papers cannot
    hold becomes JPEG. Of what stands beside it only camera and moment stay. None where `data` is
    no photo but another file (also a scan of several pages, which must not lose any). Raises
    `InputError` naming the file `name` where it is a photo that cannot be read: HEIC, cut short,
    too large.
    """
    opened = _opened(data, name)
    if opened is None:
        return None
    image, walked = opened
    exif = _exif(image, walked)
    taken_at, about = _taken_at(exif), _about(exif)
    is_turned = exif.get(_ORIENTATION, 1) not in (0, 1)
    kept = _KEPT_AS_THEY_ARE.get(walked.kind)
    if kept and max(image.size) <= sizing.side and not is_turned:
        _load(image, name)
        return Picture(with_exif(walked, about), *kept, *image.size, taken_at)
    upright = _reduced(image, name, sizing.side, exif)
    return replace(_encoded(upright, sizing.quality, about), taken_at=taken_at)


def turned(data: bytes, name: str, quarters: int) -> Picture:
    """The photo in `data` turned clockwise by quarters. Raises `InputError`."""
    opened = _opened(data, name)
    if opened is None:
        raise InputError(f"“{name}”不是照片，不能旋转。")
    image, walked = opened
    exif = _exif(image, walked)
    _load(image, name)
    around = image.rotate(-90 * quarters, expand=True)
    return replace(_encoded(around, 95, _about(exif)), taken_at=_taken_at(exif))


def thumbnail(data: bytes, name: str, side: int) -> bytes:
    """A JPEG of the photo in `data`, at most `side` pixels long. Raises `InputError`."""
    opened = _opened(data, name)
    if opened is None:
        raise InputError(f"“{name}”不是能显示的照片。")
    image, walked = opened
    upright = _reduced(image, name, side, _exif(image, walked))
    target = BytesIO()
    _on_white(upright).save(target, "JPEG", quality=_THUMBNAIL_QUALITY)
    return target.getvalue()


def _opened(data: bytes, name: str) -> tuple[Image, Walked] | None:
    """The image in `data` with only its head read; None if it is no single image."""
    _refuse_heic(data, name)
    try:
        walked = walk(data)
    except OddBytes as error:
        raise _unreadable(name) from error
    if walked is None and name.lower().endswith(PHOTO_SUFFIXES):
        raise _unreadable(name)
    if walked is None or walked.is_series:
        return None
    try:
        # Only the kind that the walk found: Pillow's other readers (PostScript!) are never asked.
        image = _pillow().open(BytesIO(walked.painted), formats=(walked.kind,))
    except Exception as error:  # Pillow's readers raise whatever a damaged file leads them to.
        raise _unreadable(name) from error
    if walked.kind == "WEBP" and getattr(image, "is_animated", False):
        return None
    pixels = image.width * image.height
    is_drafted = walked.kind == "JPEG" and walked.scans == 1
    most = LARGEST_PHOTO if is_drafted else _LARGEST_OF.get(walked.kind, _LARGEST_WHOLE)
    if pixels > most or pixels * walked.scans > max(_MOST_PASSES, most):
        raise InputError(
            f"照片太大，读不了（{name}，{pixels // 10_000:,}万像素）。",
            "请先在手机或电脑上缩小后再添加。",
        )
    return image, walked


def _reduced(image: Image, name: str, side: int, exif: Any) -> Image:
    """The picture decoded, at most `side` pixels long, upright."""
    longest = max(image.size)
    # JPEG is decoded at a half, a quarter or an eighth where that is enough.
    wanted = (max(1, image.width * side // longest), max(1, image.height * side // longest))
    image.draft("RGB", wanted)
    if image.width * image.height > _LARGEST_WHOLE:
        image.draft("RGB", (image.width // 2, image.height // 2))
    _load(image, name)
    image.thumbnail((side, side), _lanczos())
    way = _WAYS.get(exif.get(_ORIENTATION, 1))
    return image if way is None else image.transpose(_pillow().Transpose(way))


def _load(image: Image, name: str) -> None:
    try:
        image.load()
    except MemoryError as error:
        raise InputError(
            f"照片太大，内存不够（{name}）。", "请先缩小照片，或关闭一些程序再添加。"
        ) from error
    except Exception as error:  # Pillow's readers raise anything, as in `_opened`.
        raise _unreadable(name) from error


def _unreadable(name: str) -> InputError:
    return InputError(
        f"照片不完整或已损坏，打不开（{name}）。", "请从手机或相机重新复制一次再添加。"
    )


def _refuse_heic(data: bytes, name: str) -> None:
    is_heic = data[4:8] == b"ftyp" and data[8:12] in _HEIC
    if is_heic or name.lower().endswith((".heic", ".heif")):
        raise InputError(
            f"HEIC照片本程序打不开（{name}）。",
            "请在手机相机设置中选“兼容性最佳”（JPEG）后重拍，或用微信发到电脑再添加。",
        )


def _exif(image: Image, walked: Walked) -> Any:
    """The EXIF data of the photo; damage there is no reason to refuse the photo."""
    exif = _pillow().Exif()
    try:
        if walked.exif:
            exif.load(walked.exif)
        elif walked.kind in _TELLING:
            exif = image.getexif()
        for part in (_EXIF, _GPS):
            exif.get_ifd(part)
    except Exception:  # Pillow's readers raise anything, as in `_opened`.
        return _pillow().Exif()
    return exif


def _taken_at(exif: Any) -> datetime | None:
    said: Any = exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_CHANGED)
    try:
        return datetime.strptime(str(said).strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=CHINA)
    except ValueError:
        return None


def _about(exif: Any) -> bytes:
    """The EXIF data that stays: which camera took the photo, and when."""
    told = _pillow().Exif()
    for tag in (_MAKE, _MODEL, _CHANGED):
        if tag in exif:
            told[tag] = str(exif[tag])[:_LONGEST_TOLD]
    taken: Any = exif.get_ifd(_EXIF).get(_TAKEN)
    if taken:
        told[_EXIF] = {_TAKEN: str(taken)[:_LONGEST_TOLD]}
    return told.tobytes() if len(told) else b""


def _encoded(image: Image, quality: int, exif: bytes) -> Picture:
    target = BytesIO()
    if image.has_transparency_data:
        plain = image.convert("RGBA")
        plain.info.clear()
        plain.save(target, "PNG", optimize=True, exif=exif)
        return Picture(target.getvalue(), "image/png", ".png", *plain.size, None)
    converted = image if image.mode in ("RGB", "L") else image.convert("RGB")
    keeps_profile = image.info.get("icc_profile") if converted is image else None
    # Without this, comments and the like would be saved too.
    converted.info.clear()
    converted.save(target, "JPEG", quality=quality, exif=exif, icc_profile=keeps_profile)
    return Picture(target.getvalue(), "image/jpeg", ".jpg", *converted.size, None)


def _on_white(image: Image) -> Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    drawn = image.convert("RGBA")
    sheet = _pillow().new("RGB", drawn.size, "white")
    sheet.paste(drawn, mask=drawn)
    return sheet


def _lanczos() -> Any:
    return _pillow().Resampling.LANCZOS


@cache
def _pillow() -> Any:
    # Imported here: it costs 0.1 s, and only photos need it.
    from PIL import Image

    # The limit here is a sentence (`LARGEST_PHOTO`); Pillow's is a warning or a crash.
    Image.MAX_IMAGE_PIXELS = None
    return Image
