"""Sheets that a Word file turns on their side, as attachments that lie across the sheet."""

from __future__ import annotations

from dataclasses import replace

from fireoffice.docs.manuscript import PARTS, Line, Role
from fireoffice.docs.prose.reader import TextReading
from fireoffice.docs.prose.source import Mend
from fireoffice.docs.word.model import WordDocument


def turned(reading: TextReading, document: WordDocument) -> TextReading:
    """`reading` with the attachments laid across that stand on turned sheets in `document`.

    Only an attachment can be turned; other text of such sheets is told.
    """
    wide = {index for index, one in enumerate(document.sections) if one.width > one.height}
    if not wide:
        return reading
    lines = list(reading.manuscript.lines)
    across = [_is_on(document, origin, wide) for origin in reading.origins]
    upright: list[int] = []
    for first, stop in _parts(lines):
        if lines[first].role in {Role.ATTACHMENT, Role.LANDSCAPE} and any(across[first:stop]):
            lines[first] = Line(Role.LANDSCAPE, lines[first].text)
        else:
            upright += [place for place in range(first, stop) if across[place]]
    mends = reading.mends
    if upright:
        number = reading.origins[upright[0]]
        excerpt = lines[upright[0]].text[:12]
        mend = Mend(
            number, excerpt, "", "横向页面上的内容改为竖排，只有附件可以横排", "sheet-turned"
        )
        mends = tuple(sorted((*mends, mend), key=lambda one: one.line))
    manuscript = replace(reading.manuscript, lines=tuple(lines))
    return replace(reading, manuscript=manuscript, mends=mends)


def _is_on(document: WordDocument, number: int, sections: set[int]) -> bool:
    """True if the paragraph `number` stands in one of `sections`."""
    paragraphs = document.paragraphs[number - 1 : number] if number else ()
    return any(min(one.section, len(document.sections) - 1) in sections for one in paragraphs)


def _parts(lines: list[Line]) -> list[tuple[int, int]]:
    """The lines of the main text, and those of each part that follows it."""
    starts = [0, *(place for place, line in enumerate(lines) if place and line.role in PARTS)]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))
