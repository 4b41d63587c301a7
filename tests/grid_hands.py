"""What hands do in a grid: keys pressed, cells written, the clipboard filled."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from fireoffice.ui.grid.page import GridPage

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(qtbot: QtBot, page: QWidget, key: Qt.Key, how: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(page.focusWidget() or page, key, how)
    qtbot.wait(1)


def write(qtbot: QtBot, page: QWidget, text: str) -> None:
    """Begin a cell with a letter, as one does, and write ``text`` into it."""
    qtbot.keyClicks(page.focusWidget(), "x")
    editor = page.focusWidget()
    if isinstance(editor, QLineEdit):
        editor.selectAll()
        editor.insert(text)
    else:
        assert isinstance(editor, QPlainTextEdit)
        editor.selectAll()
        editor.insertPlainText(text)


def put_on_clipboard(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def wait_for_check(qtbot: QtBot, page: GridPage) -> None:
    qtbot.waitUntil(lambda: not page.checking.busy() and not page.tasks.busy(), timeout=30_000)


def column(page: GridPage, name: str) -> list[str]:
    return [line.text(name) for line in page.model.entered()]
