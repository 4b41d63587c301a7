"""The ways out of the editor that give no number: a Word copy, a PDF, the printer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from fireoffice.core.errors import OfficeError
from fireoffice.core.files import safe_file_name, write_atomically
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.ui.circular.editor import PaperEditor
from fireoffice.ui.tasks import TaskRunner


class Outlets(QObject):
    """Sends what stands in `editor` out of the program."""

    done = Signal(str, object)
    """A sentence, and the file to open (None for none)."""
    failed = Signal(str, str)

    def __init__(self, office: Office, tasks: TaskRunner, editor: PaperEditor) -> None:
        super().__init__(editor)
        self._office = office
        self._tasks = tasks
        self._editor = editor

    def ask_for_word(self) -> None:
        """Ask where to, and write the paper as it stands there."""
        title = self._editor.manuscript().title or "公文"
        suggested = str(Path.home() / safe_file_name(title, ".docx"))
        chosen, _ = QFileDialog.getSaveFileName(
            self._editor, "导出Word", suggested, "Word (*.docx)"
        )
        if chosen:
            self.write_word(Path(chosen).with_suffix(".docx"))

    def write_word(self, target: Path) -> None:
        """Write the paper as it stands to `target`, outside the register."""
        from fireoffice.docs.writer import write

        self._editor.settle()
        assert self._editor.typeset is not None
        try:
            write_atomically(target, write(self._editor.typeset.composition))
        except OfficeError as problem:
            self._on_failed(problem)
            return
        self.done.emit(f"已导出到{target}", None)

    def write_pdf(self, paper_id: str) -> None:
        """Have the issued paper `paper_id` converted, in the background."""
        self._tasks.start(
            "生成PDF",
            partial(papers.export_pdf, self._office, paper_id),
            self._on_pdf_written,
            self._on_failed,
        )

    def print_preview(self) -> None:
        """Show the pages as they will be printed, and print them."""
        from fireoffice.ui.circular.printing import show_print_preview

        self._editor.settle()
        assert self._editor.typeset is not None
        show_print_preview(self._editor.typeset.laid, self._editor.preview.painter, self._editor)

    def _on_pdf_written(self, file: Path) -> None:
        self.done.emit(f"PDF已生成：{file.name}", file)

    def _on_failed(self, problem: Exception) -> None:
        if not isinstance(problem, OfficeError):
            raise problem
        self.failed.emit(problem.message, problem.hint)
