"""文书 in the record panel: the papers that a record has, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from fireoffice.core.errors import InputError, OfficeError
from fireoffice.domain.papers import LinkRole, PaperState
from fireoffice.registers import Register
from fireoffice.services.office import Office
from fireoffice.services.papers import voiding
from fireoffice.services.papers.links import PaperOfRecord, papers_of
from fireoffice.ui.details.rows import DetailLine, DetailRows
from fireoffice.ui.opening import open_file
from fireoffice.ui.papers.files import print_file
from fireoffice.ui.papers.slots import TITLE
from fireoffice.ui.parts.basics import label
from fireoffice.ui.parts.panel_section import PanelSection
from fireoffice.ui.words import short_day


class PaperSection(PanelSection):
    """Lists the papers of one record, voided ones too; the head of the panel makes new ones."""

    reissue_asked = Signal(str)
    """Id of the paper that is to be made anew."""

    def __init__(self, office: Office, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self._office = office
        self._register = register
        self._record_id = ""
        self._found: tuple[PaperOfRecord, ...] = ()
        self.none = label(f"这条{register.noun}还没有文书。", "note")
        self.rows = DetailRows(TITLE)
        self.rows.setToolTip("回车或点击：打开、打印、重新制发、作废")
        self.body.addWidget(self.none)
        self.body.addWidget(self.rows)
        self.rows.opened.connect(self._on_opened)

    def show_record(self, record_id: str) -> None:
        self._record_id = record_id
        self._found = papers_of(self._office, self._register.name, record_id)
        today = self._office.clock.today()
        self.none.setVisible(not self._found)
        self.rows.show_lines(
            [
                DetailLine(
                    one.id,
                    (
                        one.number or one.title,
                        one.form,
                        short_day(one.dated, today) if one.dated else "",
                        "" if one.state is PaperState.ISSUED else one.state,
                    ),
                )
                for one in self._found
            ]
        )
        self.counted.emit(str(len(self._found)) if self._found else "")

    def open_file(self, paper_id: str, folder: bool = False) -> None:
        """Open a paper, or the folder that it lies in, with what the machine has for it."""
        file = self._one(paper_id).file
        if file is not None:
            self._guarded(lambda: open_file(file.parent if folder else file))

    def print_file(self, paper_id: str) -> None:
        """Send a paper to the printer."""
        file = self._one(paper_id).file
        if file is not None:
            self._guarded(lambda: print_file(file))

    def void(self, paper_id: str) -> None:
        """Ask for the reason and make a paper void; its number stays taken."""
        from fireoffice.ui.circular.void_dialog import VoidDialog

        entered = voiding.consequences(self._office, paper_id)
        dialog = VoidDialog(self._one(paper_id).number, entered, self.window())
        agreed = dialog.exec() == VoidDialog.DialogCode.Accepted
        reason, keep = dialog.reason.text(), dialog.keeps()
        dialog.deleteLater()
        if agreed and self._guarded(
            lambda: voiding.void(self._office, paper_id, reason, keep=keep)
        ):
            self.saved.emit()

    def actions(self, paper_id: str) -> QMenu:
        """Return a menu of the actions on one paper."""
        one = self._one(paper_id)
        menu = QMenu(self)
        menu.setAccessibleName(one.number or one.title)
        menu.aboutToHide.connect(menu.deleteLater)

        def add(words: str, work: Callable[[], None]) -> None:
            menu.addAction(words).triggered.connect(lambda: work())

        if one.file:
            add("打开", lambda: self.open_file(paper_id))
            add("打印", lambda: self.print_file(paper_id))
            add("打开所在文件夹", lambda: self.open_file(paper_id, folder=True))
        made_here = one.state is PaperState.ISSUED and one.role is LinkRole.ABOUT
        if made_here and self.isEnabled():
            menu.addSeparator()
            if one.is_form:
                add("重新制发…", lambda: self.reissue_asked.emit(paper_id))
            add("作废…", lambda: self.void(paper_id))
        if one.state is PaperState.DRAFT:
            menu.addAction("草稿，在“公文”页继续").setEnabled(False)
        return menu

    def _on_opened(self, paper_id: str) -> None:
        self.actions(paper_id).popup(self.cursor().pos())

    def _one(self, paper_id: str) -> PaperOfRecord:
        found = next((one for one in self._found if one.id == paper_id), None)
        if found is None:
            raise InputError("这份文书已经不属于这条记录。", "请刷新后再试。")
        return found

    def _guarded(self, work: Callable[[], Any]) -> bool:
        try:
            work()
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return False
        self.failed.emit("", "")
        return True
