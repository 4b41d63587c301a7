"""A paper laid out: which character falls on which page and line, and where.

All lengths are twips from the page's upper left corner, x to the right and y down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from fireoffice.docs.composition import Run

PAGE_NUMBER_KEY: Final = "page_number"
"""Key of the line that holds a page's number; the paper itself has no such element."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Characters of one run standing on one line.

    (x, baseline) is the origin of the first character and `advances` the way from each character
    to the next. `rotation` turns the whole text clockwise about its origin, in degrees.
    """

    x: float
    baseline: float
    text: str
    advances: tuple[float, ...]
    run: Run
    rotation: int = 0

    @property
    def width(self) -> float:
        """The way from the first character's origin to the end of the last one's advance."""
        return sum(self.advances)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a block: characters `start` to `end` of the block's text.

    Tabs, line breaks and spaces at the line's end count in the range but are in none of the
    `texts`. `last` is true for the last line of its paragraph. `left` and `right` bound the part of
    the line that text may fill.
    """

    key: str
    start: int
    end: int
    top: float
    height: float
    left: float
    right: float
    texts: tuple[PlacedText, ...]
    last: bool
    offsets: tuple[int, ...]

    def x_of(self, offset: int) -> tuple[float, float]:
        """Left edge and width of the character at `offset` of the block's text."""
        for text, begin in zip(self.texts, self.offsets, strict=True):
            if begin <= offset < begin + len(text.text):
                position = offset - begin
                return text.x + sum(text.advances[:position]), text.advances[position]
        if not self.texts or offset < self.offsets[0]:
            return (self.texts[0].x if self.texts else self.left), 0.0
        before = max(i for i, begin in enumerate(self.offsets) if begin <= offset)
        return self.texts[before].x + self.texts[before].width, 0.0

    def offset_at(self, x: float) -> int:
        """Offset, in the block's text, of the gap between characters that is nearest to `x`."""
        gaps = [
            (abs(x - edge), begin + position)
            for text, begin in zip(self.texts, self.offsets, strict=True)
            for position, edge in enumerate(accumulate(text.advances, initial=text.x))
        ]
        return min(gaps)[1] if gaps else self.start


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A straight rule between two points; they lie on its centre line."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float
    color: str


@dataclass(frozen=True, slots=True)
class PlacedSeal:
    """A seal around its centre; without `data` only the space for it."""

    key: str
    x: float
    y: float
    diameter: float
    data: bytes | None


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture whose upper left corner is (x, y)."""

    key: str
    x: float
    y: float
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """All that is painted on one page."""

    lines: tuple[PlacedLine, ...] = ()
    rules: tuple[PlacedRule, ...] = ()
    seals: tuple[PlacedSeal, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()


class Box(NamedTuple):
    """The text box of a page (版心)."""

    x: float
    y: float
    width: float
    height: float


class Span(NamedTuple):
    """The characters of one block that stand on one page; known before anything is placed."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class LaidPage:
    """One page. What stands on it is placed when first asked for.

    `label` is the page number's text, None on an unnumbered page. A `blank` page holds nothing: it
    only makes the next section begin on an even page.
    """

    index: int
    width: int
    height: int
    box: Box
    label: str | None
    blank: bool
    spans: tuple[Span, ...]
    place: Callable[[], Contents] = field(repr=False)

    @cached_property
    def contents(self) -> Contents:
        """Lines, rules, seals and pictures of the page."""
        return self.place()

    @property
    def lines(self) -> tuple[PlacedLine, ...]:
        """Lines in the order of the flow, the page number last."""
        return self.contents.lines

    @property
    def rules(self) -> tuple[PlacedRule, ...]:
        return self.contents.rules

    @property
    def seals(self) -> tuple[PlacedSeal, ...]:
        return self.contents.seals

    @property
    def pictures(self) -> tuple[PlacedPicture, ...]:
        return self.contents.pictures


@dataclass(frozen=True, slots=True)
class CharacterBox:
    """The place of one character; the rectangle is as high as its line."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, eq=False)
class LaidPaper:
    """A whole paper laid out by the rules of one engine (`profile` is its name)."""

    pages: tuple[LaidPage, ...]
    profile: str

    @cached_property
    def _pages_by_key(self) -> Mapping[str, tuple[tuple[Span, int], ...]]:
        found: dict[str, list[tuple[Span, int]]] = {}
        for page in self.pages:
            for span in page.spans:
                found.setdefault(span.key, []).append((span, page.index))
        return {key: tuple(spans) for key, spans in found.items()}

    def page_of(self, key: str, offset: int = 0) -> int | None:
        """Index of the page that holds the character at `offset` of block `key`.

        An offset past the end counts as the end. None when no block has that key.
        """
        spans = self._pages_by_key.get(key, ())
        for span, page in spans:
            if offset < span.end:
                return page
        return spans[-1][1] if spans else None

    def line_at(self, page: int, x: float, y: float) -> tuple[str, int] | None:
        """Key and offset of the text nearest to a point of a page; None on a page without text."""
        lines = [line for line in self.pages[page].lines if line.key != PAGE_NUMBER_KEY]
        if not lines:
            return None

        def distance(line: PlacedLine) -> tuple[float, float]:
            below = max(line.top - y, y - line.top - line.height, 0.0)
            beside = max(line.left - x, x - line.right, 0.0)
            return below, beside

        nearest = min(lines, key=distance)
        return nearest.key, nearest.offset_at(x)

    def rect_of(self, key: str, offset: int) -> CharacterBox | None:
        """The place of the character at `offset` of block `key`.

        The end of the text gives a box of no width behind the last character; None when no block
        has that key.
        """
        page = self.page_of(key, offset)
        if page is None:
            return None
        lines = [line for line in self.pages[page].lines if line.key == key]
        line = next((line for line in lines if offset < line.end), lines[-1])
        x, width = line.x_of(offset)
        return CharacterBox(page, x, line.top, width, line.height)
