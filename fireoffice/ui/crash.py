"""What happens when something that was not foreseen goes wrong: save, say so, stay or stop."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from fireoffice.core.errors import OfficeError

_log = logging.getLogger(__name__)


class CrashGuard:
    """Replaces ``sys.excepthook`` by one that speaks Chinese and never fails itself.

    An ``OfficeError`` that reached the event loop is told like any other; everything else is
    logged in full and told in one sentence with the place of the log.
    """

    def __init__(self, log: Path, settle: Callable[[], None]) -> None:
        self._file = log
        self._settle = settle
        self._telling = False

    def install(self) -> None:
        """Take over the hooks for this process."""
        sys.excepthook = self.handle
        threading.excepthook = self._on_thread

    def tell(self, problem: BaseException) -> tuple[str, str]:
        """Return the sentence and the hint that the user is given."""
        if isinstance(problem, OfficeError):
            return problem.message, problem.hint
        kind = type(problem).__name__
        return (
            f"程序内部出错（{kind}），刚才这一步没有完成。",
            f"已经保存的内容不受影响。请重试；再次出现时，请把日志交给技术人员：{self._file}",
        )

    def handle(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        """Log ``problem``, try to save what is being typed, tell the user."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        if not isinstance(problem, OfficeError):
            _log.critical("未预料的错误", exc_info=(kind, problem, trace))
        if self._telling or QApplication.instance() is None:
            return
        self._telling = True
        try:
            self._try_to_settle()
            self.show(*self.tell(problem))
        finally:
            self._telling = False

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        """Only log: no window may be touched from another thread."""
        if args.exc_value is not None:
            _log.critical("后台出错", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))

    def _try_to_settle(self) -> None:
        try:
            self._settle()
        except Exception:
            _log.exception("出错后保存失败")

    def show(self, sentence: str, hint: str) -> None:
        """Put up the box."""
        window: QWidget | None = QApplication.activeWindow()
        box = QMessageBox(window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle("消防办")
        box.setText(sentence)
        box.setInformativeText(hint)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.exec()
