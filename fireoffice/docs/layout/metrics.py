"""The advance of each character, family by family.

The genuine fonts of official papers (仿宋_GB2312, 楷体_GB2312, 黑体, 宋体, 方正小标宋简体 and the
GBK ones) need no file: a character that GB 2312 knows as full-width takes one em, ASCII half an em.
Other families are read from their file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fireoffice.docs.composition import Run
from fireoffice.docs.layout import fonts
from fireoffice.docs.style import FontProfile

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

GENUINE: Final = frozenset(
    {
        "仿宋_GB2312",
        "楷体_GB2312",
        "仿宋",
        "楷体",
        "黑体",
        "宋体",
        "方正小标宋简体",
        "方正小标宋_GBK",
        "方正仿宋_GBK",
        "方正楷体_GBK",
        "方正黑体_GBK",
        "方正书宋_GBK",
    }
)
"""Families whose advances are known without their file."""

EM_PER_HALF_POINT: Final = 10
"""Twips of one em for each half-point of size."""


class FontMetrics(dict[str, float]):
    """Advance of each character in em, worked out when first asked for.

    Characters that are not given come from `lender`, else they are as wide as in the genuine
    fonts, from which an engine would take them.
    """

    def __init__(self, known: Mapping[str, float] = {}, lender: FontMetrics | None = None) -> None:
        super().__init__(known)
        self._lender = lender

    def __missing__(self, character: str) -> float:
        lent = self._lender is not None and character in self._lender
        advance = self._lender[character] if self._lender and lent else _genuine_advance(character)
        self[character] = advance
        return advance

    @classmethod
    def from_file(
        cls, file: Path, number: int = 0, lender: FontMetrics | None = None
    ) -> FontMetrics:
        """The advances of a font file; `number` picks the font of a collection."""
        from fontTools.ttLib import TTFont

        with TTFont(file, fontNumber=number, lazy=True) as font:
            return cls(_advances(font), lender)


# What the genuine fonts lack comes from a Western font; these stand in official prose.
_WESTERN: Final = {"¹": 0.3, "²": 0.3, "³": 0.3, "¼": 0.75, "½": 0.75, "¾": 0.75, "µ": 0.576}


def _genuine_advance(character: str) -> float:
    """The advance in em: 0.5 for ASCII and half-width forms, 1 for what GBK or Unicode has wide."""
    if character < "\x80" or unicodedata.east_asian_width(character) == "H":
        return 0.5
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or character.encode("gbk", "ignore"):
        return 1.0
    return _WESTERN.get(character, 0.5)


def _advances(font: TTFont) -> dict[str, float]:
    glyphs = font.getGlyphSet()
    em = glyphs.font["head"].unitsPerEm
    characters = font.getBestCmap() or {}
    return {chr(code): glyphs.hMetrics[name][0] / em for code, name in characters.items()}


class Advances(dict[str, float]):
    """Advances in twips of the characters of one run's look, its spacing included."""

    def __init__(self, metrics: FontMetrics, run: Run) -> None:
        self._metrics = metrics
        self._em = run.size * EM_PER_HALF_POINT * run.scale / 100
        self._spacing = run.spacing

    def __missing__(self, character: str) -> float:
        advance = self._metrics[character] * self._em + self._spacing
        self[character] = advance
        return advance


class FontBook:
    """The metrics of every family a paper may use.

    `files` names font files to be measured instead of what is known or installed: an engine that
    sets the paper in other fonts is followed only with those fonts' widths. `lender` is the file
    of the font from which that engine takes what they lack.
    """

    def __init__(self, files: Mapping[str, Path] | None = None, lender: Path | None = None) -> None:
        self._files = dict(files or {})
        self._lender = FontMetrics.from_file(lender) if lender else None
        self._metrics: dict[str, FontMetrics] = {}

    def metrics(self, family: str) -> FontMetrics:
        """Metrics of a family: a given file, the genuine table, the installed font, or half-em."""
        known = self._metrics.get(family)
        if known is None:
            known = self._metrics[family] = self._find(family)
        return known

    def _find(self, family: str) -> FontMetrics:
        if family in self._files:
            return FontMetrics.from_file(self._files[family], lender=self._lender)
        installed = None if family in GENUINE else fonts.installed().get(family)
        if installed is None:
            return FontMetrics()
        return FontMetrics.from_file(installed.file, installed.number)

    def advances(self, profile: FontProfile, run: Run) -> Advances:
        """Advances of `run`'s characters in the family that plays its part in `profile`."""
        return Advances(self.metrics(profile.family(run.face)), run)


@lru_cache(maxsize=1)
def standard_fonts() -> FontBook:
    """The fonts of the machine on which the paper will be read: the genuine ones."""
    return FontBook()
