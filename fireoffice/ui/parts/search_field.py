"""The search box: finds as you type, once the fingers rest."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fireoffice.ui.theme import theme

REST_MS = 150
WIDTH = 270
NARROWEST = 120


class SearchField(QLineEdit):
    """Emits ``searched`` 150 ms after the last key, at once on Enter; Esc empties it."""

    searched = Signal(str)

    def __init__(self, prompt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.setMinimumWidth(theme.px(NARROWEST))
        self.setMaximumWidth(theme.px(WIDTH))
        self.setTextMargins(theme.px(24), 0, 0, 0)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._last = ""
        self._rest.timeout.connect(self._on_rested)
        self.textEdited.connect(lambda _: self._rest.start())
        self.returnPressed.connect(self._on_rested)

    def reset(self) -> None:
        """Empty the box without a search."""
        self.show_text("")

    def show_text(self, text: str) -> None:
        """Show what is looked for already, without a search."""
        self._rest.stop()
        self._last = text
        self.setText(text)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._on_rested()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(16)
        glass = theme.icon("search")
        glass.paint(QPainter(self), theme.px(9), (self.height() - side) // 2, side, side)

    def _on_rested(self) -> None:
        self._rest.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.searched.emit(self._last.strip())
