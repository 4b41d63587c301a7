"""A flat button with a menu of which one line is always chosen: 「高石村志愿消防队 ▾」."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from fireoffice.ui.parts.basics import IconButton, tighten


class MenuButton(QWidget):
    """Offers (key, word) pairs; the first is chosen until another is."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._values: dict[str, str] = {}
        self._current = ""
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
        self._group.triggered.connect(lambda action: self.choose(str(action.data())))

    def set_values(self, values: Sequence[tuple[str, str]], current: str = "") -> None:
        """Offer ``values``; ``current`` is chosen if it is among them, else the first."""
        self._values = dict(values)
        self._menu.clear()
        for key, word in values:
            action = self._menu.addAction(word)
            action.setCheckable(True)
            action.setData(key)
            self._group.addAction(action)
        self._show(current if current in self._values else next(iter(self._values), ""))

    def current(self) -> str:
        """Return the key chosen, or an empty text where nothing is offered."""
        return self._current

    def set_current(self, key: str) -> None:
        """Choose ``key``, if it is offered, without telling anybody."""
        if key in self._values:
            self._show(key)

    def choose(self, key: str) -> None:
        """Choose ``key`` as with the mouse."""
        self._show(key)
        self.chosen.emit(key)

    def _show(self, key: str) -> None:
        self._current = key
        for action in self._menu.actions():
            action.setChecked(action.data() == key)
        word = self._values.get(key, "—")
        self._button.setText(word)
        self._button.setAccessibleName(f"{self._name}：{word}")
        self._button.setEnabled(bool(self._values))
