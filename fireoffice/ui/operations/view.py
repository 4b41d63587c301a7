"""操作记录: the list of what was done, newest first, with its search, filters and panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.registers import REGISTERS
from fireoffice.services.history import operations
from fireoffice.services.history.operation_changes import changes
from fireoffice.services.history.operations import BuiltUpon, OperationRow
from fireoffice.services.office import Office
from fireoffice.ui.operations.panel import OperationPanel
from fireoffice.ui.parts.basics import button, tighten
from fireoffice.ui.parts.choice_filter import ChoiceFilter
from fireoffice.ui.parts.notices import EmptyState
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.search_field import SearchField
from fireoffice.ui.parts.table_model import TableColumn
from fireoffice.ui.words import moment

_COLUMNS: Final = (
    TableColumn("at", "时间", 130, "quiet", sortable=False),
    TableColumn("label", "操作", 0, sortable=False),
    TableColumn("touched", "涉及记录", 0, "quiet", sortable=False),
    TableColumn("author", "经办人", 90, "quiet", sortable=False),
    TableColumn("state", "状态", 80, "quiet", sortable=False),
)
_DAYS: Final = {"今天": 0, "近7天": 6, "近30天": 29, "近一年": 365}


@dataclass(frozen=True)
class _Line:
    id: str
    texts: dict[str, str]
    stage: str = ""
    closed: bool = False
    urgency: str = "none"


class OperationsView(QWidget):
    """Finds any action of any year and takes it back, as far as nothing newer stands on it."""

    told = Signal(str)
    """The count for the status bar."""
    taken_back = Signal(str)
    """Carries the sentence for the undo bar."""
    done_again = Signal(str)
    failed = Signal(str, str)
    opened = Signal(str, str)
    """Register and id of a record that is to be shown."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.search = SearchField("查操作、记录名称、编号")
        self.days = ChoiceFilter("时间")
        self.days.set_values(tuple(_DAYS))
        self.authors = ChoiceFilter("经办人")
        self.registers = ChoiceFilter("台账")
        self.registers.set_values([register.title for register in REGISTERS.values()])
        self.clear = button("取消筛选", "word")
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName("操作记录")
        self._empty = EmptyState()
        self.body = QStackedWidget()
        self.panel = OperationPanel()
        self.tools = QHBoxLayout()
        self._lay_out()
        self.search.searched.connect(lambda _: self._refill())
        for one in self._filters():
            one.chosen.connect(lambda _: self._refill())
        self.clear.clicked.connect(self.clear_filters)
        self._empty.pressed.connect(self.clear_filters)
        self.table.selected.connect(self._on_selected)
        self.panel.undo_pressed.connect(self._on_undo_pressed)
        self.panel.redo_pressed.connect(self._on_redo_pressed)
        self.panel.blocker_pressed.connect(self.open_operation)
        self.panel.record_pressed.connect(self.opened)

    def reload(self) -> None:
        """Read the list anew; the action that was selected stays so where it is still listed."""
        self.authors.set_values(operations.authors(self._office))
        self._refill()

    def _refill(self) -> None:
        self.clear.setVisible(self._is_filtered())
        keep = self.table.current_id()
        locate = None if self._is_filtered() else partial(operations.place_of, self._office)
        is_there = self.table.show_rows(self._fetch, keep, locate=locate)
        self._empty.say(
            "没有符合的操作。" if self._is_filtered() else "还没有操作。",
            "取消筛选" if self._is_filtered() else "",
        )
        self.body.setCurrentWidget(self.table if is_there else self._empty)
        self.panel.setVisible(is_there)
        if is_there:
            self._on_selected(self.table.current_id())
        self.told.emit(f"操作{self.table.total():,}次")

    def clear_filters(self) -> None:
        """Show everything again."""
        self.search.reset()
        for one in self._filters():
            one.set_current("")
        self._refill()

    def open_operation(self, op_id: str) -> None:
        """Show the action ``op_id``, wherever in the list it stands."""
        self.clear_filters()
        self.table.select_place(operations.place_of(self._office, op_id))
        self.table.setFocus()

    def _fetch(self, offset: int, limit: int) -> tuple[Sequence[_Line], int]:
        today = self._office.clock.today()
        page = operations.listing(
            self._office,
            search=self.search.text(),
            author=self.authors.current(),
            since=self._since(today),
            register=self._register(),
            offset=offset,
            limit=limit,
        )
        return tuple(_line(one, today) for one in page.rows), page.total

    def _since(self, today: date) -> date | None:
        days = _DAYS.get(self.days.current())
        return None if days is None else today - timedelta(days=days)

    def _register(self) -> str:
        titles = {register.title: name for name, register in REGISTERS.items()}
        return titles.get(self.registers.current(), "")

    def _filters(self) -> tuple[ChoiceFilter, ...]:
        return (self.days, self.authors, self.registers)

    def _is_filtered(self) -> bool:
        return bool(self.search.text() or any(one.current() for one in self._filters()))

    def _on_selected(self, op_id: str) -> None:
        if op_id:
            told = changes(self._office, op_id)
            self.panel.show_operation(operations.row(self._office, op_id), told)

    def _on_undo_pressed(self) -> None:
        label = self._tried(operations.undo_operation)
        if label:
            self.taken_back.emit(f"已撤销：{label}")

    def _on_redo_pressed(self) -> None:
        label = self._tried(operations.redo_operation)
        if label:
            self.done_again.emit(f"已重做：{label}")

    def _tried(self, act: Callable[[Office, str], str]) -> str:
        """The name of the action, or an empty text where it was refused and told why."""
        try:
            label = act(self._office, self.table.current_id())
        except BuiltUpon as problem:
            self.panel.complain(str(problem), problem.op_id)
        except OfficeError as problem:
            self.panel.complain(str(problem), "")
        else:
            self.reload()
            return label
        return ""

    def _lay_out(self) -> None:
        tighten(self.tools, 8, (4, 8, 12, 6))
        self.tools.addStretch(1)
        self.tools.addWidget(self.search)
        chips = QHBoxLayout()
        tighten(chips, 6, (8, 0, 12, 6))
        for one in (*self._filters(), self.clear):
            chips.addWidget(one)
        chips.addStretch(1)
        self.body.addWidget(self.table)
        self.body.addWidget(self._empty)
        left = QVBoxLayout()
        tighten(left)
        left.addLayout(self.tools)
        left.addLayout(chips)
        left.addWidget(self.body, 1)
        row = QHBoxLayout(self)
        tighten(row)
        row.addLayout(left, 1)
        row.addWidget(self.panel)


def _line(one: OperationRow, today: date) -> _Line:
    state = "已撤销" if one.taken_back else "不能撤销" if one.is_final else ""
    texts = {
        "at": moment(one.at, today),
        "label": one.label,
        "touched": _touched(one),
        "author": one.author,
        "state": state,
    }
    return _Line(one.id, texts, closed=one.taken_back)


def _touched(one: OperationRow) -> str:
    """「高石村」, or 「2021-0001老街等30条隐患」 where there are more than can be named."""
    touched = one.touched
    first = touched.titles[0] if touched.titles else ""
    if touched.records <= len(touched.titles):
        return "、".join(touched.titles)
    return f"{first}等{touched.records:,}条{'、'.join(touched.nouns)}"
