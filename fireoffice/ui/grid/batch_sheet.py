"""A batch that is decided as a whole: what it comes to, and beside it what all have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fireoffice.ui.grid.foot import GridFoot, GridHead
from fireoffice.ui.grid.page import BatchWidget
from fireoffice.ui.parts.basics import rule, tighten
from fireoffice.ui.theme import theme

_ASKED_WIDTH: Final = 396


class BatchSheet(BatchWidget):
    """A sheet that Ctrl+Enter confirms and Esc gives up, wherever in it the focus stands."""

    def give_up(self) -> None:
        """Leave without writing."""
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif _confirms(event):
            self.confirm()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        overridden = event.type() == QEvent.Type.ShortcutOverride
        if overridden and isinstance(event, QKeyEvent) and _confirms(event):
            # The window's own Ctrl+Enter means the next step of a record.
            event.accept()
            return True
        return super().event(event)

    def lay_out_halves(
        self,
        head: GridHead,
        listed: Sequence[QWidget],
        asked: Sequence[QWidget],
        foot: GridFoot,
    ) -> None:
        """Lay out ``listed``, scrolling in the room left by ``asked``, between head and foot."""
        left = _column(listed)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(left)
        right = _column(asked)
        right.setFixedWidth(theme.px(_ASKED_WIDTH))
        body = QHBoxLayout()
        tighten(body)
        body.addWidget(area, 1)
        body.addWidget(rule("line", vertical=True))
        body.addWidget(right)
        outer = QVBoxLayout(self)
        tighten(outer)
        outer.addWidget(head)
        outer.addWidget(rule())
        outer.addLayout(body, 1)
        outer.addWidget(foot)


def _column(parts: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    tighten(column, 0, (14, 4, 14, 14))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return made


def _confirms(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
