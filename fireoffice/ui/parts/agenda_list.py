"""The to-do list: groups by urgency, a row for each thing, its next step as a word on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fireoffice.ui.theme import theme
from fireoffice.ui.theme.glyphs import SIZE, Sign, paint_deadline, paint_stage
from fireoffice.ui.theme.stages import shape_of
from fireoffice.ui.theme.typography import BASE, HEAD

ROW, GROUP = 28, 40
_STEP_WIDTH = 104
_VILLAGE_FROM, _PLACE_FROM, _TITLE_SHARE = 420, 320, 0.68
_EntryRole = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Group:
    """A head: glyph, words, count; without ``sign`` there is time yet."""

    words: str
    count: int
    sign: Sign | None


@dataclass(frozen=True)
class Todo:
    """One thing to do."""

    register: str
    id: str
    action: str
    title: str
    place: str
    village: str
    day: str
    left: str
    sign: Sign | None
    stage: str
    step: str


class AgendaModel(QAbstractListModel):
    """Heads and rows in one list; heads cannot be selected."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Group | Todo, ...] = ()

    def show(self, entries: Sequence[Group | Todo]) -> None:
        """Show ``entries`` in this order."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.entries[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == _EntryRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(entry, Group):
                return f"{entry.words}{entry.count}件"
            parts = (entry.action, entry.title, entry.place, entry.village, entry.left)
            return "，".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(entry, Todo):
            return f"{entry.title}\n{entry.place}"
        return None


class AgendaDelegate(QStyledItemDelegate):
    """Draws heads and rows; only the selected row shows its step as a filled button."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        head = isinstance(index.data(_EntryRole), Group)
        return QSize(theme.px(200), theme.px(GROUP if head else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(_EntryRole)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        if isinstance(entry, Group):
            self._paint_group(painter, QRectF(rect), entry)
        elif entry is not None:
            state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
            selected = bool(state & QStyle.StateFlag.State_Selected)
            self._paint_todo(painter, QRectF(rect), entry, selected, index.row() == self.hovered)
        painter.restore()

    def step_box(self, row: QRect) -> QRect:
        """Return the area of the next step's word in a row."""
        width = theme.px(_STEP_WIDTH)
        return QRect(row.right() - theme.px(14) - width, row.top() + 2, width, row.height() - 5)

    def _paint_group(self, painter: QPainter, box: QRectF, group: Group) -> None:
        line = box.adjusted(theme.px(14), theme.px(10), 0, 0)
        side = theme.px(SIZE)
        if group.sign is not None:
            glyph = QRectF(line.left() + 2, line.center().y() - side / 2, side, side)
            paint_deadline(painter, glyph, group.sign)
        painter.setFont(theme.font(HEAD, bold=True))
        painter.setPen(theme.colour("ink"))
        words = line.adjusted(theme.px(22), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, group.words)
        width = QFontMetrics(painter.font()).horizontalAdvance(group.words)
        painter.setFont(theme.font(HEAD))
        painter.setPen(theme.colour("ink3"))
        count = words.adjusted(width + theme.px(7), 0, 0, 0)
        painter.drawText(count, Qt.AlignmentFlag.AlignVCenter, str(group.count))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))

    def _paint_todo(
        self, painter: QPainter, box: QRectF, todo: Todo, selected: bool, hovered: bool
    ) -> None:
        if selected or hovered:
            painter.fillRect(box, theme.colour("blue_t" if selected else "hover"))
        foot = QRectF(box.left() + theme.px(14), box.bottom() - 1, box.width(), 1)
        painter.fillRect(foot, theme.colour("hair"))
        if selected:
            bar = QRectF(box.left(), box.top(), theme.px(3), box.height())
            painter.fillRect(bar, theme.colour("blue"))
        side = theme.px(SIZE)
        glyph = QRectF(box.left() + theme.px(16), box.center().y() - side / 2, side, side)
        paint_stage(painter, glyph, shape_of(todo.stage, False))
        step = self.step_box(box.toRect())
        right = step.left() - theme.px(14)
        late = todo.sign == "late"
        left_width, day_width, village_width = theme.px(76), theme.px(80), theme.px(84)
        self._write(
            painter,
            box,
            right - left_width,
            left_width,
            todo.left,
            "red" if late else "amber" if todo.sign else "ink2",
            late,
            True,
        )
        right -= left_width + theme.px(8)
        self._write(painter, box, right - day_width, day_width, todo.day, "ink2", False, True)
        right -= day_width + theme.px(8)
        left = theme.px(108)
        if right - left >= theme.px(_VILLAGE_FROM):
            self._write(painter, box, right - village_width, village_width, todo.village, "ink2")
            right -= village_width + theme.px(8)
        self._write(painter, box, theme.px(36), theme.px(66), todo.action, "ink2")
        # In a narrow window the title goes first: the record tells the rest.
        share = _TITLE_SHARE if right - left >= theme.px(_PLACE_FROM) else 1.0
        title_width = round((right - left) * share)
        self._write(painter, box, left, title_width - theme.px(8), todo.title, "ink")
        if share < 1:
            left += title_width
            self._write(painter, box, left, right - left - theme.px(8), todo.place, "ink2")
        self._paint_step(painter, QRectF(step), todo.step, selected)

    def _paint_step(self, painter: QPainter, box: QRectF, word: str, selected: bool) -> None:
        if not word:
            return
        side = Qt.AlignmentFlag.AlignRight
        if selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("blue"))
            painter.drawRoundedRect(box, theme.px(3), theme.px(3))
            side = Qt.AlignmentFlag.AlignHCenter
        painter.setFont(theme.font(BASE, bold=selected))
        painter.setPen(theme.colour("on" if selected else "blue"))
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, word)

    def _write(
        self,
        painter: QPainter,
        row: QRectF,
        left: float,
        width: float,
        text: str,
        colour: str,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        font = theme.font(BASE, bold)
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        line = text.replace("\n", " ")
        fitting = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, int(width) + 1)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        box = QRectF(left, row.top(), width + 2, row.height() - 1)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, fitting)


class AgendaList(QListView):
    """Space or a double click shows the record, Enter or a click on the word does its step."""

    opened = Signal(str, str)
    step_asked = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = AgendaModel(self)
        self._delegate = AgendaDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName("今日待办")
        self.doubleClicked.connect(lambda _: self._emit(self.opened))

    def show_entries(self, entries: Sequence[Group | Todo]) -> None:
        """Show ``entries``; the thing selected before stays selected while it is there."""
        before = self.current()
        self._model.show(entries)
        todos = [place for place, one in enumerate(entries) if isinstance(one, Todo)]
        same = [
            place
            for place in todos
            if before is not None and entries[place].id == before.id  # type: ignore[union-attr]
        ]
        if todos:
            self.setCurrentIndex(self._model.index((same or todos)[0], 0))

    def current(self) -> Todo | None:
        """Return the thing selected."""
        row = self.currentIndex().row()
        entry = self._model.entries[row] if 0 <= row < len(self._model.entries) else None
        return entry if isinstance(entry, Todo) else None

    def press_step(self) -> None:
        """Do the next step of the thing selected."""
        self._ask_for_step()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_for_step()
        elif event.key() == Qt.Key.Key_Space:
            self._emit(self.opened)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._on_step(event):
            self._ask_for_step()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        shape = (
            Qt.CursorShape.PointingHandCursor
            if self._on_step(event)
            else Qt.CursorShape.ArrowCursor
        )
        self.viewport().setCursor(shape)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _on_step(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid() or not isinstance(self._model.entries[index.row()], Todo):
            return False
        return self._delegate.step_box(self.visualRect(index)).contains(point)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def _ask_for_step(self) -> None:
        todo = self.current()
        if todo is not None:
            self.step_asked.emit(todo.register, todo.id, todo.step)

    def _emit(self, signal: Any) -> None:
        todo = self.current()
        if todo is not None:
            signal.emit(todo.register, todo.id)
