"""Counted chips for the common questions; those that find no room wait in a menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from fireoffice.ui.parts.basics import button, tighten
from fireoffice.ui.theme import theme

_GAP = 6


class FilterChips(QWidget):
    """Chips that can be on or off one at a time, with their counts."""

    chosen = Signal(str)
    """Key of the chip that is on; empty when none is."""

    def __init__(self, chips: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        tighten(row, _GAP)
        self._words = dict(chips)
        self._chips: dict[str, QPushButton] = {}
        for key, word in chips:
            chip = button(word, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(partial(self._on_clicked, key))
            self._chips[key] = chip
            row.addWidget(chip)
        self._folded: tuple[str, ...] = ()
        self._rest = button("其他", "flat", "chevron-down", hint="其他快速筛选")
        self._rest.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._menu = QMenu(self._rest)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._rest.setMenu(self._menu)
        self._rest.hide()
        row.addWidget(self._rest)
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

    def fold(self, room: int) -> int:
        """Show as many chips as ``room`` holds, the one that is on in any case; return their width.

        The others are offered in a menu behind them.
        """
        gap = theme.px(_GAP)
        widths = {key: chip.sizeHint().width() + gap for key, chip in self._chips.items()}
        if sum(widths.values()) > room:
            room -= self._rest.sizeHint().width() + gap
        used = widths.get(self.current(), 0)
        shown = {self.current()}
        for key, width in widths.items():
            if key in shown:
                continue
            if used + width > room:
                break
            used += width
            shown.add(key)
        self._folded = tuple(key for key in widths if key not in shown)
        for key, chip in self._chips.items():
            chip.setVisible(key in shown)
        self._rest.setVisible(bool(self._folded))
        return used + (self._rest.sizeHint().width() + gap if self._folded else 0)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for key in self._folded:
            action = QAction(self._chips[key].text(), self._menu)
            action.triggered.connect(partial(self._on_picked, key))
            self._menu.addAction(action)

    def _on_picked(self, key: str, _: bool = False) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    def _on_clicked(self, key: str) -> None:
        on = self._chips[key].isChecked()
        self.set_current(key if on else "")
        self.chosen.emit(key if on else "")
