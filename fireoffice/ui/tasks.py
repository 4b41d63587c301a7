"""Long work off the main thread: one worker, in order, with progress and a way to stop."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from fireoffice.core.errors import OfficeError, from_os_error
from fireoffice.core.log import loggable

SHOWN_AFTER_MS = 600

_log = logging.getLogger(__name__)


class Stopped(Exception):
    """The user stopped the task; nothing of it was kept."""


class TaskRunner(QObject):
    """Runs work one after another on a single thread and hands the results to the main thread.

    The worker never touches a ``QObject`` but this one, which outlives it: it only emits
    ``_posted``, and the queued connection carries the callable over. (A runnable that owns its
    own signals is destroyed on the pool's thread and takes the program with it.)
    """

    progressed = Signal(str, bool)
    """The work that runs and how far it is, and True if it can be stopped; empty when it ended.

    Fires only for what takes longer than 600 ms.
    """
    broken = Signal(object)
    """An exception that nobody asked to handle: a bug, or an ``OfficeError``."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="task")
        self._stop = Event()
        self._words = ""
        self._stoppable = False
        self._closed = False
        self._running = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._on_patience_ended)
        self._shown = False
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        title: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``work`` and call ``done(result)`` on the main thread.

        ``work`` may return a generator of progress: each item is (done, total) or words; its
        return value is the result, and between two items it can be stopped. ``failed`` gets any
        exception, ``Stopped`` too; without it the exception goes out by ``broken``. After
        ``close`` nothing is started any more.
        """
        if self._closed:
            return
        self._running += 1
        if self._running == 1:
            self._stop.clear()
            self._patience.start()
        self._pool.submit(self._work, title, work, done, failed)

    def stop(self) -> None:
        """Ask the running task to stop at its next step."""
        self._stop.set()

    def busy(self) -> bool:
        """Return True if anything runs or waits."""
        return self._running > 0

    def close(self) -> None:
        """Stop what runs, drop what waits and end the thread."""
        self._closed = True
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._patience.stop()

    def _work(
        self,
        title: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
    ) -> None:
        self._words = f"正在{title}"
        self._stoppable = False
        try:
            result = work()
            if isinstance(result, Generator):
                result = self._drain(title, result)
        except Exception as caught:
            problem = from_os_error(caught, title) if isinstance(caught, OSError) else caught
            _log.log(
                logging.INFO if isinstance(problem, OfficeError | Stopped) else logging.ERROR,
                "%s：%s",
                title,
                loggable(problem),
                exc_info=not isinstance(problem, OfficeError | Stopped),
            )
            self._post(failed or self.broken.emit, problem)
        else:
            self._post(done, result)

    def _drain(self, title: str, steps: Generator[Any, None, Any]) -> Any:
        self._stoppable = True
        while True:
            if self._stop.is_set():
                steps.close()
                raise Stopped(title)
            try:
                step = next(steps)
            except StopIteration as end:
                return end.value
            self._words = _progress(title, step)
            self._posted.emit(self._show)

    def _post(self, receiver: Callable[[Any], None], value: Any) -> None:
        def arrive() -> None:
            self._running -= 1
            if not self._running:
                self._patience.stop()
                self._shown = False
                self.progressed.emit("", False)
            receiver(value)

        self._posted.emit(arrive)

    def _show(self) -> None:
        if self._shown:
            self.progressed.emit(self._words, self._stoppable)

    def _on_patience_ended(self) -> None:
        if self._running:
            self._shown = True
            self.progressed.emit(self._words, self._stoppable)

    def _on_posted(self, arrive: Callable[[], None]) -> None:
        arrive()


def _progress(title: str, step: Any) -> str:
    if isinstance(step, tuple) and len(step) == 2:
        done, total = step
        return f"正在{title} {done:,}/{total:,}"
    return f"正在{title}，{step}"
