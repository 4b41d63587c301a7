"""The steps of a record: what is typed in the form of one is kept, then done at its verb."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from fireoffice.domain.steps import Step
from fireoffice.registers import Register
from fireoffice.services import steps
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.ui.parts.record_panel import RecordPanel

_DRAFT_MS = 1000


class StepTaking(QObject):
    """Serves the panel's step form; ``guarded`` runs what may be refused."""

    taken = Signal(str)
    """A sentence for the undo bar."""

    def __init__(
        self,
        office: Office,
        register: Register,
        panel: RecordPanel,
        guarded: Callable[[Callable[[], None]], bool],
    ) -> None:
        super().__init__(panel)
        self._office = office
        self._register = register
        self._panel = panel
        self._guarded = guarded
        self._typed = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_DRAFT_MS)
        self._rest.timeout.connect(self.keep)
        panel.step_opened.connect(self._on_opened)
        panel.step_confirmed.connect(self._on_confirmed)
        panel.step_given_up.connect(self._on_given_up)

    def keep(self) -> None:
        """Keep what is being typed in the form of a step, if anything is."""
        self._rest.stop()
        form = self._panel.step_form()
        if form is not None and self._typed:
            key = self._key(self._panel.record_id(), form.step)
            drafts.keep_draft(self._office, key, form.form.texts())

    def _key(self, record_id: str, step: Step) -> str:
        return f"step:{self._register.name}:{record_id}:{step.label}"

    def _on_opened(self, record_id: str) -> None:
        form = self._panel.step_form()
        self._typed = False
        if form is None:
            return
        form.form.propose(drafts.draft(self._office, self._key(record_id, form.step)) or {})
        form.edited.connect(self._on_edited)

    def _on_edited(self) -> None:
        self._typed = True
        if not self._rest.isActive():
            self._rest.start()

    def _on_confirmed(self, record_id: str, step: Step, texts: dict[str, str]) -> None:
        def take() -> None:
            steps.take(self._office, self._register, record_id, step, texts)
            drafts.drop_draft(self._office, self._key(record_id, step))

        self._rest.stop()
        if self._guarded(take):
            self._panel.close_sheet()
            self.taken.emit(f"{self._panel.record_name()}：已{step.label}")

    def _on_given_up(self, record_id: str) -> None:
        self._rest.stop()
        for key in drafts.drafts(self._office, f"step:{self._register.name}:{record_id}:"):
            drafts.drop_draft(self._office, key)
