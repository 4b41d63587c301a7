"""A composition laid out: sections to pages, pages to what is painted on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fireoffice.docs.composition import Composition, FirstPage, Page
from fireoffice.docs.layout.breaking import Breaker, breaker
from fireoffice.docs.layout.metrics import FontBook, standard_fonts
from fireoffice.docs.layout.model import (
    Box,
    Contents,
    LaidPage,
    LaidPaper,
    PlacedLine,
    PlacedRule,
    PlacedSeal,
)
from fireoffice.docs.layout.numbers import number_line
from fireoffice.docs.layout.paging import Sheet, paginate
from fireoffice.docs.layout.pieces import ColumnPiece, Piece
from fireoffice.docs.layout.profiles import WORD, Profile
from fireoffice.docs.layout.tables import block_height


def lay_out(
    composition: Composition, profile: Profile = WORD, fonts: FontBook | None = None
) -> LaidPaper:
    """The page, line and place of each character of `composition` as the engine sets it.

    `fonts` replaces the genuine fonts' widths where the engine runs with others. Characters are
    placed page by page when a page is first looked at; the page count and the page of each block
    are known at once.
    """
    setter = breaker(profile, fonts or standard_fonts(), composition.fonts)
    sheets = paginate(composition.sections, setter)
    pages = tuple(_page(index, sheet, setter) for index, sheet in enumerate(sheets))
    return LaidPaper(pages, profile.name)


def _page(index: int, sheet: Sheet, setter: Breaker) -> LaidPage:
    page = sheet.page
    pieces = tuple(sheet.pieces)
    letter = sheet.section.first_page if sheet.first else None
    if letter:
        pieces = (_head(letter, page), *pieces, _foot(letter, page, setter))
    numbered = sheet.section.numbered and not sheet.blank and not letter
    return LaidPage(
        index=index,
        width=page.width,
        height=page.height,
        box=Box(page.left, page.top, page.text_width, page.text_height),
        label=f"— {index + 1} —" if numbered else None,
        blank=sheet.blank,
        spans=tuple(span for piece in pieces for span in piece.spans(setter)),
        place=_placer(setter, page, pieces, index + 1 if numbered else None),
    )


def _placer(
    setter: Breaker, page: Page, pieces: tuple[Piece, ...], number: int | None
) -> Callable[[], Contents]:
    return partial(_place, setter, page, pieces, number)


def _place(setter: Breaker, page: Page, pieces: tuple[Piece, ...], number: int | None) -> Contents:
    lines: list[PlacedLine] = []
    rules: list[PlacedRule] = []
    seals: list[PlacedSeal] = []
    for piece in pieces:
        for mark in piece.marks(setter, page.left, page.top):
            match mark:
                case PlacedLine():
                    lines.append(mark)
                case PlacedRule():
                    rules.append(mark)
                case PlacedSeal():
                    seals.append(mark)
    if number is not None:
        lines.append(number_line(setter, page, number))
    # Cells that share a side both draw it.
    return Contents(tuple(lines), tuple(dict.fromkeys(rules)), tuple(seals))


def _head(letter: FirstPage, page: Page) -> ColumnPiece:
    return ColumnPiece(letter.head, 0, letter.head_distance - page.top, page.text_width)


def _foot(letter: FirstPage, page: Page, setter: Breaker) -> ColumnPiece:
    height = sum(block_height(block, setter, page.text_width) for block in letter.foot)
    top = page.height - letter.foot_distance - height - page.top
    return ColumnPiece(letter.foot, 0, top, page.text_width)
