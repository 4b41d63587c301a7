"""The drill of the month, held while people work, and told only where it failed."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from fireoffice.core.log import loggable
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import drill
from fireoffice.services.safekeeping.drill import Drill
from fireoffice.ui.tasks import TaskRunner

_log = logging.getLogger(__name__)

_AFTER_START_MS = 60_000
"""The start and the backup of the day are over by then."""


class Drilling(QObject):
    """Holds the drill on a thread of its own: no list waits for it."""

    failed = Signal(str, str)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = TaskRunner(self)

    def begin_day(self) -> None:
        """Hold this month's drill in a while, if it was not held yet; tell one that failed."""
        QTimer.singleShot(_AFTER_START_MS, self, self.hold_if_due)

    def hold_if_due(self) -> None:
        """Hold this month's drill now, if it was not held yet; tell one that failed."""
        work = partial(drill.of_this_month, self._office)
        self._tasks.start("演练恢复备份", work, self._on_held, self._on_failed)

    def busy(self) -> bool:
        """Return True if a drill is being held."""
        return self._tasks.busy()

    def close(self) -> None:
        """Give up what is being held; nothing is left of it."""
        self._tasks.close()

    def _on_held(self, held: Drill | None) -> None:
        if held is not None and held.problem:
            self.failed.emit(held.problem, drill.HINT)

    def _on_failed(self, problem: Exception) -> None:
        _log.warning("演练没有做成：%s", loggable(problem))
