"""Page numbers: at the outer side, one character in, 7 mm below 版心 (GB/T 9704-2012 §7.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fireoffice.docs.composition import Justify, Page, Run, TextBlock
from fireoffice.docs.layout.breaking import Breaker
from fireoffice.docs.layout.model import PAGE_NUMBER_KEY, PlacedLine
from fireoffice.docs.layout.placing import place_lines
from fireoffice.docs.style import Face

PITCH: Final = 280
INDENT: Final = 280
SIZE: Final = 28


def number_block(number: int) -> TextBlock:
    """The paragraph of a page's number: odd ones at the right, even ones at the left."""
    odd = number % 2 == 1
    return TextBlock(
        PAGE_NUMBER_KEY,
        "Footer",
        (Run(f"— {number} —", Face.SONGTI, SIZE),),
        pitch=PITCH,
        justify=Justify.RIGHT if odd else Justify.LEFT,
        left=0 if odd else INDENT,
        right=INDENT if odd else 0,
    )


def number_line(breaker: Breaker, page: Page, number: int) -> PlacedLine:
    """The line of a page's number.

    On a landscape page it lies where it would on the upright sheet turned a quarter clockwise:
    along the left edge, reading downwards, the upright sheet's left side on top.
    """
    block = number_block(number)
    if not page.landscape:
        top = page.height - page.footer - PITCH
        (line,) = place_lines(breaker, block, page.left, top, page.text_width)
        return line
    (line,) = place_lines(breaker, block, page.top, 0, page.text_height)
    (text,) = line.texts
    baseline = page.footer + PITCH - text.baseline
    turned = replace(text, x=baseline, baseline=text.x, rotation=90)
    return replace(
        line,
        top=turned.baseline,
        height=turned.width,
        left=float(page.footer),
        right=float(page.footer + PITCH),
        texts=(turned,),
    )
