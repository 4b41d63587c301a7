"""The office of one week: its program, its clock, and what one does there again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget
from shiboken6 import delete

from fireoffice.core.clock import CHINA, FixedClock
from fireoffice.core.settings import load_settings
from fireoffice.services.office import Office
from fireoffice.ui.program import Program
from fireoffice.ui.theme import theme
from tests.acceptance.driver import CONTROL, SHIFT, Hand, Key
from tests.acceptance.sight import copied, is_cut_off

MONDAY = datetime(2021, 4, 19, 8, 30, tzinfo=CHINA)
_FURTHER_VIEWS = _MORE = "更多"
_UNDO_BAR = "undo"
_STEP = timedelta(minutes=5)


class Opened(QObject):
    """Takes what the program hands to other programs (Word, the folder window)."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []
        QDesktopServices.setUrlHandler("file", self, "take")

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Remember what was opened."""
        self.files.append(Path(url.toLocalFile()))

    def let_go(self) -> None:
        """Leave files to the system again."""
        QDesktopServices.unsetUrlHandler("file")


class Week:
    """One folder of data, opened each morning and closed each evening."""

    def __init__(self, folder: Path, outside: Path) -> None:
        self.folder = folder
        self.outside = outside
        """Where files come from and go to: the stick, the desktop."""
        self.clock = FixedClock(MONDAY)
        self.hand = Hand(outside / "seen")
        self.opened = Opened()
        self.done: list[str] = []
        """What was done, in the words of the operations."""
        self._program: Program | None = None

    @contextmanager
    def day(self, number: int, first: Callable[[], object] | None = None) -> Iterator[Hand]:
        """The program open on the day ``number`` of the week, 0 for Monday.

        ``first`` is what is done while the program asks something before its window opens.
        """
        self.clock.at = MONDAY + timedelta(days=number)
        settings = load_settings(self.folder)
        theme.apply(settings.theme, settings.large_type)
        program = self._program = Program(self.folder, settings, self.clock)
        if first is None:
            assert program.begin()
        else:
            self.hand.while_open(program.begin, first)
        assert program.window is not None
        self.rest()
        yield self.hand
        if self._program is None:
            return
        self.rest()
        assert program.window is not None
        program.window.close()
        program.close()
        # The process would end here: nothing of this day may go on reading on the next.
        delete(program.window)
        self._program = None

    def cut_off(self) -> None:
        """The power goes: nothing is settled, nothing is backed up, the window is gone."""
        program, self._program = self._program, None
        assert program is not None
        assert program.window is not None
        program.window.tasks.close()
        # Neither closeEvent nor Program.close: those are what a crash does not come to.
        delete(program.window)
        program.office.close()

    @property
    def office(self) -> Office:
        """The open office, for looking at what was written; nothing is done through it."""
        assert self._program is not None
        return self._program.office

    def rest(self) -> None:
        """Wait until nothing runs in the background."""
        self.hand.until(lambda: not self._window().tasks.busy(), "the work in the background ends")

    def go(self, tab: str, view: str = "") -> None:
        """Go to a tab, and to a view in it, which may wait in a menu for want of room."""
        self.hand.click_tab(tab)
        if not view:
            return
        if self.hand.has(view):
            self.hand.click(view)
        else:
            self.hand.choose(_FURTHER_VIEWS, view)

    def said(self, words: str) -> None:
        """Wait until the undo bar says ``words``."""
        self.hand.until(lambda: self._saying(words), f"said: {words}")
        said = self._saying(words)[0].findChildren(QLabel)
        cut_off = [one.text() for one in said if is_cut_off(one)]
        assert not cut_off, f"cut off in the undo bar: {cut_off}"

    def step(self, verb: str, texts: dict[str, str] | None = None) -> None:
        """Take a step of the record shown: its button, or its entry in the menu ⋯; fill; do it."""
        self.begin_step(verb)
        self.hand.fill_all(texts or {}, self.hand.sheet())
        self.hand.press(Key.Key_Return, CONTROL)

    def press_step(self, verb: str) -> None:
        """Press the verb of a step, or its entry in the menu ⋯."""
        if self.hand.has(verb):
            self.hand.click(verb)
        else:
            self.hand.choose(_MORE, verb)

    def filled(self) -> QPushButton:
        """The one filled button in sight."""

        def found() -> list[QPushButton]:
            return [one for one in self.hand.seen(QPushButton) if one.property("part") == "next"]

        self.hand.until(lambda: len(found()) == 1, "one filled button")
        return found()[0]

    def issue(self, verb: str, confirm: str, number: str = "") -> None:
        """Make a paper of the record shown; tells its number."""
        self.begin_step(verb)
        self.hand.click(confirm, self.hand.sheet())
        self.said(f"已制发{number}")

    def can_take(self, verb: str) -> bool:
        """Whether the record shown offers a step."""
        return self.hand.has(verb) or verb in self.hand.entries(_MORE)

    def begin_step(self, verb: str) -> None:
        """Open the form of a step of the record shown."""
        self.press_step(verb)
        self.hand.until(self.hand.sheets, f"the form of {verb}")

    def register(self, label: str, texts: dict[str, str]) -> None:
        """Register a new record by its form."""
        self.hand.press(Key.Key_N, CONTROL)
        self.hand.until(lambda: self.hand.seen(QWidget, label), label)
        self.hand.fill_all(texts)
        self.hand.press(Key.Key_Return, CONTROL)

    def paste(self, rows: Sequence[Sequence[str]]) -> None:
        """Paste rows copied in Excel into the first cell of the grid in front."""
        copied(rows)
        self.hand.press(Key.Key_V, CONTROL)

    def register_many(self, rows: Sequence[Sequence[str]], verb: str) -> None:
        """Register rows copied in Excel, their heading first."""
        if self.hand.has("成批登记"):
            self.hand.click("成批登记")
        else:
            # Where there are many views there is no room for the button.
            self.hand.press(Key.Key_N, CONTROL | SHIFT)
        self.paste(rows)
        self.hand.click("按标题放入")
        self.hand.click(verb)

    def stands(self, words: str, stage: str) -> None:
        """Wait until the row with ``words`` is in this stage."""
        self.hand.until(lambda: self.hand.row(words).startswith(stage), f"{words}: {stage}")

    def add_photo(self, name: str, colour: QColor) -> None:
        """Add a photo from the desktop to the record shown."""
        file = self.outside / name
        taken = QImage(640, 480, QImage.Format.Format_RGB32)
        taken.fill(colour)
        assert taken.save(str(file))
        photos = self.hand.section("照片")
        self.hand.while_open(
            lambda: self.hand.click("添加照片或文件", photos), lambda: self.hand.give_file(file)
        )
        self.said("照片：已添加1个")

    def do(self, operations: Sequence[Callable[[Week], None]]) -> None:
        """Do one operation after the other; five minutes go by before each."""
        for one in operations:
            self.clock.advance(_STEP)
            try:
                one(self)
                if self._program is not None:
                    self.rest()
            except BaseException as problem:
                problem.add_note(f"while: {one.__doc__}; seen: {self.hand.picture()}")
                raise
            self.done.append(one.__name__)

    def _window(self) -> QWidget:
        assert self._program is not None
        assert self._program.window is not None
        return self._program.window

    def _saying(self, words: str) -> list[QFrame]:
        bars = self._window().findChildren(QFrame, _UNDO_BAR)
        return [one for one in bars if one.isVisible() and words in one.accessibleName()]
