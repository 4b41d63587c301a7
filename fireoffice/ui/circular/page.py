"""The tab 公文: the register, and the paper opened from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.docs.word import DocumentReading
from fireoffice.domain.papers import PaperState
from fireoffice.services.duties import proposals
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import register as paper_register
from fireoffice.services.sample import installing as sample
from fireoffice.ui.circular.dropping import files_of
from fireoffice.ui.circular.extraction import Extraction
from fireoffice.ui.circular.opening import Opener
from fireoffice.ui.circular.origin import Origin, keep_origin
from fireoffice.ui.circular.paper_view import PaperView
from fireoffice.ui.circular.register_list import PaperList
from fireoffice.ui.circular.sorting_out import SortingOut
from fireoffice.ui.opening import open_file
from fireoffice.ui.page import Page
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.tasks import TaskRunner

_SAMPLE_OFFERED = "sample-circular-offered"
_DRAFTS = 1000
"""Far more drafts than an office has at once."""


class CircularsPage(Page):
    """Goes on with the draft that was written last, else shows 公文登记簿."""

    def __init__(
        self, office: Office, parent: QWidget | None = None, tasks: TaskRunner | None = None
    ) -> None:
        super().__init__(office, parent)
        self._tasks = tasks or TaskRunner(self)
        self._view: PaperView | None = None
        self._shown_before = False
        self.opener = Opener(self._tasks, self)
        self.extraction = Extraction(office, self)
        self.list = PaperList(office)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self._stack)
        self.list.opened.connect(self.open_paper)
        self.list.behind.opened.connect(self.opened)
        self.list.new_pressed.connect(self.draft_paper)
        self.folder = SortingOut(office, self._tasks, self._stack)
        self.list.file_pressed.connect(self.opener.ask)
        self.list.folder_pressed.connect(self.folder.ask)
        self.folder.done.connect(self._show_folder)
        self.folder.failed.connect(self.failed)
        self.folder.pane.left.connect(self.leave_paper)
        self.folder.pane.file_chosen.connect(self.take_files)
        self.folder.pane.opened.connect(lambda place: self.view.open_file(place))
        self.list.sample_pressed.connect(self.open_sample)
        self.list.counted.connect(self._on_told)
        self.opener.read.connect(self._on_read)
        self.opener.failed.connect(self.failed)
        self.extraction.failed.connect(self.failed)
        self.extraction.entered.connect(self._on_duties_entered)
        self.setAcceptDrops(True)
        self._add_keys()

    @property
    def view(self) -> PaperView:
        """The editor; built when the first paper is opened."""
        if self._view is None:
            self._view = PaperView(self.office, self._tasks)
            self._stack.addWidget(self._view)
            self._view.left.connect(self.leave_paper)
            self._view.saved.connect(self.saved)
            self._view.told.connect(self.status_changed)
            self._view.failed.connect(self.failed)
            self._view.mode_changed.connect(self.hints_changed)
            self._view.open_pressed.connect(self.opener.ask)
            self._view.head.menu.duties_pressed.connect(self._on_duties)
            self._view.head.menu.aboutToShow.connect(self._on_menu)
            self._view.head.menu.duty_opened.connect(partial(self.opened.emit, "duties"))
            self._view.editor.text.files_given.connect(self.opener.open)
        return self._view

    def editing(self) -> bool:
        """Return True if a paper is open."""
        return self._view is not None and self._stack.currentWidget() is self._view

    def open_paper(self, paper_id: str) -> None:
        """Open the paper `paper_id` in the editor; a filled form, in the system's program."""

        def show() -> None:
            row = paper_register.paper(self.office, paper_id)
            if row.is_form and row.file:
                open_file(row.file)
                return
            self.view.show_paper(paper_id)
            self._show_editor()

        self._guarded(show)

    def draft_paper(self) -> None:
        """Begin an empty paper (Ctrl+N)."""
        self.settle()
        self._guarded(lambda: self.open_paper(papers.new_draft(self.office)))

    def open_sample(self) -> None:
        """Open the shipped circular as a draft, listing what reading it mended."""

        def show() -> None:
            paper_id = papers.new_sample_draft(self.office)
            keep_origin(self.office, paper_id, Origin(mends=papers.read_sample().mends))
            self.open_paper(paper_id)

        self._guarded(show)

    def take_files(self, *files: Path) -> None:
        """Read `files` in the background; each becomes a draft, a folder is put right whole."""
        self.opener.open(file for file in files if not file.is_dir())
        for folder in files:
            if folder.is_dir():
                self.folder.take(folder)

    def busy(self) -> bool:
        """Return True if something is being read or made in the background."""
        return self._tasks.busy()

    def leave_paper(self) -> None:
        """Go back to the register; a draft in which nothing was written is forgotten."""
        if self.editing():
            self.view.correcting.leave()
        self._guarded(self._close_paper)
        self._stack.setCurrentWidget(self.list)
        self.list.reload()
        if self._view is not None:
            self.list.select(self._view.paper_id)
        self.list.table.setFocus()
        self.hints_changed.emit()

    def activate(self) -> None:
        self._guarded(self._offer_sample)
        if self.editing():
            self._guarded(self.view.refresh)
        else:
            self._guarded(self.list.reload)
            if not self._shown_before:
                self._guarded(self._go_on_with_the_last_draft)
        self._shown_before = True

    def hints(self) -> tuple[tuple[str, str], ...]:
        if self.editing() and self.view.correcting.shown():
            return (("F7", "下一处"), ("Esc", "回到编辑"), ("F6", "换区"))
        if self.editing():
            return (("F7", "下一处"), ("Tab", "改层级"), ("Ctrl+1", "正文"), ("Ctrl+P", "打印预览"))
        if self.folder.shown():
            return (("回车", "打开"), ("Esc", "回到登记簿"))
        return (("Ctrl+N", "起草公文"), ("Ctrl+F", "查找"), ("回车", "打开"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        if self.folder.shown():
            return (self.folder.pane.table,)
        if not self.editing():
            return (self.list.chips, self.list.table)
        if self.view.correcting.shown():
            pane = self.view.correcting.pane
            return (pane.original, pane.preview.view, pane.changes.list_view())
        editor = self.view.editor
        return (editor.fields, editor.text, editor.findings.list_view(), editor.preview.view)

    def open_record(self, register: str, record_id: str, step: str = "") -> None:
        if register == "paper_links":
            self._guarded(lambda: self.open_clause(record_id))
        else:
            self.open_paper(record_id)

    def open_clause(self, link_id: str) -> None:
        """Open a paper at the clause from which the record tied to it by `link_id` was taken."""
        place = proposals.source_clause(self.office, link_id)
        self.open_paper(place.paper)
        if not self.editing():
            return
        if place.line is None:
            said = f"公文里已经没有{place.clause}这一条。"
            self.failed.emit(said, "它可能在提取以后被改写，请在正文中查找。")
            return
        editor = self.view.editor
        editor.set_type()
        # Coming from below, the line stands at the top with the rest of its clause in sight.
        editor.text.put_cursor(len(editor.text.content.lines()) - 1, 0)
        editor.text.put_cursor(place.line, 0)

    def undo_area(self) -> QWidget:
        return self._stack

    def settle(self) -> None:
        if self.editing():
            self.view.settle()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_files(*files_of(event.mimeData()))

    def _show_folder(self) -> None:
        if self.editing():
            self.leave_paper()
        self._stack.setCurrentWidget(self.folder.pane)
        self.folder.pane.table.setFocus()
        self.status_changed.emit(self.folder.pane.words())
        self.hints_changed.emit()

    def _show_editor(self) -> None:
        self._stack.setCurrentWidget(self.view)
        self.view.editor.text.setFocus()
        self.hints_changed.emit()

    def _close_paper(self) -> None:
        if not self.editing() or not self.view.paper_id:
            return
        self.view.settle()
        if self.view.is_blank():
            papers.delete_draft(self.office, self.view.paper_id)

    def _offer_sample(self) -> None:
        """Put the sample town's circular among the drafts, once."""
        if drafts.draft(self.office, _SAMPLE_OFFERED) or not sample.present(self.office):
            return
        if not paper_register.papers(self.office, limit=1):
            papers.new_sample_draft(self.office)
        drafts.keep_draft(self.office, _SAMPLE_OFFERED, True)

    def _go_on_with_the_last_draft(self) -> None:
        waiting = paper_register.papers(self.office, states=(PaperState.DRAFT,), limit=_DRAFTS)
        if waiting:
            self.open_paper(max(waiting, key=lambda row: row.updated_at).id)

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+N", self.draft_paper),
            ("Ctrl+F", self._on_find),
            ("Ctrl+Return", self._on_next),
            ("Ctrl+Enter", self._on_next),
            ("Ctrl+O", self.opener.ask),
            ("Ctrl+P", self._on_print),
            ("F7", self._on_next_finding),
            ("Escape", self._on_escape),
        )
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _on_find(self) -> None:
        if not self.editing():
            self.list.search.setFocus()

    def _on_next(self) -> None:
        if self.editing():
            self.view.next_step()
        elif not self.folder.shown() and self.list.table.current_id():
            self.open_paper(self.list.table.current_id())

    def _on_print(self) -> None:
        if self.editing():
            self.view.outlets.print_preview()

    def _on_next_finding(self) -> None:
        if self.editing() and self.view.correcting.shown():
            self.view.correcting.pane.changes.go_on(done=True)
        elif self.editing():
            self.view.editor.findings.go_on()

    def _on_escape(self) -> None:
        if self.editing() and self.view.correcting.shown():
            self.view.correcting.leave()
        elif self.editing() or self.folder.shown():
            self.leave_paper()

    def _on_read(self, file: Path, reading: DocumentReading) -> None:
        """Show what was read: in the empty paper that is open, else in a draft of its own."""

        def show() -> None:
            if self.editing() and self.view.is_blank():
                self.view.take_reading(file, reading)
                return
            self.settle()
            paper_id = papers.new_draft(self.office, reading.manuscript)
            keep_origin(self.office, paper_id, Origin(file, reading.mends))
            self.view.show_paper(paper_id)
            self._show_editor()
            self.saved.emit()

        self._guarded(show)

    def _on_duties(self) -> None:
        self._guarded(self._extract)

    def _extract(self) -> None:
        self.view.settle()
        self.extraction.ask(self.view.editor.manuscript(), self.view.paper_id)

    def _on_menu(self) -> None:
        taken = proposals.taken_from(self.office, self.view.paper_id)
        self.view.head.menu.list_duties(taken)

    def _on_duties_entered(self, count: int) -> None:
        self.saved.emit()
        self.undo_offered.emit(f"{count}条责任已放入责任清单")

    def _on_told(self, sentence: str) -> None:
        if not self.editing():
            self.status_changed.emit(sentence)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
