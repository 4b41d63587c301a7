"""A folder of circulars: what is wrong in each file, and where its corrected paper lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.docs.lint import Severity
from fireoffice.services.papers.folder_correction import FolderCorrection
from fireoffice.services.papers.proofreading import Corrected, Judged
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.table_model import TableColumn

_COLUMNS = (
    TableColumn("file", "文件", 300, sortable=False),
    TableColumn("title", "标题", 0, sortable=False),
    TableColumn("error", "必改", 56, "number", sortable=False),
    TableColumn("warning", "建议", 56, "number", sortable=False),
    TableColumn("hint", "提示", 56, "number", sortable=False),
    TableColumn("result", "结果", 330, "quiet", sortable=False),
)


@dataclass(frozen=True)
class _Line:
    """A file as the table wants it."""

    id: str
    texts: dict[str, str] = field(default_factory=dict[str, str])
    stage: str = ""
    closed: bool = False
    urgency: str = ""


class FolderPane(QWidget):
    """Shows a `FolderCorrection`; Enter on a file opens it as a draft."""

    left = Signal()
    file_chosen = Signal(object)
    """`Path` of a circular, to be read."""
    opened = Signal(object)
    """`Path` of the list or the folder, to be opened by the system."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done: FolderCorrection | None = None
        self.back = button("公文登记簿", "word", "chevron-left")
        self._title = label("", "title")
        self._note = label("", "note")
        self.report = button("打开问题清单")
        self.folder = button("打开规范稿文件夹")
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName("文件夹里的公文")
        tools = QHBoxLayout()
        tighten(tools, 8, (14, 8, 12, 6))
        for widget in (self.back, self._title, self._note):
            tools.addWidget(widget)
        tools.addStretch(1)
        tools.addWidget(self.folder)
        tools.addWidget(self.report)
        column = QVBoxLayout(self)
        tighten(column)
        column.addLayout(tools)
        column.addWidget(self.table, 1)
        self.back.clicked.connect(self.left)
        self.report.clicked.connect(self._on_report_pressed)
        self.folder.clicked.connect(self._on_folder_pressed)
        self.table.entered.connect(self._on_entered)
        self.table.doubleClicked.connect(self._on_double_clicked)

    def show_folder(self, done: FolderCorrection) -> None:
        """Show what was found and made in a folder."""
        self._done = done
        self._title.setText(done.folder.name)
        self._title.setToolTip(str(done.folder))
        self._note.setText(f"公文{len(done.files)}份，规范稿{done.done}份；原文件没有动")
        lines = [_line(judged, corrected, done.folder) for judged, corrected in done.files]

        def fetch(offset: int, limit: int) -> tuple[Sequence[Any], int]:
            return lines[offset : offset + limit], len(lines)

        self.table.show_rows(fetch)

    def words(self) -> str:
        """Return the words of the head."""
        return self._note.text()

    def _on_report_pressed(self) -> None:
        if self._done is not None:
            self.opened.emit(self._done.report)

    def _on_folder_pressed(self) -> None:
        if self._done is not None:
            self.opened.emit(self._done.report.parent)

    def _on_double_clicked(self) -> None:
        self._on_entered(self.table.current_id())

    def _on_entered(self, name: str) -> None:
        if name:
            self.file_chosen.emit(Path(name))


def _line(judged: Judged, corrected: Corrected, folder: Path) -> _Line:
    count = judged.report.count
    made = f"改正{len(corrected.changes)}处，已存规范稿"
    texts = {
        "file": str(judged.file.relative_to(folder)),
        "title": judged.title,
        "error": str(count(Severity.ERROR) or "—"),
        "warning": str(count(Severity.WARNING) or "—"),
        "hint": str(count(Severity.HINT) or "—"),
        "result": judged.problem or corrected.problem or made,
    }
    return _Line(str(judged.file), texts)
