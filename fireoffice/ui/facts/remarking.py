"""The remarks under the fields during typing: the day a term comes to, photos missing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from fireoffice.services.conduct import Conduct
from fireoffice.services.office import Office
from fireoffice.ui.parts.record_panel import RecordPanel

_REST_MS = 200


class Remarking(QObject):
    """Serves the form of a new record and the forms of its steps."""

    def __init__(self, office: Office, conduct: Conduct, panel: RecordPanel) -> None:
        super().__init__(panel)
        self._office, self._conduct, self._panel = office, conduct, panel
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.tell)
        panel.sections.edited.connect(self._on_edited)
        panel.sections.left.connect(lambda _: self._on_edited())
        panel.step_opened.connect(lambda _: self._on_step_opened())

    def tell(self) -> None:
        """Say under the fields what is to be said of what stands in them."""
        form = self._panel.step_form()
        if self._panel.creating():
            texts = self._panel.sections.texts()
            self._panel.sections.remark(self._conduct.remarks_on_new(self._office, texts))
        elif form is not None:
            record, texts = self._panel.record_id(), form.form.texts()
            told = self._conduct.remarks_on_step(self._office, record, form.step.name, texts)
            form.form.remark(told)

    def _on_edited(self) -> None:
        if self._panel.creating():
            self._rest.start()

    def _on_step_opened(self) -> None:
        form = self._panel.step_form()
        if form is not None:
            form.form.edited.connect(self._rest.start)
            form.form.left.connect(lambda _: self._rest.start())
            self.tell()
