"""The tab 培训宣传: its registers, 计划进度 and 覆盖 beside them, and the page of attendance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.registers import TRAININGS, Register
from fireoffice.services.office import Office
from fireoffice.services.trainings import reminders
from fireoffice.ui.register_page import BIN, RegisterPage
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.tasks import TaskRunner
from fireoffice.ui.trainings.attendance_page import AttendancePage
from fireoffice.ui.trainings.coverage_view import CoverageView
from fireoffice.ui.trainings.figures_view import TrainingFiguresView
from fireoffice.ui.trainings.plan_view import PlanView

PROGRESS = "计划进度"
COVERAGE = "谁没训"


class TrainingsPage(RegisterPage):
    """A page of registers with two views that are none."""

    def __init__(
        self,
        office: Office,
        registers: Sequence[Register],
        parent: QWidget | None = None,
        tasks: TaskRunner | None = None,
    ) -> None:
        super().__init__(office, registers, parent, tasks)
        self.strip.set_words((*self.nouns(), PROGRESS, COVERAGE, BIN))
        self.progress = PlanView(office)
        self.coverage = CoverageView(office)
        self._figures: dict[str, TrainingFiguresView] = {
            PROGRESS: self.progress,
            COVERAGE: self.coverage,
        }
        self._front: TrainingFiguresView | None = None
        for view in self._figures.values():
            self._stack.addWidget(view)
            view.told.connect(self.status_changed)
            view.saved.connect(self.saved)
            view.undo_offered.connect(self.undo_offered)
            view.failed.connect(self.failed)
            view.record_asked.connect(self._on_record_asked)

    def figures(self) -> TrainingFiguresView | None:
        """Return the view of figures that is in front, if one is and no batch stands before it."""
        return self._front if self._batch.page() is None else None

    def activate(self) -> None:
        view = self.figures()
        if view is not None:
            view.refresh()
        else:
            super().activate()

    def hints(self) -> tuple[tuple[str, str], ...]:
        view = self.figures()
        return view.hints() if view is not None else super().hints()

    def stops(self) -> tuple[QWidget, ...]:
        view = self.figures()
        return (self.strip, *view.stops()) if view is not None else super().stops()

    def home(self) -> QWidget | None:
        view = self.figures()
        return view.table if view is not None else super().home()

    def undo_area(self) -> QWidget:
        return self.figures() or super().undo_area()

    def open_record(self, register: str, record_id: str, step: str = "") -> None:
        if register != reminders.COVERAGE:
            super().open_record(register, record_id, step)
            return
        self._batch.close()
        self.strip.set_current(COVERAGE)
        self._on_view_chosen(COVERAGE)
        if step:
            self.coverage.give(record_id)
        else:
            self.coverage.point_at(record_id)

    def sign_in(self, training_id: str) -> None:
        """Open the page of attendance for a session."""
        try:
            page = AttendancePage(self.office, training_id)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self.settle()
        self._batch.open(page)

    def _listen(self, view: RegisterView) -> None:
        super()._listen(view)
        view.panel.page_asked.connect(lambda key, _: self.sign_in(key))

    def _show_view(self) -> None:
        self._front = None
        self._show_tools(True)
        super()._show_view()

    def _on_view_chosen(self, word: str) -> None:
        view = self._figures.get(word)
        if view is None:
            super()._on_view_chosen(word)
            return
        in_strip = self.strip.isAncestorOf(self.focusWidget())
        self.settle()
        self._show_tools(False)
        view.left.insertWidget(0, self._tools)
        self._front = view
        self._stack.setCurrentWidget(view)
        view.refresh()
        self.hints_changed.emit()
        (self.strip if in_strip else view.table).setFocus()

    def _on_record_asked(self, register: str, record_id: str) -> None:
        self.open_record(register, record_id)
        if register == TRAININGS.name:
            self.view().list.table.setFocus()

    def _on_next(self) -> None:
        view = self.figures()
        if view is not None:
            view.press_next()
        else:
            super()._on_next()

    def _show_tools(self, shown: bool) -> None:
        """Show what acts on a list, and let its keys be; a view of figures has only Ctrl+Enter."""
        self._tools.show_for_lists(shown)
        for key in self._keys:
            key.setEnabled(shown or "Return" in key.key().toString())
