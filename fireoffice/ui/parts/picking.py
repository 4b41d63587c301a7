"""The editor of a field with choices: typed by characters, pinyin or initials, or picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

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
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QWidget

from fireoffice.services.lists.pinyin import matching
from fireoffice.services.lists.references import MOST_FOUND
from fireoffice.ui.parts.editors import LineEditor, is_enter
from fireoffice.ui.theme import theme

Find: TypeAlias = Callable[[str], Sequence[str]]
"""Returns what there is to choose from that fits what was typed; for nothing, all of it."""

_NOWHERE = Qt.ItemDataRole.UserRole + 1
_MOST_SHOWN = 12
_MORE = f"只列出{MOST_FOUND}个，请再输入几个字"


class PickEditor(LineEditor):
    """A field with choices: 「sl」 finds 松林社区, Enter takes it; ↓ or a click shows all.

    What fits no choice stays as it was typed: the services say what is wrong with it. Where the
    field is free (``strict`` is not set), it is a value like any other.
    """

    def __init__(
        self,
        choices: Sequence[str] | Find,
        strict: bool = True,
        names: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Build the field; ``choices`` are the words, or the function that finds them."""
        super().__init__(parent=parent)
        self._find = finder(choices, names)
        self._strict = strict
        self._list: _Completer | None = None
        self._chevron: QAction | None = None

    def offered(self, typed: str = "") -> tuple[str, ...]:
        """Return the choices that fit what was ``typed``."""
        return tuple(self._find(typed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._listed().popup()
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
        self._listed()
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

    def _listed(self) -> _Completer:
        """The list of choices, made when the field is first entered: few fields ever are."""
        if self._list is None:
            self._list = _Completer(self)
            self._list.activated.connect(self._on_picked)
            self.textEdited.connect(lambda typed: self._listed().offer(self.offered(typed)))
            self.setCompleter(self._list)
        return self._list

    def _show_all(self) -> None:
        if not self.isReadOnly():
            self._listed().drop(self.offered(), self.text())

    def _take(self, index: QModelIndex) -> None:
        """Take the row that is marked, else the first that fits what was typed."""
        words = self._listed().words
        if self.text() in words and not index.isValid():
            return
        if index.isValid():
            self._write(str(index.data(Qt.ItemDataRole.DisplayRole)))
        elif self._strict and self.text() and words:
            self._write(words[0])

    def _settle_on_one(self) -> None:
        """Take the only choice that fits what was typed."""
        typed = self.text().strip()
        if not typed or not self.isModified() or not self._strict:
            return
        found = self.offered(typed)
        if len(found) == 1 and typed not in found:
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
            # Built here and owned: Qt would delete one of its own while Python still holds it.
            self._chevron = QAction(theme.icon("chevron-down"), "", self)
            self.addAction(self._chevron, QLineEdit.ActionPosition.TrailingPosition)
            self._chevron.setToolTip("展开")
            self._chevron.triggered.connect(self._show_all)
        if self._chevron is not None:
            self._chevron.setVisible(shown)


def finder(choices: Sequence[str] | Find, names: bool = False) -> Find:
    """Return a search in ``choices``; with ``names``, surnames are read as surnames."""
    return choices if callable(choices) else partial(matching, tuple(choices), names=names)


class _Completer(QCompleter):
    """Shows the words that it is given; which of them fit is not its affair."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words: tuple[str, ...] = ()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        # No row is preselected, so that Enter in a free field keeps what was typed.
        self.setCompletionRole(_NOWHERE)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.popup().setAccessibleName("可选的内容")
        self.popup().setProperty("part", "choices")
        # The completer's own delegate ignores the style sheet.
        self.popup().setItemDelegate(QStyledItemDelegate(self.popup()))

    def offer(self, words: Sequence[str]) -> None:
        """Have ``words`` in the list; where there are more of them, say so in its last row."""
        self.words = tuple(words)
        self._model.clear()
        for word in self.words:
            self._model.appendRow(QStandardItem(word))
        if len(self.words) == MOST_FOUND:
            more = QStandardItem(_MORE)
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(more)

    def drop(self, words: Sequence[str], current: str) -> None:
        """Open the list with ``words``, ``current`` marked among them."""
        self.offer(words)
        self.setCompletionPrefix("")
        self.complete()
        row = self.words.index(current) if current in self.words else -1
        self.popup().setCurrentIndex(self.completionModel().index(row, 0))

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))
