"""「时间：全部 ▾」, a flat button with a menu of which one line is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from fireoffice.ui.parts.basics import IconButton, tighten

ALL = "全部"


class ChoiceFilter(QWidget):
    """Offers 全部 and its values; one that is no longer offered is let go."""

    chosen = Signal(str)
    """The value chosen; empty for all."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = word
        self._value = ""
        self._menu = QMenu(self)
        self._group = QActionGroup(self._menu)
        self._button = IconButton("", "chevron-down")
        self._button.setProperty("part", "flat")
        self._button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._button.setMenu(self._menu)
        row = QHBoxLayout(self)
        tighten(row)
        row.addWidget(self._button)
        self.setFocusProxy(self._button)
        self._group.triggered.connect(self._on_triggered)
        self.set_values(())

    def set_values(self, values: Sequence[str]) -> None:
        """Offer ``values``."""
        self._menu.clear()
        for value in ("", *values):
            action = QAction(value or ALL, self._menu)
            action.setCheckable(True)
            action.setData(value)
            self._group.addAction(action)
            self._menu.addAction(action)
        self.set_current(self._value if self._value in values else "")

    def current(self) -> str:
        """Return the value chosen; empty for all."""
        return self._value

    def set_current(self, value: str) -> None:
        """Choose ``value`` without telling anybody."""
        self._value = value
        for action in self._menu.actions():
            action.setChecked(action.data() == value)
        text = f"{self._word}：{value or ALL}"
        self._button.setText(text)
        self._button.setAccessibleName(f"筛选{text}")

    def choose(self, value: str) -> None:
        """Choose ``value`` as with the mouse."""
        self.set_current(value)
        self.chosen.emit(value)

    def _on_triggered(self, action: QAction) -> None:
        self.choose(str(action.data()))
