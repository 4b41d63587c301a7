"""The register table: fixed rows, columns as one wants them, one row current, any number chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from fireoffice.services.lists.settings import Columns
from fireoffice.ui.parts.kept_place import KeptPlace
from fireoffice.ui.parts.table_columns import Sort, TableColumns
from fireoffice.ui.parts.table_delegate import ROW, RecordDelegate
from fireoffice.ui.parts.table_model import Fetch, RecordTableModel, TableColumn
from fireoffice.ui.theme import theme

__all__ = ["RecordTable", "Sort"]


class RecordTable(QTableView):
    """Shows a ``RecordTableModel``; one row is current, Enter or double click opens it.

    With ``many``, any number of rows may be chosen beside the current one.
    """

    selected = Signal(str)
    """Id of the current row; empty when there is none."""
    entered = Signal(str)
    """Id of the row on which Enter was pressed."""
    chosen = Signal(int)
    """The number of rows chosen now."""
    sort_asked = Signal(str, bool)
    """Column key, and True for ascending."""
    sort_added = Signal(str, bool)
    """Column key by which rows that are equal so far are to be ordered, and True for ascending."""
    columns_changed = Signal(object)
    """The ``Columns`` as they were drawn and moved by hand."""
    copy_asked = Signal()

    def __init__(
        self, columns: Sequence[TableColumn], parent: QWidget | None = None, many: bool = False
    ) -> None:
        super().__init__(parent)
        self._model = RecordTableModel(columns, self)
        self._delegate = RecordDelegate(self._model.columns, self)
        self._quiet = False
        self._told = ""
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._set_up_view()
        self._columns = TableColumns(self, self._model.columns)
        self.head = self._columns.head
        self._columns.arranged.connect(self._on_arranged)
        self._columns.drawn.connect(self.columns_changed)
        self._columns.sort_asked.connect(self.sort_asked)
        self._columns.sort_added.connect(self.sort_added)
        if many:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def show_rows(
        self,
        fetch: Fetch,
        keep: str = "",
        or_first: bool = True,
        sort: Sort = (),
        locate: Callable[[str], int] | None = None,
    ) -> bool:
        """Show the rows of ``fetch`` and select ``keep``; where it is not, the first row.

        What is in sight stays where it was, and a few chosen rows stay chosen. ``locate`` tells
        where a record stands that is far down. Returns whether a row is selected; ``selected``
        fires only when it is another one.
        """
        kept, before = KeptPlace(self), self._told
        self._quiet = True
        self._model.show(fetch, locate)
        self._columns.show_sort(sort)
        place = self._model.find(keep, kept.row) if keep else -1
        if place < 0 and or_first:
            place = min(0, self._model.total() - 1)
        kept.restore(place, self._model.find)
        self._quiet = False
        self.chosen.emit(self.chosen_count())
        if place < 0:
            # The row is gone: the next current row is told of, even if it was told of before.
            self._told = ""
        elif self.current_id() != before:
            self._tell()
        return place >= 0

    def total(self) -> int:
        """Return the number of rows."""
        return self._model.total()

    def current_id(self) -> str:
        """Return the id of the current row, or an empty text."""
        row = self._model.row(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return row.id if row is not None else ""

    def current_text(self, key: str) -> str:
        """Return the text in the column ``key`` of the current row."""
        row = self._model.row(self.currentIndex().row())
        return row.texts.get(key, "") if row is not None else ""

    def id_at(self, place: int) -> str:
        """Return the id of the row at ``place``, or an empty text."""
        row = self._model.row(place)
        return row.id if row is not None else ""

    def step(self, by: int) -> None:
        """Select the row ``by`` places further down, as far as there are any."""
        place = self.currentIndex().row() + by
        if 0 <= place < self.total():
            self.select_place(place)

    def select_place(self, place: int) -> None:
        """Select the row at ``place`` alone and bring it into sight."""
        left = self.horizontalScrollBar().value()
        index = self._model.index(place, self._column_in_sight())
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        self.horizontalScrollBar().setValue(left)

    def chosen_ranges(self) -> tuple[tuple[int, int], ...]:
        """Return the chosen rows as (first, last) places, from the top."""
        ranges = self.selectionModel().selection()
        found = {(ranges.at(n).top(), ranges.at(n).bottom()) for n in range(ranges.count())}
        merged: list[tuple[int, int]] = []
        for first, last in sorted(found):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return tuple(merged)

    def chosen_count(self) -> int:
        """Return the number of rows chosen."""
        return sum(last - first + 1 for first, last in self.chosen_ranges())

    def choose_only_current(self) -> None:
        """Deselect every row but the current one."""
        if self.currentIndex().isValid():
            self.select_place(self.currentIndex().row())

    def columns(self) -> tuple[TableColumn, ...]:
        """Return all columns that may be shown."""
        return self._model.columns

    def choice(self) -> Columns:
        """Return the columns that are wanted, with their widths."""
        return self._columns.choice

    def choose_columns(self, choice: Columns) -> None:
        """Show the columns of ``choice``."""
        self._columns.choose(choice)

    def shown_names(self) -> tuple[str, ...]:
        """Return the keys of the columns in sight, from left to right."""
        return self._columns.shown_names()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and self.current_id() != self._told:
            self._tell()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.chosen.emit(self.chosen_count())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.current_id():
            self.entered.emit(self.current_id())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and self.chosen_count() > 1:
            self.choose_only_current()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.arrange()

    def _tell(self) -> None:
        self._told = self.current_id()
        self.selected.emit(self._told)

    def _set_up_view(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(theme.px(ROW))
        side.setMinimumSectionSize(theme.px(ROW))

    def _on_arranged(self, first: int) -> None:
        self._delegate.first = first

    def _column_in_sight(self) -> int:
        """A column that may be current: the one that is, else the first from the left."""
        now = self.currentIndex().column()
        if now >= 0 and not self.head.isSectionHidden(now):
            return now
        return self._delegate.first

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()
