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

if TYPE_CHECKING:
    from PIL.Image import Image

PHOTO_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif")
"""The endings of files that are offered as photos."""

LARGEST_PHOTO: Final = 120_000_000
"""Pixels of the largest photo that is read: a little above the 108 megapixels of telephones."""

_HEIC: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_KEPT_AS_THEY_ARE: Final = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png")}
_MANY_FRAMES: Final = ("GIF", "TIFF", "WEBP", "PNG")
_THUMBNAIL_QUALITY: Final = 82

_ORIENTATION, _MAKE, _MODEL, _CHANGED = 0x0112, 0x010F, 0x0110, 0x0132
_EXIF, _GPS = 0x8769, 0x8825
_TAKEN: Final = 0x9003
_WAYS: Final = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""How `Image.transpose` sets a photo of each EXIF orientation upright."""


@dataclass(frozen=True)
class Sizing:
    """How large a photo may stay: `side` is its longest side in pixels, `quality` of JPEG."""

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
    """The photo in `data`, upright, at most `sizing.side` long and without its position.

    JPEG and PNG that need nothing stay byte for byte; what papers cannot hold becomes JPEG.
    None where `data` is no photo but another file (also a scan of several pages, which must
    not lose any). Raises `InputError` naming the file `name` where it is a photo that cannot be
    read: HEIC, cut short, too large.
    """
    _refuse_heic(data, name)
    image = _opened(data, name)
    if image is None:
        return None
    taken_at = _taken_at(image)
    exif = _exif(image)
    has_position = bool(exif.get_ifd(_GPS))
    is_turned = exif.get(_ORIENTATION, 1) not in (0, 1)
    fits = max(image.size) <= sizing.side
    kept = _KEPT_AS_THEY_ARE.get(str(image.format))
    if kept and fits and not (is_turned or has_position):
        _load(image, name)
        return Picture(data, *kept, *image.size, taken_at)
    about = _about(image)
    image.draft("RGB", (sizing.side, sizing.side))
    _load(image, name)
    upright = _upright(image)
    upright.thumbnail((sizing.side, sizing.side), _lanczos())
    return replace(_encoded(upright, sizing.quality, about), taken_at=taken_at)


def turned(data: bytes, name: str, quarters: int) -> Picture:
    """The photo in `data` turned clockwise by quarters. Raises `InputError`."""
    image = _opened(data, name)
    if image is None:
        raise InputError(f"“{name}”不是照片，不能旋转。")
    _load(image, name)
    around = image.rotate(-90 * quarters, expand=True)
    return replace(_encoded(around, 95, _about(image)), taken_at=_taken_at(image))


def thumbnail(data: bytes, name: str, side: int) -> bytes:
    """A JPEG of the photo in `data`, at most `side` pixels long. Raises `InputError`."""
    _refuse_heic(data, name)
    image = _opened(data, name)
    if image is None:
        raise InputError(f"“{name}”不是能显示的照片。")
    image.draft("RGB", (side, side))
    _load(image, name)
    upright = _upright(image)
    upright.thumbnail((side, side), _lanczos())
    target = BytesIO()
    _on_white(upright).save(target, "JPEG", quality=_THUMBNAIL_QUALITY)
    return target.getvalue()


def _opened(data: bytes, name: str) -> Image | None:
    """The image in `data` with only its head read; None if it is no single image."""
    pillow = _pillow()
    try:
        image = pillow.open(BytesIO(data))
    except pillow.UnidentifiedImageError:
        if name.lower().endswith(PHOTO_SUFFIXES):
            raise _unreadable(name) from None
        return None
    except Exception as error:  # Pillow's readers raise whatever a damaged file leads them to.
        raise _unreadable(name) from error
    if image.format in _MANY_FRAMES and getattr(image, "n_frames", 1) > 1:
        return None
    if image.width * image.height > LARGEST_PHOTO:
        millions = image.width * image.height // 10_000
        raise InputError(
            f"照片太大，读不了（{name}，{millions:,}万像素）。", "请先在手机或电脑上缩小后再添加。"
        )
    return image


def _load(image: Image, name: str) -> None:
    try:
        image.load()
    except MemoryError as error:
        raise InputError(
            f"照片太大，内存不够（{name}）。", "请先缩小照片，或关闭一些程序再添加。"
        ) from error
    except Exception as error:  # As in `_opened`.
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


def _taken_at(image: Image) -> datetime | None:
    exif = _exif(image)
    said: Any = exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_CHANGED)
    try:
        return datetime.strptime(str(said).strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=CHINA)
    except ValueError:
        return None


def _exif(image: Image) -> Any:
    """What the camera wrote about the photo; damage there is no reason to refuse the photo."""
    empty = _pillow().Exif()
    try:
        exif = image.getexif()
        for part in (_EXIF, _GPS):
            exif.get_ifd(part)
    except Exception:  # As in `_opened`.
        return empty
    return exif


def _about(image: Image) -> bytes:
    """Which camera took the photo and when; its position is not among what stays."""
    old, new = _exif(image), _pillow().Exif()
    for tag in (_MAKE, _MODEL, _CHANGED):
        if tag in old:
            new[tag] = old[tag]
    taken: Any = old.get_ifd(_EXIF).get(_TAKEN)
    if taken:
        new[_EXIF] = {_TAKEN: taken}
    return new.tobytes()


def _upright(image: Image) -> Image:
    way = _WAYS.get(_exif(image).get(_ORIENTATION, 1))
    return image if way is None else image.transpose(_pillow().Transpose(way))


def _encoded(image: Image, quality: int, exif: bytes) -> Picture:
    target = BytesIO()
    profile = image.info.get("icc_profile")
    if image.has_transparency_data:
        plain = image.convert("RGBA")
        plain.save(target, "PNG", optimize=True, exif=exif)
        return Picture(target.getvalue(), "image/png", ".png", *plain.size, None)
    converted = image if image.mode in ("RGB", "L") else image.convert("RGB")
    keeps_profile = profile if converted is image else None
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
