"""A list of values of which any number may be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem


class Ticks(QListWidget):
    """A click or the space bar ticks; Enter takes the current value alone."""

    changed = Signal()
    taken = Signal()
    """Enter was pressed: the choice is made."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _: self.changed.emit())

    def offer(self, values: Sequence[str], ticked: Sequence[str]) -> None:
        """Offer ``values``, with ``ticked`` among them."""
        self.blockSignals(True)
        self.clear()
        for value in values:
            item = QListWidgetItem(value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(value in ticked))
            self.addItem(item)
        self.setCurrentRow(next((row for row, one in enumerate(values) if one in ticked), 0))
        self.blockSignals(False)

    def ticked(self) -> tuple[str, ...]:
        """Return the values ticked, in the order offered."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(item.text() for item in items if item.checkState() == Qt.CheckState.Checked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick wherever in the row the click falls."""
        item = self.itemAt(event.position().toPoint())
        if item is not None:
            self.setCurrentItem(item)
            item.setCheckState(_state(item.checkState() != Qt.CheckState.Checked))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            current = self.currentItem()
            if current is not None:
                self.blockSignals(True)
                for row in range(self.count()):
                    self.item(row).setCheckState(_state(self.item(row) is current))
                self.blockSignals(False)
                self.changed.emit()
            self.taken.emit()
            return
        super().keyPressEvent(event)


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
