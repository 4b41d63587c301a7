"""值班表 on one A4 sheet, on its side."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from fireoffice.services.brigades.rota import MonthRota
from fireoffice.ui.brigades.rota_calendar import WEEKDAYS
from fireoffice.ui.theme.typography import font_of

_POINTS_AN_INCH = 72.0
_MARGIN_MM = 12.0
_WEEK = 7
_INK, _HAIR, _QUIET = QColor(0, 0, 0), QColor(120, 120, 120), QColor(90, 90, 90)
_SMALLEST = 5.0


def print_rota(rota: MonthRota, printer: QPrinter) -> None:
    """Print the month on one page."""
    lay_out(printer, landscape=True)
    scale = printer.resolution() / _POINTS_AN_INCH
    room = printer.pageLayout().paintRect(QPageLayout.Unit.Point)
    painter = QPainter(printer)
    painter.scale(scale, scale)
    paint_rota(painter, rota, room.width(), room.height())
    painter.end()


def paint_rota(painter: QPainter, rota: MonthRota, width: float, height: float) -> None:
    """Paint the month at the origin; lengths are in points."""
    painter.setPen(_INK)
    painter.setFont(point_font(18, bold=True))
    title = f"{rota.team_name}{rota.month}值班表"
    painter.drawText(QRectF(0, 0, width, 30), Qt.AlignmentFlag.AlignCenter, title)
    weeks = (rota.month.first.weekday() + rota.month.last.day + _WEEK - 1) // _WEEK
    top, head, foot = 36.0, 20.0, 46.0
    row = (height - top - head - foot) / weeks
    column = width / _WEEK
    painter.setFont(point_font(10, bold=True))
    for at, word in enumerate(WEEKDAYS):
        box = QRectF(at * column, top, column, head)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    painter.setPen(QPen(_HAIR, 0.6))
    for at in range(weeks + 1):
        level = top + head + at * row
        painter.drawLine(QRectF(0, level, width, 0).topLeft(), QRectF(width, level, 0, 0).topLeft())
    for at in range(_WEEK + 1):
        left = at * column
        painter.drawLine(
            QRectF(left, top, 0, 0).topLeft(),
            QRectF(left, top + head + weeks * row, 0, 0).topLeft(),
        )
    painter.drawLine(QRectF(0, top, 0, 0).topLeft(), QRectF(width, top, 0, 0).topLeft())
    for day in rota.days:
        at = rota.month.first.weekday() + day.day - 1
        week, weekday = divmod(at, _WEEK)
        box = QRectF(weekday * column, top + head + week * row, column, row)
        inner = box.adjusted(5, 3, -5, -3)
        painter.setPen(_QUIET)
        painter.setFont(point_font(9, bold=True))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, str(day.day))
        if day in rota.off:
            side = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            painter.setFont(point_font(8))
            painter.drawText(inner, side, "休")
        names = "\n".join(rota.names.get(one.volunteer, "") for one in rota.slots.get(day, ()))
        painter.setPen(_INK)
        below = inner.adjusted(0, 13, 0, 0)
        painter.setFont(fitting(names, below, 12))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, names)
    tally = rota.tally()
    counts = "、".join(
        f"{one.name}{tally[one.key][0]}次" for one in rota.members if one.key in tally
    )
    words = f"本月值班：{counts or '—'}。值班电话、交接和换班请及时登记。"
    note = QRectF(0, height - foot + 6, width, foot - 6)
    painter.setFont(fitting(words, note, 9))
    painter.drawText(note, Qt.TextFlag.TextWordWrap, words)


def show_rota_preview(rota: MonthRota, parent: QWidget) -> None:
    """Open the system's print preview on the month."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    lay_out(printer, landscape=True)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle("打印预览")
    dialog.paintRequested.connect(lambda target: print_rota(rota, target))
    dialog.resize(parent.window().size())
    dialog.exec()
    dialog.deleteLater()


def lay_out(printer: QPrinter, *, landscape: bool) -> None:
    """Put A4 into the printer, with even margins."""
    turned = QPageLayout.Orientation.Landscape
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            turned if landscape else QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )


def point_font(points: float, bold: bool = False) -> QFont:
    """A font on a canvas whose unit is the point."""
    made = QFont(font_of(round(points), bold))
    made.setPixelSize(max(1, round(points)))
    return made


def fitting(text: str, box: QRectF, points: float, bold: bool = False) -> QFont:
    """The largest font up to ``points`` in which ``text``, broken as need be, fits into ``box``."""
    while points > _SMALLEST:
        font = point_font(points, bold)
        wide = QRectF(0, 0, box.width(), 1e6)
        needed = QFontMetricsF(font).boundingRect(wide, Qt.TextFlag.TextWordWrap, text)
        if needed.height() <= box.height() and needed.width() <= box.width() + 1:
            return font
        points -= 1
    return point_font(_SMALLEST, bold)
