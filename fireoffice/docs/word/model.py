"""A Word file as plain facts: what it says and how it looks, judged by nobody yet.

Lengths are twips (1/20 point), font sizes half-points, unless said otherwise. Every property is
the effective one: direct formatting, else character style, else the chain of the paragraph's
styles, else the document's defaults and theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from fireoffice.docs.balance import NOTHING, Tally
from fireoffice.docs.paper import Picture
from fireoffice.docs.word.leavings import LeftOut

BLACK: Final = "000000"
"""The colour of a run that names none (or `auto`)."""


class Place(StrEnum):
    """The kind of place in which a paragraph stands."""

    BODY = "正文"
    TEXT_BOX = "文本框"
    TABLE = "表格"
    FOOTNOTE = "脚注"
    HEADER = "页眉"
    FOOTER = "页脚"


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """A line above or below a paragraph, or drawn across the page: 1/8 point, RRGGBB."""

    eighths: int
    color: str = BLACK
    style: str = "single"


@dataclass(frozen=True, slots=True)
class RunFacts:
    """Characters of one look; `\\t` is a tab, `\\n` a line break.

    `east_asia` is the font of the Chinese characters, `ascii` that of Latin letters and digits
    ("" where the file names none). `size` is in half-points. `spacing` is added after each
    character.
    """

    text: str
    east_asia: str = ""
    ascii: str = ""
    size: int = 20
    bold: bool = False
    color: str = BLACK
    spacing: int = 0


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph as its reader sees it.

    `text` is the concatenation of the runs' texts. `label` is the automatic number that Word puts
    before the paragraph ("" where there is none); `text` begins with it as if it had been typed,
    and the first of `runs` is then the label in the look that Word gives it.
    `align` is left, center, right, both or distribute. `first` is the indent of the first line
    (negative: it hangs); `first_chars` is the same in 1/100 of a character where the file says it
    so. `line` is in twips for `line_rule` exact and atLeast, in 1/240 of a line for auto.
    `cell` is (table, row, column), counted from 0 in reading order; a cell that is merged has the
    row and column in which it begins, and `spans` says over how many rows and columns it goes.
    Pictures have their names in the text. `fields` names the fields in the paragraph (PAGE …).
    `drawn` are the straight lines anchored here; 版头线 is often one of them.
    """

    text: str
    label: str = ""
    runs: tuple[RunFacts, ...] = ()
    align: str = "left"
    first: int = 0
    left: int = 0
    right: int = 0
    first_chars: int | None = None
    line: int = 240
    line_rule: str = "auto"
    before: int = 0
    after: int = 0
    top_border: RuleFacts | None = None
    bottom_border: RuleFacts | None = None
    page_break_before: bool = False
    style_name: str = ""
    place: Place = Place.BODY
    cell: tuple[int, int, int] | None = None
    spans: tuple[int, int] = (1, 1)
    section: int = 0
    fields: tuple[str, ...] = ()
    drawn: tuple[RuleFacts, ...] = ()

    @property
    def size(self) -> int:
        """The size of most of the text's characters; 0 for an empty paragraph."""
        counts: dict[int, int] = {}
        for run in self.runs:
            counts[run.size] = counts.get(run.size, 0) + len(run.text.strip())
        return max(counts, key=lambda size: counts[size], default=0) if self.text.strip() else 0


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A section's page. `grid_type` is "", lines, linesAndChars or snapToChars.

    `footers` has the paragraphs of each kind of footer: default, first, even.
    """

    width: int = 11906
    height: int = 16838
    top: int = 1440
    right: int = 1800
    bottom: int = 1440
    left: int = 1800
    grid_type: str = ""
    line_pitch: int = 0
    header_distance: int = 851
    footer_distance: int = 992
    footers: Mapping[str, tuple[WordParagraph, ...]] = field(
        default_factory=dict[str, tuple[WordParagraph, ...]]
    )
    title_page: bool = False
    even_and_odd: bool = False


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A document in reading order; text boxes stand once, where they are anchored.

    `notes` are the footnotes and endnotes in the order of their marks in the text. `pictures` are
    those that the texts name by their numbers; `left_out` is what no text says, and `tally` how
    much the file holds in all.
    """

    paragraphs: tuple[WordParagraph, ...]
    sections: tuple[SectionFacts, ...]
    notes: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    tally: Tally = NOTHING
