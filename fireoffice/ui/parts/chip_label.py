"""A word with its glyph on a tint: the stage, the deadline, 「已上报」."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fireoffice.ui.theme import theme
from fireoffice.ui.theme.glyphs import SIZE, paint_deadline, paint_stage
from fireoffice.ui.theme.stages import shape_of
from fireoffice.ui.theme.typography import BASE

Tone = Literal["plain", "red", "amber", "green"]


class ChipLabel(QWidget):
    """A chip, 22 high; ``tone`` red and amber carry the deadline's glyph, others the stage's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone: Tone = "plain"
        self._stage = ""
        self._closed = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_stage(self, stage: str, closed: bool) -> None:
        """Show a stage with its glyph."""
        self._show(stage, "green" if closed and shape_of(stage, closed) == "done" else "plain")
        self._stage, self._closed = stage, closed

    def show_deadline(self, words: str, tone: Tone) -> None:
        """Show how near the deadline is."""
        self._stage = ""
        self._show(words, tone)

    def text(self) -> str:
        """Return the word shown."""
        return self._text

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(BASE, self._tone == "red"))
        glyph = theme.px(SIZE + 6) if self._has_glyph() else 0
        return QSize(metrics.horizontalAdvance(self._text) + glyph + theme.px(17), theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        token = "ink" if self._tone == "plain" else self._tone
        tint = "desk" if self._tone == "plain" else f"{self._tone}_t"
        bordered = not theme.tokens.tinted_chips
        painter.setPen(QPen(theme.colour(token), 1) if bordered else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(tint))
        painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        left = float(theme.px(8))
        side = theme.px(SIZE)
        glyph = QRectF(left, (self.height() - side) / 2, side, side)
        if self._stage:
            paint_stage(painter, glyph, shape_of(self._stage, self._closed))
        elif self._tone in ("red", "amber"):
            paint_deadline(painter, glyph, "late" if self._tone == "red" else "soon")
        if self._has_glyph():
            left = glyph.right() + theme.px(6)
        painter.setFont(theme.font(BASE, self._tone == "red"))
        painter.setPen(theme.colour(token))
        painter.drawText(
            QRectF(left, 0, self.width(), self.height()),
            Qt.AlignmentFlag.AlignVCenter,
            self._text,
        )

    def _has_glyph(self) -> bool:
        return bool(self._stage) or self._tone in ("red", "amber")

    def _show(self, text: str, tone: Tone) -> None:
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()
