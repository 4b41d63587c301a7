"""A strip of views that keeps to the room it has: what does not fit is in a menu at its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from fireoffice.ui.parts.basics import button
from fireoffice.ui.parts.view_strip import ViewStrip


class FoldingStrip(ViewStrip):
    """The current view is always in sight; the menu holds the others that are not."""

    def __init__(self, words: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more = button("更多", "view", "chevron-down", hint="其他视图")
        self.more.setLayoutDirection(self.more.layoutDirection().RightToLeft)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)
        # Other menus are called 更多 too; a screen reader must tell them apart.
        self.more.setAccessibleName("其他视图")
        self.more.hide()
        self._row.insertWidget(self._row.count() - 1, self.more)

    def set_current(self, word: str) -> None:
        super().set_current(word)
        self._fold()

    def full_width(self) -> int:
        """Return the width of the strip with every word in sight."""
        return sum(map(self.width_of, self._buttons))

    def folded(self) -> tuple[str, ...]:
        """Return the words that are in the menu."""
        return tuple(word for word, made in self._buttons.items() if made.isHidden())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        current = self.current()
        least = self.more.sizeHint().width() + (self.width_of(current) if current else 0)
        return QSize(min(hint.width(), least), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        widths = {word: self.width_of(word) for word in self._buttons}
        room, shown = self.width(), set(widths)
        if sum(widths.values()) > room:
            current = self.current()
            room -= self.more.sizeHint().width() + widths.get(current, 0)
            shown = {current}
            for word, width in widths.items():
                if word == current:
                    continue
                room -= width
                if room < 0:
                    break
                shown.add(word)
        for word, made in self._buttons.items():
            made.setVisible(word in shown)
        self.more.setVisible(len(shown) < len(widths))
        self._lay_out()

    def _fill_menu(self) -> None:
        self._menu.clear()
        for word in self.folded():
            self._menu.addAction(word).triggered.connect(self._buttons[word].click)
