"""Title, 主送机关 and the body: paragraphs of four levels and tables (GB/T 9704-2012 §7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from fireoffice.docs.compose.measures import (
    INDENT,
    LINE,
    SIZE_2,
    SIZE_3,
    SIZE_SMALL_4,
    TEXT_WIDTH,
    TIGHTEN,
    blank_lines,
    text_width,
)
from fireoffice.docs.composition import (
    Block,
    Cell,
    Justify,
    Row,
    Run,
    TableBlock,
    TextBlock,
)
from fireoffice.docs.layout.titles import break_title
from fireoffice.docs.paper import Align, Body, Level, Paragraph, Table
from fireoffice.docs.style import Face, PaperStyle

TITLE_CHARACTERS = TEXT_WIDTH // (SIZE_2 * 10)

TITLE_DROP = 34
"""Engines place the ink of a 22-point line 1.4 mm apart on its pitch; this sets it between them."""

TABLE_PITCH = 400
TABLE_ROW = LINE - 10
"""Least height of a row: with its rule of half a point it is as high as a line of text. Two rows of
a line each that miss the page's foot by a hair's breadth make LibreOffice 7.4 lose the rest."""
_CLOSER = 2
TABLE_MARGIN = 80
TABLE_MIN_COLUMN = 560
_SHORT = 5
"""Content of so many characters is not broken where the table has room."""
_LONGEST_NUMBER = 9
"""Nor is a number, up to the 18 digits of an identity card."""
_MOST_FOR_SHORT = 0.6
_EM = SIZE_SMALL_4 * 10
_SLACK = 20
"""What a column has to spare beside its characters: engines differ by a twip in its width."""

_NUMBER = re.compile(r"[0-9][-0-9.Xx—]*")

_FACE_OF_LEVEL = {
    Level.FIRST: Face.HEITI,
    Level.SECOND: Face.KAITI,
    Level.THIRD: Face.FANGSONG,
    Level.FOURTH: Face.FANGSONG,
}


def body_run(text: str, face: Face = Face.FANGSONG, *, bold: bool = False) -> Run:
    """Characters of 3号 on the grid of 28 to a line."""
    return Run(text, face, SIZE_3, TIGHTEN, bold=bold)


def title_block(key: str, text: str, *, before: int, after: int) -> TextBlock:
    """A title: 2号小标宋, centred, broken at words, between so many empty lines (§7.3.1)."""
    return TextBlock(
        key=key,
        style="Title",
        runs=(Run("\n".join(break_title(text, TITLE_CHARACTERS)), Face.XIAOBIAOSONG, SIZE_2),),
        justify=Justify.CENTER,
        before=blank_lines(before) + TITLE_DROP,
        after=max(0, blank_lines(after) - TITLE_DROP),
    )


def recipients_block(recipients: str) -> TextBlock:
    """主送机关: one empty line below the title, flush left, wraps flush, ends with ： (§7.3.2)."""
    return TextBlock(
        key="recipients",
        style="Recipients",
        runs=(body_run(recipients.rstrip("：: 　") + "："),),
    )


def paragraph_block(key: str, paragraph: Paragraph, style: PaperStyle) -> TextBlock:
    """One body paragraph; its heading takes the face of its level, the rest is 仿宋 (§7.3.3)."""
    level = paragraph.level
    if level is Level.TEXT:
        return TextBlock(key, "Body", (body_run(paragraph.text),), first=INDENT)
    heading, rest = paragraph.text[: paragraph.heading], paragraph.text[paragraph.heading :]
    runs = tuple(
        body_run(text, face, bold=bold)
        for text, face, bold in (
            (heading, _FACE_OF_LEVEL[level], int(level) in style.bold_levels),
            (rest, Face.FANGSONG, False),
        )
        if text
    )
    # A heading alone does not stay behind at the foot of a page.
    alone = not rest and level in (Level.FIRST, Level.SECOND)
    return TextBlock(
        key, f"Heading{int(level)}", runs, first=INDENT, outline=int(level) - 1, keep_next=alone
    )


def body_blocks(
    prefix: str, body: Body, style: PaperStyle, width: int = TEXT_WIDTH
) -> Iterator[Block]:
    """The blocks of a body; `width` is the text width of the page that it stands on."""
    for index, item in enumerate(body):
        key = f"{prefix}/{index}"
        if isinstance(item, Paragraph):
            yield paragraph_block(key, item, style)
            continue
        if item.caption:
            yield TextBlock(
                key,
                "TableTitle",
                (body_run(item.caption, Face.HEITI),),
                justify=Justify.CENTER,
                keep_next=True,
            )
        if item.columns:
            yield table_block(key, item, width)


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """Widths that add up to `width`: the given ones in proportion, else by the longest content.

    A column of short content or of numbers is as wide as it needs where that leaves the others
    room. The longest cell of each of these counts less than it is long, so that a column of long
    text does not starve the others, and each holds whole characters: where a line just fits or
    just does not, engines disagree.
    """
    count = table.columns
    if len(table.widths) == count:
        return _in_proportion(table.widths, width, [TABLE_MIN_COLUMN] * count)
    longest, numbers = [1.0] * count, [0.0] * count
    for row in (*table.header, *table.rows):
        for index, text in enumerate(row):
            longest[index] = max(longest[index], _characters(text))
            numbers[index] = max(numbers[index], *map(_characters, _NUMBER.findall(text)), 0.0)
    numbers = [number if number <= _LONGEST_NUMBER else 0.0 for number in numbers]
    short = [
        index
        for index in range(count)
        if longest[index] <= _SHORT or longest[index] == numbers[index]
    ]
    columns = [_holding(length) for length in longest]
    least = [max(TABLE_MIN_COLUMN, _holding(number)) for number in numbers]
    taken = sum(columns[index] for index in short)
    if len(short) == count or taken > width * _MOST_FOR_SHORT:
        weights = [length if length <= 8 else 8 + (length - 8) ** 0.5 * 2 for length in longest]
        more = [weight - number + 1 for weight, number in zip(weights, numbers, strict=True)]
        return _in_proportion(more, width, least)
    long = [index for index in range(count) if index not in short]
    weights = [longest[index] ** 0.75 for index in long]
    rest = _in_proportion(weights, width - taken, [least[index] for index in long])
    for index, column in zip(long, rest, strict=True):
        whole = (column - _holding(0)) // _EM
        columns[index] = _holding(max(whole, numbers[index]))
    more, spare = divmod(width - sum(columns), _EM)
    for index in long[:more]:
        columns[index] += _EM
    wider = short or long
    for index in wider:
        columns[index] += spare // len(wider)
    columns[wider[-1]] += spare % len(wider)
    return tuple(columns)


def _characters(text: str) -> float:
    """How many ideographs are as wide as `text`."""
    return text_width(text, 2, 0) / 20


def _holding(characters: float) -> int:
    """The width of a column whose lines hold so many characters."""
    return int(characters * _EM) + 2 * TABLE_MARGIN + _SLACK


def _in_proportion(weights: Sequence[float], width: int, least: Sequence[int]) -> tuple[int, ...]:
    """Widths that add up to `width`, each `least` and a share of the rest by its weight."""
    if sum(least) > width:
        least = [min(TABLE_MIN_COLUMN, width // len(weights))] * len(weights)
    spare = width - sum(least)
    total = sum(weights)
    columns = [
        floor + int(spare * weight / total) for floor, weight in zip(least, weights, strict=True)
    ]
    columns[-1] += width - sum(columns)
    return tuple(columns)


def closer_table(block: TableBlock) -> TableBlock:
    """The table with every line a tenth of a point lower: a page of them leaves 2 points free."""
    rows = tuple(
        replace(
            row,
            height=row.height - _CLOSER,
            cells=tuple(
                replace(cell, blocks=tuple(map(_closer, cell.blocks))) for cell in row.cells
            ),
        )
        for row in block.rows
    )
    return replace(block, rows=rows)


def _closer(block: TextBlock) -> TextBlock:
    return replace(block, pitch=block.pitch - _CLOSER)


@lru_cache(maxsize=128)
def table_block(key: str, table: Table, width: int) -> TableBlock:
    """A table across the text width, its header rows repeated on every page.

    Remembered, since a keystroke elsewhere would else make every cell of the paper anew.
    """
    columns = column_widths(table, width)
    rows = [
        _row(key, index, row, table, len(columns), header=index < len(table.header))
        for index, row in enumerate((*table.header, *table.rows))
    ]
    return TableBlock(key, columns, tuple(rows), margin=TABLE_MARGIN)


def _row(
    key: str, index: int, texts: tuple[str, ...], table: Table, columns: int, *, header: bool
) -> Row:
    padded = (*texts, *("",) * (columns - len(texts)))
    cells = tuple(
        Cell((_cell_text(f"{key}/r{index}c{column}", text, _align(table, column, header), header),))
        for column, text in enumerate(padded)
    )
    return Row(cells, TABLE_ROW, header=header)


def _align(table: Table, column: int, header: bool) -> Align:
    if header or column >= len(table.aligns):
        return Align.CENTER if header else Align.LEFT
    return table.aligns[column]


def _cell_text(key: str, text: str, align: Align, header: bool) -> TextBlock:
    face = Face.HEITI if header else Face.FANGSONG
    return TextBlock(
        key,
        "TableHead" if header else "TableText",
        (Run(text, face, SIZE_SMALL_4),) if text else (),
        pitch=TABLE_PITCH,
        justify=Justify(align.value),
        keep_next=header,
    )


def with_space_after(blocks: list[Block], lines: int) -> int:
    """Adds `lines` empty lines after the last block; returns what the next block must add itself.

    Space after a paragraph falls away at the foot of a page, where space before the next one would
    push it down from the top; a table cannot carry any, so there the next block takes it.
    """
    last = blocks[-1] if blocks else None
    if isinstance(last, TextBlock):
        blocks[-1] = replace(last, after=last.after + blank_lines(lines))
        return 0
    return blank_lines(lines)


def hanging(key: str, style: str, label: Run, text: Run, *, start: int = INDENT) -> TextBlock:
    """A labelled paragraph whose further lines begin under the first character after the label."""
    offset = text_width(label.text, label.size, label.spacing)
    return TextBlock(key, style, (label, text), left=start + offset, first=-offset)
