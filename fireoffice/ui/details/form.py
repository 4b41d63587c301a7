"""The fields of one record that belongs to another, opened in place among its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fireoffice.domain.fields import FieldInfo
from fireoffice.ui.parts.basics import button, rule, tighten
from fireoffice.ui.parts.form import Choices, Form
from fireoffice.ui.theme import theme


class DetailForm(QWidget):
    """Asks by its signals for what it wants written.

    A new record is written when its verb is pressed, or Enter in the last field, or Ctrl+Enter;
    one that exists is written field by field, as they are left. Esc puts the form away.
    """

    committed = Signal(str, str)
    """Field name and text, when a field of an existing record is left with another value."""
    entered = Signal(dict)
    """Field name to text, of a new record."""
    edited = Signal()
    """Fires when something was typed that is not written yet."""
    removal_asked = Signal()
    closed = Signal()

    def __init__(
        self,
        fields: Sequence[FieldInfo],
        choices: Choices,
        verb: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Build the form, with a ``verb`` for a new record."""
        super().__init__(parent)
        self._new = bool(verb)
        self.form = Form(fields, choices)
        self.form.show_automatic(not self._new)
        self.confirm = button(verb or "收起")
        self.confirm.setToolTip("Ctrl+回车")
        self.other = button("收起" if self._new else "移到回收站", "word")
        buttons = QHBoxLayout()
        tighten(buttons, 14, (0, 6, 0, 8))
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self.form)
        column.addLayout(buttons)
        column.addWidget(rule())
        self.confirm.clicked.connect(self.press)
        self.other.clicked.connect(self.closed if self._new else self.removal_asked)
        self.form.finished.connect(self.press)
        self.form.edited.connect(self.edited)
        self.form.committed.connect(self._on_committed)
        for row in self.form.rows.values():
            row.editor.installEventFilter(self)

    def begin(self, texts: Mapping[str, str], kept: bool) -> None:
        """Show ``texts``, as ``kept`` already or as proposed, and go to the first field."""
        self.form.reset(texts if kept else {})
        if kept:
            self.form.enter()
            return
        self.form.propose(texts)
        self.form.begin()

    def press(self) -> None:
        """Enter the new record; put the form of one that exists away."""
        if self._new:
            self.entered.emit(self.form.texts())
        else:
            self.settle()
            self.closed.emit()

    def settle(self) -> None:
        """Send what is being typed in a field of an existing record."""
        if not self._new:
            for name, text in self.form.changes().items():
                self.committed.emit(name, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            # Where a form just opened stands is known only after the layout has run.
            QTimer.singleShot(0, watched, partial(_reveal, watched))
        return super().eventFilter(watched, event)

    def _on_committed(self, name: str, text: str) -> None:
        if not self._new:
            self.committed.emit(name, text)


def _reveal(widget: QWidget) -> None:
    """Scroll so far that ``widget`` and what stands around it is in sight."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None and widget.hasFocus():
        area.ensureWidgetVisible(widget, 0, theme.px(80))
