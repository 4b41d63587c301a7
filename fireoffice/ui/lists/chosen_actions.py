"""Actions on all chosen records at once: into the recycle bin, or back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from fireoffice.core.errors import OfficeError
from fireoffice.services.history.recycling import Steps, remove_many, restore_many
from fireoffice.services.office import Office
from fireoffice.ui.register_list import RegisterList
from fireoffice.ui.tasks import Stopped, TaskRunner


class ChosenActions(QObject):
    """The actions: each is one operation, in the background; all records are moved, or none."""

    done = Signal(str)
    """A sentence for the undo bar."""
    failed = Signal(str, str)

    def __init__(self, office: Office, shown: RegisterList, tasks: TaskRunner) -> None:
        super().__init__(shown)
        self._office, self._list, self._tasks = office, shown, tasks
        shown.removal_asked.connect(self.remove)
        shown.restore_asked.connect(self.restore)

    def remove(self, reason: str) -> None:
        """Put the chosen records into the recycle bin, for ``reason``."""
        register, ids = self._list.register, self._list.chosen_ids()
        self._start(
            f"移除{register.noun}",
            lambda: remove_many(self._office, register, ids, reason),
            f"{len(ids):,}条{register.noun}已移到回收站",
        )

    def restore(self) -> None:
        """Take the chosen records out of the recycle bin."""
        register, ids = self._list.register, self._list.chosen_ids()
        self._start(
            f"恢复{register.noun}",
            lambda: restore_many(self._office, register, ids),
            f"{len(ids):,}条{register.noun}已放回原处",
        )

    def _start(self, title: str, work: Callable[[], Steps], sentence: str) -> None:
        self._tasks.start(title, work, lambda _: self.done.emit(sentence), self._on_refused)

    def _on_refused(self, problem: Any) -> None:
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        elif not isinstance(problem, Stopped):
            raise problem
