"""Asks, before a phone tree is printed, whether the numbers are to stand there in full."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fireoffice.ui.parts.basics import button, label, tighten


class PhoneStrip(QFrame):
    """One sentence and its answers; the harmless one stands first."""

    confirmed = Signal(bool)
    """Fires with True if the numbers are to be printed in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self.masked = button("只印首尾", "word")
        self.full = button("印完整电话", "word")
        self.none = button("不打印", "word")
        row = QHBoxLayout(self)
        tighten(row, 12, (14, 6, 14, 6))
        row.addWidget(label("电话树上有队员的电话号码，怎样印？"))
        row.addStretch(1)
        for one in (self.masked, self.full, self.none):
            row.addWidget(one)
        self.masked.clicked.connect(lambda: self.confirmed.emit(False))
        self.full.clicked.connect(lambda: self.confirmed.emit(True))
        self.none.clicked.connect(self.hide)
        self.hide()

    def ask(self) -> None:
        """Show the question."""
        self.show()
        self.masked.setFocus()
