"""Filling cells from others: downwards, from the row above, by headings."""

from __future__ import annotations

from collections.abc import Sequence

from fireoffice.domain.headings import is_heading_row, match_headings
from fireoffice.ui.grid.model import GridModel, Place
from fireoffice.ui.grid.tables import Block


def fill_down(grid: GridModel, cells: Sequence[Place]) -> None:
    """Write the uppermost selected cell of each column into those below it."""
    top: dict[int, int] = {}
    for row, column in sorted(cells):
        top.setdefault(column, row)
    grid.write(
        {
            (row, column): grid.text(top[column], column)
            for row, column in cells
            if row != top[column]
        },
        "向下填充",
    )


def repeat_above(grid: GridModel, cells: Sequence[Place]) -> None:
    """Write what stands above into the cells of one row; into an empty row, all of the row above.

    What may occur only once (numbers) is not repeated with a row.
    """
    row = cells[0][0]
    if not row:
        return
    columns = {column for _, column in cells}
    if grid.lines[row].is_empty() and grid.grows:
        columns = {
            place
            for place, column in enumerate(grid.columns)
            if not (column.info.unique or column.info.automatic)
        }
    grid.write({(row, column): grid.text(row - 1, column) for column in columns}, "照抄上一行")


def fill_to_end(grid: GridModel, cells: Sequence[Place]) -> None:
    """Write the uppermost selected cell of each column into every entered row below it."""
    top: dict[int, int] = {}
    for row, column in sorted(cells):
        top.setdefault(column, row)
    entered = [row for row, line in enumerate(grid.lines) if line.key or not line.is_empty()]
    grid.write(
        {
            (row, column): grid.text(first, column)
            for column, first in top.items()
            for row in entered
            if row > first
        },
        "填到最后一行",
    )


def headings_of(grid: GridModel, cells: Sequence[str]) -> list[int | None]:
    """The column that each of ``cells`` is the heading of; empty if they are no headings."""
    fields = [column.info for column in grid.columns if not column.locked]
    if not is_heading_row(cells, fields):
        return []
    found = match_headings(cells, fields)
    return [None if info is None else grid.column_of(info.name) for info in found]


def unmatched(cells: Sequence[str], columns: Sequence[int | None], block: Block) -> list[str]:
    """The headings of columns that hold something and go nowhere."""
    return [
        cell.strip()
        for place, (cell, column) in enumerate(zip(cells, columns, strict=True))
        if column is None and cell.strip() and any(row[place].strip() for row in block[1:])
    ]
