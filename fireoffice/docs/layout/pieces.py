"""What pagination puts on a page: parts of the flow with the place that they got.

A piece knows its height and its text span at once; lines and rules are made when they are painted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fireoffice.docs.composition import ImprintBlock, Rule, TextBlock
from fireoffice.docs.layout.breaking import Breaker
from fireoffice.docs.layout.model import PlacedLine, PlacedRule, PlacedSeal, Span
from fireoffice.docs.layout.placing import place_lines
from fireoffice.docs.layout.tables import (
    POINTS_PER_EIGHTH,
    Grid,
    above,
    below,
    place_row,
    row_rules,
)

Mark = PlacedLine | PlacedRule | PlacedSeal


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Lines `first` to `last` (not included) of a paragraph; line `first` stands at `top`."""

    block: TextBlock
    count: int
    first: int
    last: int
    top: float
    width: int

    @property
    def whole(self) -> bool:
        """Whether the entire paragraph stands here."""
        return self.first == 0 and self.last == self.count

    @property
    def keeps_next(self) -> bool:
        return self.whole and self.block.keep_next

    def spans(self, breaker: Breaker) -> Iterator[Span]:
        ends = breaker.ends(self.block, self.width)
        begin = ends[self.first - 1] if self.first else 0
        yield Span(self.block.key, begin, ends[self.last - 1])

    def marks(self, breaker: Breaker, left: float, top: float) -> Iterator[Mark]:
        """Everything to paint; (left, top) is the upper left corner of the column."""
        block, y = self.block, top + self.top
        yield from place_lines(breaker, block, left, y, self.width, range(self.first, self.last))
        x1, x2 = left + block.left, left + self.width - block.right
        if block.top and self.first == 0:
            yield _edge(block.top, x1, x2, y, -1)
        if block.bottom and self.last == self.count:
            yield _edge(block.bottom, x1, x2, y + (self.last - self.first) * block.pitch, 1)
        if self.first == 0:
            beginning = y - above(block) - block.before
            for seal in block.seals:
                yield PlacedSeal(
                    block.key, left + seal.x, beginning + seal.y, seal.diameter, seal.data
                )


def _edge(rule: Rule, x1: float, x2: float, y: float, outward: int) -> PlacedRule:
    thickness = rule.eighths * POINTS_PER_EIGHTH
    middle = y + outward * (rule.gap * 20 + thickness / 2)
    return PlacedRule(x1, middle, x2, middle, thickness, rule.color)


@dataclass(frozen=True, slots=True)
class RowPiece:
    """A row of a table; a header row may stand on several pages."""

    grid: Grid
    row: int
    top: float

    def spans(self, breaker: Breaker) -> Iterator[Span]:
        del breaker
        for box in self.grid.cells[self.row]:
            for block in box.cell.blocks:
                yield Span(block.key, 0, len(block.text))

    def marks(self, breaker: Breaker, left: float, top: float) -> Iterator[Mark]:
        x, y = left + self.grid.table.indent, top + self.top
        yield from place_row(self.grid, breaker, self.row, x, y)
        yield from row_rules(self.grid, self.row, x, y)


@dataclass(frozen=True, slots=True)
class ColumnPiece:
    """Paragraphs outside the flow, such as a letter's head: `left` and `top` from the text box."""

    blocks: tuple[TextBlock, ...]
    left: float
    top: float
    width: int

    def spans(self, breaker: Breaker) -> Iterator[Span]:
        del breaker
        for block in self.blocks:
            yield Span(block.key, 0, len(block.text))

    def marks(self, breaker: Breaker, left: float, top: float) -> Iterator[Mark]:
        y = self.top
        for block in self.blocks:
            lines = len(breaker.ends(block, self.width))
            y += block.before + above(block)
            piece = TextPiece(block, lines, 0, lines, y, self.width)
            yield from piece.marks(breaker, left + self.left, top)
            y += lines * block.pitch + below(block) + block.after


@dataclass(frozen=True, slots=True)
class ImprintPiece:
    """版记 with its lower edge on the text box's."""

    imprint: ImprintBlock
    top: float
    width: int

    def spans(self, breaker: Breaker) -> Iterator[Span]:
        return self._column.spans(breaker)

    def marks(self, breaker: Breaker, left: float, top: float) -> Iterator[Mark]:
        outer = self.imprint.outer
        if outer.eighths:
            thickness = outer.eighths * POINTS_PER_EIGHTH
            for y in (top + self.top, top + self.top + self.imprint.height):
                yield PlacedRule(left, y, left + self.width, y, thickness, outer.color)
        yield from self._column.marks(breaker, left, top)

    @property
    def _column(self) -> ColumnPiece:
        return ColumnPiece(self.imprint.blocks, 0, self.top, self.width)


Piece = TextPiece | RowPiece | ImprintPiece | ColumnPiece
