"""Making a paper from the record in the panel: its sheet opens in place of the next step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from fireoffice.core.errors import OfficeError
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.values import show
from fireoffice.services.office import Office
from fireoffice.services.papers import from_records as record_papers
from fireoffice.services.papers import planning as paper_planning
from fireoffice.services.papers.contexts import PaperKind
from fireoffice.services.papers.from_records import IssuedForm, IssuedForms
from fireoffice.ui.opening import open_file
from fireoffice.ui.papers.files import ways_to
from fireoffice.ui.papers.sheet import PaperSheet
from fireoffice.ui.parts.record_panel import RecordPanel
from fireoffice.ui.tasks import Stopped, TaskRunner


class PaperMaking(QObject):
    """Opens the sheet of a paper in ``panel``, and issues on ``tasks`` what it says."""

    issued = Signal(str, object)
    """A sentence and the ways on: what has been issued, to be opened and printed."""
    drafted = Signal(str)
    """A sentence: a circular waits in the editor."""
    failed = Signal(str, str)

    def __init__(self, office: Office, panel: RecordPanel, tasks: TaskRunner) -> None:
        super().__init__(panel)
        self._office = office
        self._panel = panel
        self._tasks = tasks
        panel.paper_asked.connect(self._on_paper_asked)

    def sheet(self) -> PaperSheet | None:
        """Return the sheet that is open."""
        shown = self._panel.sheet()
        return shown if isinstance(shown, PaperSheet) else None

    def open(self, record_id: str, kind: PaperKind) -> None:
        """Ask what a new paper of ``kind`` is to say; everything known stands there already."""
        try:
            companions = paper_planning.companions(self._office, kind, record_id)
            together = [record_id, *(one.id for one in companions)]
            preset = paper_planning.presets(self._office, kind, together)
            lacking = paper_planning.lacking(self._office, kind, together)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        texts = {info.name: show(info, preset.get(info.name)) for info in kind.options}
        made = PaperSheet(kind, texts, self.choices_of(kind), companions, lacking=lacking)
        made.issue_asked.connect(partial(self._issue, made, record_id))
        made.preview_asked.connect(partial(self._preview, made, record_id))
        made.draft_asked.connect(partial(self._draft, made, record_id))
        self._show(made)

    def open_anew(self, paper_id: str) -> None:
        """Ask what an issued paper is to say instead, with what was chosen for it."""
        try:
            kind, records, chosen = record_papers.chosen_for(self._office, paper_id)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        made = PaperSheet(kind, chosen, self.choices_of(kind), (), again=True)
        made.issue_asked.connect(partial(self._issue_anew, made, paper_id))
        made.preview_asked.connect(partial(self._preview, made, *records))
        self._show(made)

    def choices_of(self, kind: PaperKind) -> Callable[[FieldInfo], Sequence[str]]:
        """Return the function that gives the words that an option of ``kind`` offers."""

        def choices(info: FieldInfo) -> Sequence[str]:
            if info not in kind.options:
                return ()
            today = self._office.clock.today()
            return paper_planning.choices_of(self._office, kind, info.name, today)

        return choices

    def _show(self, made: PaperSheet) -> None:
        made.closed.connect(self._panel.close_sheet)
        self._panel.open_sheet(made)
        made.begin()

    def _on_paper_asked(self, record_id: str, kind: str) -> None:
        self.open(record_id, paper_planning.kind_named(kind))

    def _fill_in(self, sheet: PaperSheet) -> bool:
        """Write what the records lacked, as typed in the sheet."""
        try:
            paper_planning.fill_in(self._office, sheet.kind, sheet.filled_in())
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return False
        return True

    def _issue(self, sheet: PaperSheet, record_id: str) -> None:
        if not sheet.is_complete() or not self._fill_in(sheet):
            return
        chosen, title = [record_id, *sheet.further()], f"制发{sheet.kind.title}"
        work = partial(record_papers.issue_form, self._office, sheet.kind, chosen, sheet.texts())
        self._start(sheet, title, work, partial(self._on_issued, sheet))

    def _issue_anew(self, sheet: PaperSheet, paper_id: str) -> None:
        work = partial(record_papers.reissue_form, self._office, paper_id, sheet.texts())
        self._start(sheet, f"重新制发{sheet.kind.title}", work, partial(self._on_renewed, sheet))

    def _preview(self, sheet: PaperSheet, *record_ids: str) -> None:
        if not self._fill_in(sheet):
            return
        chosen = [*record_ids, *sheet.further()]
        work = partial(record_papers.preview, self._office, sheet.kind, chosen, sheet.texts())
        self._start(sheet, "预览", work, partial(self._on_previewed, sheet))

    def _draft(self, sheet: PaperSheet, record_id: str) -> None:
        chosen, texts = [record_id, *sheet.further()], sheet.texts()
        work = partial(record_papers.draft_circular, self._office, sheet.kind, chosen, texts)
        self._start(sheet, "起草", work, partial(self._on_drafted, sheet))

    def _start(
        self,
        sheet: PaperSheet,
        title: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
    ) -> None:
        sheet.hold(True)
        self.failed.emit("", "")
        self._tasks.start(title, work, done, partial(self._on_failed, sheet))

    def _on_issued(self, sheet: PaperSheet, result: IssuedForms) -> None:
        first, *more = result.issued
        told = f"{first.number}等{1 + len(more)}份" if more else first.number
        self._finish(sheet, f"已制发{told}", first.file)
        for notice in result.notices[:1]:
            self.failed.emit(notice, "")

    def _on_renewed(self, sheet: PaperSheet, result: IssuedForm) -> None:
        self._finish(sheet, f"已重新制发{result.number}，原来的文件留着", result.file)

    def _finish(self, sheet: PaperSheet, sentence: str, file: Path) -> None:
        self._put_away(sheet)
        self.issued.emit(sentence, ways_to(file, self.failed.emit))

    def _on_previewed(self, sheet: PaperSheet, files: Sequence[Path]) -> None:
        if self._panel.sheet() is sheet:
            sheet.hold(False)
        for file in files[:1]:
            open_file(file)

    def _on_drafted(self, sheet: PaperSheet, _paper_id: str) -> None:
        self._put_away(sheet)
        self.drafted.emit(f"{sheet.kind.title}已起草，请在“公文”页继续")

    def _put_away(self, sheet: PaperSheet) -> None:
        if self._panel.sheet() is sheet:
            self._panel.close_sheet()

    def _on_failed(self, sheet: PaperSheet, problem: Exception) -> None:
        if self._panel.sheet() is sheet:
            sheet.hold(False)
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        elif not isinstance(problem, Stopped):
            self._tasks.broken.emit(problem)
