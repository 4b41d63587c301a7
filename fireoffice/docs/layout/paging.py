"""Blocks put on pages: what fits, what is kept together, what begins a new page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Final

from fireoffice.docs.composition import (
    ImprintBlock,
    Page,
    Section,
    SectionStart,
    TableBlock,
    TextBlock,
)
from fireoffice.docs.layout.breaking import Breaker
from fireoffice.docs.layout.column import above, below, column_height
from fireoffice.docs.layout.pieces import ImprintPiece, Piece, RowPiece, TextPiece
from fireoffice.docs.layout.tables import Grid, grid

ANCHOR: Final = 20
"""Height of the empty paragraph behind a table that no text follows."""


@dataclass(slots=True)
class Sheet:
    """A page being filled. `first` is true for the first page of its section.

    `shift` is how far the flow begins below the text box's upper edge, `height` how much fits.
    """

    section: Section
    first: bool
    shift: float
    height: float
    pieces: list[Piece] = field(default_factory=list[Piece])
    blank: bool = False

    @property
    def page(self) -> Page:
        return self.section.page


def paginate(sections: Iterable[Section], breaker: Breaker) -> list[Sheet]:
    """All pages of the sections, blank ones included."""
    sheets: list[Sheet] = []
    for section in sections:
        if section.start is SectionStart.EVEN_PAGE and len(sheets) % 2 == 0 and sheets:
            sheets.append(Sheet(section, first=False, shift=0, height=0, blank=True))
        sheets += _Flow(section, breaker).run()
    return sheets


class _Flow:
    """Fills the pages of one section.

    `_y` is the height used on the page in hand and `_after` the space that the last paragraph
    wants below it: two paragraphs are parted by the larger of the spaces they want (measured in
    all engines), and at a page's foot or top none is left.
    """

    def __init__(self, section: Section, breaker: Breaker) -> None:
        self._section = section
        self._breaker = breaker
        self._profile = breaker.profile
        self._width = section.page.text_width
        self._sheets: list[Sheet] = []
        self._y = 0.0
        self._after = 0
        self._keeps_before = True
        self._open_page()
        self._keeps_before = True

    def run(self) -> list[Sheet]:
        blocks = self._section.blocks
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, TableBlock):
                self._set_table(grid(block, self._breaker))
                closes = following is None and self._section.imprint is None
                wanted = self._profile.closing_anchor or not closes
                if wanted and not isinstance(following, TextBlock):
                    self._set_anchor(ANCHOR)
            else:
                self._set_text(block)
        if self._section.imprint:
            self._set_imprint(self._section.imprint)
        return self._sheets

    @property
    def _sheet(self) -> Sheet:
        return self._sheets[-1]

    def _open_page(self) -> None:
        first = not self._sheets
        shift, height = frame(self._section, self._breaker, first=first)
        self._sheets.append(Sheet(self._section, first, shift, height))
        self._y = 0.0
        self._after = 0
        self._keeps_before = False

    def _gap(self, block: TextBlock) -> int:
        """The space above a paragraph that comes next on the page in hand."""
        if self._sheet.pieces:
            return max(self._after, block.before)
        return block.before if self._keeps_before else 0

    def _set_text(self, block: TextBlock) -> None:
        if block.page_break_before and self._sheet.pieces:
            self._open_page()
            self._keeps_before = self._profile.before_after_break
        count = len(self._breaker.ends(block, self._width))
        if not self._may_begin(block, count):
            self._open_page_for_next()
        first = 0
        while first < count:
            top = self._y + (self._gap(block) + above(block) if first == 0 else 0)
            last = first + self._lines_taken(block, count - first, top)
            self._put(TextPiece(block, count, first, last, top, self._width))
            first = last
            if first < count:
                self._open_page()

    def _put(self, piece: TextPiece) -> None:
        block = piece.block
        self._sheet.pieces.append(piece)
        self._y = piece.top + (piece.last - piece.first) * block.pitch
        if piece.last == piece.count:
            self._y += below(block)
            self._after = block.after

    def _lines_taken(self, block: TextBlock, left: int, top: float) -> int:
        """The number of the `left` lines that this page holds if the first one stands at `top`."""
        room = self._sheet.height - top
        taken = min(left, int(room // block.pitch))
        if taken == left and taken * block.pitch + below(block) > room:
            taken -= 1
        return taken if self._sheet.pieces else max(taken, 1)

    def _may_begin(self, block: TextBlock, count: int) -> bool:
        """True if the paragraph may begin on this page."""
        top = self._y + self._gap(block) + above(block)
        lines = count if block.keep_next and self._profile.keep_whole else 1
        needed = lines * block.pitch + (below(block) if lines == count else 0)
        return top + needed <= self._sheet.height or not self._sheet.pieces

    def _set_table(self, measured: Grid) -> None:
        headers = measured.headers
        start, end = self._table_rules(measured)
        closing = end
        opening = max(self._after, start) + sum(measured.heights[: headers + 1]) + end
        if self._sheet.pieces and self._y + opening > self._sheet.height:
            self._open_page_for_next()
        self._y += max(self._after, start)
        self._after = 0
        first = 0
        for row, height in enumerate(measured.heights):
            if row > headers and self._y + height + end > self._sheet.height:
                self._end_table(measured, range(first, row))
                self._open_page()
                first = row
                # What is added above a table comes below the part that another page begins with.
                closing = start or end
                for header in range(headers):
                    self._set_row(measured, header, range(headers))
            self._set_row(measured, row, range(first, len(measured.heights)))
        self._y += closing

    def _end_table(self, measured: Grid, shown: range) -> None:
        """Tell the rows of a table on the page in hand that no more of them stand there."""
        pieces = self._sheet.pieces
        for index, piece in enumerate(pieces):
            if isinstance(piece, RowPiece) and piece.grid is measured and piece.row in shown:
                pieces[index] = replace(piece, shown=shown)

    def _table_rules(self, measured: Grid) -> tuple[int, int]:
        """The heights that the rules of a table add above and below it."""
        ruled = measured.table.ruled
        return (self._profile.table_start, self._profile.table_end) if ruled else (0, 0)

    def _set_row(self, measured: Grid, row: int, shown: range) -> None:
        self._sheet.pieces.append(RowPiece(measured, row, self._y, shown))
        self._y += measured.heights[row]

    def _set_anchor(self, height: int) -> None:
        """The flat paragraph that Word needs between a table and what is no paragraph."""
        if self._y + height > self._sheet.height:
            self._open_page()
        self._y += height

    def _set_imprint(self, imprint: ImprintBlock) -> None:
        """Put 版记 on this page's foot, or on a new page's if its room is not free."""
        needed = self._after + imprint.anchor + imprint.height + self._profile.imprint_slack
        if self._sheet.pieces and self._y + needed > self._sheet.height:
            self._open_page_for_next()
        foot = self._section.page.text_height - self._sheet.shift
        self._sheet.pieces.append(ImprintPiece(imprint, foot - imprint.height, self._width))

    def _open_page_for_next(self) -> None:
        """Begin a new page, taking along what is kept with the item that did not fit.

        That are the last pieces of the old page that keep with the next one, unless they are all
        that stands there: a page is never emptied.
        """
        old = self._sheet.pieces
        stay = len(old)
        while stay and _keeps_next(old[stay - 1]):
            stay -= 1
        moved = old[stay:] if stay else []
        del old[len(old) - len(moved) :]
        self._open_page()
        for piece in moved:
            assert isinstance(piece, TextPiece)
            top = self._y + self._gap(piece.block) + above(piece.block)
            self._put(replace(piece, top=top))


def _keeps_next(piece: Piece) -> bool:
    return isinstance(piece, TextPiece) and piece.keeps_next


def frame(section: Section, breaker: Breaker, *, first: bool) -> tuple[float, float]:
    """The beginning of the flow below the text box's upper edge, and its height.

    A letter's head that reaches into the text box pushes the text down, its foot up. An engine
    with a grid cuts the height to whole lines and centres what is left; letters and sheets on
    their side are written without a grid.
    """
    page = section.page
    top, bottom = page.top, page.bottom
    letter = section.first_page if first else None
    if letter:
        width = page.text_width
        top = max(top, letter.head_distance + column_height(letter.head, breaker, width))
        bottom = max(bottom, letter.foot_distance + column_height(letter.foot, breaker, width))
    height = page.height - top - bottom
    pitch = breaker.profile.grid
    rest = height % pitch if pitch and not page.landscape and not section.first_page else 0
    return top - page.top + rest / 2, height - rest
