"""The tokens as a ``QPalette``, for whatever the style sheet does not reach."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from fireoffice.ui.theme.tokens import Tokens


def palette_of(tokens: Tokens) -> QPalette:
    """Return the application palette of one theme."""
    role = QPalette.ColorRole
    palette = QPalette()
    for colour_role, name in (
        (role.Window, tokens.paper),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.paper),
        (role.AlternateBase, tokens.desk),
        (role.Text, tokens.ink),
        (role.PlaceholderText, tokens.ink3),
        (role.Button, tokens.paper),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.on),
        (role.Highlight, tokens.blue),
        (role.HighlightedText, tokens.on),
        (role.Link, tokens.blue),
        (role.LinkVisited, tokens.blue),
        (role.ToolTipBase, tokens.ink),
        (role.ToolTipText, tokens.paper),
        (role.Light, tokens.paper),
        (role.Midlight, tokens.hair),
        (role.Mid, tokens.line),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.edge),
        (role.Accent, tokens.blue),
    ):
        palette.setColor(colour_role, QColor(name))
    for colour_role in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(tokens.off))
    return palette
