"""The open office and its window, from the first sight of it to the last backup."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from fireoffice.services.office import Office

# PySide6 reads the source of every module that is imported after it, which costs a tenth of the
# start; what the first page needs of the layers below therefore comes before it.
from fireoffice.services.papers.previews import clear_previews
from fireoffice.services.reference import town
from fireoffice.services.safekeeping.opening import open_with_papers

# isort: split
from PySide6.QtCore import QObject, Qt, QTimer

from fireoffice.core.clock import Clock
from fireoffice.core.errors import OfficeError
from fireoffice.core.log import loggable
from fireoffice.core.settings import Settings, load_settings
from fireoffice.core.startup import release_collector
from fireoffice.ui.theme.typography import installed_families
from fireoffice.ui.window import MainWindow
from fireoffice.ui.words import moment

if TYPE_CHECKING:
    from fireoffice.services.safekeeping.backups import BackupInfo

FIRST_SIZE = (1366, 697)
AFTER_FIRST_PAINT_MS = 60
"""The delay of what need not be seen at once; a timer of 0 may fire before the first painting."""
BARE_FONT = "本机没有中文字体，界面会显示成方块。"
BARE_FONT_HINT = "请安装“Noto Sans CJK SC”（软件包fonts-noto-cjk）后重新打开。"

_log = logging.getLogger(__name__)


class Program(QObject):
    """The open office and its window; a restored backup replaces both."""

    def __init__(self, folder: Path, settings: Settings, clock: Clock | None) -> None:
        super().__init__()
        self._folder = folder
        self._settings = settings
        self._clock = clock
        self.office = open_with_papers(folder, clock)
        self.window: MainWindow | None = None
        self._told: list[str] = list(self.office.notes)

    def begin(self) -> bool:
        """Show the window, after the wizard if need be; False when the user refused."""
        if not town.is_set_up(self.office) and not self._welcome():
            return False
        self._open_window(0)
        return True

    def tell(self, sentence: str, hint: str) -> None:
        """Have ``sentence`` said once the window is there."""
        self._told.append(sentence + hint)

    def settle(self) -> None:
        """Write what is still being typed."""
        if self.window is not None:
            self.window.settle()

    def rest(self) -> None:
        """Write what is still being typed and leave no file open; the next use opens them again.

        This is for the end of the session, which somebody else may still call off.
        """
        try:
            self.settle()
        except OfficeError as problem:
            # Logged only: a dialog would hold up the shutdown, and be cut off by it.
            _log.warning("关机前没有存成：%s", loggable(problem))
        self.office.rest()

    def end(self) -> None:
        """As `rest`, when nothing will begin any more."""
        if self.window is not None:
            self.window.tasks.close()
        self.rest()

    def come_forward(self) -> None:
        """Show the window to the person who started the program a second time."""
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def close(self) -> None:
        """Back up what has changed, and let go of the office."""
        from fireoffice.services.safekeeping import schedule as safekeeping

        if self.window is not None:
            self.window.hide()
            self.window.end_tasks()
        clear_previews(self.office)
        try:
            safekeeping.keep_if_changed(self.office)
        except OfficeError as problem:
            _log.warning("退出时没有备份：%s", problem)
        self.office.close()

    def _open_window(self, tab: int) -> MainWindow:
        # Previews left by a session that did not end well.
        clear_previews(self.office)
        window = MainWindow(self.office, self._settings)
        window.restore_asked.connect(self._on_restore_asked, Qt.ConnectionType.QueuedConnection)
        window.town_lost.connect(self._on_town_lost)
        window.resize(*FIRST_SIZE)
        window.go_to(tab)
        window.show()
        if not installed_families():
            self._told.append(BARE_FONT + BARE_FONT_HINT)
        window.error_strip().say("".join(self._told))
        self._told.clear()
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
        self._settings = load_settings(self._folder)
        return town.is_set_up(self.office)

    def _on_town_lost(self) -> None:
        self._welcome()
        if self.window is not None:
            self.window.apply_settings(self._settings)
            self.window.rebuild()

    def _reopened(self) -> Office | None:
        """The office after a restoration; None where it does not open and the user left."""
        from fireoffice.ui import obstacles

        while True:
            try:
                office = open_with_papers(self._folder, self._clock)
            except OfficeError as problem:
                if obstacles.tell(problem, self._folder) is None:
                    return None
            else:
                self._told.extend(office.notes)
                return office

    def _on_restore_asked(self, file: Path) -> None:
        """Close everything, put the backup in place, and open everything again."""
        from fireoffice.services.safekeeping import backups
        from fireoffice.ui.password_dialog import ask_password

        old = self.window
        if old is None or not ask_password(file, "请输入这份备份的密码", old):
            return
        self._settings = old.settings
        old.settle()
        old.end_tasks()
        self.office.close()
        problem: OfficeError | None = None
        saved: BackupInfo | None = None
        try:
            # The user has confirmed the backup before, another town's twice.
            saved = backups.restore(self._folder, file, self._clock, other_office=True)
        except OfficeError as error:
            problem = error
        office = self._reopened()
        if office is None:
            old.close()
            return
        self.office = office
        window = self._open_window(old.current_index())
        window.setGeometry(old.geometry())
        old.hide()
        old.deleteLater()
        if problem is not None:
            window.error_strip().say(problem.message, problem.hint)
        elif saved is not None:
            kept = f"，恢复前的数据已另存（{moment(saved.taken_at, saved.taken_at.date())}的备份）"
            window.undo_bar().offer(f"已恢复到备份时的样子{kept}", undoable=False)
