"""One editor for each kind of field: a plain text in, a plain text out.

What the text means is decided by the services, which read it as they read an imported table;
so every form of date or number that people type is understood here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.people import mask
from fireoffice.ui.theme import theme

_LIST_LIMIT = 40
"""A reference with more choices than this is typed with completion instead of picked."""
_MOST_LINES = 8


class Editor(Protocol):
    """What a form row needs of an editor."""

    committed: Signal
    """Left or confirmed; carries nothing."""

    def text(self) -> str: ...

    def setText(self, text: str) -> None: ...

    def widget(self) -> QWidget: ...


class LineEditor(QLineEdit):
    """One line; personal values are masked while the field is not being edited."""

    committed = Signal()

    def __init__(self, personal: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._personal = personal
        self._value = ""
        self.editingFinished.connect(self._on_finished)

    def text(self) -> str:
        shown = super().text()
        if self._personal and not self.isModified():
            return self._value
        return shown

    def setText(self, text: str) -> None:
        self._value = text
        self._show()
        self.setCursorPosition(0)

    def widget(self) -> QWidget:
        return self

    def offer(self, choices: Sequence[str]) -> None:
        """Complete what is typed from ``choices``, by any part of the words."""
        completer = QCompleter(list(choices), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def event(self, event: QEvent) -> bool:
        if _leaves_undo_to_the_window(event, self.isUndoAvailable()):
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._personal and not self.isModified():
            super().setText(self._value)
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
    """Several lines; as high as its text, Enter goes on to the next field."""

    committed = Signal()
    returnPressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(theme.px(2))
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._fit()

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)

    def widget(self) -> QWidget:
        return self

    def event(self, event: QEvent) -> bool:
        if _leaves_undo_to_the_window(event, self.document().isUndoAvailable()):
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.committed.emit()
            self.returnPressed.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.committed.emit()

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        lines = max(1, min(_MOST_LINES, int(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + theme.px(9)
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


def editor_for(
    field: FieldInfo, choices: Sequence[str] = ()
) -> LineEditor | TextEditor | ChoiceEditor:
    """Return the editor for ``field``; ``choices`` are those of a code list or a reference."""
    made: LineEditor | TextEditor | ChoiceEditor
    if field.kind is Kind.LONG_TEXT:
        made = TextEditor()
    elif field.kind is Kind.BOOLEAN:
        made = ChoiceEditor(("是", "否"))
    elif field.kind is Kind.CHOICE or (
        field.kind is Kind.REFERENCE and 0 < len(choices) <= _LIST_LIMIT
    ):
        made = ChoiceEditor(choices)
    else:
        made = LineEditor(field.personal)
        if choices:
            made.offer(choices)
    made.setProperty("part", "cell")
    made.setAccessibleName(field.label)
    if field.help:
        made.setToolTip(field.help)
        made.setAccessibleDescription(field.help)
    return made


def _leaves_undo_to_the_window(event: QEvent, typed: bool) -> bool:
    """Whether ``event`` is Ctrl+Z in a field in which there is nothing of its own to undo.

    Qt's fields take Ctrl+Z even then, and the action just done could not be taken back from the
    next field.
    """
    if typed or event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not event.matches(QKeySequence.StandardKey.Undo):
        return False
    event.ignore()
    return True


class EnterGoesOn(QObject):
    """Makes Enter in a line or a list go on to the next field, as in a table."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if isinstance(watched, QLineEdit | QComboBox):
            if isinstance(watched, LineEditor):
                watched.editingFinished.emit()
            watched.focusNextChild()
            return True
        return False
