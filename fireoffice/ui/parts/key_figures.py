"""Key figures as ruled rows: name, number, unit, a 12-month line, a comparison in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import BASE, FIGURE, NOTE

ROW = 34
_NUMBER_RIGHT, _UNIT_LEFT, _LINE_LEFT, _LINE_WIDTH = 134, 141, 176, 104


@dataclass(frozen=True)
class Figure:
    """One row; ``trend`` is oldest first, None where there was nothing to count.

    ``late`` paints number and last point red.
    """

    name: str
    number: str
    unit: str = ""
    trend: tuple[float | None, ...] = ()
    comparison: str = ""
    late: bool = False


class KeyFigures(QWidget):
    """Painted rows; read out as one sentence each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[Figure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Show ``figures`` from top to bottom."""
        self._figures = tuple(figures)
        self.setAccessibleName(
            "；".join(f"{one.name}{one.number}{one.unit}，{one.comparison}" for one in figures)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(376), theme.px(ROW) * len(self._figures))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = theme.px(ROW)
        for place, figure in enumerate(self._figures):
            row = QRectF(0, place * height, self.width(), height)
            self._paint_row(painter, row, figure)
            painter.fillRect(0, round(row.bottom()) - 1, self.width(), 1, theme.colour("hair"))

    def _paint_row(self, painter: QPainter, row: QRectF, figure: Figure) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(BASE))
        painter.setPen(theme.colour("ink"))
        painter.drawText(row, middle, figure.name)
        painter.setFont(theme.font(FIGURE, bold=True))
        painter.setPen(theme.colour("red" if figure.late else "ink"))
        number = QRectF(row.left(), row.top(), theme.px(_NUMBER_RIGHT), row.height())
        painter.drawText(number, middle | Qt.AlignmentFlag.AlignRight, figure.number)
        painter.setFont(theme.font(NOTE))
        painter.setPen(theme.colour("ink3"))
        unit = row.adjusted(theme.px(_UNIT_LEFT), theme.px(4), 0, 0)
        painter.drawText(unit, middle, figure.unit)
        painter.setPen(theme.colour("ink2"))
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, figure.comparison)
        words = QFontMetrics(theme.font(NOTE)).horizontalAdvance(figure.comparison)
        left = row.left() + theme.px(_LINE_LEFT)
        room = row.width() - theme.px(_LINE_LEFT) - words - theme.px(14)
        width = min(theme.px(_LINE_WIDTH), room)
        if sum(value is not None for value in figure.trend) > 1 and width > theme.px(40):
            box = QRectF(left, row.top() + theme.px(9), width, row.height() - theme.px(18))
            self._paint_trend(painter, box, figure)

    def _paint_trend(self, painter: QPainter, box: QRectF, figure: Figure) -> None:
        known = [value for value in figure.trend if value is not None]
        low, high = min(known), max(known)
        step = box.width() / (len(figure.trend) - 1)
        share = box.height() / (high - low) if high > low else 0.0
        foot = box.bottom() if high > low else box.center().y()
        points = [
            QPointF(box.left() + step * place, foot - (value - low) * share)
            for place, value in enumerate(figure.trend)
            if value is not None
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1.3 * theme.scale))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("red" if figure.late else "ink"))
        painter.drawEllipse(points[-1], 2.4 * theme.scale, 2.4 * theme.scale)
        painter.restore()
