"""The measures of GB/T 9704-2012 in twips, and the width that text takes on its grid.

Where Word cannot give the standard's figure to the letter, the nearest that every engine renders
alike is taken: 22 lines of 579 fill 版心's 12756, 28 characters of 315 its width of 8844.
"""

from __future__ import annotations

LINE = 579
CHARACTER = 315
TEXT_WIDTH = 8844
TEXT_HEIGHT = 12756
INDENT = 640

SIZE_2 = 44
SIZE_3 = 32
SIZE_4 = 28
SIZE_SMALL_4 = 24
TIGHTEN = -5

MM = 1440 / 25.4

SEAL_DIAMETER = round(42 * MM)
HEAD_RULE_EIGHTHS = 12
HEAD_RULE_GAP = 9
HEAD_RULE_ROOM = HEAD_RULE_GAP * 20 + HEAD_RULE_EIGHTHS * 5 // 2


def blank_lines(count: int) -> int:
    """The height of `count` empty lines (行 of §5.2.4)."""
    return count * LINE


def is_narrow(char: str) -> bool:
    """True if an official font gives `char` half an em: ASCII and Latin-1 only.

    Quotation marks, dashes and ellipses are full width in 仿宋.
    """
    return char < "\u0100" and char not in "·×÷°±"


def text_width(text: str, size: int = SIZE_3, spacing: int = TIGHTEN) -> int:
    """Width of `text` in twips at `size` half-points with `spacing` after each character."""
    em = size * 10
    return sum((em // 2 if is_narrow(char) else em) + spacing for char in text)


def millimetres(value: float) -> int:
    """Millimetres as twips."""
    return round(value * MM)
