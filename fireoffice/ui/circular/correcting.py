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
from fireoffice.services.correction import Correction, compare, correct
from fireoffice.ui.circular.comparison import ComparisonPane
from fireoffice.ui.circular.editor import PaperEditor
from fireoffice.ui.circular.findings import Finding
from fireoffice.ui.tasks import Stopped, TaskRunner


class Correcting(QObject):
    """Turns from `editor` to the comparison in `stack` and back."""

    written = Signal(object)
    """`Path` of the corrected paper."""
    failed = Signal(str, str)
    file_pressed = Signal(object)
    """`Path` of the corrected paper, to be opened."""
    shown_changed = Signal()

    def __init__(self, tasks: TaskRunner, editor: PaperEditor, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._tasks = tasks
        self._editor = editor
        self._stack = stack
        self._pane: ComparisonPane | None = None
        self._file: Path | None = None
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

    def shown(self) -> bool:
        """Tell whether the comparison stands in place of the editor."""
        return self._pane is not None and self._stack.currentWidget() is self._pane

    def leave(self) -> None:
        """Go back to the editor; what is still being made is no longer waited for."""
        self._turn += 1
        if self.shown():
            self._stack.setCurrentWidget(self._editor)
            self._editor.text.setFocus()
            self.shown_changed.emit()

    def correct(self, source: Path, style: PaperStyle, seals: tuple[SealImage, ...]) -> None:
        """Put right what can be, undoable, and write the paper beside `source`."""
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

    def compare(self, source: Path, file: Path | None) -> None:
        """Show the paper as it stands beside `source`, and write nothing.

        `file` is the corrected paper that was written before, if any.
        """
        self._editor.settle()
        subject = self._editor.subject()
        mends, weights = subject.beside.mends, subject.weights
        known = file if file is not None and file.exists() else None
        self._start("读取文件", partial(compare, source, subject.manuscript, mends, weights), known)

    def _start(self, title: str, work: Callable[[], Correction], known: Path | None = None) -> None:
        self._turn += 1
        arrived = partial(self._on_made, self._turn, known)
        self._tasks.start(title, work, arrived, self._on_failed)

    def _on_made(self, turn: int, known: Path | None, made: Correction) -> None:
        if made.file is not None:
            self.written.emit(made.file)
        else:
            made = replace(made, file=known)
        typeset = self._editor.typeset
        if turn != self._turn or typeset is None:
            return
        self._file = made.file
        self.pane.show_correction(
            made, typeset, self._editor.places(), self._editor.proof.open_findings()
        )
        self._stack.setCurrentWidget(self.pane)
        self.pane.original.setFocus()
        self.shown_changed.emit()

    def _on_file_pressed(self) -> None:
        if self._file is not None:
            self.file_pressed.emit(self._file)

    def _on_finding_pressed(self, finding: Finding) -> None:
        self.leave()
        self._editor.proof.go_to(finding)

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        elif not isinstance(problem, Stopped):
            raise problem
