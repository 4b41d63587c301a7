"""Taking the clauses of a circular into 责任清单, asked before and undone at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.docs.manuscript import Manuscript
from fireoffice.services.office import Office
from fireoffice.services.proposals import accept, propose
from fireoffice.ui.circular.proposals_dialog import ProposalsDialog

NO_CLAUSES = "这份公文里没有找到带序号的条款。"
NO_CLAUSES_HINT = "条款要以“一、”“（一）”“1.”这样的序号开头。"


class Extraction(QObject):
    """Shows what a circular proposes and enters what is ticked."""

    entered = Signal(int)
    """So many duties were entered as one action."""
    failed = Signal(str, str)

    def __init__(self, office: Office, window: QWidget) -> None:
        super().__init__(window)
        self._office = office
        self._window = window
        self.dialog: ProposalsDialog | None = None

    def ask(self, manuscript: Manuscript) -> None:
        """Show the proposals of `manuscript`; a text without clauses is told instead."""
        proposals = propose(self._office, manuscript)
        if not proposals:
            self.failed.emit(NO_CLAUSES, NO_CLAUSES_HINT)
            return
        self.dialog = ProposalsDialog(proposals, self._window)
        self.dialog.accepted.connect(self._on_accepted)
        self.dialog.open()

    def _on_accepted(self) -> None:
        if self.dialog is None:
            return
        try:
            count = accept(self._office, self.dialog.chosen())
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self.entered.emit(count)
