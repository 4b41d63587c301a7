"""The layout of a paper without Word: page, line and place of each of its characters."""

from __future__ import annotations

from fireoffice.docs.layout.breaking import count_lines, line_ends
from fireoffice.docs.layout.engine import lay_out
from fireoffice.docs.layout.fonts import MissingFont, family_in_use, missing_fonts
from fireoffice.docs.layout.metrics import FontBook, FontMetrics
from fireoffice.docs.layout.model import (
    CharacterBox,
    LaidPage,
    LaidPaper,
    PlacedLine,
    PlacedPicture,
    PlacedRule,
    PlacedSeal,
    PlacedText,
)
from fireoffice.docs.layout.profiles import (
    LIBREOFFICE,
    LIBREOFFICE_25,
    LIBREOFFICE_HANGING,
    ONLYOFFICE,
    WORD,
    Profile,
)
from fireoffice.docs.layout.titles import break_title

__all__ = [
    "LIBREOFFICE",
    "LIBREOFFICE_25",
    "LIBREOFFICE_HANGING",
    "ONLYOFFICE",
    "WORD",
    "CharacterBox",
    "FontBook",
    "FontMetrics",
    "LaidPage",
    "LaidPaper",
    "MissingFont",
    "PlacedLine",
    "PlacedPicture",
    "PlacedRule",
    "PlacedSeal",
    "PlacedText",
    "Profile",
    "break_title",
    "count_lines",
    "family_in_use",
    "lay_out",
    "line_ends",
    "missing_fonts",
]
