"""Paragraphs one below the other: their heights, and what is painted of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fireoffice.docs.composition import Justify, Rule, TextBlock
from fireoffice.docs.layout.breaking import Breaker
from fireoffice.docs.layout.model import PlacedLine, PlacedPicture, PlacedRule, PlacedSeal
from fireoffice.docs.layout.placing import place_lines

TWIPS_PER_EIGHTH: Final = 2.5
"""Twips of a rule for each 1/8 point of thickness."""

Mark = PlacedLine | PlacedRule | PlacedSeal | PlacedPicture

_SHARE_BEFORE: Final = {Justify.CENTER: 0.5, Justify.RIGHT: 1.0}
"""The share of the room beside a picture that stands before it."""


def above(block: TextBlock) -> int:
    """The room that the top rule adds between the space before and the first line."""
    return _room(block.top)


def below(block: TextBlock) -> int:
    """The room that the bottom rule adds between the last line and the space after."""
    return _room(block.bottom)


def _room(rule: Rule | None) -> int:
    return round(rule.gap * 20 + rule.eighths * TWIPS_PER_EIGHTH) if rule else 0


def column_height(blocks: Sequence[TextBlock], breaker: Breaker, width: int) -> int:
    """Height of paragraphs one below the other, the outermost spaces included."""
    last = blocks[-1].after if blocks else 0
    return sum(space + body for _, space, body in _stack(blocks, breaker, width)) + last


def place_column(
    breaker: Breaker, blocks: Sequence[TextBlock], left: float, top: float, width: int
) -> Iterator[Mark]:
    """Everything to paint of paragraphs one below the other in a column."""
    for block, space, body in _stack(blocks, breaker, width):
        lines = range(len(breaker.ends(block, width)))
        yield from place_paragraph(breaker, block, left, top + space + above(block), width, lines)
        top += space + body


def _stack(
    blocks: Sequence[TextBlock], breaker: Breaker, width: int
) -> Iterator[tuple[TextBlock, int, int]]:
    """Each paragraph with the space above it and its height with rules.

    The space between two is the larger of what they want.
    """
    after = 0
    for block in blocks:
        lines = len(breaker.ends(block, width)) * block.pitch
        yield block, max(after, block.before), above(block) + lines + below(block)
        after = block.after


def place_paragraph(
    breaker: Breaker, block: TextBlock, left: float, top: float, width: int, lines: range
) -> Iterator[Mark]:
    """Some lines of a paragraph, the first of them at `top`, with all that stands there."""
    yield from place_lines(breaker, block, left, top, width, lines)
    x1, x2 = left + block.left, left + width - block.right
    if block.top and lines.start == 0:
        yield _edge(block.top, x1, x2, top, -1)
    if block.bottom and lines.stop == len(breaker.ends(block, width)):
        yield _edge(block.bottom, x1, x2, top + len(lines) * block.pitch, 1)
    if lines.start == 0:
        beginning = top - above(block) - block.before
        if block.picture:
            yield _picture(block, x1, x2, top)
        for seal in block.seals:
            x, y = left + seal.x, beginning + seal.y
            yield PlacedSeal(block.key, x, y, seal.diameter, seal.data)


def _picture(block: TextBlock, x1: float, x2: float, top: float) -> PlacedPicture:
    """The picture on the line at `top`: its foot is the line's."""
    assert block.picture
    width, height = block.picture.width, block.picture.height
    x = x1 + (x2 - x1 - width) * _SHARE_BEFORE.get(block.justify, 0.0)
    y = top + block.pitch - height
    return PlacedPicture(block.key, x, y, width, height, block.picture.data)


def _edge(rule: Rule, x1: float, x2: float, y: float, outward: int) -> PlacedRule:
    thickness = rule.eighths * TWIPS_PER_EIGHTH
    middle = y + outward * (rule.gap * 20 + thickness / 2)
    return PlacedRule(x1, middle, x2, middle, thickness, rule.color)
