"""A few short rows on ruled paper: the villages, the calendar, what is in a backup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fireoffice.ui.theme import theme
from fireoffice.ui.theme.glyphs import SIZE, Sign, paint_deadline
from fireoffice.ui.theme.typography import BASE

ROW = 28


@dataclass(frozen=True)
class Cell:
    """A cell. ``left`` is its start in the 100 % design; ``width`` 0 goes to the end.

    ``sign`` puts a deadline's glyph before the words.
    """

    text: str
    left: int
    width: int = 0
    colour: str = "ink"
    right: bool = False
    bold: bool = False
    size: int = BASE
    sign: Sign | None = None


class RuledRows(QWidget):
    """The rows, painted; each is read out as its words in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[Cell, ...], ...] = ()
        self._head: tuple[Cell, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[Sequence[Cell]], head: Sequence[Cell] = ()) -> None:
        """Show ``rows`` under the small words of ``head``."""
        self._rows = tuple(tuple(row) for row in rows)
        self._head = tuple(head)
        self.setAccessibleName(
            "；".join("，".join(cell.text for cell in row if cell.text) for row in self._rows)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        head = theme.px(22) if self._head else 0
        return QSize(theme.px(376), head + theme.px(ROW) * len(self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        if self._head:
            self._paint_cells(painter, self._head, top, theme.px(22))
            top += theme.px(22)
        for row in self._rows:
            self._paint_cells(painter, row, top, theme.px(ROW))
            top += theme.px(ROW)
            painter.fillRect(0, top - 1, self.width(), 1, theme.colour("hair"))

    def _paint_cells(self, painter: QPainter, cells: Sequence[Cell], top: int, height: int) -> None:
        for cell in cells:
            font = theme.font(cell.size, cell.bold)
            painter.setFont(font)
            painter.setPen(theme.colour(cell.colour))
            left = theme.px(cell.left)
            width = theme.px(cell.width) if cell.width else self.width() - left
            metrics = QFontMetrics(font)
            side = theme.px(SIZE)
            glyph = side + theme.px(6) if cell.sign else 0
            text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, width - glyph + 1)
            used = metrics.horizontalAdvance(text)
            start = left + width - used if cell.right else left + glyph
            if cell.sign:
                box = QRectF(start - glyph, top + (height - side) / 2, side, side)
                paint_deadline(painter, box, cell.sign)
            painter.drawText(
                QRectF(start, top, used + 2, height - 1), Qt.AlignmentFlag.AlignVCenter, text
            )
