"""The register table: fixed rows, a head that sorts, the row under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from fireoffice.ui.parts.table_delegate import ROW, RecordDelegate
from fireoffice.ui.parts.table_model import Fetch, RecordTableModel, TableColumn
from fireoffice.ui.theme import theme

HEAD = 29
_FLEX_LEAST = 180
_ARROW = 46


class RecordTable(QTableView):
    """Shows a ``RecordTableModel``; one row is selected, Enter or double click opens it."""

    selected = Signal(str)
    """Id of the row selected; empty when there is none."""
    entered = Signal(str)
    """Id of the row on which Enter was pressed."""
    sort_asked = Signal(str, bool)
    """Column key, and whether ascending."""

    def __init__(self, columns: Sequence[TableColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RecordTableModel(columns, self)
        self._delegate = RecordDelegate(self._model.columns, self)
        self._sort: tuple[str, bool] = ("", True)
        self._hidden: frozenset[str] = frozenset()
        self._quiet = False
        self._told = ""
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._set_up_view()
        self._set_up_head()

    def show_rows(
        self, fetch: Fetch, sort: tuple[str, bool], keep: str = "", or_first: bool = True
    ) -> bool:
        """Show the rows of ``fetch`` and select ``keep``; where it is not, the first row.

        Returns whether a row is selected; ``selected`` fires only when it is another one.
        """
        top = self.verticalScrollBar().value()
        before = self._told
        self._sort = sort
        self._quiet = True
        self._model.show(fetch, sort)
        self._show_arrow()
        self._fit_columns()
        place = self._model.find(keep) if keep else -1
        if place >= 0:
            self.verticalScrollBar().setValue(top)
        elif or_first:
            place = min(0, self._model.total() - 1)
        if place >= 0:
            self.select_place(place)
        self._quiet = False
        if place >= 0 and self.current_id() != before:
            self._tell()
        return place >= 0

    def total(self) -> int:
        """Return the number of rows."""
        return self._model.total()

    def current_id(self) -> str:
        """Return the id of the selected row, or an empty text."""
        row = self._model.row(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return row.id if row is not None else ""

    def current_text(self, key: str) -> str:
        """Return what is written in the column ``key`` of the selected row."""
        row = self._model.row(self.currentIndex().row())
        return row.texts.get(key, "") if row is not None else ""

    def step(self, by: int) -> None:
        """Select the row ``by`` places further down, as far as there are any."""
        place = self.currentIndex().row() + by
        if 0 <= place < self.total():
            self.select_place(place)

    def select_place(self, place: int) -> None:
        """Select the row at ``place`` and bring it into sight."""
        index = self._model.index(place, 0)
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def hide_columns(self, keys: frozenset[str]) -> None:
        """Leave out the columns ``keys``."""
        self._hidden = keys
        self._fit_columns()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and self.current_id() != self._told:
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.current_id():
            self.entered.emit(self.current_id())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(theme.px(ROW))
        side.setMinimumSectionSize(theme.px(ROW))

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        head.setFixedHeight(theme.px(HEAD))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(theme.px(30))
        head.sectionClicked.connect(self._on_head_clicked)
        corner = QWidget()
        corner.setProperty("part", "desk")
        corner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        corner.setFixedHeight(theme.px(HEAD))
        self.addScrollBarWidget(corner, Qt.AlignmentFlag.AlignTop)

    def _on_head_clicked(self, section: int) -> None:
        column = self._model.columns[section]
        if not column.sortable:
            self._show_arrow()
            return
        key, ascending = self._sort
        self.sort_asked.emit(column.key, not ascending if key == column.key else True)

    def _show_arrow(self) -> None:
        head = self.horizontalHeader()
        key, ascending = self._sort
        keys = [column.key for column in self._model.columns]
        if key not in keys:
            head.setSortIndicatorShown(False)
            return
        head.setSortIndicatorShown(True)
        order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        head.blockSignals(True)
        head.setSortIndicator(keys.index(key), order)
        head.blockSignals(False)

    def _fit_columns(self) -> None:
        """Give each column its width and the rest to the open ones; drop optional ones first."""
        room = self.viewport().width()
        columns = self._model.columns
        shown = {column.key for column in columns if column.key not in self._hidden}

        def needed() -> int:
            return sum(
                self._width(column) or theme.px(_FLEX_LEAST)
                for column in columns
                if column.key in shown
            )

        for column in reversed(columns):
            if needed() <= room:
                break
            if column.optional:
                shown.discard(column.key)
        flexible = [c for c in columns if c.key in shown and not c.width]
        fixed = sum(self._width(c) for c in columns if c.key in shown)
        share = max(theme.px(_FLEX_LEAST), (room - fixed) // max(1, len(flexible)))
        for place, column in enumerate(columns):
            self.setColumnHidden(place, column.key not in shown)
            self.setColumnWidth(place, self._width(column) or share)

    def _width(self, column: TableColumn) -> int:
        """The width of a column in force; the sorted one has room for its arrow. 0: open."""
        if not column.width:
            return 0
        width = theme.px(column.width)
        if column.key == self._sort[0]:
            words = QFontMetrics(theme.font()).horizontalAdvance(column.title)
            width = max(width, words + theme.px(_ARROW))
        return width

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()
