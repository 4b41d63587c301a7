"""Keeps what is being typed, so that neither a crash nor a power cut takes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from fireoffice.core.errors import OfficeError
from fireoffice.docs.manuscript import Manuscript
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.ui.circular.options import Options

KEEP_MS = 1500
"""From the first key that is not yet kept to its being kept."""
_OPTIONS_KEY = "paper-options/"


class DraftKeeper(QObject):
    """Writes the draft some time after the first change, and whenever it is told to."""

    kept = Signal()
    failed = Signal(str, str)

    def __init__(
        self, office: Office, manuscript: Callable[[], Manuscript], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._manuscript = manuscript
        self._paper_id = ""
        self._at = ""
        self.dirty = False
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(KEEP_MS)
        self._due.timeout.connect(self._on_due)

    def attend(self, paper_id: str) -> None:
        """Keep the paper `paper_id` from now on; empty for none, as when it cannot be changed."""
        self._due.stop()
        self._paper_id = paper_id
        self._at = ""
        self.dirty = False

    def touch(self) -> None:
        """Something was typed."""
        self.dirty = True
        if self._paper_id and not self._due.isActive():
            self._due.start()

    def keep(self) -> None:
        """Keep what was typed since, at once. Raises `OfficeError`."""
        self._due.stop()
        if not self.dirty or not self._paper_id:
            return
        papers.save_draft(self._office, self._paper_id, self._manuscript())
        self.dirty = False
        self._at = f"{self._office.clock.now():%H:%M}"
        self.kept.emit()

    def settle(self) -> None:
        """Keep what was typed and enter it into the register. Raises `OfficeError`."""
        self.keep()
        if self._paper_id:
            papers.settle_draft(self._office, self._paper_id)

    def words(self) -> str:
        """Return the words for the last keeping, e.g. 「，14:06自动保存」; empty for none."""
        return f"，{self._at}自动保存" if self._at else ""

    def _on_due(self) -> None:
        try:
            self.keep()
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)


def kept_options(office: Office, paper_id: str) -> Options:
    """Return the choices kept for printing `paper_id`."""
    return Options.from_json(drafts.draft(office, _OPTIONS_KEY + paper_id))


def keep_options(office: Office, paper_id: str, options: Options) -> None:
    """Keep the choices for printing `paper_id`."""
    drafts.keep_draft(office, _OPTIONS_KEY + paper_id, options.to_json())
