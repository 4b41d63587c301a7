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
from fireoffice.docs.layout.pieces import ImprintPiece, Piece, RowPiece, TextPiece
from fireoffice.docs.layout.tables import Grid, above, below, grid

ANCHOR: Final = 20
"""Height of the empty paragraph behind a table that no text follows."""


@dataclass(slots=True)
class Sheet:
    """A page being filled. `first` is true for the first page of its section."""

    section: Section
    first: bool
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
            sheets.append(Sheet(section, first=False, blank=True))
        sheets += _Flow(section, breaker).run()
    return sheets


class _Flow:
    """Fills the pages of one section. `_y` is the height used on the page in hand."""

    def __init__(self, section: Section, breaker: Breaker) -> None:
        self._section = section
        self._breaker = breaker
        self._profile = breaker.profile
        self._width = section.page.text_width
        self._height = _usable_height(section.page, self._profile.grid)
        self._sheets = [Sheet(section, first=True)]
        self._y = 0.0
        self._forced = True

    def run(self) -> list[Sheet]:
        blocks = self._section.blocks
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, TableBlock):
                self._set_table(grid(block, self._breaker))
                if not isinstance(following, TextBlock):
                    self._set_anchor()
            else:
                self._set_text(block)
        if self._section.imprint:
            self._set_imprint(self._section.imprint)
        return self._sheets

    @property
    def _pieces(self) -> list[Piece]:
        return self._sheets[-1].pieces

    def _space_before(self, block: TextBlock) -> int:
        if self._pieces or self._forced or self._profile.before_at_page_top:
            return block.before
        return 0

    def _set_text(self, block: TextBlock) -> None:
        if block.page_break_before and self._pieces:
            self._new_page(forced=True)
        count = len(self._breaker.ends(block, self._width))
        if not self._fits(block, count):
            self._open_page_for_next()
        first = 0
        while True:
            head = self._space_before(block) + above(block) if first == 0 else 0
            top = self._y + head
            room = int((self._height - top + 1e-6) // block.pitch)
            taken = min(count - first, room)
            if taken == count - first and top + taken * block.pitch + below(block) > self._height:
                taken -= 1
            if taken < 1 and not self._pieces:
                taken = 1
            if taken >= 1:
                self._pieces.append(TextPiece(block, count, first, first + taken, top, self._width))
                first += taken
                self._y = top + taken * block.pitch
            if first == count:
                break
            self._new_page()
        self._y += below(block) + block.after

    def _fits(self, block: TextBlock, count: int) -> bool:
        """Whether the paragraph may begin on this page."""
        top = self._y + self._space_before(block) + above(block)
        lines = count if block.keep_next and self._profile.keep_whole else 1
        needed = lines * block.pitch + (below(block) if lines == count else 0)
        return top + needed <= self._height or not self._pieces

    def _set_table(self, measured: Grid) -> None:
        headers = measured.headers
        opening = sum(measured.heights[: headers + 1])
        if self._pieces and self._y + opening > self._height:
            self._open_page_for_next()
        for row, height in enumerate(measured.heights):
            if row > headers and self._pieces and self._y + height > self._height:
                self._new_page()
                for header in range(headers):
                    self._set_row(measured, header)
            self._set_row(measured, row)
        self._y += self._profile.table_end if measured.table.ruled else 0

    def _set_row(self, measured: Grid, row: int) -> None:
        self._pieces.append(RowPiece(measured, row, self._y))
        self._y += measured.heights[row]

    def _set_anchor(self) -> None:
        """The flat paragraph that Word needs between a table and what is no paragraph."""
        if self._y + ANCHOR > self._height:
            self._new_page()
        self._y += ANCHOR

    def _set_imprint(self, imprint: ImprintBlock) -> None:
        """On this page's foot, or on a new page's when what it needs is not free."""
        needed = imprint.height + imprint.anchor + self._profile.imprint_slack
        if self._pieces and self._y + needed > self._height:
            self._open_page_for_next()
        top = self._section.page.text_height - imprint.height
        self._pieces.append(ImprintPiece(imprint, top, self._width))

    def _new_page(self, *, forced: bool = False) -> None:
        self._sheets.append(Sheet(self._section, first=False))
        self._y = 0.0
        self._forced = forced

    def _open_page_for_next(self) -> None:
        """Begin a new page, taking along what is kept with the item that did not fit.

        That are the last pieces of the old page that keep with the next one, unless they are all
        that stands there: a page is never emptied.
        """
        old = self._pieces
        stay = len(old)
        while stay and _keeps_next(old[stay - 1]):
            stay -= 1
        moved = old[stay:] if stay else []
        del old[len(old) - len(moved) :]
        self._new_page()
        for piece in moved:
            self._move(piece)

    def _move(self, piece: Piece) -> None:
        assert isinstance(piece, TextPiece)
        top = self._y + self._space_before(piece.block) + above(piece.block)
        self._pieces.append(replace(piece, top=top))
        self._y = top + piece.count * piece.block.pitch + below(piece.block) + piece.block.after


def _keeps_next(piece: Piece) -> bool:
    return isinstance(piece, TextPiece) and piece.keeps_next


def _usable_height(page: Page, pitch: int) -> float:
    """Height of the text box, cut to whole grid lines where the engine does so."""
    cut = pitch and not page.landscape
    return page.text_height // pitch * pitch if cut else page.text_height
