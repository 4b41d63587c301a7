"""One paper of the register: written, kept, given its number, issued, made void."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.core.settings import load_settings
from fireoffice.docs.word import DocumentReading
from fireoffice.domain.papers import PaperState
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import register as paper_register
from fireoffice.services.papers import voiding
from fireoffice.services.papers.proofreading import severities
from fireoffice.ui.circular.correcting import Correcting
from fireoffice.ui.circular.draft_keeper import DraftKeeper, keep_options, kept_options
from fireoffice.ui.circular.editor import PaperEditor
from fireoffice.ui.circular.field_cells import FieldCell
from fireoffice.ui.circular.head import PaperHead
from fireoffice.ui.circular.next_step import last_step, next_words
from fireoffice.ui.circular.numbering import clash_of, next_free
from fireoffice.ui.circular.options import Options, OptionsRow
from fireoffice.ui.circular.origin import Origin
from fireoffice.ui.circular.outlets import Outlets
from fireoffice.ui.circular.void_dialog import VoidDialog
from fireoffice.ui.opening import open_file
from fireoffice.ui.parts.basics import rule, tighten
from fireoffice.ui.parts.undo_bar import UndoBar
from fireoffice.ui.tasks import TaskRunner


class PaperView(QWidget):
    """The editor with everything that touches the register and the disk."""

    left = Signal()
    saved = Signal()
    told = Signal(str)
    """For the left of the status bar."""
    failed = Signal(str, str)
    mode_changed = Signal()
    open_pressed = Signal()

    def __init__(self, office: Office, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.open_file: Callable[[Path], None] = self._open_with_system
        self.paper_id = ""
        self._state = PaperState.DRAFT
        self._revising = False
        style = papers.style_of(office)
        self._options = Options()
        self.options = OptionsRow(style.imprint_on_even_page)
        self.head = PaperHead()
        self.editor = PaperEditor(style, self.options)
        self.outlets = Outlets(office, tasks, self.editor)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.editor)
        self.correcting = Correcting(office, tasks, self.editor, self._stack)
        self._notice = UndoBar(self)
        self.keeper = DraftKeeper(office, self.editor.manuscript, self)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self.head)
        column.addWidget(rule("line"))
        column.addWidget(self._stack, 1)
        self._connect()

    # Opening and keeping

    def show_paper(self, paper_id: str) -> None:
        """Edit the paper `paper_id`, with what was typed before a crash. Raises `InputError`."""
        row = paper_register.paper(self._office, paper_id)
        manuscript = papers.load(self._office, paper_id)
        self._notice.hide()
        self.correcting.attend(paper_id)
        self.paper_id = paper_id
        self._state = row.state
        self._revising = False
        locked = row.state is not PaperState.DRAFT
        self.keeper.attend("" if locked else paper_id)
        self._options = kept_options(self._office, paper_id)
        self.options.show_options(self._options, locked)
        self.editor.set_style(
            self._options.style(papers.style_of(self._office)), self._options.seals
        )
        origin = self.correcting.origin
        self.editor.weights = severities(load_settings(self._office.folder))
        self.editor.load(manuscript, origin.mends, locked, origin.waived)
        self._show_menu()
        self._check_number(manuscript.fields.number)
        self.mode_changed.emit()

    def settle(self) -> None:
        """Keep what is typed and enter it into the register."""
        self.editor.settle()
        self.keeper.settle()

    def refresh(self) -> None:
        """Take over what was changed behind the editor, as by an undo of the register."""
        if not self.paper_id or self.keeper.dirty or self._revising:
            return
        manuscript = papers.load(self._office, self.paper_id)
        row = paper_register.paper(self._office, self.paper_id)
        if manuscript != self.editor.manuscript() or row.state is not self._state:
            self.show_paper(self.paper_id)

    def is_blank(self) -> bool:
        """Return True if this is a draft in which nothing was written."""
        return self._state is PaperState.DRAFT and self.editor.text.content.is_blank()

    @property
    def _number_cell(self) -> FieldCell:
        return self.editor.fields.cells["发文字号"]

    # The next step

    def next_words(self) -> str:
        """Return the words of the one blue button."""
        blank, problems = self.editor.text.content.is_blank(), self.editor.problems()
        errors = len(self.editor.proof.errors())
        wrong = bool(self._number_cell.mistake())
        return next_words(self._state, self._revising, blank, problems, errors, wrong)

    def next_step(self) -> None:
        """Do what the blue button says (Ctrl+Enter)."""
        self.correcting.leave()
        self.editor.settle()
        if self._state is PaperState.VOID:
            return
        if self._state is PaperState.ISSUED and not self._revising:
            self._open_issued()
        elif self.editor.proof.errors() or self.editor.text.content.is_blank():
            self.editor.go_to_problem()
        elif self._number_cell.mistake():
            self.editor.fields.unfold("发文字号")
        else:
            self._guarded(self._issue)

    def _issue(self) -> None:
        self.keeper.keep()
        style = self._options.style(papers.style_of(self._office))
        seals = self._options.seals(self.editor.manuscript())
        if self._revising:
            issued = papers.reissue(
                self._office, self.paper_id, self.editor.manuscript(), style=style, seals=seals
            )
        else:
            issued = papers.issue(self._office, self.paper_id, style=style, seals=seals)
        self.saved.emit()
        self.show_paper(self.paper_id)
        place = issued.file.relative_to(self._office.folder)
        sentence = f"{issued.number}已成文，共{issued.pages}页，文件在{place.parent.as_posix()}"
        self._notice.offer(sentence, undoable=False)
        self.told.emit(f"{sentence}/{place.name}")
        self.open_file(issued.file)

    def _open_with_system(self, file: Path) -> None:
        try:
            open_file(file)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)

    def _open_issued(self) -> None:
        file = paper_register.paper(self._office, self.paper_id).file
        if file is not None and file.exists():
            self.open_file(file)
        else:
            self.failed.emit("找不到这份公文的Word文件。", "请从备份中取回，或在“⋯”中重新成文。")

    # Changes beside typing

    def take_reading(self, file: Path, reading: DocumentReading) -> None:
        """Put what was read from `file` in place of what is written, undoable."""
        self.correcting.take(Origin(file, reading.mends))
        self.editor.take(reading.manuscript, reading.mends)
        self._show_menu()

    def correct(self) -> None:
        """一键规范, for a draft that was read from a file."""
        if self._state is PaperState.DRAFT:
            style = self._options.style(papers.style_of(self._office))
            self.correcting.correct(style, self._options.seals(self.editor.manuscript()))

    def make_void(self, reason: str, keep: bool = False) -> None:
        """作废, with the reason; ``keep`` what newer events of the records depend on."""

        def write() -> None:
            voiding.void(self._office, self.paper_id, reason, keep=keep)
            self.saved.emit()
            self.show_paper(self.paper_id)

        self._guarded(write)

    def revise(self) -> None:
        """Change an issued paper; it keeps its number and is written anew."""
        self._revising = True
        self.options.show_options(self._options, locked=False)
        self.editor.load(
            papers.load(self._office, self.paper_id),
            waived=self.correcting.origin.waived,
            step=last_step(revising=True),
        )
        self._check_number("")
        self._show_menu()

    # Slots

    def _connect(self) -> None:
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self.failed)
        self.editor.edited.connect(self.keeper.touch)
        self.editor.typeset_done.connect(self._on_typeset)
        self.editor.proof.judged.connect(self._on_judged)
        self.editor.refused.connect(self.failed)
        self.editor.number_given.connect(self._check_number)
        self.options.changed.connect(self._on_options_changed)
        self.options.failed.connect(self.failed)
        self.head.back_pressed.connect(self.left)
        self.head.next_pressed.connect(self.next_step)
        self.head.open_pressed.connect(self.open_pressed)
        self.head.correct_pressed.connect(self.correct)
        self.correcting.told.connect(self.told)
        self.correcting.failed.connect(self.failed)
        self.correcting.file_pressed.connect(lambda file: self.open_file(file))
        self.correcting.shown_changed.connect(self.mode_changed)
        self.head.export_pressed.connect(self.outlets.ask_for_word)
        self.outlets.done.connect(self._on_written)
        self.outlets.failed.connect(self.failed)
        menu = self.head.menu
        menu.print_pressed.connect(self.outlets.print_preview)
        menu.compare_pressed.connect(self.correcting.compare)
        menu.pdf_pressed.connect(self._on_pdf)
        menu.folder_pressed.connect(self._on_open_folder)
        menu.delete_pressed.connect(self._on_delete)
        menu.revise_pressed.connect(self.revise)
        menu.void_pressed.connect(self._on_void)

    def _on_kept(self) -> None:
        self.correcting.keep()
        self._tell()
        self.saved.emit()

    def _show_menu(self) -> None:
        self.head.menu.show_for(self._state, self._revising, self.correcting.from_file())

    def _on_typeset(self) -> None:
        manuscript = self.editor.manuscript()
        self.options.show_manuscript(manuscript)
        # The issuer stands in the paper's title; in the head line it would only take room.
        title = manuscript.title
        for issuer in manuscript.fields.issuers:
            title = title.removeprefix(issuer)
        self.head.show_paper(title, self._state, self.correcting.from_file())
        self.head.set_next(self.next_words())
        self._tell()

    def _on_judged(self) -> None:
        self.head.set_next(self.next_words())

    def _tell(self) -> None:
        self.told.emit(f"{self._state.value}{self.keeper.words()}；{self.editor.counts()}")

    def _check_number(self, text: str) -> None:
        """Say at once under the field what speaks against a number given by hand."""
        own = self._state is not PaperState.DRAFT
        sentence = "" if own else clash_of(self._office, text, self.paper_id)
        self._number_cell.complain(sentence)
        manuscript = self.editor.manuscript()
        self._number_cell.prompt("" if own else next_free(self._office, manuscript))
        self.head.set_next(self.next_words())

    def _on_options_changed(self, options: Options) -> None:
        self._options = options
        keep_options(self._office, self.paper_id, options)
        self.editor.set_style(options.style(papers.style_of(self._office)), options.seals)

    def _on_pdf(self) -> None:
        self.outlets.write_pdf(self.paper_id)

    def _on_written(self, sentence: str, file: Path | None) -> None:
        self._notice.offer(sentence, undoable=False)
        if file is not None:
            self.open_file(file)

    def _on_open_folder(self) -> None:
        file = paper_register.paper(self._office, self.paper_id).file
        if file is not None:
            self.open_file(file.parent)

    def _on_void(self) -> None:
        number = paper_register.paper(self._office, self.paper_id).number
        entered = voiding.consequences(self._office, self.paper_id)
        dialog = VoidDialog(number, entered, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.make_void(dialog.reason.text(), dialog.keeps())
        dialog.deleteLater()

    def _on_delete(self) -> None:
        def remove() -> None:
            papers.delete_draft(self._office, self.paper_id)
            self.paper_id = ""
            self.saved.emit()
            self.left.emit()

        self.keeper.attend("")
        self._guarded(remove)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
