"""Files and pictures dragged over a widget, told by two signals."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from fireoffice.ui.photos.arriving import brings_something, sources_of


class _Clock(Protocol):
    def now(self) -> datetime: ...


class DropWatch(QObject):
    """Watches widgets for what is dropped on them; those inside may take it first."""

    moved = Signal(QWidget, object)
    """The widget, and the point on it that is dragged over; None when that has ended."""
    dropped = Signal(QWidget, object, object)
    """The widget, the point on it, and what was dropped (`sources_of`)."""

    def __init__(self, clock: _Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock

    def watch(self, widget: QWidget) -> None:
        """Accept files dropped on ``widget``; to be called once, more does no harm."""
        if not widget.acceptDrops():
            widget.setAcceptDrops(True)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.DragLeave:
            self.moved.emit(watched, None)
        if not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        if watched.isEnabled() and brings_something(event.mimeData()):
            event.acceptProposedAction()
            point = event.position().toPoint()
            if event.type() == QEvent.Type.Drop:
                self.moved.emit(watched, None)
                self.dropped.emit(watched, point, sources_of(event.mimeData(), self._clock.now()))
            else:
                self.moved.emit(watched, point)
            return True
        return super().eventFilter(watched, event)
