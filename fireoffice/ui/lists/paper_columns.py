"""The widths of a printed list's columns: no number is broken, long texts share the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QFontMetricsF

PAD: Final = 3.0
"""The room between a text and the edge of its cell, in points."""

_UNBROKEN: Final = re.compile(r"[0-9A-Za-z*.,:/—\-〔〕]+")
_SHORT: Final = 5
"""The number of characters up to which a text is not broken either."""
_WIDEST: Final = 260.0


@dataclass(frozen=True)
class ColumnRoom:
    """The widths that a column wants, and cannot do without, in points."""

    wanted: float
    least: float


def room_of(
    head: str, texts: Iterable[str], plain: QFontMetricsF, bold: QFontMetricsF
) -> ColumnRoom:
    """Measure a column: its longest text, and its longest number, day or word in letters."""
    edges, different = 2 * PAD + 2, set(texts)
    unbroken = {one for text in different for one in _UNBROKEN.findall(text)}
    widest = max(map(plain.horizontalAdvance, different), default=0.0)
    least = max(map(plain.horizontalAdvance, unbroken), default=0.0)
    wanted = max(widest, bold.horizontalAdvance(head)) + edges
    few = _SHORT * plain.horizontalAdvance("汉") + edges
    return ColumnRoom(min(_WIDEST, wanted), min(_WIDEST, wanted, max(few, least + edges)))


def shared(columns: Sequence[ColumnRoom], width: float) -> list[float]:
    """Give each column its width, all of them together ``width``.

    What is left over is shared out evenly. Where there is too little, each gives up the same part
    of what it could do without.
    """
    wanted, least = sum(one.wanted for one in columns), sum(one.least for one in columns)
    if wanted <= width:
        return [one.wanted + (width - wanted) / len(columns) for one in columns]
    if least >= width:
        # Too narrow even for the least widths: the last characters of some cells are lost.
        return [one.least * width / least for one in columns]
    kept = (width - least) / (wanted - least)
    return [one.least + (one.wanted - one.least) * kept for one in columns]
