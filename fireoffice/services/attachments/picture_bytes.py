"""The bytes of picture files, walked without decoding them: what paints, and what else there is.

A walk costs little whatever the file holds, so that a decoder, which believes what it reads, is
given nothing but what paints the picture: no position, no comments, no second picture, no film
behind the last byte, no million of empty blocks. Structures: ITU-T T.81 annex B (JPEG), PNG third
edition §5, GIF89a, TIFF 6.0 §2.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_MOST_BLOCKS: Final = 20_000
"""The most segments or chunks of a file: a PNG of 100 MB has some 12,000."""
_MOST_SUB_BLOCKS: Final = 400_000
"""The most blocks, of at most 255 bytes, that a GIF is made of: 100 MB of them."""
_MOST_STRIPS: Final = 100_000
"""The most strips or tiles of a TIFF: one for each row of the largest scan, and room."""

_JPEG_PAINTS: Final = frozenset({0xE0, 0xE2, 0xEE, *range(0xC0, 0xE0)} - {0xC8, 0xD8, 0xD9})
_JPEG_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_JPEG_MARKER: Final = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
_JPEG_SCAN_END: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_SCAN, _END, _PROFILE, _EXIF = 0xDA, 0xD9, 0xE2, 0xE1
_JFIF: Final = b"\xff\xe0"
_EXIF_HEAD, _PROFILE_HEAD, _FRAME_HEAD = b"Exif\0\0", b"ICC_PROFILE\0", b"JFIF\0"

_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"
_PNG_HEAD_END: Final = 33
"""The offset at which the chunk IHDR ends: always the first, and 25 bytes long."""
_PNG_PAINTS: Final = frozenset(
    b"IHDR PLTE tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs IDAT IEND".split()
)
_TIFF_STRIPS: Final = frozenset({273, 324})


class OddBytes(ValueError):
    """The file is cut short, or is not built as its kind is."""


@dataclass(frozen=True)
class Walked:
    """The findings of a walk.

    `painted` is the file without whatever does not paint the picture, `exif` what the camera
    wrote about it (a TIFF without pictures, empty where there is none). `scans` counts the passes
    over the picture that a JPEG asks of its decoder. `is_series`: it holds several pictures.
    """

    kind: str
    painted: bytes
    exif: bytes = b""
    scans: int = 1
    is_series: bool = False


def walk(data: bytes) -> Walked | None:
    """Walk the file `data`; None if it is none of the kinds that are taken for pictures.

    Raises `OddBytes`.
    """
    for heads, way in _WAYS:
        if data.startswith(heads):
            try:
                return way(data)
            except (struct.error, IndexError):
                raise OddBytes from None
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Walked("WEBP", data)
    return None


def with_exif(walked: Walked, exif: bytes) -> bytes:
    """The painted bytes of a JPEG or PNG, telling `exif` (as Pillow writes it) and nothing else."""
    if not exif:
        return walked.painted
    if walked.kind == "JPEG":
        segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        at = 2
        if walked.painted[2:4] == _JFIF:  # JFIF wants to be the first.
            at = 4 + struct.unpack_from(">H", walked.painted, 4)[0]
        return walked.painted[:at] + segment + walked.painted[at:]
    body = exif.removeprefix(_EXIF_HEAD)
    chunk = b"eXIf" + body
    chunk = struct.pack(">I", len(body)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return walked.painted[:_PNG_HEAD_END] + chunk + walked.painted[_PNG_HEAD_END:]


def _jpeg(data: bytes) -> Walked:
    pieces, exif, scans = [data[:2]], b"", 0
    at = 2
    for _ in range(_MOST_BLOCKS):
        marker = _JPEG_MARKER.match(data, at)
        if marker is None:
            raise OddBytes
        code = marker[1][0]
        if code == _END:
            pieces.append(b"\xff\xd9")
            return Walked("JPEG", b"".join(pieces), exif, scans)
        at = marker.end()
        if code in _JPEG_BARE:
            continue
        begin, at = at, at + struct.unpack_from(">H", data, at)[0]
        body = data[begin + 2 : at]
        if at > len(data) or at < begin + 2:
            raise OddBytes
        if code == _SCAN:
            scans += 1
            end = _JPEG_SCAN_END.search(data, at)
            if end is None:  # Whether the last byte is missing or half the picture, decoding tells.
                pieces += [b"\xff", marker[1], data[begin:]]
                return Walked("JPEG", b"".join(pieces), exif, scans)
            at = end.start()
        if code == _EXIF and body.startswith(_EXIF_HEAD):
            exif = exif or body[len(_EXIF_HEAD) :]
        elif _paints(code, body):
            pieces += [b"\xff", marker[1], data[begin:at]]
    raise OddBytes


def _paints(code: int, body: bytes) -> bool:
    if code == _PROFILE:
        return body.startswith(_PROFILE_HEAD)
    return code in _JPEG_PAINTS and (code != 0xE0 or body.startswith(_FRAME_HEAD))


def _png(data: bytes) -> Walked:
    pieces, exif, is_series = [_PNG_HEAD], b"", False
    at = len(_PNG_HEAD)
    for _ in range(_MOST_BLOCKS):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise OddBytes
        if kind in _PNG_PAINTS:
            pieces.append(data[at:end])
        elif kind == b"eXIf":
            exif = data[at + 8 : end - 4]
        elif kind == b"acTL":
            is_series = struct.unpack_from(">I", data, at + 8)[0] > 1
        if kind == b"IEND":
            return Walked("PNG", b"".join(pieces), exif, is_series=is_series)
        at = end
    raise OddBytes


def _gif(data: bytes) -> Walked:
    head = at = 13 + _colours(data[10])
    pieces, pictures = [data[:head]], 0
    blocks = iter(range(_MOST_SUB_BLOCKS))
    for _ in blocks:
        begin, sign = at, data[at]
        if sign == 0x3B:
            pieces.append(b";")
            return Walked("GIF", b"".join(pieces))
        if sign == 0x21:
            is_kept = data[at + 1] == 0xF9
            at += 2
        elif sign == 0x2C:
            is_kept, pictures = True, pictures + 1
            at += 11 + _colours(data[at + 9])
        else:
            raise OddBytes
        if pictures > 1:
            return Walked("GIF", data, is_series=True)
        while data[at]:
            at += 1 + data[at]
            if next(blocks, None) is None:
                raise OddBytes
        at += 1
        if is_kept:
            pieces.append(data[begin:at])
    raise OddBytes


def _colours(packed: int) -> int:
    """The length in bytes of the table of colours that `packed` tells of."""
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _tiff(data: bytes) -> Walked:
    order = "<" if data[:1] == b"I" else ">"
    is_big = 43 in data[2:4]
    first = struct.unpack_from(order + ("Q" if is_big else "I"), data, 8 if is_big else 4)[0]
    count = struct.unpack_from(order + ("Q" if is_big else "H"), data, first)[0]
    size, entry = (20, "HHQ") if is_big else (12, "HHI")
    at = first + (8 if is_big else 2)
    if count > _MOST_BLOCKS:
        raise OddBytes
    for place in range(at, at + count * size, size):
        tag, _, values = struct.unpack_from(order + entry, data, place)
        if tag in _TIFF_STRIPS and values > _MOST_STRIPS:
            raise OddBytes
    following = struct.unpack_from(order + ("Q" if is_big else "I"), data, at + count * size)[0]
    return Walked("TIFF", data, is_series=following != 0)


def _bitmap(data: bytes) -> Walked:
    return Walked("BMP", data)


_WAYS: Final[tuple[tuple[tuple[bytes, ...], Callable[[bytes], Walked]], ...]] = (
    ((b"\xff\xd8\xff",), _jpeg),
    ((_PNG_HEAD,), _png),
    ((b"GIF87a", b"GIF89a"), _gif),
    ((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), _tiff),
    ((b"BM",), _bitmap),
)
