"""The editor of a field with choices: typed by characters, pinyin or initials, or picked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from fireoffice.services.pinyin import search_keys
from fireoffice.ui.parts.editors import LineEditor, is_enter
from fireoffice.ui.theme import theme

_KEY = Qt.ItemDataRole.UserRole + 1
_MOST_SHOWN = 12


class PickEditor(LineEditor):
    """「sl」 finds 松林社区; Enter takes what is found, ↓ or a click shows the whole list.

    What fits no choice stays as it was typed: the services say what is wrong with it. Where the
    field is free (``strict`` is not set), it is a value like any other.
    """

    def __init__(
        self,
        choices: Sequence[str],
        strict: bool = True,
        names: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._choices = tuple(choices)
        self._strict = strict
        self._completer = _Completer(self._choices, names, self)
        self._completer.activated.connect(self._on_picked)
        self._chevron: QAction | None = None
        self.setCompleter(self._completer)
        self.textEdited.connect(self._completer.prepare)

    def choices(self) -> tuple[str, ...]:
        """Return what there is to choose from."""
        return self._choices

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._completer.popup()
        if is_enter(event) and popup.isVisible():
            self._take(popup.currentIndex())
            popup.hide()
            self._on_finished()
            event.accept()
            # A list that closes gives the focus back to this field: only then can it go on.
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            QTimer.singleShot(0, self, partial(self.went.emit, back))
            return
        if is_enter(event):
            self._settle_on_one()
        elif event.key() == Qt.Key.Key_Down and not popup.isVisible():
            self._show_all()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self._strict:
            self._show_all()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_chevron(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._settle_on_one()
        super().focusOutEvent(event)
        self._show_chevron(self.underMouse())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_chevron(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_chevron(self.hasFocus())

    def _show_all(self) -> None:
        if self.isReadOnly() or not self._choices:
            return
        self._completer.setCompletionPrefix("")
        self._completer.complete()
        if self.text() in self._choices:
            found = self._completer.completionModel().index(self._choices.index(self.text()), 0)
            self._completer.popup().setCurrentIndex(found)

    def _take(self, index: QModelIndex) -> None:
        """Take the row that is marked, else the first that fits what was typed."""
        if self.text() in self._choices and not index.isValid():
            return
        if not index.isValid() and self._strict and self.text():
            index = self._completer.completionModel().index(0, 0)
        if index.isValid():
            self._write(str(index.data(Qt.ItemDataRole.DisplayRole)))

    def _settle_on_one(self) -> None:
        """What was typed of the only choice that it fits is that choice."""
        typed = self.text().strip()
        if not typed or not self.isModified() or typed in self._choices or not self._strict:
            return
        found = self._completer.fitting(typed)
        if len(found) == 1:
            self._write(found[0])

    def _write(self, text: str) -> None:
        """Put ``text`` in as if it had been typed."""
        if text != self.text():
            QLineEdit.setText(self, text)
            self.setModified(True)
            self.edited.emit()

    def _on_picked(self, text: str) -> None:
        self._write(text)
        self.committed.emit()

    def _show_chevron(self, shown: bool) -> None:
        if not self._strict:
            return
        if self._chevron is None and shown:
            # Made here: one that Qt makes would be gone while we still hold it.
            self._chevron = QAction(theme.icon("chevron-down"), "", self)
            self.addAction(self._chevron, QLineEdit.ActionPosition.TrailingPosition)
            self._chevron.setToolTip("展开")
            self._chevron.triggered.connect(self._show_all)
        if self._chevron is not None:
            self._chevron.setVisible(shown)


class _Completer(QCompleter):
    """Completes words by the keys under which one looks for them."""

    def __init__(self, words: Sequence[str], names: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = tuple(words)
        self._names = names
        self._keyed = False
        self._model = QStandardItemModel(self)
        for word in self._words:
            item = QStandardItem(word)
            item.setData(word.lower(), _KEY)
            self._model.appendRow(item)
        self.setModel(self._model)
        self.setCompletionRole(_KEY)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.popup().setAccessibleName("可选的内容")

    def prepare(self, typed: str) -> None:
        """Read the words' pinyin as soon as letters are typed: it takes a moment."""
        if self._keyed or not any(letter.isascii() and letter.isalpha() for letter in typed):
            return
        self._keyed = True
        for row, key in enumerate(search_keys(self._words, names=self._names)):
            self._model.item(row).setData(key, _KEY)

    def fitting(self, typed: str) -> list[str]:
        """Return the words that ``typed`` may mean."""
        self.prepare(typed)
        wanted = typed.lower()
        return [
            word
            for row, word in enumerate(self._words)
            if wanted in str(self._model.item(row).data(_KEY))
        ]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))
