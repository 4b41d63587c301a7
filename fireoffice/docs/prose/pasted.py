"""Text as it was pasted or saved, made into lines that can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fireoffice.docs.cells import NEW_LINE
from fireoffice.docs.prose.fields import SAID_OF_PAPERS
from fireoffice.docs.prose.markdown import front_matter, looks_like_markdown, without_marks
from fireoffice.docs.prose.scaffold import without_scaffold
from fireoffice.docs.prose.signs import without_signs
from fireoffice.docs.prose.source import Mend, Source, SourceLine, refuse_long, split_lines
from fireoffice.docs.prose.tail import take_page
from fireoffice.docs.prose.talk import without_talk, without_thoughts
from fireoffice.docs.prose.web import without_tags
from fireoffice.domain.text import BLANKS, remove_residue

_LONG_RUN: Final = re.compile(rf"([{BLANKS}]{{40}})[{BLANKS}]+")
"""A run of more blanks than say anything; a file of nothing else would take for ever."""
_DIVIDER: Final = re.compile(r"[\s\u3000]*(?:[-—–─━═=*＊~·•#][\s\u3000]*){3,}$")
_OPEN_CELL: Final = re.compile(r'\t"(?:[^"]|"")*$|^"(?:[^"\t]|"")*$')
_CLOSED_CELL: Final = re.compile(r'(?:[^"\t]|"")*"(?:\t|$)')
_QUOTED_CELL: Final = re.compile(r'^"((?:[^"]|"")*)"$')
_LONGEST_CELL: Final = 40
_FENCE: Final = re.compile(r"\s*(?:```|~~~)")
_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:[-—–－·]\s*\d{1,3}\s*[-—–－·]|第\s*\d{1,3}\s*页(?:[\s，,/]*共\s*\d{1,3}\s*页)?)\s*$"
)
_LAYOUT: Final = "改由版式安排"


def prepare(text: str) -> Source:
    """The lines of `text` without marks, talk, residue, indents and padding; each is listed.

    Raises `InputError` for a text that is too long to be a paper.
    """
    raw = split_lines(text)
    refuse_long(len(raw), len(text))
    source = Source([])
    taken = 0
    if next((line for line in raw if line.strip()), "").strip() == "---":
        source.told, taken = front_matter(raw)
        for number, line in enumerate(raw[:taken], 1):
            key = line.partition(":" if ":" in line else "：")[0].strip()
            if key in source.told and key not in SAID_OF_PAPERS:
                source.take_out(
                    SourceLine(number, line), "文件开头的说明项，公文里不用", "scaffold"
                )
    lines = [SourceLine(taken + index + 1, line) for index, line in enumerate(raw[taken:])]
    _gather(_with_whole_cells(lines), source)
    return source


def with_whole_rows(text: str) -> str:
    """`text` with each row of a spreadsheet on one line, whatever its quoted cells hold."""
    lines = [SourceLine(number, line) for number, line in enumerate(split_lines(text), 1)]
    return "\n".join(line.text for line in _with_whole_cells(lines))


def _with_whole_cells(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """`lines` where a quoted cell of a spreadsheet that holds line breaks is in its row again."""
    result: list[SourceLine] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        stop = index
        if _OPEN_CELL.search(line.text):
            below = range(index + 1, min(index + _LONGEST_CELL, len(lines)))
            stop = next((at for at in below if '"' in lines[at].text), index)
            stop = stop if _CLOSED_CELL.match(lines[stop].text) else index
        text = NEW_LINE.join(one.text for one in lines[index : stop + 1])
        if "\t" in text and '"' in text:
            cells = (_QUOTED_CELL.sub(r"\1", cell).replace('""', '"') for cell in text.split("\t"))
            text = "\t".join(cells)
        result.append(replace(line, text=text) if text != line.text else line)
        index = stop + 1
    return result


def collect(lines: Sequence[SourceLine]) -> Source:
    """`lines`, empty ones among them, as `prepare` gives those of a text. Raises as it does."""
    refuse_long(len(lines), sum(len(line.text) for line in lines))
    source = Source([])
    _gather(lines, source)
    return source


def _gather(lines: Sequence[SourceLine], source: Source) -> None:
    """Put the lines of the paper into `source`."""
    dividers = frozenset(
        line.number for line in lines if _DIVIDER.match(line.text) or _FENCE.match(line.text)
    )
    kept = without_tags(without_thoughts(lines, source), source)
    if looks_like_markdown("\n".join(line.text for line in kept)) or source.told:
        first = next((line.number for line in kept if line.text.strip()), 1)
        source.mends.append(Mend(first, "#、**、|等", "", f"Markdown 标记，{_LAYOUT}", "markdown"))
        kept = _without_quotation(without_marks(kept, source), source)
    kept = [replace(line, text="") if _DIVIDER.match(line.text) else line for line in kept]
    kept = [_without_signs(line, source) for line in kept]
    kept = _without_page_numbers(kept, source)
    kept = without_talk(kept, dividers, source)
    kept = without_scaffold(kept, source)
    _clean(kept, source)
    take_page(source)


def _without_quotation(lines: list[SourceLine], source: Source) -> list[SourceLine]:
    """`lines` without what a web page quotes above the first heading."""
    opening = next((index for index, line in enumerate(lines) if line.heading), 0)
    quoted = [line for line in lines[:opening] if line.quoted and line.text.strip()]
    for line in quoted:
        source.take_out(line, "网页加在公文前的说明", "web-note")
    return [replace(line, text="") if line in quoted else line for line in lines]


def _without_page_numbers(lines: list[SourceLine], source: Source) -> list[SourceLine]:
    """`lines` without numbers of pages that were copied with the text."""
    result: list[SourceLine] = []
    for line in lines:
        is_number = not line.row and _PAGE_NUMBER.match(line.text) is not None
        if is_number:
            source.take_out(line, f"复制来的页码，{_LAYOUT}", "pasted-page-number")
        result.append(replace(line, text="") if is_number else line)
    return result


def _without_signs(line: SourceLine, source: Source) -> SourceLine:
    if not line.text:
        return line
    text, changes = without_signs(line.text, row=line.row)
    source.note(line.number, changes)
    return replace(line, text=text) if changes else line


def _clean(lines: Sequence[SourceLine], source: Source) -> None:
    """Put the lines that say something into `source`."""
    empty = 0
    indents = 0
    first_indent = 0
    for line in lines:
        if line.row:
            below_table = bool(source.lines) and source.lines[-1].row
            source.lines.append(replace(line, apart=below_table and empty > 0))
            _note_padding(source, line.number - empty, empty)
            empty = 0
            continue
        text, changes = remove_residue(_LONG_RUN.sub(r"\1", line.text))
        source.note(line.number, changes)
        if not text:
            empty += 1
            continue
        _note_padding(source, line.number - empty, empty)
        empty = 0
        if line.text[:1] in BLANKS and not line.heading:
            indents += 1
            first_indent = first_indent or line.number
        source.lines.append(replace(line, text=text))
    last = lines[-1].number if lines else 0
    _note_padding(source, last - empty + 1, empty)
    if indents:
        source.mends.append(
            Mend(
                first_indent,
                f"{indents}段",
                "",
                f"用空格排出的缩进和位置，{_LAYOUT}",
                "blank-indent",
            )
        )


def _note_padding(source: Source, number: int, empty: int) -> None:
    # One empty line parts paragraphs in any plain text; more of them push something down.
    if empty > 1:
        source.mends.append(
            Mend(number, f"{empty}个空行", "", f"用空行撑出的版面，{_LAYOUT}", "empty-paragraphs")
        )
