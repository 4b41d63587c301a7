"""A paper as blocks with measures: the one thing that both the layout and the writer consume.

All lengths are twips (1/20 point) unless said otherwise. A block's `key` names the element of the
paper that it came from ("title", "recipients", "body/3", "enclosure/body/0", "attachments/0/title",
"signature", "date" …); a click in the preview finds the text through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fireoffice.docs.paper import Align, Picture
from fireoffice.docs.style import Face, FontProfile

BLACK = "000000"
RED = "FF0000"
WHITE = "FFFFFF"


class Justify(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTH = "both"
    DISTRIBUTE = "distribute"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. `\\t` is a tab, `\\n` a line break.

    `size` is in half-points; `spacing` is added after each character; `scale` is the width of a
    character in per cent of its natural one.
    """

    text: str
    face: Face = Face.FANGSONG
    size: int = 32
    spacing: int = 0
    color: str = BLACK
    bold: bool = False
    scale: int = 100


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop, measured from the left edge of the text box."""

    position: int
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Rule:
    """A paragraph or table rule: thickness in 1/8 point, `gap` to the text in points."""

    eighths: int
    color: str = BLACK
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal centred at (x, y): x from the left text edge, y from the paragraph's top (down).

    `data` is None where only the space is marked (a guide in the preview, nothing in print).
    """

    x: int
    y: int
    diameter: int
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One paragraph, every line of exactly `pitch`; or a picture on a line of its own.

    A line with a `picture` is at least `pitch` high, and `pitch` leaves the picture room; its
    `width` and `height` are those that it has on the paper.

    A `pitch` of 0 leaves the height to the program that opens the file: for the lines of a form
    that hold pictures, which would be cut otherwise. The layout does not know it.

    `first` is the first line's indent relative to `left` (negative hangs). `style` is the Word
    style's id; `outline` the outline level 0-8 for the navigation pane. `before` counts at the top
    of a page too when the block opens a section or has `page_break_before`.
    """

    key: str
    style: str
    runs: tuple[Run, ...]
    pitch: int = 579
    justify: Justify = Justify.BOTH
    first: int = 0
    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    keep_next: bool = False
    page_break_before: bool = False
    top: Rule | None = None
    bottom: Rule | None = None
    tabs: tuple[Tab, ...] = ()
    outline: int | None = None
    seals: tuple[Seal, ...] = ()
    picture: Picture | None = None

    @property
    def text(self) -> str:
        """All characters of the block, in order."""
        return "".join(run.text for run in self.runs)


class VAlign(StrEnum):
    TOP = "top"
    CENTER = "center"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell over `span` columns and `rows` rows (a cell that spans rows stands in its first
    row only; the rows below it have no cell there)."""

    blocks: tuple[TextBlock, ...]
    span: int = 1
    rows: int = 1
    valign: VAlign = VAlign.CENTER


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: exactly or at least `height` high, never split across pages."""

    cells: tuple[Cell, ...]
    height: int
    exact: bool = False
    header: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table in the flow. `ruled` draws a grid of `eighths`; `margin` is the cell's side margin.

    `indent` is measured from the left text edge to the first column's outer edge.
    """

    key: str
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    ruled: bool = True
    eighths: int = 4
    margin: int = 80
    indent: int = 0


Block = TextBlock | TableBlock


@dataclass(frozen=True, slots=True)
class ImprintBlock:
    """版记: a one-row table standing on the text box's foot of the section's last page (§7.4).

    Followed by an anchor paragraph of `anchor` height. `height` is exact. The outer rules are the
    table's, the inner ones are the top rules of its paragraphs.
    """

    blocks: tuple[TextBlock, ...]
    height: int
    outer: Rule = Rule(8)
    anchor: int = 20


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins. `footer` is the distance of the footer's lower edge from the paper's."""

    width: int = 11906
    height: int = 16838
    top: int = 2098
    right: int = 1474
    bottom: int = 1984
    left: int = 1588
    footer: int = 1440
    landscape: bool = False

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        return self.height - self.top - self.bottom


class SectionStart(StrEnum):
    NEXT_PAGE = "nextPage"
    EVEN_PAGE = "evenPage"


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Head and foot that only the first page of a letter has (§10.1).

    `head` begins `head_distance` below the paper's upper edge, `foot` ends `foot_distance` above
    its lower one. Neither moves the text.
    """

    head: tuple[TextBlock, ...]
    head_distance: int
    foot: tuple[TextBlock, ...]
    foot_distance: int


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one geometry. `numbered` pages carry 页码 at their outer side (§7.5)."""

    blocks: tuple[Block, ...]
    page: Page = Page()
    start: SectionStart = SectionStart.NEXT_PAGE
    numbered: bool = True
    first_page: FirstPage | None = None
    imprint: ImprintBlock | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole paper, ready for the layout and the writer. `title` is the document's property."""

    sections: tuple[Section, ...]
    fonts: FontProfile
    title: str = ""
    author: str = ""
