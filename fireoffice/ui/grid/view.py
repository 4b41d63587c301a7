"""The grid itself: cells selected as ranges, typed in, copied, pasted and filled by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from fireoffice.ui.grid import clipboard
from fireoffice.ui.grid.actions import GridActions
from fireoffice.ui.grid.delegate import GridDelegate
from fireoffice.ui.grid.model import GridModel, Place
from fireoffice.ui.grid.tables import Block
from fireoffice.ui.parts.form import Choices
from fireoffice.ui.theme import theme

ROW: Final = 28
HEAD: Final = 29
_SIDE: Final = 52
_LEAST_HEAD_GAP: Final = 22
_MOST_SELECTED: Final = 5_000
"""A larger paste is not selected as a whole: Qt asks about every cell at every turn."""
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier

_MOVES: Final = frozenset(
    {
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
        Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    }
)  # fmt: skip

_Keys = dict[tuple[int, Qt.KeyboardModifier], Callable[[], None]]


class GridView(QTableView):
    """Shows a ``GridModel``."""

    confirmed = Signal()
    """Ctrl+Enter."""
    left = Signal()
    """Esc, with nothing open."""
    told = Signal(str)
    """A sentence for what an action could not do, or did beyond what is seen."""
    headed = Signal(object)
    """A block with a heading row is to be pasted (see ``paste_block``)."""

    def __init__(self, model: GridModel, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self._delegate = GridDelegate(model, choices, self)
        self.commands = GridActions(self)
        self._tabbed_from = -1
        self._keys = self._key_table()
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self._delegate.stepped.connect(self._on_cell_left)
        self._delegate.confirmed.connect(self._on_cell_confirmed)
        self.customContextMenuRequested.connect(self.commands.show_menu)

    def begin(self, row: int = 0, column: int = -1) -> None:
        """Put the focus into the grid, at the first column that may be written."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if column < 0:
            open_ones = [one for one in self.shown_columns() if not self.grid.columns[one].locked]
            column = open_ones[0] if open_ones else 0
        self.go_to(row, column)

    def go_to(self, row: int, column: int) -> None:
        """Select one cell and bring it into sight."""
        index = self.grid.index(row, column)
        self.setColumnHidden(column, False)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def settle(self) -> None:
        """Write what is being typed in a cell."""
        editor = self.viewport().focusWidget()
        if self.state() == QAbstractItemView.State.EditingState and editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, GridDelegate.EndEditHint.NoHint)

    def selected_rows(self) -> tuple[int, int]:
        """Return the first row that is selected, and how many there are down to the last."""
        rows = [cell[0] for cell in self.selected_cells()]
        return (min(rows), max(rows) - min(rows) + 1) if rows else (0, 0)

    def paste_block(self, block: Block, columns: list[int | None] | None = None) -> None:
        """Paste ``block`` at the selection; with ``columns``, each of its columns into that one."""
        cells = self.selected_cells()
        row, column = min(cells) if cells else (0, 0)
        if columns is None:
            column = min((cell[1] for cell in cells), default=0)
            columns = [one for one in self.shown_columns() if one >= column]
            if len(block) == len(block[0]) == 1 and len(cells) > 1:
                self.grid.write(dict.fromkeys(cells, block[0][0]), "粘贴")
                return
        for one in columns:
            if one is not None:
                self.setColumnHidden(one, False)
        done = clipboard.paste(self.grid, block, row, columns, "粘贴")
        self._select(done.rows, done.columns)
        self.told.emit(done.told())

    def go_to_problem(self, step: int = 1) -> bool:
        """Go to the next cell with something wrong (or the one before); False if there is none."""
        here, sight = self.currentIndex(), self._by_sight()
        now = (here.row(), sight.index(here.column()) if here.isValid() else -1)
        problems = self._problems()
        after = [one for one in problems if (one > now if step > 0 else one < now)]
        return self._go_to_one(after or problems, 0 if step > 0 else -1)

    def go_to_first_problem(self) -> bool:
        """Put the cursor into the first cell with something wrong; False if there is none."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._go_to_one(self._problems(), 0)

    def fit_columns(self) -> None:
        """Give each column the width of its kind, and room for its heading."""
        metrics = self.horizontalHeader().fontMetrics()
        for place, column in enumerate(self.grid.columns):
            words = metrics.horizontalAdvance(column.title) + theme.px(_LEAST_HEAD_GAP)
            self.setColumnWidth(place, max(theme.px(column.width), words))
            self.setColumnHidden(place, not column.shown)

    def event(self, event: QEvent) -> bool:
        overridden = event.type() == QEvent.Type.ShortcutOverride
        if overridden and isinstance(event, QKeyEvent) and self._takes(_pressed(event)):
            # The window has keys of its own for some of these.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._keys.get(_pressed(event)) if self._takes(_pressed(event)) else None
        if action is not None and self.state() != QAbstractItemView.State.EditingState:
            action()
            event.accept()
            return
        at_end = self.currentIndex().row() == len(self.grid.lines) - 1
        if event.key() == Qt.Key.Key_Down and _pressed(event)[1] == _NONE and at_end:
            self.grow()
        if event.key() in _MOVES:
            self._tabbed_from = -1
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tabbed_from = -1
        super().mousePressEvent(event)

    def edit(self, index: QModelIndex, trigger: Any = None, event: Any = None) -> bool:  # type: ignore[override]
        if trigger is None:
            super().edit(index)
            return True
        began = super().edit(index, trigger, event)
        if began:
            self._delegate.typing = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
            if not self._delegate.typing:
                _to_end(self.viewport().focusWidget())
        return began

    def _takes(self, pressed: tuple[int, Qt.KeyboardModifier]) -> bool:
        """Return True if a key is the grid's; undo, where the grid has none, is the window's."""
        if pressed == (Qt.Key.Key_Z, _CONTROL) and not self.grid.edits.canUndo():
            return False
        return pressed in self._keys

    def _key_table(self) -> _Keys:
        key = Qt.Key
        table: _Keys = {
            (key.Key_C, _CONTROL): self.commands.copy,
            (key.Key_X, _CONTROL): self.commands.cut,
            (key.Key_V, _CONTROL): self.commands.paste,
            (key.Key_Z, _CONTROL): self.grid.edits.undo,
            (key.Key_Y, _CONTROL): self.grid.edits.redo,
            (key.Key_Z, _CONTROL | _SHIFT): self.grid.edits.redo,
            (key.Key_D, _CONTROL): self.commands.fill_down,
            (key.Key_D, _CONTROL | _SHIFT): self.commands.fill_to_end,
            (key.Key_Plus, _CONTROL): self.commands.insert_rows,
            (key.Key_Equal, _CONTROL): self.commands.insert_rows,
            (key.Key_Plus, _CONTROL | _SHIFT): self.commands.insert_rows,
            (key.Key_Minus, _CONTROL): self.commands.remove_rows,
            (key.Key_Delete, _NONE): self.commands.clear,
            (key.Key_Backspace, _NONE): self.commands.clear,
            (key.Key_F8, _NONE): lambda: self.commands.find_problem(1),
            (key.Key_F8, _SHIFT): lambda: self.commands.find_problem(-1),
            (key.Key_Tab, _NONE): lambda: self._on_stepped(0, 1),
            (key.Key_Backtab, _SHIFT): lambda: self._on_stepped(0, -1),
            (key.Key_Escape, _NONE): self.left.emit,
        }
        for enter in (key.Key_Return, key.Key_Enter):
            table[enter, _NONE] = lambda: self._on_stepped(1, 0)
            table[enter, _SHIFT] = lambda: self._on_stepped(-1, 0)
            table[enter, _CONTROL] = self.confirmed.emit
        return table

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(theme.px(ROW))
        side.setMinimumSectionSize(theme.px(ROW))
        side.setFixedWidth(theme.px(_SIDE))
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        side.setHighlightSections(False)
        head = self.horizontalHeader()
        head.setFixedHeight(theme.px(HEAD))
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setMinimumSectionSize(theme.px(40))
        self.fit_columns()

    def shown_columns(self) -> list[int]:
        """Return the columns in sight, from left to right."""
        return [one for one in self._by_sight() if not self.isColumnHidden(one)]

    def _by_sight(self) -> list[int]:
        head = self.horizontalHeader()
        return [head.logicalIndex(place) for place in range(len(self.grid.columns))]

    def selected_cells(self) -> list[Place]:
        """Return the cells selected, those of hidden columns left out."""
        ranges: Any = self.selectionModel().selection()
        return [
            (row, column)
            for one in ranges
            for row in range(one.top(), one.bottom() + 1)
            for column in range(one.left(), one.right() + 1)
            if not self.isColumnHidden(column)
        ]

    def _problems(self) -> list[Place]:
        """The cells with something wrong, each by its row and its place from the left."""
        names = [self.grid.columns[column].info.name for column in self._by_sight()]
        return [
            (row, place)
            for row, line in enumerate(self.grid.lines)
            if line.is_wrong() or line.overtaken
            for place, name in enumerate(names)
            if line.problem(name)
        ]

    def _go_to_one(self, problems: list[Place], which: int) -> bool:
        if problems:
            row, place = problems[which]
            self.go_to(row, self._by_sight()[place])
        return bool(problems)

    def _select(self, rows: range, columns: tuple[int, ...]) -> None:
        if not rows or not columns:
            return
        first = self.grid.index(rows[0], min(columns))
        last = self.grid.index(rows[-1], max(columns))
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        model.setCurrentIndex(self.grid.index(rows[0], columns[0]), flag.ClearAndSelect)
        if len(rows) * len(columns) <= _MOST_SELECTED:
            model.select(QItemSelection(first, last), flag.ClearAndSelect)

    def grow(self) -> None:
        """Add an empty row at the end."""
        self.grid.insert(len(self.grid.lines), 1)

    def _on_cell_left(self, rows: int, columns: int) -> None:
        self.setFocus()
        self._on_stepped(rows, columns)

    def _on_cell_confirmed(self) -> None:
        self.setFocus()
        self.confirmed.emit()

    def _on_stepped(self, rows: int, columns: int) -> None:
        """Go on as in a spreadsheet: Tab along the row, Enter down to where Tab began."""
        index = self.currentIndex()
        shown = self.shown_columns()
        if not index.isValid() or not shown or (rows, columns) == (0, 0):
            return
        row = index.row() + rows
        place = shown.index(index.column()) if index.column() in shown else 0
        if columns:
            if self._tabbed_from < 0:
                self._tabbed_from = place
            place += columns
            row += place // len(shown)
            place %= len(shown)
        elif self._tabbed_from >= 0:
            place, self._tabbed_from = min(self._tabbed_from, len(shown) - 1), -1
        if row == len(self.grid.lines):
            self.grow()
        if 0 <= row < len(self.grid.lines):
            self.go_to(row, shown[place])


def _pressed(event: QKeyEvent) -> tuple[int, Qt.KeyboardModifier]:
    return event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _to_end(editor: QWidget | None) -> None:
    """Put the cursor behind the text, so that it is gone on with and not replaced."""
    if isinstance(editor, QLineEdit):
        editor.deselect()
        editor.end(False)
    elif isinstance(editor, QPlainTextEdit):
        cursor = editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        editor.setTextCursor(cursor)
