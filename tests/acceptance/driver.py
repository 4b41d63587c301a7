"""A hand at mouse and keyboard, and an eye: all that the acceptance tests know of the window.

What is clicked is found as a person finds it, by the words that stand on it or beside it, and
the click goes to that place of the window, so that what lies on top would get it. Nothing
sleeps: the hand waits until what it wants is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from tests.acceptance.sight import (
    any_window,
    areas_around,
    called,
    close_all_above,
    entry_of,
    height_of,
    reaches,
    row_text,
    shown_columns,
    turn_wheel,
)

PATIENCE_S = 30
_BREATH_MS = 2
_MOST_WHEEL_STEPS = 400

W = TypeVar("W", bound=QWidget)
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """Presses what is seen. Whatever is not there after a while is an ``AssertionError``.

    ``pictures`` is the folder for a picture of what stood there when something was not found.
    """

    def __init__(self, pictures: Path) -> None:
        self._pictures = pictures

    # The eye

    def top(self) -> QWidget:
        """What takes mouse and keys now: an open list or menu, a dialog, else the window."""
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if above is not None:
            return above
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        active = QApplication.activeWindow()
        return active if active in shown else shown[-1]

    def seen(self, kind: type[W], words: str = "", among: QWidget | None = None) -> list[W]:
        """The visible widgets of a kind that are called ``words``."""
        root = among or self.top()
        found = root.findChildren(kind)
        return [one for one in found if one.isVisible() and (not words or called(one, words))]

    def seen_called(self, words: str) -> QWidget:
        """The widget that is called ``words``."""
        self.until(lambda: self.seen(QWidget, words), f"“{words}”")
        return self.seen(QWidget, words)[0]

    def section(self, title: str) -> QWidget:
        """The part of the record panel under the heading ``title``."""

        def heads() -> list[QLabel]:
            found = self.seen(QLabel, title)
            return [one for one in found if one.parentWidget().inherits("SectionHead")]

        self.until(heads, f"a section “{title}”")
        return heads()[0].parentWidget().parentWidget()

    def sheets(self) -> list[QWidget]:
        """What is open under the head of the record panel."""
        return [one for one in self.seen(QWidget) if one.inherits("PanelSheet")]

    def sheet(self) -> QWidget:
        """What is open under the head of the record panel."""
        self.until(self.sheets, "a sheet in the panel")
        return self.sheets()[0]

    def has(self, words: str) -> bool:
        """Whether a button with ``words`` is in sight."""
        return bool(self._buttons(words, None))

    def texts(self, among: QWidget | None = None) -> str:
        """Everything that can be read on labels and buttons, one a line."""
        labels = [one.text() for one in self.seen(QLabel, among=among)]
        return "\n".join(
            [*labels, *(one.text() for one in self.seen(QAbstractButton, among=among))]
        )

    def reads(self, words: str) -> None:
        """Wait until ``words`` can be read somewhere."""
        self.until(lambda: words in self.texts(), f"“{words}” is to be read")

    def rows(self, table: str = "") -> list[str]:
        """The rows of the list in front, the cells of each joined by blanks."""
        view = self._list(table)
        return [row_text(view, row) for row in range(view.model().rowCount())]

    def row(self, words: str, table: str = "") -> str:
        """The first row of the list in front in which all ``words`` stand, or an empty text."""
        place = self._row_of(words, table)
        return self.rows(table)[place] if place >= 0 else ""

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Let the program work until ``holds``."""
        last = time.monotonic() + PATIENCE_S
        while not holds():
            if time.monotonic() > last:
                raise AssertionError(f"waited in vain: {what}; see {self.picture()}")
            QTest.qWait(_BREATH_MS)

    # The mouse

    def click(self, words: str, among: QWidget | None = None) -> None:
        """Press the button on which ``words`` stand."""
        self.until(lambda: self._buttons(words, among), f"a button “{words}”")
        self.click_at(self._buttons(words, among)[0])

    def click_tab(self, words: str) -> None:
        """Press a tab, whatever count stands beside its word."""
        self.until(lambda: self._tabs(words), f"a tab “{words}”")
        self.click_at(self._tabs(words)[0])

    def click_at(
        self,
        widget: QWidget,
        at: QPoint | None = None,
        modifier: Qt.KeyboardModifier = _NONE,
        double: bool = False,
    ) -> None:
        """Press the left button over a widget, after bringing it into sight."""
        self._bring_into_sight(widget)
        window = widget.window()
        spot = widget.mapTo(window, at or widget.rect().center())
        self.until(
            lambda: reaches(window, spot, widget),
            f"{widget.accessibleName() or widget} lies under {window.childAt(spot)}",
        )
        press = QTest.mouseDClick if double else QTest.mouseClick
        press(window.windowHandle(), Qt.MouseButton.LeftButton, modifier, spot)
        QTest.qWait(_BREATH_MS)
        self._come_back()

    def click_row(self, words: str, table: str = "", modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press the first row of the list in front in which all ``words`` stand."""
        self.until(lambda: self._row_of(words, table) >= 0, f"a row with “{words}”")
        view = self._list(table)
        row = self._row_of(words, table)
        index = view.model().index(row, shown_columns(view)[0])
        view.scrollTo(index)
        self.click_at(view.viewport(), view.visualRect(index).center(), modifier)

    def choose(self, opener: str, *entries: str) -> None:
        """Press a button with a menu, then its entries one after the other."""
        self.until(lambda: self._buttons(opener, None), f"a button “{opener}”")
        self.while_open(lambda: self.click(opener), lambda: self.pick(*entries))

    def pick(self, *entries: str) -> None:
        """Press the entries of the menu that is open."""
        for entry in entries:
            self.until(lambda: isinstance(self.top(), QMenu), f"a menu with “{entry}”")
            menu = self.top()
            assert isinstance(menu, QMenu)
            action = entry_of(menu, entry)
            place = menu.actionGeometry(action).center()
            QTest.mouseMove(menu.windowHandle(), place)
            QTest.mouseClick(menu.windowHandle(), Qt.MouseButton.LeftButton, _NONE, place)
            QTest.qWait(_BREATH_MS)
        self._come_back()

    def pick_from(self, label: str, entry: str) -> None:
        """Go down in a box that has the focus until it shows ``entry``."""
        self.until(lambda: self.seen(QComboBox, label), f"a box “{label}”")
        box = self.seen(QComboBox, label)[0]
        self.until(box.hasFocus, f"the focus in “{label}”")
        for _ in range(box.count()):
            if box.currentText() == entry:
                return
            self.press(Key.Key_Down)
        raise AssertionError(f"no “{entry}” in “{label}”")

    def entries(self, opener: str) -> list[str]:
        """What can be chosen in the menu of a button."""
        found: list[str] = []

        def look() -> None:
            menu = self.top()
            assert isinstance(menu, QMenu)
            found.extend(one.text() for one in menu.actions() if one.isEnabled())
            QTest.keyClick(menu, Key.Key_Escape)

        self.until(lambda: self._buttons(opener, None), f"a button “{opener}”")
        self.while_open(lambda: self.click(opener), look)
        return found

    # The keyboard

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key; it goes where the focus is."""
        self._come_back()
        QTest.keyClick(self.top().windowHandle(), key, modifier)
        QTest.qWait(_BREATH_MS)
        self._come_back()

    def write(self, text: str) -> None:
        """Type ``text`` where the focus is: letters by keys, characters by an input method."""
        for line in text.splitlines(keepends=True):
            words = line.rstrip("\n")
            if words.isascii():
                for letter in words:
                    # The first may open a cell, which takes the rest.
                    QTest.keyClicks(self._focus(), letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(words)
                QApplication.sendEvent(self._focus(), event)
            if line.endswith("\n"):
                self.press(Key.Key_Return)
        QTest.qWait(_BREATH_MS)

    def fill(self, label: str, text: str, among: QWidget | None = None) -> None:
        """Click into the field ``label``, replace what stands there, and go on with Enter."""
        self.until(lambda: self._fields(label, among), f"a field “{label}”")
        field = self._fields(label, among)[0]
        spot = QPoint(min(12, field.width() // 2), min(12, field.height() // 2))
        self.click_at(field, spot)
        self.until(field.hasFocus, f"the focus in “{label}”")
        QTest.keyClick(field, Key.Key_A, CONTROL)
        self.write(text)
        self.press(Key.Key_Return)
        if self.top() is not field.window() and isinstance(self.top(), QAbstractItemView):
            self.press(Key.Key_Escape)

    def fill_all(self, texts: dict[str, str], among: QWidget | None = None) -> None:
        """Fill one field after the other."""
        for label, text in texts.items():
            self.fill(label, text, among)

    def field(self, label: str, among: QWidget | None = None) -> str:
        """What stands in the field ``label``."""
        self.until(lambda: self._fields(label, among), f"a field “{label}”")
        field = self._fields(label, among)[0]
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    # What opens above the window

    def while_open(self, opener: Callable[[], object], then: Callable[[], object]) -> None:
        """Do ``opener`` and, while what it opens is in front, ``then``.

        A dialog or menu keeps its opener from returning, so that ``then`` runs inside it. What
        fails there closes what is open, or the test would wait for ever.
        """
        before = self.top() if any_window() else None
        state: dict[str, BaseException | bool] = {}

        def look() -> None:
            if not any_window() or self.top() is before:
                if "returned" not in state:
                    QTimer.singleShot(_BREATH_MS, look)
                return
            try:
                then()
            except BaseException as problem:
                state["problem"] = problem
                close_all_above()
            state["done"] = True

        QTimer.singleShot(0, look)
        opener()
        self.until(lambda: "done" in state, "something opens above the window")
        problem = state.get("problem")
        if isinstance(problem, BaseException):
            raise problem
        self._come_back()

    def give_file(self, file: Path) -> None:
        """Name a file in the file dialog that is open."""
        self.until(lambda: isinstance(self.top(), QFileDialog), "a file dialog")
        dialog = self.top()
        dialog.activateWindow()
        self.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "a line for the file")
        QTest.keyClick(dialog.windowHandle(), Key.Key_A, CONTROL)
        self.write(str(file))
        QTest.keyClick(self._focus(), Key.Key_Return)

    # How it is found

    def _fields(self, label: str, among: QWidget | None) -> list[QLineEdit | QPlainTextEdit]:
        lines: list[QLineEdit | QPlainTextEdit] = [*self.seen(QLineEdit, label, among)]
        return [*lines, *self.seen(QPlainTextEdit, label, among)]

    def _buttons(self, words: str, among: QWidget | None) -> list[QAbstractButton]:
        found = [one for one in self.seen(QAbstractButton, words, among) if one.isEnabled()]
        return sorted(found, key=lambda one: (one.text() != words, height_of(one)))

    def _tabs(self, words: str) -> list[QAbstractButton]:
        found = self.seen(QAbstractButton)
        return [one for one in found if one.text() == words and one.inherits("TabButton")]

    def _list(self, name: str) -> QAbstractItemView:
        self.until(lambda: self.seen(QAbstractItemView, name), f"a list “{name}”")
        return max(self.seen(QAbstractItemView, name), key=lambda one: one.width() * one.height())

    def _row_of(self, words: str, table: str) -> int:
        wanted = words.split()
        rows = self.rows(table) if self.seen(QAbstractItemView, table) else []
        found = (n for n, row in enumerate(rows) if all(word in row for word in wanted))
        return next(found, -1)

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus

    def _bring_into_sight(self, widget: QWidget) -> None:
        """Turn the wheel until the widget is inside each area that scrolls."""
        for area in areas_around(widget):
            port = area.viewport()
            for _ in range(_MOST_WHEEL_STEPS):
                place = QRect(widget.mapTo(port, QPoint(0, 0)), widget.size())
                above = place.top() < 0
                below = place.bottom() > port.height() and place.top() > 4
                if not above and not below:
                    break
                turn_wheel(port, 1 if above else -1)

    def _come_back(self) -> None:
        """Make the window active again after a list has closed, as a window manager does."""
        if not any_window():
            return
        top = self.top()
        if QApplication.activePopupWidget() is None and not top.isActiveWindow():
            top.activateWindow()
            top.raise_()
            QTest.qWait(_BREATH_MS)

    def picture(self) -> Path:
        """Keep pictures of every window; return the folder."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        for number, one in enumerate(QApplication.topLevelWidgets()):
            if one.isVisible():
                one.grab().save(str(self._pictures / f"seen-{number}.png"))
        return self._pictures
