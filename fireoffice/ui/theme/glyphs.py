"""The small painted signs: shape says the stage, colour says the deadline.

Every glyph is drawn into a square box (11 px at 100 %) and always stands beside its word.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from fireoffice.ui.theme.current import theme

SIZE = 11

Shape = Literal["dashed", "ring", "half", "three", "done", "moved", "conflict"]
Sign = Literal["late", "soon"]
Severity = Literal["must", "should", "note"]


def paint_stage(painter: QPainter, box: QRectF, shape: Shape, closed_ink: bool = False) -> None:
    """Draw a stage: dashed ring, ring, half pie, three-quarter pie, full + ✓, full + →, squares.

    ``closed_ink`` draws the open shapes in the paler ink of closed rows.
    """
    ink = theme.colour("ink3" if closed_ink else "ink2")
    with _Kept(painter):
        if shape == "conflict":
            _squares(painter, box, ink)
        elif shape == "done":
            _full(painter, box, theme.colour("green"))
            _tick(painter, box)
        elif shape == "moved":
            _full(painter, box, theme.colour("ink3"))
            _arrow(painter, box)
        else:
            _ring(painter, box, ink, dashed=shape == "dashed")
            if shape in ("half", "three"):
                _pie(painter, box, ink, 0.5 if shape == "half" else 0.75)


def paint_deadline(painter: QPainter, box: QRectF, sign: Sign) -> None:
    """Draw ▲ in red for an overdue thing, a clock in amber for one due in 0 to 3 days."""
    with _Kept(painter):
        if sign == "late":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("red"))
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(box.center().x(), box.top() + box.height() * 0.08),
                        QPointF(box.right(), box.bottom() - box.height() * 0.08),
                        QPointF(box.left(), box.bottom() - box.height() * 0.08),
                    ]
                )
            )
            return
        colour = theme.colour("amber")
        _ring(painter, box, colour)
        painter.setPen(_pen(colour, 1.2))
        middle = box.center()
        painter.drawPolyline(
            [
                QPointF(middle.x(), box.top() + box.height() * 0.24),
                middle,
                QPointF(box.right() - box.width() * 0.26, middle.y() + box.height() * 0.04),
            ]
        )


def paint_finding(painter: QPainter, box: QRectF, severity: Severity) -> None:
    """Draw ■ 必改, half square 建议 or □ 提示, all in ink."""
    ink = theme.colour("ink")
    square = box.adjusted(0.5, 0.5, -0.5, -0.5)
    with _Kept(painter):
        painter.setPen(_pen(ink, 1.2))
        painter.setBrush(ink if severity == "must" else Qt.BrushStyle.NoBrush)
        painter.drawRect(square)
        if severity == "should":
            lower = square.adjusted(0, square.height() / 2, 0, 0)
            painter.fillRect(lower, ink)


class _Kept:
    """A block in which the painter has antialiasing on; it is restored after."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter

    def __enter__(self) -> None:
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def __exit__(self, *_: object) -> None:
        self._painter.restore()


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width * theme.scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _ring(painter: QPainter, box: QRectF, colour: QColor, dashed: bool = False) -> None:
    pen = _pen(colour, 1.4)
    if dashed:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.7, 1.25])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7))


def _pie(painter: QPainter, box: QRectF, colour: QColor, share: float) -> None:
    inner = box.adjusted(2.4, 2.4, -2.4, -2.4) if box.width() < 14 else box.adjusted(3, 3, -3, -3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(inner, 90 * 16, round(-360 * 16 * share))


def _full(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(box)


def _tick(painter: QPainter, box: QRectF) -> None:
    painter.setPen(_pen(theme.colour("on"), 1.5))
    x, y, w, h = box.x(), box.y(), box.width(), box.height()
    painter.drawPolyline(
        [
            QPointF(x + w * 0.27, y + h * 0.52),
            QPointF(x + w * 0.44, y + h * 0.68),
            QPointF(x + w * 0.74, y + h * 0.34),
        ]
    )


def _arrow(painter: QPainter, box: QRectF) -> None:
    painter.setPen(_pen(theme.colour("paper"), 1.3))
    x, y, w, h = box.x(), box.y(), box.width(), box.height()
    painter.drawLine(QPointF(x + w * 0.26, y + h * 0.5), QPointF(x + w * 0.72, y + h * 0.5))
    painter.drawPolyline(
        [
            QPointF(x + w * 0.54, y + h * 0.31),
            QPointF(x + w * 0.74, y + h * 0.5),
            QPointF(x + w * 0.54, y + h * 0.69),
        ]
    )


def _squares(painter: QPainter, box: QRectF, colour: QColor) -> None:
    side = box.width() * 0.62
    back = QRectF(box.left() + 0.6, box.top() + 0.6, side, side)
    front = QRectF(box.right() - side, box.bottom() - side, side, side)
    path = QPainterPath()
    path.addRect(back)
    painter.setPen(_pen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.fillRect(front, colour)
