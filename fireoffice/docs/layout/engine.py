"""A composition laid out: sections to pages, pages to what is painted on them."""

from __future__ import annotations

from functools import partial
from itertools import chain

from fireoffice.docs.composition import Composition, FirstPage, Page
from fireoffice.docs.layout.breaking import Breaker, breaker
from fireoffice.docs.layout.column import column_height
from fireoffice.docs.layout.metrics import FontBook, standard_fonts
from fireoffice.docs.layout.model import (
    Box,
    Contents,
    LaidPage,
    LaidPaper,
    PlacedLine,
    PlacedPicture,
    PlacedRule,
    PlacedSeal,
)
from fireoffice.docs.layout.numbers import number_line
from fireoffice.docs.layout.paging import Sheet, paginate
from fireoffice.docs.layout.pieces import ColumnPiece
from fireoffice.docs.layout.profiles import WORD, Profile


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
    letter = sheet.section.first_page if sheet.first else None
    fixed = (_head(letter, page), _foot(letter, page, setter)) if letter else ()
    numbered = sheet.section.numbered and not sheet.blank and not letter
    return LaidPage(
        index=index,
        width=page.width,
        height=page.height,
        box=Box(page.left, page.top, page.text_width, page.text_height),
        label=f"— {index + 1} —" if numbered else None,
        blank=sheet.blank,
        spans=tuple(span for piece in (*fixed, *sheet.pieces) for span in piece.spans(setter)),
        place=partial(_place, setter, sheet, fixed, index + 1 if numbered else None),
    )


def _place(
    setter: Breaker, sheet: Sheet, fixed: tuple[ColumnPiece, ...], number: int | None
) -> Contents:
    """Place what stands on a page: in order the fixed pieces, the flow, the page number."""
    page = sheet.page
    flow = page.top + sheet.shift
    marks = chain.from_iterable(
        (
            *(piece.marks(setter, page.left, page.top) for piece in fixed),
            *(piece.marks(setter, page.left, flow) for piece in sheet.pieces),
        )
    )
    lines: list[PlacedLine] = []
    rules: list[PlacedRule] = []
    seals: list[PlacedSeal] = []
    pictures: list[PlacedPicture] = []
    for mark in marks:
        if isinstance(mark, PlacedLine):
            lines.append(mark)
        elif isinstance(mark, PlacedRule):
            rules.append(mark)
        elif isinstance(mark, PlacedPicture):
            pictures.append(mark)
        else:
            seals.append(mark)
    if number is not None:
        lines.append(number_line(setter, page, number))
    # Cells that share a side both draw it.
    return Contents(tuple(lines), tuple(dict.fromkeys(rules)), tuple(seals), tuple(pictures))


def _head(letter: FirstPage, page: Page) -> ColumnPiece:
    return ColumnPiece(letter.head, letter.head_distance - page.top, page.text_width)


def _foot(letter: FirstPage, page: Page, setter: Breaker) -> ColumnPiece:
    height = column_height(letter.foot, setter, page.text_width)
    top = page.height - letter.foot_distance - height - page.top
    return ColumnPiece(letter.foot, top, page.text_width)
