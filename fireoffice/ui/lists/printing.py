"""A list on paper: A4 on its side, ruled, with its head on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from fireoffice.ui.theme.typography import font_of

MOST_ROWS = 5_000
"""More rows than these are no list for paper."""

_POINTS_AN_INCH = 72.0
_MARGIN_MM = 12.0
_TITLE, _TEXT = 14.0, 9.0
_PAD = 3.0
_MOST_LINES = 3
_NARROWEST, _WIDEST = 28.0, 260.0
_SAMPLE = 200
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
_INK, _HAIR = QColor(0, 0, 0), QColor(140, 140, 140)


@dataclass(frozen=True)
class Listing:
    """What is printed: ``note`` says how the list was narrowed and ordered, and when."""

    title: str
    note: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    """Columns whose numbers stand on the right."""


class ListPainter:
    """Breaks a ``Listing`` into pages and paints them; all lengths are in points."""

    def __init__(self, listing: Listing, width: float, height: float) -> None:
        self._listing = listing
        self._width, self._height = width, height
        self._text, self._bold = _font(_TEXT), _font(_TEXT, bold=True)
        self._title = _font(_TITLE, bold=True)
        self._line = QFontMetricsF(self._text).height()
        self._widths = self._column_widths()
        self._heights = [self._row_height(row) for row in listing.rows]
        self.pages = self._break()

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint the page counted from 0 at the origin."""
        top = self._paint_top(painter) if page == 0 else 0.0
        top = self._paint_row(painter, self._listing.heads, top, self._head_height(), self._bold)
        painter.setPen(QPen(_INK, 0.8))
        painter.drawLine(0, round(top), round(self._width), round(top))
        for row in self.pages[page]:
            cells, height = self._listing.rows[row], self._heights[row]
            top = self._paint_row(painter, cells, top, height, self._text)
            painter.setPen(QPen(_HAIR, 0.4))
            painter.drawLine(0, round(top), round(self._width), round(top))
        foot = QRectF(0, self._height - self._line, self._width, self._line)
        painter.setFont(self._text)
        painter.setPen(_INK)
        number = f"第{page + 1}页，共{len(self.pages)}页"
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, number)

    def _paint_top(self, painter: QPainter) -> float:
        painter.setPen(_INK)
        height = QFontMetricsF(self._title).height()
        painter.setFont(self._title)
        box = QRectF(0, 0, self._width, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, self._listing.title)
        painter.setFont(self._text)
        note = QRectF(0, height + 2, self._width, self._note_height())
        painter.drawText(note, Qt.TextFlag.TextWordWrap, self._listing.note)
        return self._top_height()

    def _paint_row(
        self, painter: QPainter, cells: Sequence[str], top: float, height: float, font: QFont
    ) -> float:
        painter.setFont(font)
        painter.setPen(_INK)
        left = 0.0
        for column, (cell, width) in enumerate(zip(cells, self._widths, strict=True)):
            box = QRectF(left + _PAD, top + _PAD, width - 2 * _PAD, height - 2 * _PAD)
            side = Qt.AlignmentFlag.AlignRight if column in self._listing.right else 0
            painter.save()
            painter.setClipRect(box)
            painter.drawText(box, _WRAP | side, cell)
            painter.restore()
            left += width
        return top + height

    def _column_widths(self) -> list[float]:
        """Wide as the texts are; what does not fit is shared in proportion."""
        metrics, bold = QFontMetricsF(self._text), QFontMetricsF(self._bold)
        wanted: list[float] = []
        for column, head in enumerate(self._listing.heads):
            texts = (row[column] for row in self._listing.rows[:_SAMPLE])
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
            widest = max(widest, bold.horizontalAdvance(head)) + 2 * _PAD + 2
            wanted.append(min(_WIDEST, max(_NARROWEST, widest)))
        total = sum(wanted)
        if total <= self._width:
            return [width + (self._width - total) / len(wanted) for width in wanted]
        # Short columns keep their width: a date that is broken in two is no date.
        short = self._width / len(wanted)
        kept = sum(width for width in wanted if width <= short)
        scale = (self._width - kept) / (total - kept)
        return [width if width <= short else width * scale for width in wanted]

    def _row_height(self, row: Sequence[str]) -> float:
        metrics = QFontMetricsF(self._text)
        lines = max(
            metrics.boundingRect(
                QRectF(0, 0, width - 2 * _PAD, 1e6), Qt.TextFlag.TextWordWrap, cell
            ).height()
            for cell, width in zip(row, self._widths, strict=True)
        )
        return min(lines, _MOST_LINES * self._line) + 2 * _PAD

    def _head_height(self) -> float:
        metrics = QFontMetricsF(self._bold)
        highest = max(
            metrics.boundingRect(
                QRectF(0, 0, width - 2 * _PAD, 1e6), Qt.TextFlag.TextWordWrap, head
            ).height()
            for head, width in zip(self._listing.heads, self._widths, strict=True)
        )
        return highest + 2 * _PAD

    def _note_height(self) -> float:
        box = QRectF(0, 0, self._width, 1e6)
        metrics = QFontMetricsF(self._text)
        return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, self._listing.note).height()

    def _top_height(self) -> float:
        return QFontMetricsF(self._title).height() + self._note_height() + 8

    def _break(self) -> list[list[int]]:
        room = self._height - self._line - _PAD - self._head_height()
        pages: list[list[int]] = [[]]
        used = self._top_height()
        for row, height in enumerate(self._heights):
            if used + height > room and pages[-1]:
                pages.append([])
                used = 0.0
            pages[-1].append(row)
            used += height
        return pages


def print_listing(listing: Listing, printer: QPrinter) -> int:
    """Print every page of ``listing`` and return how many there are."""
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    scale = printer.resolution() / _POINTS_AN_INCH
    room = printer.pageLayout().paintRect(QPageLayout.Unit.Point)
    pages = ListPainter(listing, room.width(), room.height())
    painter = QPainter(printer)
    for number in range(len(pages.pages)):
        if number:
            printer.newPage()
        painter.save()
        painter.scale(scale, scale)
        pages.paint(painter, number)
        painter.restore()
    painter.end()
    return len(pages.pages)


def show_print_preview(listing: Listing, parent: QWidget) -> None:
    """Open the system's print preview on ``listing``."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle("打印预览")
    dialog.paintRequested.connect(lambda target: print_listing(listing, target))
    dialog.resize(parent.window().size())
    dialog.exec()
    dialog.deleteLater()


def _font(points: float, bold: bool = False) -> QFont:
    """A font of ``points`` on a canvas whose unit is the point."""
    made = QFont(font_of(round(points), bold))
    made.setPixelSize(round(points))
    return made
