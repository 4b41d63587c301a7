"""公文登记簿: the first thing that the tab shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fireoffice.domain.papers import PaperState
from fireoffice.services.office import Office
from fireoffice.services.papers import register as paper_register
from fireoffice.services.papers.register import PaperRow
from fireoffice.ui.circular.head import OPEN_HINT, UNTITLED
from fireoffice.ui.circular.records_behind import RecordsBehind
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.filter_chips import FilterChips
from fireoffice.ui.parts.notices import EmptyState
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.search_field import SearchField
from fireoffice.ui.parts.table_model import TableColumn
from fireoffice.ui.theme import theme

_ALL = 100_000
"""Papers read at once: a township writes some hundred a year."""

_COLUMNS = (
    TableColumn("state", "状态", 104, "stage", sortable=False),
    TableColumn("number", "发文字号", 190, sortable=False),
    TableColumn("title", "标题", 0, sortable=False),
    TableColumn("kind", "文种", 76, "quiet", sortable=False),
    TableColumn("recipients", "主送机关", 210, "quiet", sortable=False, optional=True),
    TableColumn("dated", "成文日期", 104, "date", sortable=False),
    TableColumn("updated", "最近修改", 104, "date", sortable=False, optional=True),
)


@dataclass(frozen=True)
class _Line:
    """A paper as the table wants it."""

    id: str
    stage: str
    closed: bool
    texts: dict[str, str] = field(default_factory=dict[str, str])
    urgency: str = ""


class PaperList(QWidget):
    """Search, states, table; or what to do when there is nothing yet."""

    opened = Signal(str)
    """Id of the paper to open."""
    new_pressed = Signal()
    file_pressed = Signal()
    folder_pressed = Signal()
    sample_pressed = Signal()
    counted = Signal(str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._words = ""
        self.search = SearchField("查文号、标题、主送机关")
        self.new = button("起草公文", icon="plus")
        self.file = button("打开文件")
        self.file.setToolTip(OPEN_HINT)
        self.folder = button("规范文件夹")
        self.folder.setToolTip("查一个文件夹里的全部公文，列出问题，各存一份规范稿；原文件不动")
        self.chips = FilterChips([(state.value, state.value) for state in PaperState])
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName("公文登记簿")
        self.behind = RecordsBehind(office)
        self._empty = EmptyState()
        self._body = QStackedWidget()
        self._build()
        self.search.searched.connect(self._on_searched)
        self.new.clicked.connect(self.new_pressed)
        self.file.clicked.connect(self.file_pressed)
        self.folder.clicked.connect(self.folder_pressed)
        self.chips.chosen.connect(self.reload)
        self.table.entered.connect(self.opened)
        self.table.selected.connect(self.behind.show_paper)
        self.table.doubleClicked.connect(self._on_double_clicked)
        self._empty.pressed.connect(self._on_empty_pressed)

    def reload(self) -> None:
        """Read the register anew; the selected paper stays selected."""
        every = paper_register.papers(self._office, search=self._words, limit=_ALL)
        wanted = self.chips.current()
        shown = [row for row in every if not wanted or row.state.value == wanted]
        counts = {state.value: sum(row.state is state for row in every) for state in PaperState}
        self.chips.set_counts(counts)
        lines = [_line_of(row) for row in shown]

        def fetch(offset: int, limit: int) -> tuple[Sequence[Any], int]:
            return lines[offset : offset + limit], len(lines)

        kept = self.table.current_id()
        kept = kept if any(line.id == kept for line in lines) else ""
        self.table.show_rows(fetch, kept)
        self.behind.show_paper(self.table.current_id() if lines else "")
        self._say_if_empty(bool(lines), bool(every))
        issued = counts[PaperState.ISSUED.value] + counts[PaperState.VOID.value]
        self.counted.emit(f"草稿{counts[PaperState.DRAFT.value]}份，已编号{issued}份")

    def select(self, paper_id: str) -> None:
        """Select the paper `paper_id`, if it is shown."""
        for place in range(self.table.total()):
            self.table.select_place(place)
            if self.table.current_id() == paper_id:
                return
        if self.table.total():
            self.table.select_place(0)

    def empty_sentence(self) -> str:
        """Return the sentence shown where there is no paper."""
        return self._empty.sentence() if self._body.currentWidget() is self._empty else ""

    def _say_if_empty(self, any_shown: bool, any_found: bool) -> None:
        if any_shown:
            self._body.setCurrentWidget(self.table)
            return
        if any_found or self._words:
            self._empty.say("没有这样的公文。", "全部公文")
        else:
            self._empty.say(
                "还没有公文。起草一份，或把写好的文字粘贴进来；也可以先看示例公文。",
                "打开示例公文",
            )
        self._body.setCurrentWidget(self._empty)

    def _build(self) -> None:
        tools = QHBoxLayout()
        tighten(tools, 8, (14, 8, 12, 6))
        tools.addWidget(label("公文登记簿", "title"))
        tools.addStretch(1)
        for widget in (self.search, self.folder, self.file, self.new):
            tools.addWidget(widget)
        filters = QHBoxLayout()
        tighten(filters, 6, (14, 0, 12, 8))
        filters.addWidget(self.chips)
        filters.addStretch(1)
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)
        column = QVBoxLayout(self)
        tighten(column)
        column.addLayout(tools)
        column.addLayout(filters)
        column.addWidget(self._body, 1)
        column.addWidget(self.behind)
        self.setMinimumWidth(theme.px(600))

    def _on_searched(self, words: str) -> None:
        self._words = words
        self.reload()

    def _on_double_clicked(self) -> None:
        if self.table.current_id():
            self.opened.emit(self.table.current_id())

    def _on_empty_pressed(self) -> None:
        if self._words or self.chips.current():
            self._words = ""
            self.search.reset()
            self.chips.set_current("")
            self.reload()
        else:
            self.sample_pressed.emit()


def _line_of(row: PaperRow) -> _Line:
    texts = {
        "state": row.state.value,
        "number": row.number,
        "title": row.title or UNTITLED,
        "kind": row.kind,
        "recipients": row.recipients,
        "dated": row.dated.isoformat() if row.dated else "",
        "updated": row.updated_at.date().isoformat(),
    }
    return _Line(row.id, row.state.value, row.state is not PaperState.DRAFT, texts)
