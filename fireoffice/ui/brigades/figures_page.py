"""统计 of the brigades: 应建已建, hours, kit and the phone tree, each a table on ruled paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.core.files import safe_file_name
from fireoffice.registers import VILLAGES
from fireoffice.services import records
from fireoffice.services.brigades import tables as brigade_tables
from fireoffice.services.brigades.phones import phone_tree
from fireoffice.services.brigades.tables import PERIODS, TABLES, FigureTable, Head
from fireoffice.services.office import Office
from fireoffice.sheets.writing import Table, write_table
from fireoffice.ui.brigades.menu_button import MenuButton
from fireoffice.ui.brigades.phone_print import show_phone_tree_preview
from fireoffice.ui.brigades.phone_strip import PhoneStrip
from fireoffice.ui.further_views import FurtherPage
from fireoffice.ui.lists.printing import Listing, show_print_preview
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.table_model import TableColumn
from fireoffice.ui.parts.view_strip import ViewStrip
from fireoffice.ui.tasks import Stopped, TaskRunner

WORD: Final = "统计"
_ALL: Final = 500
_HOURS, _PHONES = "训练与出动", "电话树"


@dataclass(frozen=True)
class _Row:
    id: str
    texts: dict[str, str]
    stage: str = ""
    closed: bool = False
    urgency: str = ""
    numbers: dict[str, Any] = field(default_factory=dict[str, Any])


class BrigadeFiguresPage(FurtherPage):
    """The tables of 统计; every row opens the record that it counts, or begins a missing one."""

    def __init__(self, office: Office, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._tasks = tasks
        self._word = next(iter(TABLES))
        self._shown: FigureTable | None = None
        self._folder = Path.home()
        self.words = ViewStrip(tuple(TABLES))
        self.period = MenuButton("期间")
        self.period.set_values([(word, word) for word in PERIODS], PERIODS[2])
        self.village = MenuButton("范围")
        self.begin = button("登记队伍", "next")
        self.export = button("导出Excel", icon="table")
        self.print = button("打印", icon="printer", hint="打印（Ctrl+P）")
        self.summary = label(part="note", name="小结")
        self.strip = PhoneStrip()
        self._stack = QStackedWidget()
        self._tables: dict[str, RecordTable] = {}
        self._lay_out()
        self.words.chosen.connect(self.show_table)
        self.period.chosen.connect(lambda _: self.activate())
        self.village.chosen.connect(lambda _: self.activate())
        self.begin.clicked.connect(self._on_begin)
        self.export.clicked.connect(self._on_export)
        self.print.clicked.connect(self._on_print)
        self.strip.confirmed.connect(self._on_phones_confirmed)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_print)

    def activate(self) -> None:
        villages = records.query(self.office, VILLAGES, records.Query(limit=_ALL)).rows
        named = [(one.id, str(one.values["name"])) for one in villages]
        self.village.set_values([("", "全镇"), *named], self.village.current())
        self._shown = self._read()
        table = self._table(self._shown)
        rows = [_row(self._shown, at) for at in range(len(self._shown.lines))]
        table.show_rows(lambda offset, limit: (rows[offset : offset + limit], len(rows)))
        self._stack.setCurrentWidget(table)
        self.summary.setText(self._shown.summary)
        self.period.setVisible(self._word == _HOURS)
        self.village.setVisible(self._word == _PHONES)
        self.strip.hide()
        self._on_selected()
        self.status_changed.emit(self._shown.summary)

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("回车", "打开"), ("Ctrl+P", "打印"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        return (self.words, self.table())

    def home(self) -> QWidget | None:
        return self.table()

    def table(self) -> QWidget:
        """Return the table in front."""
        return self._stack.currentWidget() or self.words

    def figure(self) -> FigureTable | None:
        """Return the table shown."""
        return self._shown

    def show_table(self, word: str) -> None:
        """Show the table of this word."""
        self._word = word
        self.words.set_current(word)
        self.activate()

    def _read(self) -> FigureTable:
        chosen = self.village if self._word == _PHONES else self.period
        return TABLES[self._word](self.office, chosen.current())

    def _table(self, figure: FigureTable) -> RecordTable:
        # The columns of 被装统计 are the teams: another team, another table.
        key = "|".join((figure.title, *(head.title for head in figure.heads)))
        if key not in self._tables:
            made = RecordTable([_column(at, head) for at, head in enumerate(figure.heads)])
            made.setAccessibleName(figure.title)
            made.entered.connect(lambda _: self._on_entered())
            made.selected.connect(lambda _: self._on_selected())
            made.doubleClicked.connect(lambda _: self._on_entered())
            self._tables[key] = made
            self._stack.addWidget(made)
        return self._tables[key]

    def _line(self) -> brigade_tables.Line | None:
        table = self._stack.currentWidget()
        if self._shown is None or not isinstance(table, RecordTable):
            return None
        at = table.current_id()
        return self._shown.lines[int(at)] if at else None

    def _on_selected(self) -> None:
        line = self._line()
        self.begin.setVisible(line is not None and line.begins is not None)

    def _on_entered(self) -> None:
        line = self._line()
        if line is None:
            return
        if line.begins is not None:
            self._on_begin()
        elif line.id:
            self.opened.emit(line.register, line.id)

    def _on_begin(self) -> None:
        line = self._line()
        if line is not None and line.begins is not None:
            self.new_asked.emit(line.register, dict(line.begins))

    def _on_print(self) -> None:
        if self._shown is None:
            return
        if self._word == _PHONES:
            self.strip.ask()
            return
        show_print_preview(self.listing(), self)

    def listing(self) -> Listing:
        """Return the listing to print of the table shown."""
        shown = self._shown or self._read()
        today = self.office.clock.today()
        return Listing(
            title=shown.title,
            note=f"{shown.summary}；{today.year}年{today.month}月{today.day}日",
            heads=[head.title for head in shown.heads],
            rows=[[_text(cell) for cell in line.cells] for line in shown.lines],
            right=frozenset(at for at, head in enumerate(shown.heads) if head.number),
        )

    def _on_phones_confirmed(self, personal: bool) -> None:
        self.strip.hide()
        show_phone_tree_preview(
            phone_tree(self.office, village=self.village.current(), personal=personal), self
        )

    def _on_export(self) -> None:
        shown = self._shown
        if shown is None:
            return
        name = safe_file_name(f"{shown.title}{self.office.clock.today()}", ".xlsx")
        picked, _ = QFileDialog.getSaveFileName(
            self.window(), "导出到", str(self._folder / name), "Excel工作簿 (*.xlsx)"
        )
        if picked:
            self.export_to(Path(picked).with_suffix(".xlsx"))

    def export_to(self, target: Path) -> None:
        """Write the table shown to ``target``."""
        shown = self._shown
        if shown is None:
            return
        self._folder = target.parent
        table = Table(
            name=shown.title,
            heads=[head.title for head in shown.heads],
            rows=[line.cells for line in shown.lines],
            title=shown.title,
            note=shown.summary,
            expected=len(shown.lines),
        )
        self._tasks.start(
            f"导出{shown.title}",
            partial(write_table, table, target),
            lambda count: self.status_changed.emit(f"已导出{count:,}行到{target.name}"),
            self._on_refused,
        )

    def _on_refused(self, problem: Any) -> None:
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        elif not isinstance(problem, Stopped):
            raise problem

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tighten(tools, 8, (4, 6, 14, 6))
        tools.addWidget(self.words)
        tools.addWidget(self.period)
        tools.addWidget(self.village)
        tools.addStretch(1)
        for one in (self.export, self.print, self.begin):
            tools.addWidget(one)
        note = QHBoxLayout()
        tighten(note, 0, (14, 0, 14, 8))
        note.addWidget(self.summary)
        column = QVBoxLayout(self)
        tighten(column)
        column.addLayout(tools)
        column.addLayout(note)
        column.addWidget(self.strip)
        column.addWidget(rule("line"))
        column.addWidget(self._stack, 1)


def _column(at: int, head: Head) -> TableColumn:
    kind = "number" if head.number else "text" if at < 1 or not head.width else "quiet"
    return TableColumn(str(at), head.title, head.width, kind, sortable=False)


def _row(figure: FigureTable, at: int) -> _Row:
    line = figure.lines[at]
    texts = {str(place): _text(cell) for place, cell in enumerate(line.cells)}
    return _Row(str(at), texts)


def _text(cell: object) -> str:
    match cell:
        case None | "":
            return "—"
        case date():
            return cell.isoformat()
        case float():
            return f"{cell:,.1f}".removesuffix(".0")
        case int():
            return f"{cell:,}"
        case _:
            return str(cell)
