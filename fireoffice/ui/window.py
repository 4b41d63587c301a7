"""The window: the tab bar on top, one page at a time, the status bar at the foot."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.core.log import loggable
from fireoffice.core.settings import Settings
from fireoffice.services import details
from fireoffice.services.office import Office
from fireoffice.services.reference import town
from fireoffice.ui.backing_up import BackingUp
from fireoffice.ui.drilling import Drilling
from fireoffice.ui.page import Page
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.parts.notices import ErrorStrip
from fireoffice.ui.parts.progress_line import ProgressLine
from fireoffice.ui.parts.status_bar import StatusBar
from fireoffice.ui.parts.tab_bar import TabBar
from fireoffice.ui.parts.undo_bar import UndoBar
from fireoffice.ui.regions import walk
from fireoffice.ui.tabs import TABS, tab_of
from fireoffice.ui.tasks import Stopped, TaskRunner
from fireoffice.ui.theme import theme
from fireoffice.ui.way_back import WayBack
from fireoffice.ui.words import long_day

_DAY_CHECK_MS = 60_000

_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """The main window: builds each page when its tab is first chosen, passes on what they say."""

    restore_asked = Signal(object)
    """The data are to be replaced by those of a backup. Carries its file."""
    town_lost = Signal()
    """The sample town was cleared and no other is there."""

    def __init__(self, office: Office, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("window")
        self.office = office
        self.settings = settings
        self._sign()
        self.tasks = TaskRunner(self)
        self.backing_up = BackingUp(office, self.tasks, settings, self)
        self.drilling = Drilling(office, self)
        self._way_back = WayBack(self)
        self._pages: dict[int, Page] = {}
        self._visited: set[int] = set()
        self._current = -1
        self._build()
        self._add_keys()
        self.tasks.progressed.connect(self._on_progressed)
        self.tasks.broken.connect(self._on_broken)
        self.backing_up.finished.connect(self._on_backed_up)
        self.backing_up.failed.connect(lambda *told: self._strip.say(*told))
        self.drilling.failed.connect(lambda *told: self._strip.say(*told))
        self._day = QTimer(self)
        self._day.setInterval(_DAY_CHECK_MS)
        self._day.timeout.connect(self._on_day_checked)
        self._day.start()

    def page(self, index: int) -> Page:
        """Return the page of the tab ``index``, building it if need be."""
        if index not in self._pages:
            made = TABS[index].build(self.office, self.tasks)
            self._pages[index] = made
            self._stack.addWidget(made)
            self._listen(index, made)
        return self._pages[index]

    def begin_day(self) -> None:
        """Do the work of the day once the window is on screen: its occurrences, its backup."""
        from fireoffice.services.daily import LABEL, produce

        self._count_badges()
        self.tasks.start(LABEL, partial(produce, self.office), self._on_produced)
        self.backing_up.begin_day()
        self.drilling.begin_day()

    def go_to(self, index: int) -> None:
        """Bring the tab ``index`` to the front."""
        if self._current in self._pages and self._current != index:
            self._pages[self._current].settle()
        page = self.page(index)
        by_keys = self.tabs.tab(index).hasFocus()
        in_bar = self.tabs.isAncestorOf(self.focusWidget())
        self._current = index
        self.tabs.set_current(index)
        self.tabs.update()
        self._strip.say("")
        self._undo.move_over(page.undo_area())
        self.status.set_counts("")
        self._stack.setCurrentWidget(page)
        page.activate()
        self.status.set_hints(page.hints())
        home = page.home()
        if not by_keys and home is not None and (in_bar or index not in self._visited):
            home.setFocus()
        self._visited.add(index)

    def current_index(self) -> int:
        """Return the index of the tab in front."""
        return self._current

    def current_page(self) -> Page:
        """Return the page in front."""
        return self._pages[self._current]

    def apply_settings(self, settings: Settings) -> None:
        """Show the window as ``settings`` want it; another type size builds it anew."""
        resized = settings.large_type != self.settings.large_type
        self.settings = settings
        self._sign()
        self.backing_up.settings = settings
        theme.apply(settings.theme, settings.large_type)
        if resized:
            self.rebuild()

    def _sign(self) -> None:
        """Sign the history with the name of who works here."""
        if self.settings.user:
            self.office.author = self.settings.user

    def rebuild(self) -> None:
        """Build every widget anew, at the tab that is in front."""
        current = max(0, self._current)
        for page in self._pages.values():
            page.settle()
            page.leave()
        self._pages.clear()
        self._visited.clear()
        self._current = -1
        self._build()
        self.go_to(current)
        self._count_badges()

    def undo(self) -> None:
        """Take back the last thing done, wherever it was done."""
        self._way_back.undo()

    def redo(self) -> None:
        """Do again what was taken back last, wherever it was done."""
        self._way_back.redo()

    def open_operation(self, op_id: str) -> None:
        """Show the action ``op_id`` in 操作记录, where it can be taken back."""
        from fireoffice.ui.exchange_page import ExchangePage

        index = len(TABS) - 1
        self.go_to(index)
        page = self.page(index)
        assert isinstance(page, ExchangePage)
        page.open_operation(op_id)

    def settle(self) -> None:
        """Write what is still being typed, on every page."""
        for page in self._pages.values():
            page.settle()

    def sample_cleared(self) -> None:
        """Show the office without its sample town, and tell that it has none now."""
        self.rebuild()
        # Deferred: the dialog that caused it is still open.
        QTimer.singleShot(0, self, self.town_lost.emit)

    def undo_bar(self) -> UndoBar:
        """Return the bar that offers the way back."""
        return self._undo

    def error_strip(self) -> ErrorStrip:
        """Return the strip that says what is wrong."""
        return self._strip

    def end_tasks(self) -> None:
        """Stop what runs beside the window: the office is about to be closed."""
        self.tasks.close()
        self.drilling.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._guarded(self.settle)
        for page in self._pages.values():
            page.leave()
        self.end_tasks()
        event.accept()

    def _build(self) -> None:
        self.tabs = TabBar([tab.word for tab in TABS])
        self._strip = ErrorStrip()
        self._stack = QStackedWidget()
        self.status = StatusBar()
        body = QWidget()
        column = QVBoxLayout(body)
        tighten(column)
        column.addWidget(self.tabs)
        column.addWidget(self._strip)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)
        self._progress = ProgressLine(body)
        self._undo = UndoBar(self._stack)
        self.tabs.chosen.connect(self.go_to)
        self.tabs.gear_pressed.connect(self.open_settings)
        self.status.stop_pressed.connect(self.tasks.stop)
        self._undo.undo_pressed.connect(self.undo)
        known = town.town(self.office)
        mark = "（示例）" if known.sample else ""
        self.setWindowTitle(f"{known.name}消防办{mark}")
        self.tabs.set_date(long_day(self.office.clock.today()))
        self.status.set_saved(self.backing_up.words())

    def open_settings(self) -> None:
        """Open the settings; they take effect as they are chosen."""
        from fireoffice.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.office, self.settings, self)
        dialog.changed.connect(self.apply_settings)
        dialog.sample_removed.connect(self.sample_cleared)
        dialog.town_changed.connect(self.rebuild)
        dialog.wordings_asked.connect(lambda: self._on_view_asked("wordings"))
        dialog.exec()
        dialog.deleteLater()

    def _add_keys(self) -> None:
        for index in range(len(TABS)):
            self._key(f"Alt+{index + 1}", partial(self.go_to, index))
        self._key("Ctrl+Z", self.undo)
        self._key("Ctrl+Y", self.redo)
        self._key("Ctrl+Shift+Z", self.redo)
        self._key("F6", partial(self._walk_regions, 1))
        self._key("Shift+F6", partial(self._walk_regions, -1))

    def _key(self, keys: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(slot)

    def _walk_regions(self, by: int) -> None:
        regions = [self.tabs.tab(self._current), *self.current_page().stops()]
        walk(regions, self.focusWidget(), by)

    def _listen(self, index: int, page: Page) -> None:
        page.status_changed.connect(partial(self._on_status_changed, page))
        page.hints_changed.connect(partial(self._on_hints_changed, page))
        page.badge_changed.connect(partial(self.tabs.set_badge, index))
        page.saved.connect(self._on_saved)
        page.undo_offered.connect(self._undo.offer)
        page.led_on.connect(self._undo.offer_ways)
        page.taken_back.connect(self._way_back.offer_redo)
        page.failed.connect(self._strip.say)
        page.opened.connect(self._on_opened)
        page.step_asked.connect(self._on_opened)
        page.restore_asked.connect(self.restore_asked)
        page.backed_up.connect(self.backing_up.take)

    def _on_status_changed(self, page: Page, sentence: str) -> None:
        if page is self._stack.currentWidget():
            self.status.set_counts(sentence)

    def _on_hints_changed(self, page: Page) -> None:
        if page is self._stack.currentWidget():
            self.status.set_hints(page.hints())

    def _count_badges(self) -> None:
        from fireoffice.registers import registers_in
        from fireoffice.ui.register_data import overdue_count

        for index, tab in enumerate(TABS):
            if registers := registers_in(tab.word):
                late = sum(overdue_count(self.office, register) for register in registers)
                self.tabs.set_badge(index, late, "red")

    def _on_saved(self) -> None:
        self._strip.say("")
        self.status.set_saved(self.backing_up.words())

    def _on_opened(self, register: str, record_id: str, step: str = "") -> None:
        home = details.home_of(self.office, register, record_id)
        index = tab_of(home.register)
        if index >= 0:
            self.go_to(index)
            self.page(index).open_record(home.register, home.id, step)

    def _on_view_asked(self, register: str) -> None:
        index = tab_of(register)
        self.go_to(index)
        self.page(index).show_view(register)

    def _on_progressed(self, words: str, stoppable: bool) -> None:
        self._progress.show_below(self.tabs, bool(words))
        self.status.set_progress(words, stoppable)

    def _on_broken(self, problem: Exception) -> None:
        if isinstance(problem, OfficeError):
            self._strip.say(problem.message, problem.hint)
        elif not isinstance(problem, Stopped):
            raise problem

    def _on_produced(self, made: int) -> None:
        if made:
            self.current_page().activate()
            self._count_badges()

    def _on_backed_up(self) -> None:
        self.status.set_saved(self.backing_up.words())

    def _on_day_checked(self) -> None:
        today = long_day(self.office.clock.today())
        if self.tabs.set_date(today):
            self.current_page().activate()
            self.begin_day()

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except OfficeError as problem:
            _log.info("%s", loggable(problem))
            self._strip.say(problem.message, problem.hint)
