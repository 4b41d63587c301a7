"""Tables: width of each cell, height of each row, and what a row looks like where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from fireoffice.docs.composition import BLACK, Cell, Row, TableBlock, VAlign
from fireoffice.docs.layout.breaking import Breaker
from fireoffice.docs.layout.column import TWIPS_PER_EIGHTH, Mark, column_height, place_column
from fireoffice.docs.layout.model import PlacedRule

_SHARE_ABOVE: Final = {VAlign.TOP: 0.0, VAlign.CENTER: 0.5, VAlign.BOTTOM: 1.0}
"""The share of a cell's spare height that stands above its text."""


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell with its left edge and width, from the table's left edge; `row` is its first row."""

    cell: Cell
    row: int
    x: int
    width: int

    def inner(self, margin: int) -> int:
        """Width of the column that the cell's text fills."""
        return self.width - 2 * margin


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with all its measures: the cells that begin in each row and the rows' heights."""

    table: TableBlock
    cells: tuple[tuple[CellBox, ...], ...]
    heights: tuple[int, ...]

    @property
    def headers(self) -> int:
        """Number of rows at the top that each page repeats."""
        count = 0
        while count < len(self.table.rows) and self.table.rows[count].header:
            count += 1
        return count

    def going_on(self, row: int) -> Iterator[CellBox]:
        """The cells that began above `row` and reach into it."""
        for boxes in self.cells[:row]:
            yield from (box for box in boxes if box.row + box.cell.rows > row)


def grid(table: TableBlock, breaker: Breaker) -> Grid:
    """Measure a table; remembered by the table's content."""
    return _grid(table, breaker)


@lru_cache(maxsize=256)
def _grid(table: TableBlock, breaker: Breaker) -> Grid:
    cells = _cell_boxes(table)
    heights = [
        _own_height(row, boxes, table, breaker)
        for row, boxes in zip(table.rows, cells, strict=True)
    ]
    for boxes in cells:
        for box in boxes:
            _make_room(box, table, heights, breaker)
    return Grid(table, cells, tuple(heights))


def _cell_boxes(table: TableBlock) -> tuple[tuple[CellBox, ...], ...]:
    edges = [0, *accumulate(table.widths)]
    taken = [0] * len(table.widths)
    result: list[tuple[CellBox, ...]] = []
    for index, row in enumerate(table.rows):
        boxes: list[CellBox] = []
        column = 0
        for cell in row.cells:
            while column < len(taken) and taken[column] > 0:
                column += 1
            stop = min(column + cell.span, len(taken))
            boxes.append(CellBox(cell, index, edges[column], edges[stop] - edges[column]))
            for covered in range(column, stop):
                taken[covered] = cell.rows
            column = stop
        taken = [max(rows - 1, 0) for rows in taken]
        result.append(tuple(boxes))
    return tuple(result)


def _own_height(row: Row, boxes: tuple[CellBox, ...], table: TableBlock, breaker: Breaker) -> int:
    if row.exact:
        return row.height
    texts = [
        column_height(box.cell.blocks, breaker, box.inner(table.margin))
        for box in boxes
        if box.cell.rows == 1
    ]
    text = max(texts, default=0)
    border = breaker.profile.row_border if table.ruled else 0
    if breaker.profile.border_inside:
        return max(row.height, text + border)
    return max(row.height, text) + border


def _make_room(box: CellBox, table: TableBlock, heights: list[int], breaker: Breaker) -> None:
    """Make the last of the rows that a cell spans so high that the cell's text fits."""
    rows = range(box.row, min(box.row + box.cell.rows, len(heights)))
    if len(rows) > 1 and not table.rows[rows[-1]].exact:
        needed = column_height(box.cell.blocks, breaker, box.inner(table.margin))
        heights[rows[-1]] += max(0, needed - sum(heights[row] for row in rows))


def place_row(
    grid: Grid, breaker: Breaker, row: int, shown: range, left: float, top: float
) -> Iterator[Mark]:
    """The marks of the cells that begin in a row whose upper edge is `top`.

    `shown` are the rows that stand on this page: a cell that goes on is aligned in its part here.
    """
    margin = grid.table.margin
    for box in grid.cells[row]:
        height = sum(grid.heights[row : min(row + box.cell.rows, shown.stop)])
        inner = box.inner(margin)
        spare = height - column_height(box.cell.blocks, breaker, inner)
        y = top + max(0, spare) * _SHARE_ABOVE[box.cell.valign]
        yield from place_column(breaker, box.cell.blocks, left + box.x + margin, y, inner)


def row_rules(grid: Grid, row: int, shown: range, left: float, top: float) -> Iterator[PlacedRule]:
    """The four sides of each cell that begins in a row; the sides of neighbours coincide.

    Of the rows that stand on the page, `shown`, the first also has the cells that go on in it.
    """
    if not grid.table.ruled:
        return
    thickness = grid.table.eighths * TWIPS_PER_EIGHTH
    for box in (*grid.cells[row], *(grid.going_on(row) if row == shown.start else ())):
        x1, x2 = left + box.x, left + box.x + box.width
        y1, y2 = top, top + sum(grid.heights[row : min(box.row + box.cell.rows, shown.stop)])
        for ends in ((x1, y1, x2, y1), (x1, y2, x2, y2), (x1, y1, x1, y2), (x2, y1, x2, y2)):
            yield PlacedRule(*ends, thickness, BLACK)
