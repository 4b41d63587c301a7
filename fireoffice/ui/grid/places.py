"""The place of the pages for many records: instead of the list, and gone again when done."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fireoffice.registers import Register
from fireoffice.services.entry.bulk import Which
from fireoffice.services.office import Office
from fireoffice.services.papers.contexts import PaperKind
from fireoffice.ui.grid.add_many import AddManyPage
from fireoffice.ui.grid.bulk_edit import BulkEditPanel
from fireoffice.ui.grid.edit_grid import EditGrid
from fireoffice.ui.grid.page import BatchWidget, Hints


class BatchPlace(QObject):
    """Opens one page at a time in ``stack`` and goes back to what was in front before."""

    left = Signal(object)
    """The page is gone; carries the ids of the records made or changed."""
    saved = Signal()
    undo_offered = Signal(str)
    led_on = Signal(str, object)
    failed = Signal(str, str)
    hints_changed = Signal()

    def __init__(self, office: Office, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._office = office
        self._stack = stack
        self._open: BatchWidget | None = None
        self._before: QWidget | None = None

    def add_many(self, register: Register) -> None:
        """Open 成批登记."""
        self._show(AddManyPage(self._office, register))

    def edit(self, register: Register, which: Which) -> None:
        """Open 在表格中修改 for the records."""
        self._show(EditGrid(self._office, register, which))

    def change(self, register: Register, which: Which) -> None:
        """Open 批量修改 for the records."""
        self._show(BulkEditPanel(self._office, register, which))

    def issue(self, register: Register, which: Which, kind: PaperKind) -> None:
        """Open the page that makes papers of ``kind`` from the records."""
        from fireoffice.ui.papers.batch import PaperBatch

        self._show(PaperBatch(self._office, register, which, kind))

    def open(self, page: BatchWidget) -> None:
        """Open a page that a register has for itself."""
        self._show(page)

    def page(self) -> BatchWidget | None:
        """Return the page that is open."""
        return self._open

    def hints(self) -> Hints:
        """Return the keys of the page that is open."""
        return self._open.hints() if self._open else ()

    def settle(self) -> None:
        """Keep what is being typed."""
        if self._open is not None:
            self._open.settle()

    def leave(self) -> None:
        """End what runs in the background; called before all is thrown away."""
        if self._open is not None:
            self._open.leave()

    def close(self, ids: tuple[str, ...] = ()) -> None:
        """Take the page away; what was typed and not registered stays as a draft."""
        page, self._open = self._open, None
        if page is None:
            return
        page.leave()
        if self._before is not None:
            self._stack.setCurrentWidget(self._before)
        self._stack.removeWidget(page)
        page.deleteLater()
        self.hints_changed.emit()
        self.left.emit(ids)

    def _show(self, page: BatchWidget) -> None:
        self.close()
        self._before = self._stack.currentWidget()
        self._open = page
        page.finished.connect(self.close)
        page.given_up.connect(self.close)
        page.saved.connect(self.saved)
        page.undo_offered.connect(self.undo_offered)
        page.led_on.connect(self.led_on)
        page.failed.connect(self.failed)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.begin()
        self.hints_changed.emit()
