"""Tables of the body: how wide a column is, how its text stands, how high a row is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from fireoffice.docs.compose.measures import LINE, SIZE_SMALL_4, text_width
from fireoffice.docs.compose.pictures import picture_block
from fireoffice.docs.composition import Cell, Justify, Row, Run, TableBlock, TextBlock
from fireoffice.docs.paper import PICTURE_SIGN, Align, Merge, Table
from fireoffice.docs.style import Face

TABLE_PITCH = 400
TABLE_ROW = LINE - 10
"""Least height of a row: with its rule of half a point it is as high as a line of text. Two rows of
a line each that miss the page's foot by a hair's breadth make LibreOffice 7.4 lose the rest."""
CLOSER = -2
"""The change of a table's lines, in twips, that leaves the flat paragraph behind it its room."""
TABLE_FOOT = 40
"""Room below a cell's text: engines set a line of exact height nearer to its lower edge. With 60 a
row of two lines is as high as one and a half of text, and rows just fit or just miss a page."""
TABLE_MARGIN = 80
TABLE_MIN_COLUMN = 560
_SHORT = 5
"""The most characters of content that is not broken where the table has room."""
_LONGEST_NUMBER = 9
"""The most characters of a number that is not broken either: 18 digits, as of an identity card."""
_MOST_FOR_SHORT = 0.6
_READABLE = 7
"""A column of long text has room for so many characters before one has room for more."""
_PICTURE_CHARACTERS = 12.0
"""A picture makes its column as wide as so many characters do."""
_HIGHEST_PICTURE = 0.5
"""A picture in a cell is no higher than so much of the page, that its row can fit."""
_EM = SIZE_SMALL_4 * 10
_SLACK = 20
"""The room to spare in a column beside its characters: engines differ by a twip in its width."""

_NUMBER = re.compile(r"[0-9][-0-9.Xx—]*")


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """Widths that add up to `width`: the given ones in proportion, else by the longest content.

    A column of short content or of numbers is as wide as it needs where that leaves the others
    room. The others share what is left so that no column of long text starves the rest, and each
    holds whole characters: where a line just fits or just does not, engines disagree.
    """
    count = table.columns
    if len(table.widths) == count:
        return _in_proportion(table.widths, width, [TABLE_MIN_COLUMN] * count)
    longest, numbers = _lengths(table)
    short = [index for index in range(count) if _is_short(longest[index], numbers[index])]
    columns = [_holding(length) for length in longest]
    least = [max(TABLE_MIN_COLUMN, _holding(number)) for number in numbers]
    taken = sum(columns[index] for index in short)
    if len(short) == count or taken > width * _MOST_FOR_SHORT:
        weights = [length if length <= 8 else 8 + (length - 8) ** 0.5 * 2 for length in longest]
        more = [weight - number + 1 for weight, number in zip(weights, numbers, strict=True)]
        return _in_proportion(more, width, least)
    long = [index for index in range(count) if index not in short]
    readable = [max(least[index], _holding(min(longest[index], _READABLE))) for index in long]
    if sum(readable) < width - taken:
        weights = [max(longest[index] - _READABLE, 1.0) for index in long]
        rest = _in_proportion(weights, width - taken, readable)
    else:
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


def _lengths(table: Table) -> tuple[list[float], list[float]]:
    """The longest text of each column, in characters, and the longest number in its texts."""
    longest, numbers = [1.0] * table.columns, [0.0] * table.columns
    wide = {(merge.row, merge.column) for merge in table.merges if merge.columns > 1}
    for number, row in enumerate((*table.header, *table.rows)):
        for index, text in enumerate(row):
            if wide and (number, index) in wide:
                continue
            longest[index] = max(longest[index], *map(_characters, text.split("\n")))
            numbers[index] = max(numbers[index], *map(_characters, _NUMBER.findall(text)), 0.0)
    return longest, [number if number <= _LONGEST_NUMBER else 0.0 for number in numbers]


def _is_short(longest: float, number: float) -> bool:
    return longest <= _SHORT or longest == number


def _characters(text: str) -> float:
    """The number of ideographs that are as wide as `text`."""
    wide = _PICTURE_CHARACTERS if PICTURE_SIGN in text else 0.0
    return max(text_width(text, 2, 0) / 20, wide)


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


def spaced_table(block: TableBlock, change: int) -> TableBlock:
    """The table with every line so much higher; with `CLOSER` a page of them leaves 2 points."""

    def spaced(text: TextBlock) -> TextBlock:
        return text if text.picture else replace(text, pitch=text.pitch + change)

    rows = tuple(
        replace(
            row,
            height=row.height + change,
            cells=tuple(
                replace(cell, blocks=tuple(map(spaced, cell.blocks))) for cell in row.cells
            ),
        )
        for row in block.rows
    )
    return replace(block, rows=rows)


@lru_cache(maxsize=128)
def table_block(key: str, table: Table, width: int, height: int) -> TableBlock:
    """A table across the text `width` of a page `height` high, its header repeated on each page.

    Where the table does not say how its columns are aligned, short content stands in the middle.
    Remembered, since a keystroke elsewhere would else make every cell of the paper anew.
    """
    columns = column_widths(table, width)
    aligns = table.aligns or tuple(
        Align.CENTER if _is_short(*lengths) else Align.LEFT
        for lengths in zip(*_lengths(table), strict=True)
    )
    cells = _Cells(key, table, columns, aligns, int(height * _HIGHEST_PICTURE))
    rows = tuple(cells.row(index) for index in range(len(table.header) + len(table.rows)))
    return TableBlock(key, columns, rows, margin=TABLE_MARGIN)


class _Cells:
    """Makes the rows of one table, from the first to the last."""

    def __init__(
        self,
        key: str,
        table: Table,
        widths: tuple[int, ...],
        aligns: tuple[Align, ...],
        highest: int,
    ) -> None:
        self._key = key
        self._texts = (*table.header, *table.rows)
        self._headers = len(table.header)
        self._widths = widths
        self._aligns = aligns
        self._highest = highest
        self._pictures = iter(table.pictures)
        self._merges = {(merge.row, merge.column): merge for merge in table.merges}
        self._covered = {
            (row, column)
            for merge in table.merges
            for row in range(merge.row, merge.row + merge.rows)
            for column in range(merge.column, merge.column + merge.columns)
        } - self._merges.keys()

    def row(self, index: int) -> Row:
        """The row at `index`; a cell that spans rows stands in its first one alone."""
        texts = self._texts[index]
        cells = tuple(
            self._cell(index, column, texts[column] if column < len(texts) else "")
            for column in range(len(self._widths))
            if (index, column) not in self._covered
        )
        return Row(cells, TABLE_ROW, header=index < self._headers)

    def _cell(self, row: int, column: int, text: str) -> Cell:
        header = row < self._headers
        merge = self._merges.get((row, column)) or Merge(row, column)
        key = f"{self._key}/r{row}c{column}"
        align = self._align(column, header, wide=merge.columns > 1)
        width = sum(self._widths[column : column + merge.columns]) - 2 * TABLE_MARGIN
        blocks: list[TextBlock] = []
        for number, piece in enumerate(text.split(PICTURE_SIGN)):
            picture = next(self._pictures, None) if number else None
            if picture is not None:
                blocks.append(picture_block(key, picture, width, self._highest))
            lines = piece.strip("\n").split("\n")
            blocks += [_cell_text(key, line, align, header) for line in lines if line or not number]
        blocks = [block for block in blocks if block.picture or block.runs] or blocks[:1]
        last = replace(blocks[-1], after=TABLE_FOOT)
        return Cell((*blocks[:-1], last), merge.columns, merge.rows)

    def _align(self, column: int, header: bool, *, wide: bool) -> Align:
        """Whole columns are aligned alike; what stands across several, in the middle."""
        if header or wide or column >= len(self._aligns):
            return Align.CENTER if header or wide else Align.LEFT
        return self._aligns[column]


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
