"""One editor for each kind of field: a plain text in, a plain text out.

What the text means is decided by the services, which read it as they read an imported table;
so every form of date or number that people type is understood here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from fireoffice.domain.people import mask
from fireoffice.ui.theme import theme

_MOST_LINES = 8
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Editor(Protocol):
    """An editor as a form row needs it."""

    committed: Signal
    """Left or confirmed; carries nothing."""
    edited: Signal
    """Typed in, and not yet left."""
    went: Signal
    """Enter was pressed; carries whether it leads back to the field before."""

    def text(self) -> str: ...

    def setText(self, text: str) -> None: ...

    def prompt(self, words: str) -> None: ...

    def widget(self) -> QWidget: ...


class LineEditor(QLineEdit):
    """One line; personal values are masked while the field is not being edited."""

    committed = Signal()
    edited = Signal()
    went = Signal(bool)

    def __init__(self, personal: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._personal = personal
        self._value = ""
        self.editingFinished.connect(self._on_finished)
        self.textEdited.connect(lambda _: self.edited.emit())

    def text(self) -> str:
        shown = super().text()
        if self._personal and not self.isModified():
            return self._value
        return shown

    def setText(self, text: str) -> None:
        self._value = text
        self._show()
        self.setCursorPosition(0)

    def prompt(self, words: str) -> None:
        """Show in pale ink what an empty field will become."""
        self.setPlaceholderText(words)

    def widget(self) -> QWidget:
        return self

    def event(self, event: QEvent) -> bool:
        if _leaves_undo_to_the_window(event, self.isUndoAvailable()):
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if is_enter(event):
            event.accept()
            self.went.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._personal and not self.isModified():
            selected = self.hasSelectedText()
            super().setText(self._value)
            if selected:
                # A grid selects a cell's text before the focus arrives; the selection is kept.
                self.selectAll()
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._personal:
            self._value = self.text()
            self._show()
        self.setCursorPosition(0)

    def _show(self) -> None:
        hidden = self._personal and not self.hasFocus() and bool(self._value)
        super().setText(mask(self._value) if hidden else self._value)
        self.setModified(False)

    def _on_finished(self) -> None:
        self._value = self.text()
        self.committed.emit()


class TextEditor(QPlainTextEdit):
    """Several lines; as high as its text. Enter goes on, Shift+Enter begins a new line."""

    committed = Signal()
    edited = Signal()
    went = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(theme.px(2))
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.textChanged.connect(self._on_changed)
        self._fit()

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)

    def prompt(self, words: str) -> None:
        """Show in pale ink what an empty field will become."""
        self.setPlaceholderText(words)

    def widget(self) -> QWidget:
        return self

    def event(self, event: QEvent) -> bool:
        if _leaves_undo_to_the_window(event, self.document().isUndoAvailable()):
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.committed.emit()
            self.went.emit(False)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.committed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_changed(self) -> None:
        if self.hasFocus():
            self.edited.emit()

    def _fit(self) -> None:
        lines = max(1, min(_MOST_LINES, int(self.document().size().height())))
        # Several lines want the margins of the text as well, or it could be scrolled by a hair.
        height = lines * self.fontMetrics().lineSpacing() + theme.px(9 if lines == 1 else 11)
        if self.height() != height or self.maximumHeight() != height:
            self.setFixedHeight(max(theme.px(28) - 1, height))


class ChoiceEditor(QComboBox):
    """A pick from a short list; the wheel scrolls the page, never the value."""

    committed = Signal()

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem("")
        self.addItems(list(choices))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(2)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _: self.committed.emit())

    def text(self) -> str:
        return self.currentText()

    def setText(self, text: str) -> None:
        place = self.findText(text)
        if place < 0:
            self.addItem(text)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def widget(self) -> QWidget:
        return self

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PlainValue(QLabel):
    """A value that follows from other records: shown as text, never typed."""

    committed = Signal()
    edited = Signal()
    went = Signal(bool)

    def __init__(self, personal: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._personal = personal
        self._value = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setIndent(theme.px(9))
        self.setMinimumHeight(theme.px(28) - 1)

    def text(self) -> str:
        return self._value

    def setText(self, text: str) -> None:
        self._value = text
        super().setText(mask(text) if self._personal and text else text)

    def prompt(self, words: str) -> None:
        """Nothing is typed here, so nothing is prompted."""

    def widget(self) -> QWidget:
        return self


class FieldLabel(QLabel):
    """The label of a field; a click on it asks for the field's history."""

    clicked = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("part", "label")

    def mouseReleaseEvent(self, event: QEvent) -> None:
        super().mouseReleaseEvent(event)  # type: ignore[arg-type]
        self.clicked.emit()


def is_enter(event: QKeyEvent) -> bool:
    """Return True if ``event`` is Enter that leads to another field, not Ctrl+Enter."""
    kept_for_actions = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return event.key() in _RETURNS and not event.modifiers() & kept_for_actions


def _leaves_undo_to_the_window(event: QEvent, typed: bool) -> bool:
    """Return True if ``event`` is Ctrl+Z in a field in which there is nothing of its own to undo.

    Qt's fields take Ctrl+Z even then, and the action just done could not be taken back from the
    next field.
    """
    if typed or event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not event.matches(QKeySequence.StandardKey.Undo):
        return False
    event.ignore()
    return True
