"""Files read as papers without the window waiting for them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.docs.word import DOCUMENTS, DocumentReading, read_document
from fireoffice.ui.tasks import Stopped, TaskRunner

_FILTER = f"公文 ({' '.join(f'*{suffix}' for suffix in DOCUMENTS)});;所有文件 (*)"


class Opener(QObject):
    """Reads in the background; each file is told of by itself."""

    read = Signal(object, object)
    """`Path` and `DocumentReading`."""
    failed = Signal(str, str)

    def __init__(self, tasks: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._window = parent

    def ask(self) -> None:
        """Ask the user for files, and read them."""
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "打开文件", "", _FILTER)
        self.open(Path(name) for name in chosen)

    def open(self, files: Iterable[Path]) -> None:
        """Read `files` one after another."""
        for file in files:
            self._tasks.start(
                "读取文件",
                partial(read_document, file),
                partial(self._on_read, file),
                self._on_failed,
            )

    def _on_read(self, file: Path, reading: DocumentReading) -> None:
        self.read.emit(file, reading)

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        elif not isinstance(problem, Stopped):
            raise problem
