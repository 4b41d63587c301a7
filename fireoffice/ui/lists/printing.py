"""A list on paper: A4 on its side, ruled, with its head on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from fireoffice.ui.lists.paper_columns import PAD, ColumnRoom, room_of, shared
from fireoffice.ui.theme.typography import font_of

MOST_ROWS = 5_000
"""The most rows of a list for paper."""

_POINTS_AN_INCH = 72.0
_MARGIN_MM = 12.0
_TITLE = 14.0
_TEXTS = (9.0, 8.0, 7.0)
"""The largest at which no number must be broken; the last in any case."""
_MOST_LINES = 12
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
_INK, _HAIR = QColor(0, 0, 0), QColor(140, 140, 140)


@dataclass(frozen=True)
class Listing:
    """The list to print: ``note`` says how it was narrowed and ordered, and when."""

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
        self._title = _font(_TITLE, bold=True)
        self._text, self._bold = self._fonts()
        self._line = QFontMetricsF(self._text).height()
        self._widths = shared(self._rooms(self._text, self._bold), width)
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
            box = QRectF(left + PAD, top + PAD, width - 2 * PAD, height - 2 * PAD)
            side = Qt.AlignmentFlag.AlignRight if column in self._listing.right else 0
            painter.save()
            painter.setClipRect(box)
            painter.drawText(box, _WRAP | side, self._fitting(font, cell, box))
            painter.restore()
            left += width
        return top + height

    def _fonts(self) -> tuple[QFont, QFont]:
        for size in _TEXTS[:-1]:
            plain, bold = _font(size), _font(size, bold=True)
            if sum(one.least for one in self._rooms(plain, bold)) <= self._width:
                return plain, bold
        return _font(_TEXTS[-1]), _font(_TEXTS[-1], bold=True)

    def _rooms(self, plain: QFont, bold: QFont) -> list[ColumnRoom]:
        metrics = QFontMetricsF(plain), QFontMetricsF(bold)
        return [
            room_of(head, (row[column] for row in self._listing.rows), *metrics)
            for column, head in enumerate(self._listing.heads)
        ]

    def _row_height(self, row: Sequence[str]) -> float:
        pairs = zip(row, self._widths, strict=True)
        lines = max(_wrapped(self._text, cell, width - 2 * PAD) for cell, width in pairs)
        return min(lines, _MOST_LINES * self._line) + 2 * PAD

    def _head_height(self) -> float:
        pairs = zip(self._listing.heads, self._widths, strict=True)
        return max(_wrapped(self._bold, head, width - 2 * PAD) for head, width in pairs) + 2 * PAD

    def _fitting(self, font: QFont, text: str, box: QRectF) -> str:
        """``text``, or as much of it as ``box`` holds with an ellipsis at its end."""
        if _wrapped(font, text, box.width()) <= box.height() + 1:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = _wrapped(font, f"{text[:middle]}…", box.width()) <= box.height() + 1
            low, high = (middle, high) if fits else (low, middle - 1)
        return f"{text[:low]}…"

    def _note_height(self) -> float:
        return _wrapped(self._text, self._listing.note, self._width)

    def _top_height(self) -> float:
        return QFontMetricsF(self._title).height() + self._note_height() + 8

    def _break(self) -> list[list[int]]:
        room = self._height - self._line - PAD - self._head_height()
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


def _wrapped(font: QFont, text: str, width: float) -> float:
    """Return the height of ``text`` where its lines are at most ``width`` wide."""
    box = QRectF(0, 0, width, 1e6)
    return QFontMetricsF(font).boundingRect(box, Qt.TextFlag.TextWordWrap, text).height()
