"""数据交换: the backups of the database, a new one at any time, and the way back to an old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.services.office import Office
from fireoffice.ui.page import Page
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.dialog import FinalDialog
from fireoffice.ui.parts.notices import EmptyState
from fireoffice.ui.parts.record_panel import WIDTH
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.ruled_rows import Cell, RuledRows
from fireoffice.ui.parts.table_model import TableColumn
from fireoffice.ui.tasks import TaskRunner
from fireoffice.ui.theme import theme
from fireoffice.ui.words import moment

if TYPE_CHECKING:
    from fireoffice.services.backups import BackupInfo, CheckReport
    from fireoffice.services.safekeeping import Kept

_COLUMNS: Final = (
    TableColumn("taken", "备份时间", 150, sortable=False),
    TableColumn("file", "文件", 0, "quiet", sortable=False),
    TableColumn("records", "记录（条）", 100, "number", sortable=False),
    TableColumn("size", "大小（MB）", 100, "number", sortable=False),
    TableColumn("checked", "校验", 90, "quiet", sortable=False),
)
_LABEL: Final = 76


@dataclass(frozen=True)
class _BackupRow:
    id: str
    texts: dict[str, str]
    stage: str = ""
    closed: bool = False
    urgency: str = "none"


class ExchangePage(Page):
    """Lists, makes, checks and restores; only restoring asks, because it cannot be undone."""

    def __init__(self, office: Office, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._tasks = tasks
        self._backups: dict[str, BackupInfo] = {}
        self.check = button("检查数据")
        self.other = button("从别处的文件恢复", icon="folder")
        self.make = button("立即备份", "next", hint="立即备份")
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName("备份")
        self._empty = EmptyState()
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)
        self._title = label(part="title")
        self._facts = RuledRows()
        self.restore = button("恢复到这个备份", "final")
        self._panel = self._make_panel()
        self._lay_out()
        self.check.clicked.connect(self._on_check_pressed)
        self.other.clicked.connect(self._on_other_pressed)
        self.make.clicked.connect(self._on_make_pressed)
        self.restore.clicked.connect(self._on_restore_pressed)
        self.table.selected.connect(self._on_selected)
        self._empty.pressed.connect(self._on_make_pressed)

    def activate(self) -> None:
        self._tasks.start("查看备份", self._listing, self._on_listed, self._on_failed)

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑↓", "选择"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        return (self.check, self.table, self.restore)

    def home(self) -> QWidget | None:
        return self.table

    def undo_area(self) -> QWidget:
        return self._body

    def ask_restore(self, file: Path, words: str) -> None:
        """Ask, and if agreed tell the window to put ``file`` in place of the present data."""
        dialog = FinalDialog(
            f"恢复到{words}的备份？",
            "现在的全部数据会换成备份里的数据，备份之后登记的内容不在其中。"
            "恢复前会先把现在的数据自动备份一份，随时可以再换回来。",
            "恢复",
            "不恢复",
            self,
        )
        agreed = dialog.exec() == FinalDialog.DialogCode.Accepted
        dialog.deleteLater()
        if agreed:
            self.restore_asked.emit(file)

    def _listing(self) -> Sequence[BackupInfo]:
        from fireoffice.services import backups

        return backups.listing(self.office)

    def _back_up(self) -> Kept:
        from fireoffice.services import safekeeping

        return safekeeping.keep(self.office)

    def _checked(self) -> CheckReport:
        from fireoffice.services import backups

        return backups.check(self.office, repair=True)

    def _on_listed(self, found: Sequence[BackupInfo]) -> None:
        today = self.office.clock.today()
        self._backups = {str(one.file): one for one in found}
        rows = tuple(
            _BackupRow(
                str(one.file),
                {
                    "taken": moment(one.taken_at, today),
                    "file": one.file.name,
                    "records": f"{one.records:,}",
                    "size": _megabytes(one.file),
                    "checked": "完好",
                },
            )
            for one in found
        )
        keep = self.table.current_id()
        self.table.show_rows(
            lambda offset, limit: (rows[offset : offset + limit], len(rows)),
            ("", True),
            keep if keep in self._backups else "",
        )
        self._empty.say("还没有备份。每天第一次打开时会自动备份一份。", "立即备份")
        self._body.setCurrentWidget(self.table if rows else self._empty)
        self._panel.setVisible(bool(rows))
        latest = f"，最近一份{moment(found[0].taken_at, today)}" if found else ""
        self.status_changed.emit(f"备份{len(found):,}份{latest}")

    def _on_selected(self, key: str) -> None:
        info = self._backups.get(key)
        if info is None:
            return
        today = self.office.clock.today()
        self._title.setText(f"{moment(info.taken_at, today)}的备份")
        facts = (
            ("备份时间", f"{info.taken_at:%Y-%m-%d %H:%M}"),
            ("记录", f"{info.records:,}条"),
            ("大小", f"{_megabytes(info.file)}MB"),
            ("文件", info.file.name),
            ("校验值", f"{info.sha256[:16]}…"),
        )
        self._facts.set_rows(
            [(Cell(name, 0, _LABEL, "ink2"), Cell(text, _LABEL + 8)) for name, text in facts]
        )
        self._facts.setToolTip(f"{info.file}\nSHA-256 {info.sha256}")

    def _on_make_pressed(self) -> None:
        self._tasks.start("备份", self._back_up, self._on_made, self._on_failed)

    def _on_made(self, kept: Kept) -> None:
        self.backed_up.emit(kept.backup)
        self.failed.emit("".join(kept.notes), "")
        self.undo_offered.emit(f"已备份{kept.backup.records:,}条记录")
        self.activate()

    def _on_check_pressed(self) -> None:
        self._tasks.start("检查数据", self._checked, self._on_checked, self._on_failed)

    def _on_checked(self, report: CheckReport) -> None:
        if report.ok:
            mended = f"，已改正：{'；'.join(report.repaired)}" if report.repaired else ""
            self.status_changed.emit(f"数据完好{mended}")
            self.failed.emit("", "")
        else:
            self.failed.emit("；".join(report.problems) + "。", "请从最近一份完好的备份恢复。")

    def _on_restore_pressed(self) -> None:
        info = self._backups.get(self.table.current_id())
        if info is not None:
            words = moment(info.taken_at, self.office.clock.today())
            self.ask_restore(info.file, words)

    def _on_other_pressed(self) -> None:
        place, _ = QFileDialog.getOpenFileName(self, "从哪个备份恢复？", "", "备份 (*.db)")
        if place:
            self.ask_restore(Path(place), f"“{Path(place).name}”")

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        else:
            self._tasks.broken.emit(problem)

    def _make_panel(self) -> QWidget:
        note = label(
            "恢复会用这个备份换掉现在的全部数据。换之前先自动备份现在的数据，"
            "所以恢复以后也能再换回来。",
            "note",
        )
        note.setWordWrap(True)
        inner = QVBoxLayout()
        tighten(inner, 10, (14, 14, 14, 14))
        inner.addWidget(self._title)
        inner.addWidget(self._facts)
        inner.addWidget(note)
        line = QHBoxLayout()
        line.addWidget(self.restore)
        line.addStretch(1)
        inner.addLayout(line)
        inner.addStretch(1)
        panel = QWidget()
        panel.setFixedWidth(theme.px(WIDTH))
        row = QHBoxLayout(panel)
        tighten(row)
        row.addWidget(rule("line", vertical=True))
        row.addLayout(inner)
        panel.hide()
        return panel

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tighten(tools, 8, (14, 8, 12, 6))
        tools.addWidget(label("备份与恢复", "title"))
        tools.addStretch(1)
        for one in (self.check, self.other, self.make):
            tools.addWidget(one)
        left = QVBoxLayout()
        tighten(left)
        left.addLayout(tools)
        left.addWidget(self._body, 1)
        row = QHBoxLayout(self)
        tighten(row)
        row.addLayout(left, 1)
        row.addWidget(self._panel)


def _megabytes(file: Path) -> str:
    try:
        return f"{file.stat().st_size / 1e6:.1f}"
    except OSError:
        return ""
