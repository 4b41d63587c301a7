"""The records that belong to one, a ruled row each; Enter or a click opens one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fireoffice.ui.theme import theme

_ROW = 28
_GAP = 14
_LEAST = 28
_EMPTY = "—"


@dataclass(frozen=True)
class DetailLine:
    """One record: its key and its columns as people read them."""

    id: str
    cells: tuple[str, ...]


class DetailRows(QWidget):
    """The rows, painted, so that two hundred cost as much as two; ↑ and ↓ move within them."""

    opened = Signal(str)
    """Id of the row to be opened."""
    removal_asked = Signal(str)
    """Id of the row on which Delete was pressed."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._lines: tuple[DetailLine, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._current = 0
        self._hovered = -1
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("回车打开，Delete移到回收站")

    def show_lines(self, lines: Sequence[DetailLine]) -> None:
        """Show ``lines`` from top to bottom; without any, take no room."""
        self._lines = tuple(lines)
        self._widths = ()
        self._current = min(self._current, max(0, len(lines) - 1))
        self._hovered = -1
        self.setAccessibleName(
            f"{self._title}：" + "；".join(_words(line) for line in self._lines[:_LEAST])
        )
        self.setVisible(bool(lines))
        self.updateGeometry()
        self.update()

    def go_to(self, record_id: str) -> None:
        """Make the row of ``record_id`` the current one and take the focus."""
        for place, line in enumerate(self._lines):
            if line.id == record_id:
                self._move_to(place)
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def lines(self) -> tuple[DetailLine, ...]:
        """Return the rows shown."""
        return self._lines

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(_ROW) * len(self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font())
        widths = self._column_widths()
        height = theme.px(_ROW)
        for place, line in enumerate(self._lines):
            top = place * height
            if place == self._hovered and self.isEnabled():
                painter.fillRect(0, top, self.width(), height - 1, theme.colour("hover"))
            left = 0
            for column, (cell, width) in enumerate(zip(line.cells, widths, strict=True)):
                ink = "ink" if cell and column == 0 else "ink2" if cell else "ink3"
                painter.setPen(theme.colour(ink))
                text = self.fontMetrics().elidedText(
                    cell or _EMPTY, Qt.TextElideMode.ElideRight, width
                )
                box = QRectF(left, top, width + 2, height - 1)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
                left += width + theme.px(_GAP)
            painter.fillRect(0, top + height - 1, self.width(), 1, theme.colour("hair"))
        if self.hasFocus() and self._lines:
            painter.setPen(QPen(theme.colour("blue"), 2))
            painter.drawRect(1, self._current * height + 1, self.width() - 2, height - 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widths = ()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(int(event.position().y()) // theme.px(_ROW))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y()) // theme.px(_ROW)
        if event.button() is Qt.MouseButton.LeftButton and 0 <= place < len(self._lines):
            self._current = place
            self.opened.emit(self._lines[place].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self._lines:
            super().keyPressEvent(event)
        elif step and 0 <= self._current + step < len(self._lines):
            self._move_to(self._current + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._lines[self._current].id)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(self._lines[self._current].id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._move_to(self._current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _move_to(self, place: int) -> None:
        self._current = place
        if self._lines:
            self.setAccessibleDescription(_words(self._lines[place]))
        self.update()

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()

    def _column_widths(self) -> tuple[int, ...]:
        """The width of each column: what its texts need, the widest giving way first."""
        if not self._widths and self._lines:
            metrics = QFontMetrics(theme.font())
            columns = zip(*(line.cells for line in self._lines), strict=True)
            natural = [
                max(theme.px(_LEAST), *(metrics.horizontalAdvance(cell) + 1 for cell in cells))
                for cells in columns
            ]
            room = self.width() - theme.px(_GAP) * (len(natural) - 1)
            self._widths = shared(natural, room)
        return self._widths


def shared(natural: Sequence[int], room: int) -> tuple[int, ...]:
    """The widths that columns get in ``room``: only the wide ones give way."""
    cap, left = room, room
    for rest, width in zip(range(len(natural), 0, -1), sorted(natural), strict=True):
        cap = max(0, left // rest)
        if width > cap:
            break
        left -= width
    else:
        return tuple(natural)
    return tuple(min(width, cap) for width in natural)


def _words(line: DetailLine) -> str:
    return "，".join(cell for cell in line.cells if cell)
