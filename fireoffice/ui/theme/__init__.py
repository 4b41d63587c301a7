"""The look: tokens, type, icons and glyphs. Widgets ask ``theme``; nothing else holds a colour."""

from fireoffice.ui.theme.current import Theme, theme

__all__ = ["Theme", "theme"]
