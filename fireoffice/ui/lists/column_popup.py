"""The sheet in which the columns of a list and their order are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from fireoffice.ui.parts.basics import button, label
from fireoffice.ui.parts.popup import Popup
from fireoffice.ui.parts.table_model import TableColumn
from fireoffice.ui.theme import theme

_WIDTH, _HEIGHT = 240, 420


class ColumnPopup(Popup):
    """A list of all columns, those shown first: tick to show, drag or Ctrl+↑↓ to move."""

    chosen = Signal(tuple)
    """The keys of the columns to be shown, in their order."""
    reset_asked = Signal()

    def __init__(self, columns: Sequence[TableColumn], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self.list = _Movable()
        self.list.setAccessibleName("显示的列")
        self.list.setFixedSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.reset = button("恢复默认列", "word")
        self.column.addWidget(label("勾选要显示的列；拖动或Ctrl+↑↓换位置", "note"))
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.reset)
        self.list.itemChanged.connect(lambda _: self._tell())
        self.list.moved.connect(self._tell)
        self.reset.clicked.connect(self._on_reset)

    def show_choice(self, shown: Sequence[str]) -> None:
        """Tick the columns ``shown`` and put them first, in their order."""
        titles = {column.key: column.title for column in self._columns}
        rest = [column.key for column in self._columns if column.key not in shown]
        self.list.blockSignals(True)
        self.list.clear()
        for key in (*shown, *rest):
            item = QListWidgetItem(titles[key])
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.list.setFocus()

    def _tell(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        keys = tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )
        # A table without columns is of no use: the last tick stays.
        if keys:
            self.chosen.emit(keys)

    def _on_reset(self) -> None:
        self.close()
        self.reset_asked.emit()


class _Movable(QListWidget):
    """Rows that are moved with the mouse or with Ctrl and the arrows."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model().rowsMoved.connect(lambda *_: self.moved.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if held and by:
            self._move_current(by)
            return
        super().keyPressEvent(event)

    def _move_current(self, by: int) -> None:
        row = self.currentRow()
        if 0 <= row + by < self.count():
            self.blockSignals(True)
            item = self.takeItem(row)
            self.insertItem(row + by, item)
            self.setCurrentItem(item)
            self.blockSignals(False)
            self.moved.emit()
