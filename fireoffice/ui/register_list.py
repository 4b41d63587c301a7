"""The list side of a register: search, chips, field filters, table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from fireoffice.domain.fields import FieldInfo
from fireoffice.registers import Register
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.ui.parts.basics import button, tighten
from fireoffice.ui.parts.filter_chips import FieldFilter, FilterChips
from fireoffice.ui.parts.notices import EmptyState
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.register_data import columns_of, rows_of
from fireoffice.ui.theme import theme

_FLAT_FILTERS, _FLAT_FILTERS_LARGE = 3, 1
_OWN_ORDER = ("", True)


class RegisterList(QWidget):
    """Shows what ``wanted`` asks for and tells which row is selected."""

    selected = Signal(str)
    entered = Signal(str)
    creation_asked = Signal()
    changed = Signal()
    """Another search, filter or order: counts and status are to be told anew."""

    def __init__(self, office: Office, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.register = register
        self._search = ""
        self._sort: tuple[str, bool] = _OWN_ORDER
        self._recycled = False
        self._total = 0
        self.chips = FilterChips([(chip.name, chip.label) for chip in register.chips])
        self.filters = {
            info.name: FieldFilter(info.name, info.label)
            for info in (register.field(name) for name in register.filters)
        }
        self._columns = button("", "flat", "columns", hint="选择要显示的列")
        self._clear = button("取消筛选", "word")
        self.table = RecordTable(columns_of(register))
        self.table.setAccessibleName(register.title)
        self._empty = EmptyState()
        self._body = QStackedWidget()
        self._lay_out()
        self._fill_column_menu()
        self.chips.chosen.connect(lambda _: self.reload())
        self._clear.clicked.connect(self.clear_filters)
        self.table.selected.connect(self.selected)
        self.table.entered.connect(self.entered)
        self.table.sort_asked.connect(self._on_sort_asked)
        self._empty.pressed.connect(self._on_empty_pressed)
        for one in self.filters.values():
            one.chosen.connect(lambda *_: self.reload())

    def search(self, text: str) -> None:
        """Show only what contains every word of ``text``."""
        self._search = text
        self.reload()

    def show_recycled(self, recycled: bool) -> None:
        """Show the recycle bin, or the register."""
        self._recycled = recycled
        self._chip_row.setVisible(not recycled)

    def recycled(self) -> bool:
        """Return whether the recycle bin is shown."""
        return self._recycled

    def clear_filters(self) -> None:
        """Take every filter away."""
        self.chips.set_current("")
        for one in self.filters.values():
            one.set_current("")
        self.reload()

    def filtered(self) -> bool:
        """Return whether anything keeps records out of sight."""
        return bool(
            self._search
            or (not self._recycled and self.chips.current())
            or any(one.current() for one in self.filters.values())
        )

    def reload(self, keep: str = "", or_first: bool = True) -> bool:
        """Read the rows anew and select ``keep`` (or what was selected), else the first row.

        Returns whether a row is selected.
        """
        keep = keep or self.table.current_id()
        found = self.table.show_rows(self._fetch, self._shown_sort(), keep, or_first)
        self._total = self.table.total()
        self._say_if_empty()
        self.changed.emit()
        return found

    def refresh_choices(self) -> None:
        """Offer the values that the filters' fields may have now."""
        for name, one in self.filters.items():
            one.set_values(self._values_of(self.register.field(name)))

    def refresh_counts(self) -> dict[str, int]:
        """Count the chips anew and return all counts."""
        found = records.counts(self._office, self.register, records.Query(self._search))
        self.chips.set_counts(found)
        self._clear.setVisible(self.filtered())
        return found

    def empty_sentence(self) -> str:
        """Return what is said where the first row would be."""
        return self._empty.sentence()

    def total(self) -> int:
        """Return how many rows there are."""
        return self._total

    def wanted(self, offset: int = 0, limit: int = 100) -> records.Query:
        """Return what is asked of the services."""
        chip = self.chips.current()
        narrowed = {} if self._recycled else self._field_filters()
        return records.Query(
            search=self._search,
            filters=narrowed,
            chips=(chip,) if chip and not self._recycled else (),
            sort=() if self._sort == _OWN_ORDER else (self._sort,),
            offset=offset,
            limit=limit,
            recycled=self._recycled,
        )

    def _field_filters(self) -> dict[str, object]:
        return {name: one.current() for name, one in self.filters.items() if one.current()}

    def _fetch(self, offset: int, limit: int) -> tuple[Sequence[object], int]:
        page = records.query(self._office, self.register, self.wanted(offset, limit))
        today = self._office.clock.today()
        return rows_of(self.register, page.rows, today), page.total

    def _shown_sort(self) -> tuple[str, bool]:
        if self._sort != _OWN_ORDER or self._recycled:
            return self._sort
        shown = {column.name for column in self.register.columns}
        return next((one for one in self.register.order if one[0] in shown), _OWN_ORDER)

    def _values_of(self, info: FieldInfo) -> tuple[str, ...]:
        found = records.choices(self._office, info)
        return found or records.suggestions(self._office, self.register, info.name)

    def _say_if_empty(self) -> None:
        noun = self.register.noun
        if self._total:
            self._body.setCurrentWidget(self.table)
            return
        if self._recycled:
            self._empty.say(f"回收站里没有{noun}。")
        elif self.filtered():
            self._empty.say(f"没有符合条件的{noun}。", "取消筛选")
        else:
            self._empty.say(f"还没有{noun}。", self.register.new_label)
        self._body.setCurrentWidget(self._empty)

    def _on_empty_pressed(self) -> None:
        if self.filtered():
            self._search = ""
            self.clear_filters()
        else:
            self.creation_asked.emit()

    def _on_sort_asked(self, key: str, ascending: bool) -> None:
        self._sort = (key, ascending)
        self.reload()

    def _lay_out(self) -> None:
        self._chip_row = QWidget()
        row = QHBoxLayout(self._chip_row)
        tighten(row, 8, (12, 4, 8, 8))
        row.addWidget(self.chips)
        flat = _FLAT_FILTERS if theme.scale == 1 else _FLAT_FILTERS_LARGE
        for one in list(self.filters.values())[:flat]:
            row.addWidget(one)
        further = list(self.filters.items())[flat:]
        if further:
            row.addWidget(self._further(further))
        row.addWidget(self._clear)
        row.addStretch(1)
        self._columns.setFixedWidth(theme.px(30))
        row.addWidget(self._columns)
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self._chip_row)
        column.addWidget(self._body, 1)

    def _further(self, filters: Sequence[tuple[str, FieldFilter]]) -> QWidget:
        """Keep the lesser filters in one menu, so that the row fits a small window."""
        more = button("更多条件", "flat", "chevron-down")
        more.setLayoutDirection(more.layoutDirection().RightToLeft)
        menu = QMenu(more)
        for _, one in filters:
            menu.addMenu(one.menu())
            one.setParent(self)
            one.hide()
        more.setMenu(menu)
        return more

    def _fill_column_menu(self) -> None:
        menu = QMenu(self._columns)
        for column in columns_of(self.register):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(True)
            action.setData(column.key)
            action.setEnabled(column.key != self.register.title_field)
            action.toggled.connect(partial(self._on_columns_toggled, menu))
            menu.addAction(action)
        self._columns.setMenu(menu)

    def _on_columns_toggled(self, menu: QMenu, _: bool) -> None:
        hidden = [str(one.data()) for one in menu.actions() if not one.isChecked()]
        self.table.hide_columns(frozenset(hidden))
