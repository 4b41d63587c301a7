"""Putting right what the time line of a record tells: in the panel, with all of it judged anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from fireoffice.domain.fields import FieldInfo
from fireoffice.services import records
from fireoffice.services.conduct import Conduct, FactForm
from fireoffice.services.office import Office
from fireoffice.ui.facts.fact_sheet import FactSheet
from fireoffice.ui.parts.record_panel import RecordPanel

Guarded = Callable[[Callable[[], None]], bool]


class Correcting(QObject):
    """Serves the word 更正 of the time line; ``guarded`` runs what may be refused."""

    done = Signal(str)
    """A sentence for the undo bar."""

    def __init__(
        self, office: Office, conduct: Conduct, panel: RecordPanel, guarded: Guarded
    ) -> None:
        super().__init__(panel)
        self._office, self._conduct = office, conduct
        self._panel, self._guarded = panel, guarded
        panel.sections.event_asked.connect(self.open)

    def open(self, fact_id: str) -> None:
        """Open the form of the fact under the head of its record."""
        read: list[FactForm] = []
        if not self._guarded(lambda: read.append(self._conduct.fact(self._office, fact_id))):
            return
        sheet = FactSheet(read[0], self._choices)
        sheet.corrected.connect(partial(self._on_corrected, sheet))
        sheet.withdrawn.connect(partial(self._on_withdrawn, sheet))
        # Queued: the button that was pressed must not be deleted in its own signal.
        sheet.given_up.connect(self._panel.close_sheet, Qt.ConnectionType.QueuedConnection)
        self._panel.open_sheet(sheet)
        sheet.form.enter()

    def _choices(self, info: FieldInfo) -> tuple[str, ...]:
        return records.choices(self._office, info)

    def _on_corrected(self, sheet: FactSheet, texts: dict[str, str]) -> None:
        if not texts:
            self._panel.close_sheet()
            return

        def correct() -> None:
            self._conduct.correct(self._office, sheet.fact_id, texts)

        if self._guarded(correct):
            self._finish(f"已更正“{sheet.verb}”")

    def _on_withdrawn(self, sheet: FactSheet, reason: str) -> None:
        def withdraw() -> None:
            self._conduct.withdraw(self._office, sheet.fact_id, reason)

        if self._guarded(withdraw):
            self._finish(f"已撤回“{sheet.verb}”")

    def _finish(self, words: str) -> None:
        self._panel.close_sheet()
        self.done.emit(f"{self._panel.record_name()}：{words}")
