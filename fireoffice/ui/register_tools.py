"""The row above a list: the views of the tab first, then what acts on the list in front."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fireoffice.ui.parts.basics import button, tighten
from fireoffice.ui.parts.folding_strip import FoldingStrip
from fireoffice.ui.parts.search_field import WIDTH, SearchField
from fireoffice.ui.theme import theme

_GAP, _LEFT, _RIGHT = 8, 4, 12
_NARROW_SEARCH = 196
"""Just wide enough for what the field says while it is empty."""


class RegisterTools(QWidget):
    """Every view stands in sight as long as there is any room: the search field gives way, then
    成批登记, which is in the menu of the list too; only then are views folded into a menu."""

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = FoldingStrip(words)
        self.search = SearchField("查名称、编号、拼音首字母")
        self.export = button("导出Excel", icon="table")
        self.many = button("成批登记", "flat", hint="成批登记（Ctrl+Shift+N）")
        self.new = button("", icon="plus")
        self._for_lists = True
        row = self._row = QHBoxLayout(self)
        tighten(row, _GAP, (_LEFT, 8, _RIGHT, 6))
        row.addWidget(self.strip, 1)
        for one in (self.search, self.export, self.many, self.new):
            row.addWidget(one)

    def show_for_lists(self, shown: bool) -> None:
        """Show what acts on a list, or hide it where no list is in front."""
        self._for_lists = shown
        for one in (self.search, self.export, self.new):
            one.setVisible(shown)
        self.fit()

    def name_new(self, words: str) -> None:
        """Set the words of the button for a new record to ``words``."""
        self.new.setText(words)
        self.new.setAccessibleName(words)
        self.fit()

    def fit(self) -> None:
        """Share the width among views, search field and 成批登记."""
        widest, least, gap = theme.px(WIDTH), theme.px(_NARROW_SEARCH), theme.px(_GAP)
        buttons = (self.export, self.new)
        room = self.width() - theme.px(_LEFT + _RIGHT) - self.strip.full_width()
        room -= gap + sum(one.sizeHint().width() + gap for one in buttons)
        beside = room - self.many.sizeHint().width() - gap
        self.many.setVisible(self._for_lists and beside >= least)
        free = beside if beside >= least else room
        self.search.setMaximumWidth(max(least, min(widest, free)))
        # Laid out now: within a change of size Qt would do it too late.
        self._row.invalidate()
        self._row.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
