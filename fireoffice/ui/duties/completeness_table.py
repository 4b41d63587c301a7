"""The villages on ruled paper: ✓ or 缺 for each thing that a village must have."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fireoffice.services.duties.completeness import ITEMS, Cell, Completeness, VillageState
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import NOTE

_HEAD: Final = 29
_ROW: Final = 28
_NAME: Final = 130
_SUM: Final = 84
_PADDING: Final = 14


class CompletenessTable(QWidget):
    """The table, painted; arrow keys walk the cells, Enter or a click opens one that lacks."""

    entry_asked = Signal(str, str)
    """Id of the village and name of what is to be entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = Completeness(0, ())
        self._row = 0
        self._column = 0
        self._hovered = (-1, -1)
        self._chosen = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("组织健全")

    def show_state(self, state: Completeness) -> None:
        """Show `state`; the cell with the focus stays."""
        self._state = state
        self._row = min(self._row, max(0, len(state.rows) - 1))
        self._describe()
        self.updateGeometry()
        self.update()

    def go_to(self, village: str, item: str) -> None:
        """Put the focus on one cell."""
        for place, row in enumerate(self._state.rows):
            if row.id == village:
                self._move(place, ITEMS.index(item))
        self.setFocus()

    def set_chosen(self, chosen: bool) -> None:
        """Show that what the current cell lacks is being entered."""
        self._chosen = chosen
        self.update()

    def current(self) -> tuple[VillageState, str] | None:
        """Return the village and the thing of the cell with the focus."""
        if not self._state.rows:
            return None
        return self._state.rows[self._row], ITEMS[self._column]

    def sizeHint(self) -> QSize:
        rows = len(self._state.rows) + 1
        return QSize(theme.px(640), theme.px(_HEAD) + theme.px(_ROW) * rows + 2)

    def cell_at(self, x: float, y: float) -> tuple[int, int]:
        """Return row and column of the cell at a place in the widget; -1 where there is none."""
        row = int((y - theme.px(_HEAD)) // theme.px(_ROW))
        column = int((x - theme.px(_PADDING + _NAME)) // max(1, self._width()))
        inside = y >= theme.px(_HEAD) and row < len(self._state.rows)
        return (row, column) if inside and 0 <= column < len(ITEMS) else (-1, -1)

    def middle_of(self, row: int, column: int) -> QPoint:
        """Return the middle of a cell in the widget."""
        left = theme.px(_PADDING + _NAME) + column * self._width() + self._width() // 2
        return QPoint(left, theme.px(_HEAD) + row * theme.px(_ROW) + theme.px(_ROW) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        head, height = theme.px(_HEAD), theme.px(_ROW)
        painter.fillRect(0, 0, self.width(), head, theme.colour("desk"))
        painter.setFont(theme.font(NOTE))
        words = ["村（居）", *ITEMS, "合计"]
        for place, word in enumerate(words):
            self._write(painter, place, 0, head, word, "ink2")
        for place, row in enumerate(self._state.rows):
            self._paint_row(painter, row, place, head + place * height)
        self._paint_total(painter, head + len(self._state.rows) * height)
        if self.hasFocus() and self._state.rows:
            painter.setPen(QPen(theme.colour("blue"), 2))
            left = theme.px(_PADDING + _NAME) + self._column * self._width()
            top = head + self._row * height
            painter.drawRect(left - theme.px(6), top + 1, self._width() - 4, height - 3)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.cell_at(event.position().x(), event.position().y())
        if at != self._hovered:
            self._hovered = at
            is_way = self._lacks(*at) is not None
            shape = Qt.CursorShape.PointingHandCursor if is_way else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = (-1, -1)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, column = self.cell_at(event.position().x(), event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self._move(row, column)
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step and self._state.rows:
            row = min(max(self._row + step[0], 0), len(self._state.rows) - 1)
            self._move(row, min(max(self._column + step[1], 0), len(ITEMS) - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _paint_row(self, painter: QPainter, row: VillageState, place: int, top: int) -> None:
        height = theme.px(_ROW)
        painter.setFont(theme.font())
        self._write(painter, 0, top, height, row.name, "ink")
        for column, item in enumerate(ITEMS):
            cell = row.cells[item]
            is_hovered = self._hovered == (place, column) and not cell.is_complete
            if is_hovered or (self._chosen and (self._row, self._column) == (place, column)):
                left = theme.px(_PADDING + _NAME) + column * self._width() - theme.px(6)
                painter.fillRect(
                    left,
                    top,
                    self._width() - 2,
                    height - 1,
                    theme.colour("hover" if is_hovered else "blue_t"),
                )
            self._write(painter, column + 1, top, height, cell.words, _ink(cell))
        lacking = len(row.missing)
        self._write(
            painter,
            len(ITEMS) + 1,
            top,
            height,
            f"缺{lacking}项" if lacking else "齐全",
            "ink2" if lacking else "green",
        )
        painter.fillRect(0, top + height - 1, self.width(), 1, theme.colour("hair"))

    def _paint_total(self, painter: QPainter, top: int) -> None:
        painter.fillRect(0, top - 1, self.width(), 1, theme.colour("edge"))
        font = QFont(theme.font(bold=True))
        painter.setFont(font)
        count = len(self._state.rows)
        words = [f"{self._state.having(item)}/{count}" for item in ITEMS]
        for place, word in enumerate(["齐全", *words, f"{self._state.complete}/{count}"]):
            self._write(painter, place, top, theme.px(_ROW), word, "ink")

    def _write(
        self, painter: QPainter, column: int, top: int, height: int, words: str, ink: str
    ) -> None:
        left = theme.px(_PADDING)
        if column:
            left += theme.px(_NAME) + (column - 1) * self._width()
        room = theme.px(_NAME) if not column else self._width()
        painter.setPen(theme.colour(ink))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room - 8)
        box = QRectF(left, top, room, height - 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)

    def _width(self) -> int:
        """Return the width of the column of one thing."""
        room = self.width() - theme.px(2 * _PADDING + _NAME + _SUM)
        return max(theme.px(56), room // len(ITEMS))

    def _lacks(self, row: int, column: int) -> Cell | None:
        """The cell there, if something is missing in it."""
        if not 0 <= row < len(self._state.rows) or column < 0:
            return None
        cell = self._state.rows[row].cells[ITEMS[column]]
        return None if cell.is_complete else cell

    def _open(self) -> None:
        if self._lacks(self._row, self._column) is not None:
            self.entry_asked.emit(self._state.rows[self._row].id, ITEMS[self._column])

    def _move(self, row: int, column: int) -> None:
        self._row, self._column = row, column
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Say to a screen reader what the cell with the focus holds."""
        at = self.current()
        if at is not None:
            row, item = at
            self.setAccessibleDescription(f"{row.name}，{item}，{row.cells[item].words}")


def _ink(cell: Cell) -> str:
    if cell.need == 0:
        return "ink3"
    return "green" if cell.is_complete else "blue"
