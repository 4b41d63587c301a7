"""Starts the window: the application, the office, the first-start wizard, the main window."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

# PySide6 reads the source of every module that is imported after it, which costs a tenth of the
# start; what the first page needs of the layers below therefore comes before it.
from fireoffice.services import town
from fireoffice.services.office import Office

# isort: split
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from fireoffice.core.clock import Clock
from fireoffice.core.errors import OfficeError
from fireoffice.core.instance import claim
from fireoffice.core.log import start_log
from fireoffice.core.settings import Settings, load_settings
from fireoffice.core.startup import release_collector
from fireoffice.ui.crash import CrashGuard
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import installed_families
from fireoffice.ui.window import MainWindow

FIRST_SIZE = (1366, 697)
AFTER_FIRST_PAINT_MS = 60
"""What need not be seen at once waits so long; a timer of 0 may fire before the first painting."""
BARE_FONT = "本机没有中文字体，界面会显示成方块。"
BARE_FONT_HINT = "请安装“Noto Sans CJK SC”（软件包fonts-noto-cjk）后重新打开。"

_log = logging.getLogger(__name__)


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

    What keeps the office from opening is told in a box and returned as its exit status.
    """
    application = make_application(["fireoffice", *argv])
    summons = Summons()
    try:
        instance = claim(folder, summons.asked.emit)
        if instance is None:
            return 0
        log = start_log(folder)
        settings = load_settings(folder)
        theme.apply(settings.theme, settings.large_type)
        program = Program(folder, settings, clock)
    except OfficeError as problem:
        _tell(problem)
        return problem.exit_code
    summons.asked.connect(program.come_forward)
    CrashGuard(log, program.settle).install()
    try:
        if not program.begin():
            return 0
        return application.exec()
    finally:
        program.close()
        instance.close()


class Summons(QObject):
    """Carries a second start's request from the thread that hears it to the window."""

    asked = Signal()


class Program(QObject):
    """The open office and its window; a restored backup replaces both."""

    def __init__(self, folder: Path, settings: Settings, clock: Clock | None) -> None:
        super().__init__()
        self._folder = folder
        self._settings = settings
        self._clock = clock
        self.office = Office.open(folder, clock)
        self.window: MainWindow | None = None

    def begin(self) -> bool:
        """Show the window, after the wizard if need be; False when the user refused."""
        if not town.is_set_up(self.office) and not self._welcome():
            return False
        self._open_window(0)
        return True

    def settle(self) -> None:
        """Write what is still being typed."""
        if self.window is not None:
            self.window.settle()

    def come_forward(self) -> None:
        """Show the window to the person who started the program a second time."""
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def close(self) -> None:
        """Back up what has changed, and let go of the office."""
        from fireoffice.services import safekeeping

        if self.window is not None:
            self.window.hide()
        try:
            safekeeping.keep_if_changed(self.office)
        except OfficeError as problem:
            _log.warning("退出时没有备份：%s", problem)
        self.office.close()

    def _open_window(self, tab: int) -> MainWindow:
        window = MainWindow(self.office, self._settings)
        window.restore_asked.connect(self._on_restore_asked, Qt.ConnectionType.QueuedConnection)
        window.town_lost.connect(self._on_town_lost)
        window.resize(*FIRST_SIZE)
        window.go_to(tab)
        window.show()
        for note in self.office.notes:
            window.error_strip().say(note, "")
        if not installed_families():
            window.error_strip().say(BARE_FONT, BARE_FONT_HINT)
        self.window = window
        QTimer.singleShot(AFTER_FIRST_PAINT_MS, window, window.begin_day)
        QTimer.singleShot(AFTER_FIRST_PAINT_MS, release_collector)
        return window

    def _welcome(self) -> bool:
        """Ask whose office this is; return whether it is known now."""
        from fireoffice.ui.welcome_dialog import WelcomeDialog

        dialog = WelcomeDialog(self.office, self.window)
        dialog.exec()
        dialog.deleteLater()
        return town.is_set_up(self.office)

    def _on_town_lost(self) -> None:
        self._welcome()
        if self.window is not None:
            self.window.rebuild()

    def _on_restore_asked(self, file: Path) -> None:
        """Close everything, put the backup in place, and open everything again."""
        from fireoffice.services import backups

        old = self.window
        if old is None:
            return
        self._settings = old.settings
        old.settle()
        old.tasks.close()
        self.office.close()
        problem: OfficeError | None = None
        try:
            backups.restore(self._folder, file, self._clock)
        except OfficeError as error:
            problem = error
        self.office = Office.open(self._folder, self._clock)
        window = self._open_window(old.current_index())
        window.setGeometry(old.geometry())
        old.hide()
        old.deleteLater()
        if problem is not None:
            window.error_strip().say(problem.message, problem.hint)
        else:
            window.undo_bar().offer("已恢复到备份时的样子", undoable=False)


def _tell(problem: OfficeError) -> None:
    _log.error("%s", problem)
    box = QMessageBox(QMessageBox.Icon.NoIcon, "消防办", problem.message)
    box.setInformativeText(problem.hint)
    box.addButton("退出", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
