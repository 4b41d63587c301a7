"""文书 in the record panel: the papers that a record has, and the ones that it can make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QScrollArea, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.papers import PaperState
from fireoffice.domain.values import show
from fireoffice.registers import Register
from fireoffice.services import paper_planning, record_papers, voiding
from fireoffice.services.office import Office
from fireoffice.services.paper_contexts import PaperKind
from fireoffice.services.paper_links import PaperOfRecord, papers_of
from fireoffice.services.record_papers import IssuedForms
from fireoffice.ui.details.rows import DetailLine, DetailRows
from fireoffice.ui.papers.sheet import PaperSheet
from fireoffice.ui.papers.slots import TITLE
from fireoffice.ui.parts.basics import button, label
from fireoffice.ui.parts.panel_section import PanelSection
from fireoffice.ui.tasks import Stopped, TaskRunner
from fireoffice.ui.words import short_day


class PaperSection(PanelSection):
    """Lists the papers of one record; making one runs on ``tasks``."""

    def __init__(
        self,
        office: Office,
        register: Register,
        tasks: TaskRunner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(TITLE, parent)
        self._office = office
        self._register = register
        self._tasks = tasks or TaskRunner(self)
        self._record_id = ""
        self._found: tuple[PaperOfRecord, ...] = ()
        self.sheet: PaperSheet | None = None
        self.makers = {
            kind.name: self._maker(kind) for kind in paper_planning.kinds_for(register.name)
        }
        self.said = label(part="note", name="刚制发的文书")
        self.said.setWordWrap(True)
        self.said.hide()
        self.rows = DetailRows(TITLE)
        self.rows.setToolTip("回车或点击：打开、打开所在文件夹、作废")
        self.body.addWidget(self.said)
        self.body.addWidget(self.rows)
        self.rows.opened.connect(self._on_opened)

    def show_record(self, record_id: str) -> None:
        if record_id != self._record_id:
            self.close_sheet()
            self.said.hide()
        self._record_id = record_id
        self._found = papers_of(self._office, self._register.name, record_id)
        today = self._office.clock.today()
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

    def press_next(self) -> bool:
        if self.sheet is None:
            return False
        self.sheet.confirm.click()
        return True

    def open_sheet(self, kind: PaperKind) -> None:
        """Ask what a paper of ``kind`` is to say."""
        self.close_sheet()
        try:
            preset = paper_planning.presets(self._office, kind, [self._record_id])
            companions = paper_planning.companions(self._office, kind, self._record_id)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        texts = {info.name: show(info, preset.get(info.name)) for info in kind.options}

        def choices(info: FieldInfo) -> Sequence[str]:
            day = preset.get("dated") or self._office.clock.today()
            return paper_planning.choices_of(self._office, kind, info.name, day)

        self.sheet = PaperSheet(kind, texts, choices, companions, self)
        self.sheet.issue_asked.connect(self._on_issue_asked)
        self.sheet.preview_asked.connect(self._on_preview_asked)
        self.sheet.draft_asked.connect(self._on_draft_asked)
        self.sheet.closed.connect(self.close_sheet)
        self.sheet.form.prompt({info.name: info.help for info in kind.options if info.automatic})
        self.body.insertWidget(0, self.sheet)
        self.sheet.form.begin()
        # Its height is known only once it is laid out.
        QTimer.singleShot(0, self._bring_into_view)

    def _bring_into_view(self) -> None:
        area = self.parent()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parent()
        if area is not None and self.sheet is not None:
            area.ensureWidgetVisible(self.sheet, 0, 0)

    def close_sheet(self) -> None:
        """Put the options away; nothing was written."""
        if self.sheet is not None:
            self.body.removeWidget(self.sheet)
            self.sheet.deleteLater()
            self.sheet = None

    def open_file(self, paper_id: str, folder: bool = False) -> None:
        """Open a paper, or the folder that it lies in, with what the machine has for it."""
        file = self._one(paper_id).file
        if file is None or not file.exists():
            self.failed.emit("文件不在原来的位置。", "请在公文登记簿里查看，或从备份找回。")
            return
        _open(file.parent if folder else file)

    def void(self, paper_id: str) -> None:
        """Ask for the reason and make a paper void; its number stays taken."""
        from fireoffice.ui.circular.void_dialog import VoidDialog

        dialog = VoidDialog(self._one(paper_id).number, self.window())
        agreed, reason = dialog.exec() == VoidDialog.DialogCode.Accepted, dialog.reason.text()
        dialog.deleteLater()
        if agreed and self._guarded(lambda: voiding.void(self._office, paper_id, reason)):
            self.show_record(self._record_id)
            self.saved.emit()

    def actions(self, paper_id: str) -> QMenu:
        """Return what can be done with one paper, as a menu."""
        one = self._one(paper_id)
        menu = QMenu(self)
        menu.setAccessibleName(one.number or one.title)
        menu.aboutToHide.connect(menu.deleteLater)

        def add(words: str, work: Callable[[], None]) -> None:
            menu.addAction(words).triggered.connect(lambda: work())

        if one.file:
            add("打开", lambda: self.open_file(paper_id))
            add("打开所在文件夹", lambda: self.open_file(paper_id, folder=True))
        if one.state is PaperState.ISSUED and self.isEnabled():
            menu.addSeparator()
            add("作废…", lambda: self.void(paper_id))
        if one.state is PaperState.DRAFT:
            menu.addAction("草稿，在“公文”页继续").setEnabled(False)
        return menu

    def _maker(self, kind: PaperKind) -> QWidget:
        made = button(kind.title, "word")
        made.setToolTip(f"由这条{self._register.noun}制发{kind.title}")
        made.clicked.connect(partial(self.open_sheet, kind))
        self.head.add(made)
        return made

    def _on_issue_asked(self) -> None:
        if self.sheet is None:
            return
        self._start(
            f"制发{self.sheet.kind.title}", record_papers.issue_form, self._on_issued, self.sheet
        )

    def _on_preview_asked(self) -> None:
        if self.sheet is not None:
            self._start("预览", record_papers.preview, self._on_previewed, self.sheet)

    def _on_draft_asked(self) -> None:
        if self.sheet is not None:
            self._start("起草", record_papers.draft_circular, self._on_drafted, self.sheet)

    def _start(
        self,
        title: str,
        work: Callable[..., Any],
        done: Callable[[str, Any], None],
        sheet: PaperSheet,
    ) -> None:
        sheet.hold(True)
        self.failed.emit("", "")
        chosen = [self._record_id, *sheet.further()]
        self._tasks.start(
            title,
            partial(work, self._office, sheet.kind, chosen, sheet.texts()),
            partial(done, self._record_id),
            self._on_failed,
        )

    def _on_issued(self, record_id: str, result: IssuedForms) -> None:
        numbers = [one.number for one in result.issued]
        told = numbers[0] if len(numbers) == 1 else f"{numbers[0]}等{len(numbers)}份"
        self._tell(record_id, f"已制发{told}。" + "".join(result.notices[:1]))

    def _on_previewed(self, _record_id: str, files: Sequence[Path]) -> None:
        if self.sheet is not None:
            self.sheet.hold(False)
        for file in files[:1]:
            _open(file)

    def _on_drafted(self, record_id: str, _paper_id: str) -> None:
        self._tell(record_id, "已起草，请在“公文”页继续。")

    def _tell(self, record_id: str, sentence: str) -> None:
        """Say what was made, and read everything anew."""
        if record_id == self._record_id:
            self.close_sheet()
            self.said.setText(sentence)
            self.said.show()
            self.show_record(record_id)
        self.saved.emit()

    def _on_failed(self, problem: Exception) -> None:
        if self.sheet is not None:
            self.sheet.hold(False)
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        elif not isinstance(problem, Stopped):
            self._tasks.broken.emit(problem)

    def _on_opened(self, paper_id: str) -> None:
        self.actions(paper_id).popup(self.cursor().pos())

    def _one(self, paper_id: str) -> PaperOfRecord:
        return next(one for one in self._found if one.id == paper_id)

    def _guarded(self, work: Callable[[], Any]) -> bool:
        try:
            work()
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return False
        self.failed.emit("", "")
        return True


def _open(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
