"""The list side of a register: search, conditions, views, the table, and the chosen rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fireoffice.domain.changes import Changes
from fireoffice.registers import Register
from fireoffice.services import records
from fireoffice.services.lists import listing
from fireoffice.services.lists.cells import Cells
from fireoffice.services.lists.regions import list_regions
from fireoffice.services.lists.settings import Columns
from fireoffice.services.office import Office
from fireoffice.services.papers.planning import kinds_for
from fireoffice.ui.changes import hub_of
from fireoffice.ui.lists import sort_menu
from fireoffice.ui.lists.condition_editor import RANGED
from fireoffice.ui.lists.filter_row import FilterRow
from fireoffice.ui.lists.kept_views import KeptViews
from fireoffice.ui.lists.list_menu import ListMenu
from fireoffice.ui.lists.selection_strip import SelectionStrip
from fireoffice.ui.lists.strips import ListStrips
from fireoffice.ui.lists.table_rows import columns_of, rows_of
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.parts.notices import EmptyState
from fireoffice.ui.parts.record_table import RecordTable, Sort

_EVERYTHING = -1


class RegisterList(QWidget):
    """Shows what ``wanted`` asks for and tells which row is current and which are chosen."""

    selected = Signal(str)
    entered = Signal(str)
    creation_asked = Signal()
    changed = Signal()
    """Another search, filter or order: counts and status are to be told anew."""
    search_changed = Signal(str)
    """A view was chosen that looks for these words."""
    bulk_edit_asked = Signal(object)
    """The chosen records: their ids, or the ``Query`` that finds them all."""
    grid_edit_asked = Signal(object)
    """The same, to be changed cell by cell."""
    papers_asked = Signal(object, object)
    """The same, from which papers of a ``PaperKind`` are to be made."""
    grid_asked = Signal()
    """Many new records are to be typed into a grid."""
    copy_asked = Signal(bool)
    """The chosen rows are to go onto the clipboard; True for personal data in full."""
    export_asked = Signal(bool)
    """Fires with True if only the chosen rows are to be exported."""
    print_asked = Signal()
    removal_asked = Signal(str)
    """The chosen records are to go to the recycle bin, for this reason."""
    restore_asked = Signal()
    failed = Signal(str, str)

    def __init__(self, office: Office, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.register = register
        self._search = ""
        self._sort: Sort = ()
        self._recycled = False
        self._total = 0
        self._stale = True
        # Children get their final parent at once: Qt styles a tree anew at every move.
        self._body = QStackedWidget(self)
        self.row = FilterRow(register, self._find_values, office.clock.today())
        self.chips, self.filters = self.row.chips, self.row.filters
        self.choosing = SelectionStrip(kinds_for(register.name))
        self._strips = ListStrips(self.row, self.choosing, self)
        self.exporting = self._strips.exporting
        self.table = RecordTable(columns_of(register), self._body, many=True)
        self.table.setAccessibleName(register.title)
        self._empty = EmptyState(self._body)
        self._lay_out()
        self.menu = ListMenu(self)
        self.columns = self.menu.columns
        self.views = KeptViews(office, self)
        self.row.add_tool(self.views.button)
        self._connect()
        hub_of(office).changed.connect(self._on_changes)

    def search(self, text: str) -> None:
        """Show only what contains every word of ``text``."""
        self._search = text
        self.reload()

    def show_recycled(self, recycled: bool) -> None:
        """Show the recycle bin, or the register."""
        self._stale = self._stale or recycled != self._recycled
        self._recycled = recycled
        self.show_filters()

    def recycled(self) -> bool:
        """Return True if the recycle bin is shown."""
        return self._recycled

    def clear_filters(self) -> None:
        """Take every filter away."""
        self.row.put((), {})
        self.reload()

    def filtered(self) -> bool:
        """Return True if anything keeps records out of sight."""
        return bool(self._search or (not self._recycled and self.row.any()))

    def reload(self, keep: str = "", or_first: bool = True) -> bool:
        """Read the rows anew and select ``keep`` (or what was selected), else the first row.

        Returns whether a row is selected.
        """
        keep = keep or self.table.current_id()
        self._stale = False
        found = self.table.show_rows(self._fetch, keep, or_first, self.shown_sort(), self._place_of)
        self._total = self.table.total()
        self._say_if_empty()
        self.views.compare()
        self.changed.emit()
        return found

    def refresh(self) -> None:
        """Read the rows anew if anything was written that they show."""
        if self._stale:
            self.reload(or_first=False)

    def mark_stale(self) -> None:
        """Read everything anew at the next ``refresh``: another program or another day came."""
        self._stale = True

    def is_stale(self) -> bool:
        """Return True if the rows on screen may be others by now."""
        return self._stale

    def refresh_counts(self) -> dict[str, int]:
        """Count the chips anew and return all counts."""
        found = records.counts(self._office, self.register, records.Query(self._search))
        self.row.set_counts(found)
        return found

    def empty_sentence(self) -> str:
        """Return the sentence that stands where the first row would be."""
        return self._empty.sentence()

    def total(self) -> int:
        """Return the number of rows."""
        return self._total

    def wanted(self, offset: int = 0, limit: int = 100) -> records.Query:
        """Return the query that the services are asked."""
        chip = self.row.chip()
        return records.Query(
            search=self._search,
            filters={} if self._recycled else self.row.conditions(),
            chips=(chip,) if chip and not self._recycled else (),
            sort=self._sort,
            offset=offset,
            limit=limit,
            recycled=self._recycled,
        )

    def everything(self) -> records.Query:
        """Return the query that the services are asked, without an end."""
        return self.wanted(limit=_EVERYTHING)

    def put(self, query: records.Query, columns: Columns) -> None:
        """Ask for what ``query`` asks for, in ``columns``; ``reload`` shows it."""
        self._sort, self._stale = query.sort, True
        self.row.put(query.chips, query.filters)
        self.table.choose_columns(columns)
        self.look_for(query.search)

    def look_for(self, text: str) -> None:
        """Ask for what contains every word of ``text``; ``reload`` shows it."""
        if text != self._search:
            self._search, self._stale = text, True
            self.search_changed.emit(text)

    def search_text(self) -> str:
        """Return the words searched for."""
        return self._search

    def order(self, sort: Sort) -> None:
        """Order the rows by ``sort``; empty for the register's own order."""
        self._sort = sort
        self.reload()

    def which(self) -> records.Query | tuple[str, ...]:
        """Return the chosen records: their ids, or, where all are, the query that finds them."""
        if self.table.chosen_count() == self._total > 1:
            return self.everything()
        return self.chosen_ids()

    def chosen_ids(self) -> tuple[str, ...]:
        """Return the ids of the chosen records, in the order of the list."""
        ids: list[str] = []
        for first, last in self.table.chosen_ranges():
            wanted = self.wanted(first, last - first + 1)
            ids += (
                [self.table.id_at(first)]
                if first == last
                else listing.keys(self._office, self.register, wanted)
            )
        return tuple(ids)

    def show_export(self) -> None:
        """Show what is asked or told about an export."""
        self._strips.show_export()

    def show_filters(self) -> None:
        """Show the filters, or what can be done where several rows are chosen."""
        self._strips.show_for(self.table.chosen_count(), self._recycled)

    def shown_sort(self) -> Sort:
        """Return the columns by which the rows are ordered, as far as it is to be marked."""
        if self._sort or self._recycled:
            return self._sort
        shown = {column.name for column in self.register.columns}
        return tuple(one for one in self.register.order if one[0] in shown)[:1]

    def shows_masked(self) -> bool:
        """Return True if a column in sight hides part of what it holds."""
        today = self._office.clock.today()
        return Cells(self.register, self.table.shown_names(), today).has_masked()

    def _on_changes(self, changes: Changes) -> None:
        names = (
            *self.table.shown_names(),
            *self.row.conditions(),
            *(name for name, _ in self._sort),
        )
        regions = list_regions(self.register, names, self._office.clock.today())
        self._stale = self._stale or changes.touch(regions)

    def _fetch(self, offset: int, limit: int) -> tuple[Sequence[object], int]:
        wanted = self.wanted(offset, limit)
        if offset:
            # The total was counted with the first block.
            rows, total = listing.block(self._office, self.register, wanted), self._total
        else:
            page = records.query(self._office, self.register, wanted)
            rows, total = page.rows, page.total
        names = [column.key for column in self.table.columns()]
        return rows_of(self.register, names, rows, self._office.clock.today()), total

    def _place_of(self, record_id: str) -> int:
        return listing.place_of(self._office, self.register, self.wanted(), record_id)

    def _find_values(self, name: str, typed: str) -> Sequence[str]:
        info = self.register.field(name)
        if info.kind in RANGED:
            return ()
        found = listing.find_choices(self._office, info, typed)
        return found or listing.suggestions(self._office, self.register, name, typed)

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
            self.look_for("")
            self.clear_filters()
        else:
            self.creation_asked.emit()

    def _on_chosen(self, count: int) -> None:
        self.choosing.tell(count, self._total, self._recycled, self.shows_masked())
        if not self._strips.shows_export() or count > 1:
            self.show_filters()

    def _connect(self) -> None:
        self.row.changed.connect(self.reload)
        self.row.clear.clicked.connect(self.clear_filters)
        self.table.selected.connect(self.selected)
        self.table.entered.connect(self.entered)
        self.table.chosen.connect(self._on_chosen)
        self.table.copy_asked.connect(lambda: self.copy_asked.emit(False))
        self.table.sort_asked.connect(lambda key, up: self.order(sort_menu.asked(key, up)))
        self.table.sort_added.connect(
            lambda key, up: self.order(sort_menu.added(self.shown_sort(), key, up))
        )
        self.choosing.bulk_edit_asked.connect(lambda: self.bulk_edit_asked.emit(self.which()))
        self.choosing.grid_edit_asked.connect(lambda: self.grid_edit_asked.emit(self.which()))
        self.choosing.papers_asked.connect(lambda kind: self.papers_asked.emit(self.which(), kind))
        self.choosing.copy_asked.connect(self.copy_asked)
        self.choosing.export_asked.connect(lambda: self.export_asked.emit(True))
        self.choosing.removal_asked.connect(self.removal_asked)
        self.choosing.restore_asked.connect(self.restore_asked)
        self.choosing.all_asked.connect(self._on_all_asked)
        self.choosing.cleared.connect(self._on_choice_cleared)
        self.exporting.closed.connect(self.show_filters)
        self._empty.pressed.connect(self._on_empty_pressed)

    def _on_all_asked(self) -> None:
        self.table.selectAll()
        self.table.setFocus()

    def _on_choice_cleared(self) -> None:
        self.table.choose_only_current()
        self.table.setFocus()

    def _lay_out(self) -> None:
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self._strips)
        column.addWidget(self._body, 1)
