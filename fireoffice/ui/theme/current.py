"""The theme in force: one object that every painted part asks, and that is switched whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QIcon
from PySide6.QtWidgets import QApplication

from fireoffice.ui.theme import icons, typography
from fireoffice.ui.theme.palette import palette_of
from fireoffice.ui.theme.sheet import sheet_of
from fireoffice.ui.theme.tokens import LIGHT, TOKENS, Tokens

LARGE = 1.25
_MARKS = ("chevron-down", "chevron-up", "check")


class Theme(QObject):
    """Colours, sizes, fonts and icons of the theme in force.

    ``changed`` fires after palette and style sheet are in place, so a painted widget only has
    to call ``update``. A change of ``scale`` needs the widgets built anew.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = "light"
        self.tokens: Tokens = LIGHT
        self.scale = 1.0
        self._marks: QTemporaryDir | None = None

    def apply(self, name: str = "light", large: bool = False) -> None:
        """Put the theme ``name`` (light, dark, contrast) in force, ``large`` for sizes × 1.25."""
        self.name = name if name in TOKENS else "light"
        self.tokens = TOKENS[self.name]
        self.scale = LARGE if large else 1.0
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(self.font())
            application.setPalette(palette_of(self.tokens))
            application.setStyleSheet(sheet_of(self.tokens, self.px, self._write_marks()))
        self.changed.emit()

    def px(self, length: float) -> int:
        """Return a length of the 100 % design in the size in force."""
        return round(length * self.scale)

    def colour(self, token: str) -> QColor:
        """Return the colour of the token, e.g. ``ink2``."""
        return QColor(getattr(self.tokens, token))

    def font(self, size: int = typography.BASE, bold: bool = False) -> QFont:
        """Return the interface font; ``size`` as in the 100 % design."""
        return typography.font_of(self.px(size), bold)

    def icon(self, name: str, colour: str = "ink2", size: int = 16) -> QIcon:
        """Return the icon ``name`` in the token ``colour``."""
        tint = getattr(self.tokens, colour)
        return icons.icon_of(name, tint, self.tokens.off, self.px(size))

    def _write_marks(self) -> dict[str, str]:
        """Write the few tinted files that a style sheet can only name by path."""
        if self._marks is None:
            self._marks = QTemporaryDir()
        paths: dict[str, str] = {}
        for name in _MARKS:
            tint = self.tokens.on if name == "check" else self.tokens.ink2
            file = Path(self._marks.path()) / f"{name}-{self.name}.svg"
            file.write_bytes(icons.tinted(name, tint))
            paths[name] = file.as_posix()
        return paths


theme = Theme()
