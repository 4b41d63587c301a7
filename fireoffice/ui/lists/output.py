"""The ways out of a list: onto the clipboard, into a workbook, onto paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from fireoffice.core.errors import EnvironmentProblem, InputError, OfficeError
from fireoffice.core.files import safe_file_name
from fireoffice.services.lists import listing
from fireoffice.services.lists.cells import Cells, column_names
from fireoffice.services.lists.exporting import Exported, Selection, export
from fireoffice.services.lists.words import condition, order
from fireoffice.services.office import Office
from fireoffice.sheets.writing import free_name
from fireoffice.ui.lists.clipboard import cells_mime
from fireoffice.ui.lists.printing import MOST_ROWS, Listing, show_print_preview
from fireoffice.ui.register_list import RegisterList
from fireoffice.ui.tasks import Stopped, TaskRunner

MOST_COPIED = 20_000
"""The most rows for the clipboard; more are for a workbook."""


class ListOutput(QObject):
    """Copies, exports and prints what ``shown`` shows or what is chosen in it."""

    told = Signal(str)
    failed = Signal(str, str)

    def __init__(self, office: Office, shown: RegisterList, tasks: TaskRunner) -> None:
        super().__init__(shown)
        self._office, self._list, self._tasks = office, shown, tasks
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self._chosen_only = False
        shown.copy_asked.connect(self.copy)
        shown.export_asked.connect(self.ask_export)
        shown.print_asked.connect(self.print)
        shown.exporting.confirmed.connect(self._on_export_confirmed)

    def copy(self, personal: bool = False) -> None:
        """Put the chosen rows on the clipboard, with their heads."""
        count = self._list.table.chosen_count()
        if not count:
            return
        if count > MOST_COPIED:
            self.failed.emit(f"一次最多复制{MOST_COPIED:,}条。", "更多的请用“导出Excel”。")
            return
        cells = self._cells(personal)
        rows = listing.rows(self._office, self._list.register, self._list.chosen_ids())
        mime = cells_mime(cells.heads, [cells.texts(row) for row in rows])
        QGuiApplication.clipboard().setMimeData(mime)
        self.told.emit(f"已复制{len(rows):,}条，可以粘贴到Excel")

    def ask_export(self, chosen_only: bool) -> None:
        """Ask how the list, or only the chosen rows, are to be written."""
        self._chosen_only = chosen_only
        shown = self._list
        count = shown.table.chosen_count() if chosen_only else shown.total()
        every = Cells(shown.register, column_names(shown.register), self._office.clock.today())
        shown.exporting.ask(count, every.has_masked())
        shown.show_export()

    def print(self) -> None:
        """Open the print preview on the chosen rows, or on the list if there is but one."""
        try:
            made = self.listing()
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        show_print_preview(made, self._list)

    def listing(self) -> Listing:
        """Return the listing to print. Raises ``InputError`` for too many rows."""
        shown, register = self._list, self._list.register
        today = self._office.clock.today()
        many = shown.table.chosen_count() > 1
        count = shown.table.chosen_count() if many else shown.total()
        if count > MOST_ROWS:
            raise InputError(f"一次最多打印{MOST_ROWS:,}条，现在有{count:,}条。", "请先筛选。")
        query = shown.everything()
        ids = shown.chosen_ids() if many else listing.keys(self._office, register, query)
        cells = self._cells(personal=False)
        kinds = {column.key: column.kind for column in shown.table.columns()}
        note = (
            condition(register, query),
            order(register, query),
            f"共{len(ids):,}条",
            f"{today.year}年{today.month}月{today.day}日",
        )
        return Listing(
            title=register.title,
            note="；".join(part for part in note if part),
            heads=cells.heads,
            rows=[cells.texts(row) for row in listing.rows(self._office, register, ids)],
            right=frozenset(
                place
                for place, name in enumerate(cells.columns)
                if kinds[name] in ("number", "left")
            ),
        )

    def _cells(self, personal: bool) -> Cells:
        shown = self._list
        names = shown.table.shown_names()
        return Cells(shown.register, names, self._office.clock.today(), personal)

    def _on_export_confirmed(self) -> None:
        register, strip = self._list.register, self._list.exporting
        name = safe_file_name(f"{register.title}{self._office.clock.today()}", ".xlsx")
        offered = free_name(self._folder / name)
        picked, _ = QFileDialog.getSaveFileName(
            self._list.window(), "导出到", str(offered), "Excel工作簿 (*.xlsx)"
        )
        if not picked:
            return
        target = Path(picked).with_suffix(".xlsx")
        self._folder = target.parent
        selection = Selection(
            self._list.everything(), self._list.chosen_ids() if self._chosen_only else None
        )
        columns = () if strip.all_columns.isChecked() else self._list.table.shown_names()
        personal, titled = strip.personal.isChecked(), strip.titled.isChecked()
        self._list.show_filters()
        self._tasks.start(
            f"导出{register.title}",
            lambda: export(
                self._office,
                register,
                selection,
                target,
                columns,
                personal=personal,
                titled=titled,
            ),
            self._on_exported,
            self._on_refused,
        )

    def _on_exported(self, made: Exported) -> None:
        self._list.exporting.tell(made.file, made.records, made.personal)
        self._list.show_export()

    def _on_refused(self, problem: Any) -> None:
        if isinstance(problem, EnvironmentProblem):
            self._list.exporting.refuse(str(problem))
            self._list.show_export()
        elif isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        elif isinstance(problem, Stopped):
            self.told.emit("已停止导出，没有留下文件")
        else:
            raise problem
