"""The editor of a date: written in any way, moved by keys."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fireoffice.ui.parts.editors import LineEditor

_HELP = "如4.20、今天、+7（7天后）；↑↓改一天，Ctrl+;填今天"


class DateEditor(LineEditor):
    """A date field: ↑ and ↓ move its day, Ctrl+; writes today as in a spreadsheet."""

    def __init__(self, personal: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(personal, parent)
        self.setToolTip(_HELP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Semicolon, Qt.Key.Key_Apostrophe):
            self._write("今天")
        elif event.key() in steps and not control:
            self._move(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _move(self, days: int) -> None:
        try:
            self._write(str(date.fromisoformat(self.text().strip()) + timedelta(days=days)))
        except (ValueError, OverflowError):
            if not self.text().strip():
                self._write("今天")

    def _write(self, text: str) -> None:
        """Put ``text`` in as if it had been typed."""
        self.selectAll()
        self.insert(text)
