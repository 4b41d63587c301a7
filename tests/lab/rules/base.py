"""What the rules of GB/T 9704-2012 are checked with: measures, checks, and finding an element.

Expected figures are the standard's own, in millimetres on the A4 sheet. They know nothing of the
program's measures or of its layout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from fireoffice.docs.paper import Paper
from tests.lab.corpus import Specimen
from tests.lab.pages import Line, Page

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
CENTRE = (LEFT + RIGHT) / 2
CELL = (RIGHT - LEFT) / 28
PITCH = (BOTTOM - TOP) / 22
POINT = 25.4 / 72
FIRST_BASELINE = TOP + 0.8 * PITCH
"""Baseline of the first line: the standard fixes the box, the engines put 3号 here in it."""

POSITION = 1.0
RULE = 0.3
RULE_END = 0.6
"""ONLYOFFICE, like Word, draws a paragraph's rule half a millimetre past its text."""


@dataclass(frozen=True)
class Check:
    """One figure of the standard beside the one measured."""

    element: str
    expected: float
    measured: float | None
    tolerance: float = POSITION

    def within(self, tolerances: Mapping[str, float]) -> bool:
        """Whether the element was found and lies where it must; `tolerances` are those elements
        that an engine is known to set farther off."""
        if self.measured is None:
            return False
        return abs(self.measured - self.expected) <= tolerances.get(self.element, self.tolerance)

    def __str__(self) -> str:
        found = "没有找到" if self.measured is None else f"{self.measured:.2f}"
        return f"{self.element}：应为 {self.expected:.2f} ±{self.tolerance:g}，量得 {found}"


@dataclass(frozen=True)
class Sheets:
    """A specimen's pages as an engine set them."""

    specimen: Specimen
    pages: tuple[Page, ...]

    @property
    def paper(self) -> Paper:
        return self.specimen.paper

    @property
    def first(self) -> Page:
        return self.pages[0]

    @cached_property
    def lines(self) -> tuple[tuple[Page, Line], ...]:
        """All lines but page numbers, with their pages, in reading order."""
        return tuple((page, line) for page in self.pages for line in page.text_lines)

    def at(self, text: str, after: int = 0) -> int | None:
        """Position in `lines` of the first line from `after` on that begins with `text`."""
        for index, (_, line) in enumerate(self.lines[after:], after):
            if line.text.startswith(text):
                return index
        return None

    def step(self, index: int | None) -> float | None:
        """Distance from the line before to line `index`, in lines of 22 to the page; None where
        a page lies between them."""
        if not index:
            return None
        (page, line), (before_page, before) = self.lines[index], self.lines[index - 1]
        if page is not before_page:
            return None
        return (line.baseline - before.baseline) / PITCH

    def line(self, index: int | None) -> Line | None:
        """Line `index`."""
        return None if index is None else self.lines[index][1]


def steps(sheets: Sheets, element: str, index: int | None, expected: float) -> list[Check]:
    """The check that line `index` stands `expected` lines below the one before it.

    At the top of a page there is nothing to check.
    """
    if index is None:
        return [Check(element, expected, None)]
    measured = sheets.step(index)
    if measured is None:
        return []
    return [Check(f"{element} (mm)", expected * PITCH, measured * PITCH)]
