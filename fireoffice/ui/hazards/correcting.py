"""Putting right what the time line of a hazard tells: in the panel, with the story judged anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from fireoffice.domain.fields import FieldInfo
from fireoffice.services import records
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.hazards.corrections import EventForm, event_form
from fireoffice.services.office import Office
from fireoffice.ui.hazards.event_sheet import EventSheet
from fireoffice.ui.parts.record_panel import RecordPanel

Guarded = Callable[[Callable[[], None]], bool]


class Correcting(QObject):
    """Serves the word 更正 of the time line; ``guarded`` runs what may be refused."""

    done = Signal(str)
    """A sentence for the undo bar."""

    def __init__(self, office: Office, panel: RecordPanel, guarded: Guarded) -> None:
        super().__init__(panel)
        self._office, self._panel, self._guarded = office, panel, guarded
        panel.sections.event_asked.connect(self.open)

    def open(self, event_id: str) -> None:
        """Open the form of the event under the head of its hazard."""
        found: list[EventForm] = []
        if not self._guarded(lambda: found.append(event_form(self._office, event_id))):
            return
        sheet = EventSheet(found[0], self._choices)
        sheet.corrected.connect(partial(self._on_corrected, sheet))
        sheet.withdrawn.connect(partial(self._on_withdrawn, sheet))
        # Not while the button that was pressed is still at work.
        sheet.given_up.connect(self._panel.close_sheet, Qt.ConnectionType.QueuedConnection)
        self._panel.open_sheet(sheet)
        sheet.form.enter()

    def _choices(self, info: FieldInfo) -> tuple[str, ...]:
        return records.choices(self._office, info)

    def _on_corrected(self, sheet: EventSheet, texts: dict[str, str]) -> None:
        if not texts:
            self._panel.close_sheet()
            return

        def correct() -> None:
            hazard_events.correct_event(self._office, sheet.event_id, texts)

        if self._guarded(correct):
            self._finish(f"已更正“{sheet.verb}”")

    def _on_withdrawn(self, sheet: EventSheet, reason: str) -> None:
        def withdraw() -> None:
            hazard_events.withdraw_event(self._office, sheet.event_id, reason)

        if self._guarded(withdraw):
            self._finish(f"已撤回“{sheet.verb}”")

    def _finish(self, words: str) -> None:
        self._panel.close_sheet()
        self.done.emit(f"{self._panel.record_name()}：{words}")
