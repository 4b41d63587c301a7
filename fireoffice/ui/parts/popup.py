"""A small sheet that drops from a button and stays until one clicks beside it or presses Esc."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fireoffice.ui.parts.basics import tighten


class Popup(QFrame):
    """Holds its content in ``column``; whatever is chosen in it takes effect at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.column = QVBoxLayout(self)
        tighten(self.column, 4, (8, 8, 8, 8))

    def drop_from(self, widget: QWidget) -> None:
        """Show below ``widget``, within the screen."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(0, widget.height()))
        room = widget.screen().availableGeometry()
        left = max(room.left(), min(corner.x(), room.right() - self.width()))
        top = corner.y()
        if top + self.height() > room.bottom():
            top = max(room.top(), corner.y() - widget.height() - self.height())
        self.move(left, top)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)
