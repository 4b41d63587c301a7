"""Backups made by themselves, told in three words at the foot of the window."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fireoffice.core.settings import Settings
from fireoffice.services.office import Office
from fireoffice.ui.tasks import TaskRunner
from fireoffice.ui.words import moment

if TYPE_CHECKING:
    from fireoffice.services.safekeeping.backups import BackupInfo
    from fireoffice.services.safekeeping.schedule import Kept

_log = logging.getLogger(__name__)

_ASK_EVERY_MS = 60_000


class BackingUp(QObject):
    """Knows when the last backup was made and makes the next one off the main thread."""

    finished = Signal()
    """A backup was made, or it is known when the last one was."""
    failed = Signal(str, str)

    def __init__(
        self, office: Office, tasks: TaskRunner, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self.settings = settings
        self.latest: BackupInfo | None = None
        self._due = QTimer(self)
        self._due.setInterval(_ASK_EVERY_MS)
        self._due.timeout.connect(self._on_minute_passed)
        self._due.start()

    def words(self) -> str:
        """Return 「已保存，08:30已备份」."""
        if self.latest is None:
            return "已保存"
        return f"已保存，{moment(self.latest.taken_at, self._office.clock.today())}已备份"

    def begin_day(self) -> None:
        """Look up the last backup's time, and make today's if there is none yet."""
        self._tasks.start("查看备份", self._look, self._on_looked, self._on_failed)

    def make(self) -> None:
        """Make the backup of the day."""
        self._tasks.start("备份", self._back_up, self._on_kept, self._on_failed)

    def take(self, made: BackupInfo) -> None:
        """Take note of a backup that was made elsewhere."""
        self.latest = made
        self.finished.emit()

    def _look(self) -> BackupInfo | None:
        from fireoffice.services.safekeeping import backups, catalogue

        return catalogue.newest(backups.listing(self._office), self._office.clock.now())

    def _back_up(self) -> Kept:
        from fireoffice.services.safekeeping import backups
        from fireoffice.services.safekeeping import schedule as safekeeping

        return safekeeping.keep(self._office, backups.Reason.DAY)

    def _back_up_if_due(self) -> Kept | None:
        from fireoffice.services.safekeeping import schedule as safekeeping

        return safekeeping.keep_if_due(self._office)

    def _on_minute_passed(self) -> None:
        if not self._tasks.busy():
            self._tasks.start("备份", self._back_up_if_due, self._on_kept, self._on_failed)

    def _on_kept(self, kept: Kept | None) -> None:
        if kept is None:
            return
        self.take(kept.backup)
        for note in kept.notes:
            self.failed.emit(note, "")

    def _on_looked(self, latest: BackupInfo | None) -> None:
        self.latest = latest
        self.finished.emit()
        if latest is None or latest.taken_at.date() != self._office.clock.today():
            self.make()

    def _on_failed(self, problem: Exception) -> None:
        _log.warning("备份失败：%s", problem)
        message = getattr(problem, "message", "备份没有完成。")
        self.failed.emit(message, getattr(problem, "hint", "请在“数据交换”里重新备份。"))
