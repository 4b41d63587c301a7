"""数据交换: the backups and 操作记录, each a view of the tab."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fireoffice.services.office import Office
from fireoffice.ui.backups.view import BackupsView
from fireoffice.ui.operations.view import OperationsView
from fireoffice.ui.page import Page
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.parts.view_strip import ViewStrip
from fireoffice.ui.tasks import TaskRunner

BACKUPS, OPERATIONS = "备份", "操作记录"


class ExchangePage(Page):
    """Shows one view at a time; the strip stands in the tool row of the one that is shown."""

    def __init__(self, office: Office, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.strip = ViewStrip((BACKUPS, OPERATIONS))
        self.backups = BackupsView(office, tasks)
        self.operations = OperationsView(office)
        self._views: dict[str, BackupsView | OperationsView] = {
            BACKUPS: self.backups,
            OPERATIONS: self.operations,
        }
        self._stack = QStackedWidget()
        for view in self._views.values():
            self._stack.addWidget(view)
            view.told.connect(self.status_changed)
            view.failed.connect(self.failed)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self._stack)
        self.backups.done.connect(self.undo_offered)
        self.backups.backed_up.connect(self.backed_up)
        self.backups.restore_asked.connect(self.restore_asked)
        for done in (self.operations.taken_back, self.operations.done_again):
            done.connect(lambda _: self.saved.emit())
        self.operations.taken_back.connect(self.taken_back)
        self.operations.done_again.connect(self.undo_offered)
        self.operations.opened.connect(self.opened)
        self.strip.chosen.connect(self._on_view_chosen)
        self._show(BACKUPS)

    def view(self) -> BackupsView | OperationsView:
        """Return the view that is shown."""
        return self._views[self.strip.current()]

    def open_operation(self, op_id: str) -> None:
        """Show the action ``op_id`` in 操作记录."""
        self._show(OPERATIONS)
        self.operations.open_operation(op_id)

    def activate(self) -> None:
        self.view().reload()

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑↓", "选择"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        return (self.strip, self.view().table, self.view().panel)

    def home(self) -> QWidget | None:
        return self.view().table

    def undo_area(self) -> QWidget:
        return self.view().body

    def _on_view_chosen(self, word: str) -> None:
        self._show(word)
        self.activate()
        self.strip.setFocus()

    def _show(self, word: str) -> None:
        self.strip.set_current(word)
        self.view().tools.insertWidget(0, self.strip)
        self._stack.setCurrentWidget(self.view())
