"""The paragraphs of a Word file as lines of a source: what was laid out, now in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from fireoffice.docs.cells import at_pictures, picture_number
from fireoffice.docs.prose.source import Look, Mend, SourceLine
from fireoffice.docs.prose.title import is_address, is_prose
from fireoffice.docs.word.model import Place, WordDocument, WordParagraph
from fireoffice.docs.word.placing import PlacedName
from fireoffice.docs.word.rows import table_lines
from fireoffice.domain.dates import looks_like_date
from fireoffice.domain.text import compact

_LAID_OUT: Final = re.compile(
    r"抄\s*送|印\s*发|^文\s*件$|文\s*件\Z|〔\d{4}〕\s*\d+\s*号|签\s*发\s*人", re.MULTILINE
)
_DECORATION: Final = re.compile(r"[★☆*＊_＿—\-─━═=~·\s]+")
_PART: Final = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*\s*(?:[：:]|$)|抄\s*送")
_HEAD: Final = 40
_SHORT: Final = 20
"""A paragraph of no more characters than these ends where it ends: it fills no line."""
_ASIDE: Final = 2400
"""An indent (twips) beyond which a short paragraph stands at the right."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The lines, what was left out on the way (a cover), and the pictures between the lines."""

    lines: tuple[SourceLine, ...]
    mends: tuple[Mend, ...]
    pictures: tuple[PlacedName, ...] = ()


def to_lines(document: WordDocument) -> Laid:
    """The lines of `document`; their numbers are its paragraphs', from 1.

    A table's row is one line, its cells parted by tabs, unless the table only holds a head or
    an imprint in place. Footnotes follow the paragraph that has their mark.
    """
    numbered = _with_notes(document)
    lines: list[SourceLine] = []
    tables: dict[int, list[tuple[int, WordParagraph]]] = {}
    for number, one in numbered:
        if one.cell is not None:
            tables.setdefault(one.cell[0], []).append((number, one))
    told: set[int] = set()
    above: WordParagraph | None = None
    for number, one in numbered:
        if above and lines and _goes_on(above, one):
            lines[-1] = replace(lines[-1], text=lines[-1].text.rstrip() + one.text.strip())
            continue
        above = one
        if one.cell is None:
            lines += _paragraph(number, one)
        elif one.cell[0] not in told:
            told.add(one.cell[0])
            lines += _table(tables[one.cell[0]])
    lines, pictures = _without_pictures(lines)
    cover = _cover(lines)
    if not cover:
        return Laid(tuple(lines), (), pictures)
    mend = Mend(lines[0].number, lines[0].text[:12], "", "封面不是公文的要素", "cover")
    return Laid(tuple(lines[cover:]), (mend,), pictures)


def _without_pictures(
    lines: Sequence[SourceLine],
) -> tuple[list[SourceLine], tuple[PlacedName, ...]]:
    """The lines that are read as text, and the pictures that stand among them."""
    texts: list[SourceLine] = []
    pictures: list[PlacedName] = []
    above = 0
    for line in lines:
        if picture_number(line.text) and not line.row:
            pictures.append(PlacedName(line.text.strip(), line.number, above))
        else:
            texts.append(line)
            above = line.number if line.text.strip() else above
    return texts, tuple(pictures)


def _with_notes(document: WordDocument) -> list[tuple[int, WordParagraph]]:
    """The numbered paragraphs, each footnote after the sentence that its mark belongs to."""
    numbered = list(enumerate(document.paragraphs, 1))
    notes = [item for item in numbered if item[1].place is Place.FOOTNOTE]
    result = [item for item in numbered if item[1].place is not Place.FOOTNOTE]
    for number, note in notes:
        mark = note.runs[0].text if note.runs else ""
        marked = (i for i, (_, one) in enumerate(result) if mark and mark in one.text)
        place = next(marked, len(result) - 1)
        while place < len(result) - 1 and not is_prose(result[place][1].text.strip() or "-"):
            place += 1
        result.insert(place + 1, (number, replace(note, text="注" + note.text)))
    return result


def _goes_on(above: WordParagraph, one: WordParagraph) -> bool:
    """True if `one` is the rest of the paragraph `above`, carried over to a page by hand.

    A name or a date far to the right is no paragraph that goes on, nor is the label of a part.
    """
    carried = one.page_break_before and 0 < above.first <= _ASIDE and one.first <= 0
    same = one.align == above.align and one.style_name == above.style_name and one.cell is None
    if not (carried and same and len(above.text.strip()) > _SHORT):
        return False
    ends = above.text.rstrip()[-1:] in set("。；：！？…") or looks_like_date(above.text)
    return not ends and not _PART.match(one.text.strip()) and above.place is one.place


def _paragraph(number: int, paragraph: WordParagraph) -> Iterator[SourceLine]:
    """The lines of a paragraph: one, unless the author broke it by hand; a 标志 stays whole."""
    look = _look(paragraph)
    whole = paragraph.text.replace("\n", "") if look.red else paragraph.text
    lines = [piece for line in whole.split("\n") for piece in at_pictures(line) or [line]]
    for piece in lines:
        bare = piece.strip()
        # A tab inside a paragraph is a wide gap; only tables have cells.
        text = "" if _DECORATION.fullmatch(bare) else bare.replace("\t", "\u3000\u3000")
        indent = piece[: len(piece) - len(piece.lstrip())].replace("\t", "\u3000\u3000")
        yield SourceLine(number, indent + text if text else "", look=look)


def _look(paragraph: WordParagraph) -> Look:
    size = paragraph.size
    said = [run for run in paragraph.runs if run.text.strip()]
    red = bool(said) and all(_is_red(run.color) for run in said)
    aside = paragraph.align == "right" or paragraph.left + max(0, paragraph.first) > _ASIDE
    return Look(
        centred=paragraph.align in {"center", "distribute"} or _centred_by_blanks(paragraph),
        apart=aside,
        size=size,
        red=red,
        boxed=paragraph.place is Place.TEXT_BOX,
    )


def _centred_by_blanks(paragraph: WordParagraph) -> bool:
    """True if large text was pushed to the middle by blanks."""
    blanks = len(paragraph.text) - len(paragraph.text.lstrip())
    return blanks > 4 and paragraph.size >= 36


def _is_red(color: str) -> bool:
    red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    return red > 150 and green < 90 and blue < 90


def _table(cells: Sequence[tuple[int, WordParagraph]]) -> Iterator[SourceLine]:
    columns = {one.cell[2] for _, one in cells if one.cell and one.text.strip()}
    said = "\n".join(one.text for _, one in cells if one.text.strip())
    holds_parts = len(columns) < 2 or (len(said) < 600 and _LAID_OUT.search(said) is not None)
    if not holds_parts:
        yield from table_lines(cells)
        return
    rows = groupby(cells, key=lambda one: one[1].cell[1] if one[1].cell else 0)
    for _, group in rows:
        yield from _parts(list(group))


def _parts(row: Sequence[tuple[int, WordParagraph]]) -> Iterator[SourceLine]:
    """A row that holds parts of a head or an imprint in place.

    Short cells beside each other make one line (印发机关 and 印发日期), the others their own.
    """
    said = [(number, one) for number, one in row if one.text.strip()]
    columns = {one.cell[2] for _, one in said if one.cell}
    text = "\u3000\u3000".join(one.text.strip() for _, one in said)
    if len(columns) > 1 and len(said) == len(columns) and re.search(r"印\s*发|抄\s*送", text):
        yield SourceLine(said[0][0], text, look=_look(said[0][1]))
    else:
        for number, one in said:
            yield from _paragraph(number, one)


def _cover(lines: Sequence[SourceLine]) -> int:
    """The number of lines that are a cover: centred, and saying what the title then says again."""
    said: list[tuple[int, SourceLine]] = []
    for index, line in enumerate(lines[:_HEAD]):
        if not line.text.strip():
            continue
        text = line.text.strip()
        if line.look is None or not line.look.centred or is_prose(text) or is_address(text):
            break
        said.append((index, line))
    for place in range(len(said) - 1, 0, -1):
        index, line = said[place]
        above = compact("".join(one.text for _, one in said[:place]))
        title = compact("".join(one.text for _, one in said[place:]))
        if len(title) > 5 and title in above and not (line.look and line.look.red):
            return index
    return 0
