"""The cells of a Word table that show, each with its place and what it spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fireoffice.docs.word.leavings import Leavings, Left
from fireoffice.docs.word.names import REMOVED, VAL, Element, W, unwrapped

_WIDEST_SPAN: Final = 200
_MOST_COVERED: Final = 1000


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The place of a cell: its table, row and grid column from 0, and how many it spans."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class _Cell:
    element: Element
    column: int
    columns: int
    goes_on: bool


def cells_of(
    table: Element, number: int, leavings: Leavings
) -> Iterator[tuple[Element, CellPlace]]:
    """The cells of a `w:tbl`, in reading order; one that spans rows stands in its first row.

    What a program left in a cell that another covers is noted: nobody sees it.
    """
    rows = [list(_cells(row)) for row in unwrapped(table) if _is_row(row)]
    # A cell that goes on without one above it to go on from is a cell like any other.
    open_columns: dict[int, int] = {}
    heights: dict[tuple[int, int], int] = {}
    covered: list[Element] = []
    for index, row in enumerate(rows):
        begun: dict[int, int] = {}
        for cell in row:
            above = open_columns.get(cell.column) if cell.goes_on else None
            begun[cell.column] = first = index if above is None else above
            heights[first, cell.column] = index - first + 1
            if above is not None:
                covered.append(cell.element)
        open_columns = begun
    for cell in covered[:_MOST_COVERED]:
        text = "".join(node.text or "" for node in cell.iter(W + "t"))
        if text.strip():
            leavings.note(Left.HIDDEN_CELL, text)
    for index, row in enumerate(rows):
        for cell in row:
            height = heights.get((index, cell.column))
            if height:
                yield cell.element, CellPlace(number, index, cell.column, height, cell.columns)


def _is_row(row: Element) -> bool:
    properties = row.find(W + "trPr")
    removed = properties is not None and any(one.tag in REMOVED for one in properties)
    return row.tag == W + "tr" and not removed


def _cells(row: Element) -> Iterator[_Cell]:
    """The cells of a row; those that an old file joins sideways are one."""
    column = _number(row.find(W + "trPr"), "gridBefore", 0)
    joined: _Cell | None = None
    for cell in unwrapped(row):
        if cell.tag != W + "tc":
            continue
        about = cell.find(W + "tcPr")
        columns = _number(about, "gridSpan", 1)
        sideways = _merge(about, "hMerge")
        if joined is not None and sideways == "continue":
            joined = _Cell(joined.element, joined.column, joined.columns + columns, joined.goes_on)
        else:
            if joined is not None:
                yield joined
            joined = _Cell(cell, column, columns, _merge(about, "vMerge") == "continue")
        column += columns
    if joined is not None:
        yield joined


def _merge(properties: Element, name: str) -> str:
    """ "restart", "continue" or "" as the cell says of its merging."""
    said = properties.find(W + name) if properties is not None else None
    return said.get(VAL, "continue") if said is not None else ""


def _number(properties: Element, name: str, default: int) -> int:
    said = properties.find(W + name) if properties is not None else None
    value = said.get(VAL, "") if said is not None else ""
    return min(int(value), _WIDEST_SPAN) if value.isascii() and value.isdecimal() else default
