"""The table of figures: two-tier head, numbers to the right, the total under a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import BASE

HEAD, LOW_HEAD, ROW = 50, 29, 28
_FIRST, _EDGE = 110, 14


@dataclass(frozen=True)
class FigureColumn:
    """One column under ``group`` (empty for one that stands alone); ``late`` paints it red."""

    title: str
    group: str = ""
    late: bool = False
    weight: float = 1.0


class FiguresTable(QWidget):
    """The table, painted, as wide as the page; the last row is the total."""

    def __init__(
        self, first: str, columns: Sequence[FigureColumn], name_width: int = _FIRST
    ) -> None:
        super().__init__()
        self._name_width = name_width
        self._first = first
        self._columns = tuple(columns)
        self._head = HEAD if any(column.group for column in columns) else LOW_HEAD
        self._rows: tuple[tuple[str, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_first(self, word: str) -> None:
        """Head the names of the rows with ``word``."""
        self._first = word

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show ``rows``; each begins with its name, an empty number is written as a dash."""
        self._rows = tuple(tuple(row) for row in rows)
        self.setAccessibleName("；".join(self._spoken(row) for row in self._rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(1000), theme.px(self._head) + theme.px(ROW) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(self._name_width + 46 * len(self._columns)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_head(painter)
        top = theme.px(self._head)
        for place, row in enumerate(self._rows):
            total = place == len(self._rows) - 1
            self._paint_row(painter, top, row, total)
            if total:
                painter.fillRect(0, top - 1, self.width(), 1, theme.colour("edge"))
            top += theme.px(ROW)
            painter.fillRect(0, top - 1, self.width(), 1, theme.colour("hair"))

    def _edges(self) -> list[tuple[float, float]]:
        """Left and right of every column."""
        left = float(theme.px(self._name_width))
        room = self.width() - left - theme.px(_EDGE)
        whole = sum(column.weight for column in self._columns)
        edges: list[tuple[float, float]] = []
        for column in self._columns:
            right = left + room * column.weight / whole
            edges.append((left, right))
            left = right
        return edges

    def _paint_head(self, painter: QPainter) -> None:
        height = theme.px(self._head)
        half = height / 2
        painter.fillRect(0, 0, self.width(), height, theme.colour("desk"))
        painter.fillRect(0, height - 1, self.width(), 1, theme.colour("line"))
        painter.setFont(theme.font(BASE))
        painter.setPen(theme.colour("ink2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(theme.px(_EDGE), 0, theme.px(self._name_width), height), middle, self._first
        )
        edges = self._edges()
        right_side = middle | Qt.AlignmentFlag.AlignRight
        for column, (left, right) in zip(self._columns, edges, strict=True):
            box = (
                QRectF(left, half, right - left, half)
                if column.group
                else QRectF(left, 0, right - left, height)
            )
            painter.drawText(box, right_side, column.title)
        for group, left, right in self._groups(edges):
            inset = theme.px(14)
            painter.drawText(
                QRectF(left, 0, right - left + inset, half),
                middle | Qt.AlignmentFlag.AlignHCenter,
                group,
            )
            painter.fillRect(
                QRectF(left + inset, half, right - left - inset, 1), theme.colour("line")
            )

    def _groups(self, edges: Sequence[tuple[float, float]]) -> list[tuple[str, float, float]]:
        found: list[tuple[str, float, float]] = []
        for column, (left, right) in zip(self._columns, edges, strict=True):
            if not column.group:
                continue
            if found and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1], right)
            else:
                found.append((column.group, left, right))
        return found

    def _paint_row(self, painter: QPainter, top: int, row: Sequence[str], total: bool) -> None:
        height = theme.px(ROW) - 1
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(BASE, bold=total))
        painter.setPen(theme.colour("ink"))
        room = theme.px(self._name_width) - theme.px(_EDGE)
        name = painter.fontMetrics().elidedText(row[0], Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(theme.px(_EDGE), top, room, height), middle, name)
        for column, (left, right), text in zip(self._columns, self._edges(), row[1:], strict=True):
            shown = text if text not in ("", "0") else "—"
            late = column.late and shown != "—"
            painter.setFont(theme.font(BASE, bold=total or late))
            painter.setPen(theme.colour("red" if late else "ink" if shown != "—" else "ink3"))
            painter.drawText(
                QRectF(left, top, right - left, height),
                middle | Qt.AlignmentFlag.AlignRight,
                shown,
            )

    def _spoken(self, row: Sequence[str]) -> str:
        numbers = (
            f"{column.group}{column.title}{text or '无'}"
            for column, text in zip(self._columns, row[1:], strict=True)
        )
        return f"{row[0]}：{'，'.join(numbers)}"
