"""Labels, buttons and rules that already carry their look and their accessible name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QWidget

from fireoffice.ui.theme import theme


class IconButton(QPushButton):
    """A button whose icon follows the theme."""

    def __init__(self, text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._tint()

    def _tint(self) -> None:
        if self._icon:
            self.setIcon(theme.icon(self._icon))
            self.setIconSize(QSize(theme.px(16), theme.px(16)))


def label(text: str = "", part: str = "", name: str = "") -> QLabel:
    """Return a label; ``part`` is note, label, title, head, figure, mistake or late."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if part:
        made.setProperty("part", part)
    if name:
        made.setAccessibleName(name)
    return made


def button(text: str, part: str = "", icon: str = "", hint: str = "") -> QPushButton:
    """Return a button; ``part`` is next, final, word, flat, chip, view, side, tall or empty.

    A button without words must have ``hint``: its tool tip and accessible name.
    """
    made = IconButton(text, icon)
    if part:
        made.setProperty("part", part)
    if hint:
        made.setToolTip(hint)
    made.setAccessibleName(text or hint)
    made.setAutoDefault(False)
    return made


def rule(part: str = "hair", vertical: bool = False) -> QFrame:
    """Return a 1 px rule; ``hair`` between rows, ``line`` between regions."""
    made = QFrame()
    made.setProperty("part", part)
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def restyle(widget: QWidget, key: str, value: object) -> None:
    """Set a dynamic property and let the style sheet see it."""
    if (widget.property(key) or False) == value:
        return
    widget.setProperty(key, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def tighten(
    layout: QLayout, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> None:
    """Give ``layout`` its gap and margins, both in pixels of the 100 % design."""
    layout.setSpacing(theme.px(gap))
    left, top, right, bottom = (theme.px(side) for side in margins)
    layout.setContentsMargins(left, top, right, bottom)
