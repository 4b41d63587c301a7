"""一键规范: the paper is put right, written beside the old file, and both are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from fireoffice.core.errors import OfficeError
from fireoffice.docs.paper import SealImage
from fireoffice.docs.style import PaperStyle
from fireoffice.services.office import Office
from fireoffice.services.papers.correction import Correction, compare, correct
from fireoffice.ui.circular.comparison import ComparisonPane
from fireoffice.ui.circular.editor import PaperEditor
from fireoffice.ui.circular.findings import Finding
from fireoffice.ui.circular.origin import Origin, keep_origin, kept_origin
from fireoffice.ui.tasks import Stopped, TaskRunner


class Correcting(QObject):
    """Knows which file the paper in `editor` was read from, and puts it right.

    Turns from the editor to the comparison in `stack` and back.
    """

    told = Signal(str)
    failed = Signal(str, str)
    file_pressed = Signal(object)
    """`Path` of the corrected paper, to be opened."""
    shown_changed = Signal()

    def __init__(
        self, office: Office, tasks: TaskRunner, editor: PaperEditor, stack: QStackedWidget
    ) -> None:
        super().__init__(stack)
        self._office = office
        self._paper_id = ""
        self.origin = Origin()
        self._tasks = tasks
        self._editor = editor
        self._stack = stack
        self._pane: ComparisonPane | None = None
        self._turn = 0

    @property
    def pane(self) -> ComparisonPane:
        """The comparison; built when it is first wanted."""
        if self._pane is None:
            self._pane = ComparisonPane(self._editor.paper_style().fonts)
            self._stack.addWidget(self._pane)
            self._pane.left.connect(self.leave)
            self._pane.file_pressed.connect(self._on_file_pressed)
            self._pane.finding_pressed.connect(self._on_finding_pressed)
        return self._pane

    def attend(self, paper_id: str) -> None:
        """Deal with the paper `paper_id` from now on."""
        self.leave()
        self._paper_id = paper_id
        self.origin = kept_origin(self._office, paper_id)

    def take(self, origin: Origin) -> None:
        """Note that what is written now comes from elsewhere."""
        self.origin = origin
        keep_origin(self._office, self._paper_id, origin)

    def keep(self) -> None:
        """Keep what was taken back and let stand since."""
        beside = self._editor.beside()
        origin = replace(self.origin, mends=beside.mends, waived=beside.waived)
        if origin != self.origin:
            self.take(origin)

    def from_file(self) -> bool:
        """Return True if the paper was read from a file."""
        return self.origin.file is not None

    def shown(self) -> bool:
        """Return True if the comparison stands in place of the editor."""
        return self._pane is not None and self._stack.currentWidget() is self._pane

    def leave(self) -> None:
        """Go back to the editor; what is still being made is no longer waited for."""
        self._turn += 1
        if self.shown():
            self._stack.setCurrentWidget(self._editor)
            self._editor.text.setFocus()
            self.shown_changed.emit()

    def correct(self, style: PaperStyle, seals: tuple[SealImage, ...]) -> None:
        """Put right what can be, undoable, and write the paper beside its file."""
        source = self.origin.file
        if source is None:
            return
        self._editor.settle()
        self._editor.proof.fix_open()
        self._editor.settle()
        subject = self._editor.subject()
        self._start(
            "规范公文",
            partial(
                correct,
                source,
                subject.manuscript,
                subject.beside.mends,
                style,
                seals,
                subject.weights,
            ),
        )

    def compare(self) -> None:
        """Show the paper as it stands beside its file, and write nothing."""
        source = self.origin.file
        if source is None:
            return
        self._editor.settle()
        subject = self._editor.subject()
        mends, weights = subject.beside.mends, subject.weights
        self._start("读取文件", partial(compare, source, subject.manuscript, mends, weights))

    def _start(self, title: str, work: Callable[[], Correction]) -> None:
        self._turn += 1
        arrived = partial(self._on_made, self._turn, self._paper_id)
        self._tasks.start(title, work, arrived, self._on_failed)

    def _on_made(self, turn: int, paper_id: str, made: Correction) -> None:
        if made.file is not None:
            self._note(paper_id, made.file)
        typeset = self._editor.typeset
        if turn != self._turn or typeset is None:
            return
        made = replace(made, file=self._result())
        self.pane.show_correction(
            made, typeset, self._editor.places(), self._editor.proof.open_findings()
        )
        self._stack.setCurrentWidget(self.pane)
        self.pane.original.setFocus()
        self.shown_changed.emit()

    def _note(self, paper_id: str, file: Path) -> None:
        """Keep with its paper where the corrected one was written."""
        if paper_id == self._paper_id:
            self.take(replace(self.origin, result=file))
        else:
            # Another paper was opened in the meantime.
            origin = kept_origin(self._office, paper_id)
            keep_origin(self._office, paper_id, replace(origin, result=file))
        self.told.emit(f"已规范，新文件：{file}")

    def _result(self) -> Path | None:
        file = self.origin.result
        return file if file is not None and file.exists() else None

    def _on_file_pressed(self) -> None:
        if file := self._result():
            self.file_pressed.emit(file)

    def _on_finding_pressed(self, finding: Finding) -> None:
        self.leave()
        self._editor.proof.go_to(finding)

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        elif not isinstance(problem, Stopped):
            raise problem
