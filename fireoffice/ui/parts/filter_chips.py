"""The chip row: counted chips for the common questions, flat menus for the fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from fireoffice.ui.parts.basics import IconButton, button, tighten
from fireoffice.ui.theme import theme

ALL = "全部"


class FilterChips(QWidget):
    """Chips that can be on or off one at a time, with their counts."""

    chosen = Signal(str)
    """Key of the chip that is on; empty when none is."""

    def __init__(self, chips: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        tighten(row, 6)
        self._words = dict(chips)
        self._chips: dict[str, QPushButton] = {}
        for key, word in chips:
            chip = button(word, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(partial(self._on_clicked, key))
            self._chips[key] = chip
            row.addWidget(chip)
        if not chips:
            self.hide()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Write the counts after the words."""
        for key, chip in self._chips.items():
            count = counts.get(key)
            chip.setText(self._words[key] if count is None else f"{self._words[key]} {count:,}")
            chip.setAccessibleName(chip.text())

    def current(self) -> str:
        """Return the key of the chip that is on, or an empty text."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Put the chip ``key`` on and the others off, without telling anybody."""
        for other, chip in self._chips.items():
            chip.setChecked(other == key)

    def _on_clicked(self, key: str) -> None:
        on = self._chips[key].isChecked()
        self.set_current(key if on else "")
        self.chosen.emit(key if on else "")


class FieldFilter(QWidget):
    """「村（居）：全部 ▾」, a flat button with a menu of the values of one field."""

    chosen = Signal(str, str)
    """Key of the field and the value chosen; empty value for all."""

    def __init__(self, key: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._word = key, word
        self._value = ""
        self._menu = QMenu(self)
        self._group = QActionGroup(self._menu)
        self._button = IconButton("", "chevron-down")
        self._button.setProperty("part", "flat")
        self._button.setLayoutDirection(self._button.layoutDirection().RightToLeft)
        self._button.setMenu(self._menu)
        row = QHBoxLayout(self)
        tighten(row)
        row.addWidget(self._button)
        self.setFocusProxy(self._button)
        self._group.triggered.connect(self._on_triggered)
        self._show()

    def set_values(self, values: Sequence[str]) -> None:
        """Offer ``values``; one that is no longer offered is let go."""
        self._menu.clear()
        for value in ("", *values):
            action = QAction(value or ALL, self._menu)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == self._value)
            self._group.addAction(action)
            self._menu.addAction(action)
        if self._value and self._value not in values:
            self.set_current("")

    def menu(self) -> QMenu:
        """Return the menu of values, for standing inside another menu."""
        return self._menu

    def current(self) -> str:
        """Return the value chosen; empty for all."""
        return self._value

    def set_current(self, value: str) -> None:
        """Choose ``value`` without telling anybody."""
        self._value = value
        for action in self._menu.actions():
            action.setChecked(action.data() == value)
        self._show()

    def _on_triggered(self, action: QAction) -> None:
        self.set_current(str(action.data()))
        self.chosen.emit(self._key, self._value)

    def _show(self) -> None:
        text = f"{self._word}：{self._value or ALL}"
        self._button.setText(text)
        self._menu.setTitle(text)
        self._button.setAccessibleName(f"筛选{text}")
        self._button.setMinimumWidth(theme.px(40))
