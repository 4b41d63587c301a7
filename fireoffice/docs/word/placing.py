"""Pictures put back among the lines that a text was read into, where they stood in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from fireoffice.docs.manuscript import PARTS, Line, Role
from fireoffice.docs.prose.reader import TextReading
from fireoffice.docs.prose.source import Mend

_HEAD: Final = frozenset({Role.TITLE, Role.RECIPIENTS})
_CLOSING: Final = frozenset({Role.SIGNATURE, Role.DATE, Role.NOTE, Role.ATTACHMENT_NOTE})


@dataclass(frozen=True, slots=True)
class PlacedName:
    """The name of a picture, the paragraph that holds it, and the last one above that has text."""

    name: str
    number: int
    above: int


def with_pictures(reading: TextReading, placed: Sequence[PlacedName]) -> TextReading:
    """`reading` with a line for each of the pictures.

    None comes to stand in the title or the signature; one that stood there is told.
    """
    lines = list(reading.manuscript.lines)
    origins = list(reading.origins)
    mends = list(reading.mends)
    for picture in placed:
        wanted = _after(origins, picture.above)
        place = _allowed(lines, wanted)
        if place != wanted or (place and lines[place - 1].role in _CLOSING):
            mends.append(
                Mend(picture.number, picture.name, "", "图片移到了正文里", "picture-place")
            )
        lines.insert(place, Line(Role.PICTURE, picture.name))
        origins.insert(place, picture.number)
    manuscript = replace(reading.manuscript, lines=tuple(lines))
    return replace(
        reading,
        manuscript=manuscript,
        origins=tuple(origins),
        mends=tuple(sorted(mends, key=lambda mend: mend.line)),
    )


def _after(origins: Sequence[int], number: int) -> int:
    """The place behind the last line that was read from a paragraph up to `number`."""
    places = (place + 1 for place, origin in enumerate(origins) if origin <= number)
    return max(places, default=0)


def _allowed(lines: Sequence[Line], place: int) -> int:
    """The next place to `place` that is neither in the head nor within the signature."""
    while place < len(lines) and lines[place].role in _HEAD:
        place += 1
    if place and place < len(lines) and lines[place].role in _CLOSING:
        while place and lines[place - 1].role in _CLOSING:
            place -= 1
    while place < len(lines) and lines[place].role is Role.SUBTITLE:
        place += 1
    if place == 0 and lines and lines[0].role not in PARTS:
        place = next((i for i, line in enumerate(lines) if line.role not in _HEAD), len(lines))
    return place
