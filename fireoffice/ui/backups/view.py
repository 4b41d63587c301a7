"""备份: the list of what there is to go back to, a new one at any time, and the check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups, drill, restoring
from fireoffice.services.safekeeping.backups import BackupInfo
from fireoffice.services.safekeeping.drill import Drill
from fireoffice.services.safekeeping.restoring import Preview, RegisterCount
from fireoffice.ui.backups.panel import BackupPanel, megabytes
from fireoffice.ui.backups.restore_dialog import RestoreDialog
from fireoffice.ui.parts.basics import button, tighten
from fireoffice.ui.parts.dialog import FinalDialog
from fireoffice.ui.parts.notices import EmptyState
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.table_model import TableColumn
from fireoffice.ui.tasks import TaskRunner
from fireoffice.ui.words import moment

if TYPE_CHECKING:
    from fireoffice.services.safekeeping.backups import CheckReport
    from fireoffice.services.safekeeping.schedule import Kept

_COLUMNS: Final = (
    TableColumn("taken", "备份时间", 140, sortable=False),
    TableColumn("reason", "为什么", 0, "quiet", sortable=False),
    TableColumn("records", "记录（条）", 100, "number", sortable=False),
    TableColumn("size", "大小（MB）", 100, "number", sortable=False),
    TableColumn("second", "第二份", 80, "quiet", sortable=False),
)


@dataclass(frozen=True)
class _BackupRow:
    id: str
    texts: dict[str, str]
    stage: str = ""
    closed: bool = False
    urgency: str = "none"


@dataclass(frozen=True)
class _Listed:
    """The backups, those of them that the second place has too, and the last drill."""

    backups: Sequence[BackupInfo]
    second: frozenset[str]
    held: Drill | None


class BackupsView(QWidget):
    """Lists, makes, checks and restores; only restoring asks."""

    told = Signal(str)
    done = Signal(str)
    """A sentence for the undo bar; there is nothing to undo."""
    failed = Signal(str, str)
    backed_up = Signal(object)
    restore_asked = Signal(object)
    """The user agreed. Carries the file."""

    def __init__(self, office: Office, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._backups: dict[str, BackupInfo] = {}
        self._second: frozenset[str] = frozenset()
        self.check = button("检查数据")
        self.other = button("从别处的文件恢复", icon="folder")
        self.make = button("立即备份", "next", hint="立即备份")
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName("备份")
        self._empty = EmptyState()
        self.body = QStackedWidget()
        self.panel = BackupPanel()
        self.tools = QHBoxLayout()
        self._lay_out()
        self.check.clicked.connect(self._on_check_pressed)
        self.other.clicked.connect(self._on_other_pressed)
        self.make.clicked.connect(self._on_make_pressed)
        self.panel.restore_pressed.connect(self._on_restore_pressed)
        self.table.selected.connect(self._on_selected)
        self._empty.pressed.connect(self._on_make_pressed)

    def reload(self) -> None:
        """Read the list anew."""
        self._tasks.start("查看备份", self._listing, self._on_listed, self._on_failed)

    def look_into(self, file: Path) -> None:
        """Examine ``file``; if it is good, ask whether to restore it."""
        work = partial(restoring.look_into, self._office, file)
        self._tasks.start("检查备份", work, self._ask, self._on_failed)

    def _ask(self, found: Preview) -> None:
        dialog = RestoreDialog(found, self._office.clock.today(), self)
        agreed = dialog.exec() == RestoreDialog.DialogCode.Accepted
        dialog.deleteLater()
        if agreed and self._means_other_town(found):
            self.restore_asked.emit(found.file)

    def _means_other_town(self, found: Preview) -> bool:
        """Return True for a backup of our own, or if the user confirms another town's."""
        if not found.other_town:
            return True
        dialog = FinalDialog(
            f"换成{found.other_town}的数据？",
            f"这个备份是{found.other_town}的，不是这里的。恢复以后，这里的台账、公文登记簿都换成"
            f"{found.other_town}的；现在的数据会先备份。",
            "换成它",
            "不换",
            self,
        )
        agreed = dialog.exec() == FinalDialog.DialogCode.Accepted
        dialog.deleteLater()
        return agreed

    def _listing(self) -> _Listed:
        found = backups.listing(self._office)
        second = {
            str(one.file) for one in found if restoring.has_second_copy(self._office, one.file)
        }
        return _Listed(found, frozenset(second), drill.last_drill(self._office))

    def _back_up(self) -> Kept:
        from fireoffice.services.safekeeping import schedule as safekeeping

        return safekeeping.keep(self._office)

    def _checked(self) -> CheckReport:
        return backups.check(self._office, repair=True)

    def _on_listed(self, listed: _Listed) -> None:
        found, self._second = listed.backups, listed.second
        today = self._office.clock.today()
        self._backups = {str(one.file): one for one in found}
        rows = tuple(
            _BackupRow(
                str(one.file),
                {
                    "taken": moment(one.taken_at, today),
                    "reason": one.reason,
                    "records": f"{one.records:,}",
                    "size": megabytes(one.file),
                    "second": "已存" if str(one.file) in self._second else "",
                },
            )
            for one in found
        )
        keep = self.table.current_id()
        self.table.show_rows(
            lambda offset, limit: (rows[offset : offset + limit], len(rows)),
            keep if keep in self._backups else "",
        )
        self._empty.say("还没有备份。每天第一次打开时会自动备份一份。", "立即备份")
        self.body.setCurrentWidget(self.table if rows else self._empty)
        self.panel.setVisible(bool(rows))
        latest = f"，最近一份{moment(found[0].taken_at, today)}" if found else ""
        self.told.emit(f"备份{len(found):,}份{latest}{_drilled(listed.held)}")
        if listed.held is not None and listed.held.problem:
            self.failed.emit(listed.held.problem, drill.HINT)

    def _on_selected(self, key: str) -> None:
        info = self._backups.get(key)
        if info is None:
            return
        self.panel.show_backup(info, key in self._second, self._office.clock.today())
        work = partial(restoring.compare, self._office, info.file)
        self._tasks.start("查看备份", work, partial(self._on_compared, key), self._on_failed)

    def _on_compared(self, key: str, counts: tuple[RegisterCount, ...]) -> None:
        if key == self.table.current_id():
            self.panel.show_counts(counts)

    def _on_make_pressed(self) -> None:
        self._tasks.start("备份", self._back_up, self._on_made, self._on_failed)

    def _on_made(self, kept: Kept) -> None:
        self.backed_up.emit(kept.backup)
        self.failed.emit("".join(kept.notes), "")
        self.done.emit(f"已备份{kept.backup.records:,}条记录")
        self.reload()

    def _on_check_pressed(self) -> None:
        self._tasks.start("检查数据", self._checked, self._on_checked, self._on_failed)

    def _on_checked(self, report: CheckReport) -> None:
        if report.ok:
            mended = f"，已改正：{'；'.join(report.repaired)}" if report.repaired else ""
            self.told.emit(f"数据完好{mended}")
            self.failed.emit("", "")
        else:
            self.failed.emit("；".join(report.problems) + "。", "请从最近一份完好的备份恢复。")

    def _on_restore_pressed(self) -> None:
        info = self._backups.get(self.table.current_id())
        if info is not None:
            self.look_into(info.file)

    def _on_other_pressed(self) -> None:
        place, _ = QFileDialog.getOpenFileName(self, "从哪个备份恢复？", "", "备份 (*.db)")
        if place:
            self.look_into(Path(place))

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        else:
            self._tasks.broken.emit(problem)

    def _lay_out(self) -> None:
        tighten(self.tools, 8, (4, 8, 12, 6))
        self.tools.addStretch(1)
        for one in (self.check, self.other, self.make):
            self.tools.addWidget(one)
        self.body.addWidget(self.table)
        self.body.addWidget(self._empty)
        self.panel.hide()
        left = QVBoxLayout()
        tighten(left)
        left.addLayout(self.tools)
        left.addWidget(self.body, 1)
        row = QHBoxLayout(self)
        tighten(row)
        row.addLayout(left, 1)
        row.addWidget(self.panel)


def _drilled(held: Drill | None) -> str:
    """Return the words for the last drill; empty before the first."""
    if held is None:
        return ""
    day = f"，{held.at:%Y-%m-%d}演练恢复"
    return f"{day}没有通过" if held.problem else f"{day}完好（{held.records:,}条记录）"
