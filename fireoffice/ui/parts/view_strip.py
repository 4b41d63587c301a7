"""The views inside a tab: words with a thin ink underline; in a panel they are anchors."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from fireoffice.ui.parts.basics import button, tighten


class ViewStrip(QWidget):
    """A row of words of which one is current."""

    chosen = Signal(str)

    def __init__(self, words: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        tighten(self._row)
        self._row.addStretch(1)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._group.buttonClicked.connect(self._on_clicked)
        self.set_words(words)

    def set_words(self, words: Sequence[str]) -> None:
        """Show ``words``; the first becomes current."""
        if tuple(words) == tuple(self._buttons):
            return
        for old in self._buttons.values():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = {}
        for place, word in enumerate(words):
            made = button(word, "view")
            made.setCheckable(True)
            # No focus by a click: it stays where the user works.
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setChecked(place == 0)
            self._buttons[word] = made
            self._group.addButton(made)
            self._row.insertWidget(place, made)
        self._point()

    def set_current(self, word: str) -> None:
        """Underline ``word`` without telling anybody."""
        if word in self._buttons:
            self._buttons[word].setChecked(True)
            self._point()

    def current(self) -> str:
        """Return the word underlined, or an empty text."""
        for word, made in self._buttons.items():
            if made.isChecked():
                return word
        return ""

    def set_shown(self, word: str, shown: bool) -> None:
        """Show or hide ``word``."""
        self._buttons[word].setVisible(shown)
        self._lay_out()

    def set_note(self, word: str, note: str) -> None:
        """Write a count after ``word``: 「照片 1/2」."""
        made = self._buttons[word]
        made.setText(f"{word} {note}" if note else word)
        made.setAccessibleName(made.text())
        self._lay_out()

    def width_of(self, word: str) -> int:
        """Return the width of ``word``, in pixels."""
        return self._buttons[word].sizeHint().width()

    def _lay_out(self) -> None:
        """Give every word its room now: asked for within a change of size, Qt would be late."""
        self._row.invalidate()
        self._row.activate()

    def _point(self) -> None:
        """Make the current word the one that takes the focus of the strip."""
        current = self._buttons.get(self.current())
        if current is not None:
            self.setFocusProxy(current)

    def _on_clicked(self, pressed: QPushButton) -> None:
        for word, made in self._buttons.items():
            if made is pressed:
                self._point()
                self.chosen.emit(word)
