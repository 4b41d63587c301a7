"""Taking the clauses of a circular into 责任清单, asked before and undone at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.docs.manuscript import Manuscript
from fireoffice.services.duties.proposals import accept, propose
from fireoffice.services.office import Office
from fireoffice.ui.circular.proposals_dialog import ProposalsDialog

NO_CLAUSES = "这份公文里没有找到带序号的条款。"
ALL_TAKEN = "这份公文的{count}条都已在责任清单中，不再提取。"
ALL_TAKEN_HINT = "在菜单“⋯”的“由本文产生的责任”里可以逐条查看。"
NO_CLAUSES_HINT = "条款要以“一、”“（一）”“1.”这样的序号开头。"


class Extraction(QObject):
    """Shows what a circular proposes and enters what is ticked."""

    entered = Signal(int)
    """Fires with the number of duties that were entered as one action."""
    failed = Signal(str, str)

    def __init__(self, office: Office, window: QWidget) -> None:
        super().__init__(window)
        self._office = office
        self._window = window
        self.dialog: ProposalsDialog | None = None
        self._paper = ""

    def ask(self, manuscript: Manuscript, paper_id: str) -> None:
        """Show what the paper's `manuscript` proposes and 责任清单 does not have yet.

        A text without clauses, or without any that is new, is told instead.
        """
        self._paper = paper_id
        proposals = propose(self._office, manuscript)
        if not proposals:
            self.failed.emit(NO_CLAUSES, NO_CLAUSES_HINT)
            return
        fresh = [one for one in proposals if not one.known]
        if not fresh:
            self.failed.emit(ALL_TAKEN.format(count=len(proposals)), ALL_TAKEN_HINT)
            return
        self.dialog = ProposalsDialog(fresh, len(proposals) - len(fresh), self._window)
        self.dialog.accepted.connect(self._on_accepted)
        self.dialog.open()

    def _on_accepted(self) -> None:
        if self.dialog is None:
            return
        try:
            count = accept(self._office, self.dialog.chosen(), self._paper)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self.entered.emit(count)
