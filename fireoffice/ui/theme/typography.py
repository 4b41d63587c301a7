"""The type of the window: families that are installed, and five sizes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)

KEY = 11
NOTE = 12
BASE = 13
HEAD = 14
TITLE = 16
FIGURE = 20


@lru_cache(maxsize=1)
def installed_families() -> tuple[str, ...]:
    """Return those of ``FAMILIES`` that this machine has, best first; empty when none.

    Only installed names may reach ``QFont.setFamilies``: a missing first name makes Qt walk
    every font of the machine at start-up.
    """
    present = set(QFontDatabase.families())
    return tuple(family for family in FAMILIES if family in present)


def font_of(size: int, bold: bool = False) -> QFont:
    """Return the interface font at ``size`` device-independent pixels."""
    font = QFont()
    families = installed_families()
    if families:
        font.setFamilies(list(families))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font
