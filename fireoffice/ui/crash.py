"""The answer to an error that was not foreseen: save, say so, stay."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from fireoffice.core.errors import OfficeError, from_os_error
from fireoffice.core.faults import write_report

QUIET_SECONDS = 2.0
"""An error that comes again so soon (each painting raises it) is written down, not told again."""

_SAVED = "正在填写的内容已经保存；以前保存的内容都在。"
_NOT_SAVED = "正在填写的这一处没有保存成功，请先抄下来再继续；以前保存的内容都在。"

_log = logging.getLogger(__name__)


class CrashGuard:
    """Replaces ``sys.excepthook`` by one that speaks Chinese and never fails itself.

    An ``OfficeError`` that reached the event loop is told like any other, and so is what the
    system refused; everything else is logged, kept as a report without anyone's data, and told
    in a sentence. ``settle`` writes what is still being typed.
    """

    def __init__(self, folder: Path, settle: Callable[[], None]) -> None:
        self._folder = folder
        self._settle = settle
        self._telling = False
        self._quiet_until = 0.0

    def install(self) -> None:
        """Take over the hooks for this process."""
        sys.excepthook = self.handle
        threading.excepthook = self._on_thread

    def handle(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        """Save what is being typed, write ``problem`` down, tell the user; never raise."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        try:
            self._handle(kind, problem, trace)
        except Exception:
            # Whatever failed here must not come back here.
            sys.__excepthook__(*sys.exc_info())  # type: ignore[arg-type]

    def show(self, sentence: str, hint: str, report: Path | None) -> None:
        """Put up the dialog; without ``report`` it is an error like any other."""
        from fireoffice.ui.crash_dialog import CrashDialog

        dialog = CrashDialog(sentence, hint, report, self._folder, QApplication.activeWindow())
        dialog.exec()
        dialog.deleteLater()

    def _handle(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(problem, OSError):
            _log.warning("没有人预料的拒绝", exc_info=(kind, problem, trace))
            problem = from_os_error(problem, "操作")
        if not isinstance(problem, OfficeError):
            _log.critical("未预料的错误", exc_info=(kind, problem, trace))
        is_storm = time.monotonic() < self._quiet_until
        self._quiet_until = time.monotonic() + QUIET_SECONDS
        if self._telling or is_storm or QApplication.instance() is None:
            return
        self._telling = True
        try:
            saved = self._try_to_settle()
            if isinstance(problem, OfficeError):
                self.show(problem.message, problem.hint, None)
            else:
                sentence = f"程序出了错（{kind.__name__}），刚才这一步没有完成。"
                self.show(sentence, saved, self._reported(kind, trace))
        finally:
            self._telling = False
            self._quiet_until = time.monotonic() + QUIET_SECONDS

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        """Only log: no window may be touched from another thread."""
        if args.exc_value is not None:
            _log.critical("后台出错", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))

    def _try_to_settle(self) -> str:
        try:
            self._settle()
        except Exception:
            _log.exception("出错后保存失败")
            return _NOT_SAVED
        return _SAVED

    def _reported(self, kind: type[BaseException], trace: TracebackType | None) -> Path:
        try:
            return write_report(self._folder, kind, trace)
        except OfficeError as problem:
            _log.warning("%s", problem)
            return self._folder
