"""The pieces that pagination puts on a page: parts of the flow with the place that they got.

A piece knows its height and its text span at once; lines and rules are made when they are painted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fireoffice.docs.composition import ImprintBlock, TextBlock
from fireoffice.docs.layout.breaking import Breaker
from fireoffice.docs.layout.column import TWIPS_PER_EIGHTH, Mark, place_column, place_paragraph
from fireoffice.docs.layout.model import PlacedRule, Span
from fireoffice.docs.layout.tables import Grid, place_row, row_rules


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
        """True if the entire paragraph stands here."""
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
        lines = range(self.first, self.last)
        return place_paragraph(breaker, self.block, left, top + self.top, self.width, lines)


@dataclass(frozen=True, slots=True)
class RowPiece:
    """A row of a table; a header row may stand on several pages.

    `shown` are the rows that stand on this page, those of a repeated header apart.
    """

    grid: Grid
    row: int
    top: float
    shown: range

    def spans(self, breaker: Breaker) -> Iterator[Span]:
        del breaker
        for box in self.grid.cells[self.row]:
            for block in box.cell.blocks:
                yield Span(block.key, 0, len(block.text))

    def marks(self, breaker: Breaker, left: float, top: float) -> Iterator[Mark]:
        x, y = left + self.grid.table.indent, top + self.top
        yield from place_row(self.grid, breaker, self.row, self.shown, x, y)
        yield from row_rules(self.grid, self.row, self.shown, x, y)


@dataclass(frozen=True, slots=True)
class ColumnPiece:
    """Paragraphs outside the flow, such as a letter's head."""

    blocks: tuple[TextBlock, ...]
    top: float
    width: int

    def spans(self, breaker: Breaker) -> Iterator[Span]:
        del breaker
        for block in self.blocks:
            yield Span(block.key, 0, len(block.text))

    def marks(self, breaker: Breaker, left: float, top: float) -> Iterator[Mark]:
        return place_column(breaker, self.blocks, left, top + self.top, self.width)


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
            thickness = outer.eighths * TWIPS_PER_EIGHTH
            for y in (top + self.top, top + self.top + self.imprint.height):
                yield PlacedRule(left, y, left + self.width, y, thickness, outer.color)
        yield from self._column.marks(breaker, left, top)

    @property
    def _column(self) -> ColumnPiece:
        return ColumnPiece(self.imprint.blocks, self.top, self.width)


Piece = TextPiece | RowPiece | ImprintPiece | ColumnPiece
