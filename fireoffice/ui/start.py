"""Starts the window: the application, what stands in the way, the office, the main window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

# It imports the layers below before PySide6, which is quicker.
from fireoffice.ui.program import Program

# isort: split
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from fireoffice.core.clock import Clock
from fireoffice.core.errors import OfficeError, explaining
from fireoffice.core.faults import FaultWatch
from fireoffice.core.instance import claim
from fireoffice.core.log import start_log
from fireoffice.core.settings import load_settings
from fireoffice.services.safekeeping.recovery import damage_behind
from fireoffice.ui import obstacles
from fireoffice.ui.crash import CrashGuard
from fireoffice.ui.theme import theme

CRASHED = "上次程序意外中断，已经保存的内容都在；出错报告是{report}。"
CRASHED_HINT = "再次出现时，请在设置里“导出诊断包”交给技术人员。"


def make_application(argv: Sequence[str]) -> QApplication:
    """Return the application in Fusion and Chinese; the one that exists, if any."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    application.setApplicationName("fireoffice")
    application.setApplicationDisplayName("消防办")
    application.setStyle("Fusion")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    return application


def run(folder: Path, argv: Sequence[str] = (), clock: Clock | None = None) -> int:
    """Show the office of ``folder`` until its window is closed; return the exit status.

    What keeps an office from opening is told in a dialog with the ways on: another folder is
    opened where the user chose one, else its exit status is returned.
    """
    application = make_application(["fireoffice", *argv])
    theme.apply()
    trying = obstacles.safe_folder(folder)
    status = 1
    while trying is not None:
        opened = trying
        try:
            with explaining("打开数据文件夹", opened):
                return _run(application, opened, clock)
        except OfficeError as problem:
            status = problem.exit_code
            trying = obstacles.tell(problem, opened)
        except Exception as error:
            if (damage := damage_behind(error, opened)) is None:
                raise
            status = damage.exit_code
            trying = obstacles.tell(damage, opened)
    return status


class Summons(QObject):
    """Carries a second start's request from the thread that hears it to the window."""

    asked = Signal()


def watch_session(application: QGuiApplication, program: Program) -> None:
    """Have everything written and closed when the system shuts down or logs off under us.

    Windows asks first (WM_QUERYENDSESSION, Qt's `commitDataRequest`), and another program may
    call the end off. When it comes (WM_ENDSESSION, `aboutToQuit`), the process ends with the last
    receiver, before `exec` returns: what is done after that is done at other ends alone.
    """

    # The session manager waits for direct receivers only.
    direct = Qt.ConnectionType.DirectConnection
    application.commitDataRequest.connect(program.rest, direct)
    application.saveStateRequest.connect(program.rest, direct)
    application.aboutToQuit.connect(program.end, direct)


def _run(application: QApplication, folder: Path, clock: Clock | None) -> int:
    """Open the office of ``folder`` and show it. Raises ``OfficeError`` where it does not open."""
    summons = Summons()
    instance = claim(folder, summons.asked.emit)
    if instance is None:
        return 0
    try:
        start_log(folder)
        faults = FaultWatch(folder)
        try:
            settings = load_settings(folder)
            theme.apply(settings.theme, settings.large_type)
            program = Program(folder, settings, clock)
            if faults.report is not None:
                program.tell(CRASHED.format(report=faults.report), CRASHED_HINT)
            summons.asked.connect(program.come_forward)
            CrashGuard(folder, program.settle).install()
            watch_session(application, program)
            try:
                return application.exec() if program.begin() else 0
            finally:
                program.close()
        finally:
            faults.close()
    finally:
        instance.close()
