"""Profiles of the engines that set a paper. One layout cannot serve all: on prose with digits they
share no more than two lines in three.

WORD is what the preview shows and the page count rests on; the others exist so that the layout can
be proved against engines that run without a screen. The differences were measured on real output.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from fireoffice.docs.layout import kinsoku
from fireoffice.docs.layout.libreoffice import LineEnds
from fireoffice.docs.layout.unicode_lines import BREAKS_7, BREAKS_25


@dataclass(frozen=True, eq=False, kw_only=True)
class Profile:
    """The habits of one engine; profiles are compared by identity. Lengths are twips.

    Lines: `never_first` and `never_last` hold the marks that cannot begin or end a line. Two kinds
    of engine have rules of their own: one goes `word_by_word`; one with `portions` cuts the text at
    every change of look or script, the last character of a portion loses its spacing, and
    `script_gap` (in em) parts letters and numbers of two scripts. `neutral` are the characters that
    join the portion before them although their script would part them from it.

    Pages: `grid` is the line pitch to whose multiple the page's height is cut, 0 for none.
    `keep_whole` sends a paragraph that is kept with the next one to the new page as a whole.
    `before_after_break` says whether a paragraph's space before counts behind its own page break;
    at a page's top where the flow alone brings it, it never does. `row_border` is added to a row
    of at least its height: to the text when `border_inside`, else to the larger of both.
    `table_start` and `table_end` are added above a ruled table, where the space after the
    paragraph above swallows it, and below each page's part of it. `closing_anchor` says whether
    the flat paragraph that closes a section behind a table takes room. `imprint_slack` must stay
    free besides 版记 and its anchor.

    `baseline` is the way from an exact line's top to its baseline as a part of its height.
    """

    name: str
    never_first: frozenset[str] = frozenset()
    never_last: frozenset[str] = frozenset()
    word_by_word: bool = False
    portions: LineEnds | None = None
    script_gap: float = 0.0
    neutral: frozenset[str] = frozenset()
    grid: int = 0
    keep_whole: bool = False
    before_after_break: bool = True
    row_border: int = 10
    border_inside: bool = False
    table_start: int = 10
    table_end: int = 0
    closing_anchor: bool = True
    imprint_slack: int = 5
    baseline: float = 0.8


_WORD_FIRST: Final = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞"
) | frozenset("！＂％＇），．：；？］｀｜｝～￠")
_WORD_LAST: Final = frozenset("$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")

WORD: Final = Profile(
    name="word",
    never_first=kinsoku.CLOSING | _WORD_FIRST,
    never_last=kinsoku.NEVER_LAST | _WORD_LAST,
)

ONLYOFFICE: Final = Profile(
    name="onlyoffice",
    word_by_word=True,
    before_after_break=False,
)

LIBREOFFICE: Final = Profile(
    name="libreoffice",
    portions=LineEnds(BREAKS_7, retreats_to_start=True),
    script_gap=0.2,
    grid=579,
    keep_whole=True,
    border_inside=True,
    table_start=0,
    table_end=10,
    closing_anchor=False,
    imprint_slack=10,
)
"""LibreOffice 7.4 on a copy with overflowPunct=1, which it reads as "no hanging marks"."""

LIBREOFFICE_HANGING: Final = replace(
    LIBREOFFICE,
    name="libreoffice-hanging",
    portions=LineEnds(BREAKS_7, retreats_to_start=True, hanging=True),
)
"""LibreOffice 7.4 on the file as it is written (overflowPunct=0, which it reads inverted)."""

LIBREOFFICE_25: Final = replace(
    LIBREOFFICE,
    name="libreoffice-25",
    portions=LineEnds(BREAKS_25, unicode_everywhere=True),
    border_inside=False,
)
"""LibreOffice 25.2 on a copy with overflowPunct=1 and compatibilityMode 14."""
