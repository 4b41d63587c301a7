"""Tab stops: where the pieces of a line that tabs part begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from fireoffice.docs.composition import Tab
from fireoffice.docs.layout.shaping import Shape
from fireoffice.docs.paper import Align

DEFAULT_STOP: Final = 420
"""Distance of the stops behind the last one that is set, as Chinese Word has it."""


class Indents(NamedTuple):
    """Bounds of one line, from the left text edge: where it begins, may wrap to, and ends."""

    begin: float
    left: float
    right: float


class Piece(NamedTuple):
    """Characters `start` to `end`, between two tabs, beginning at `x`; `limit` bounds them."""

    start: int
    end: int
    x: float
    limit: float


def pieces(
    shape: Shape, start: int, end: int, indents: Indents, tabs: tuple[Tab, ...]
) -> Iterator[Piece]:
    """The pieces of the characters `start` to `end` as if they all stood on one line."""
    x, limit = indents.begin, indents.right
    begin = start
    while True:
        tab = shape.text.find("\t", begin, end)
        stop = end if tab < 0 else tab
        yield Piece(begin, stop, x, limit)
        if tab < 0:
            return
        x += shape.width(begin, stop)
        begin = stop + 1
        following = shape.text.find("\t", begin, end)
        width = shape.width(begin, end if following < 0 else following)
        stop_at = next_stop(x, indents.left, tabs)
        limit = max(indents.right, stop_at.position)
        x = _beginning(x, width, stop_at)


def next_stop(x: float, left: float, tabs: tuple[Tab, ...]) -> Tab:
    """The stop that a tab at `x` goes to; the left indent is one where lines hang."""
    for tab in tabs:
        if tab.position > x:
            return Tab(round(left)) if x < left < tab.position else tab
    if x < left:
        return Tab(round(left))
    return Tab((int(x) // DEFAULT_STOP + 1) * DEFAULT_STOP)


def _beginning(x: float, width: float, stop: Tab) -> float:
    if stop.align is Align.LEFT:
        return float(stop.position)
    share = 0.5 if stop.align is Align.CENTER else 1.0
    return max(x, stop.position - width * share)
