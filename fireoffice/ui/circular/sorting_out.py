"""A whole folder of circulars put right in the background, and shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from fireoffice.core.errors import OfficeError
from fireoffice.core.settings import load_settings
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers.folder_correction import FolderCorrection, correct_all
from fireoffice.services.papers.proofreading import severities
from fireoffice.ui.circular.folder_pane import FolderPane
from fireoffice.ui.tasks import Stopped, TaskRunner


class SortingOut(QObject):
    """Asks for the folder, works, and shows the result in `stack`."""

    failed = Signal(str, str)
    done = Signal()

    def __init__(self, office: Office, tasks: TaskRunner, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._office = office
        self._tasks = tasks
        self._stack = stack
        self.pane = FolderPane()
        stack.addWidget(self.pane)

    def ask(self) -> None:
        """Ask the user for a folder, and put right what is in it."""
        chosen = QFileDialog.getExistingDirectory(self._stack, "选一个放着公文的文件夹")
        if chosen:
            self.take(Path(chosen))

    def take(self, folder: Path) -> None:
        """Put right all circulars in `folder`; it can be stopped between two files."""
        style = papers.style_of(self._office)
        weights = severities(load_settings(self._office.folder))
        work = partial(correct_all, folder, style, weights)
        self._tasks.start("规范文件夹里的公文", work, self._on_done, self._on_failed)

    def shown(self) -> bool:
        """Return True if a folder is shown."""
        return self._stack.currentWidget() is self.pane

    def _on_done(self, made: FolderCorrection) -> None:
        self.pane.show_folder(made)
        self.done.emit()

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        elif not isinstance(problem, Stopped):
            raise problem
