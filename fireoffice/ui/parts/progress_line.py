"""Three pixels under the tool row that say that something long is running."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget


class ProgressLine(QProgressBar):
    """The line, hidden until a task has run 600 ms; the status bar says how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 0)
        self.setTextVisible(False)
        self.setFixedHeight(3)
        self.setAccessibleName("正在进行")
        self.hide()

    def show_below(self, bar: QWidget, shown: bool) -> None:
        """Lie over the page just below ``bar``, so that nothing moves; or go away."""
        self.setGeometry(0, bar.geometry().bottom() + 1, bar.width(), 3)
        self.setVisible(shown)
        self.raise_()
