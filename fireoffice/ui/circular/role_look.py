"""The look of a paragraph of each role in the editor: a hint of the paper, not the paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextFormat

from fireoffice.docs.manuscript import Role
from fireoffice.ui.theme import theme

ROLE_PROPERTY = QTextFormat.Property.UserProperty + 1
"""The paragraph's role; kept in the block format, so undo brings it back with the text."""
GUESS_PROPERTY = QTextFormat.Property.UserProperty + 2
"""The role recognised last; a paragraph's role changes by itself only when this does."""

LINE_HEIGHT = 22
_BELOW = 3
_INDENT = 28
"""Two characters of the editor's 14 px type."""


@dataclass(frozen=True)
class RoleLook:
    """Lengths in pixels of the 100 % design."""

    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    first: int = 0
    right: int = 0
    above: int = 0
    bold: bool = False
    level: bool = False


_CENTRED = RoleLook(align=Qt.AlignmentFlag.AlignHCenter, bold=True)
_TEXT = RoleLook(first=_INDENT)
_HEADING = RoleLook(first=_INDENT, level=True)

LOOKS: dict[Role, RoleLook] = {
    Role.TITLE: _CENTRED,
    Role.RECIPIENTS: RoleLook(),
    Role.FIRST: RoleLook(first=_INDENT, above=6, bold=True, level=True),
    Role.SECOND: _HEADING,
    Role.THIRD: _HEADING,
    Role.FOURTH: _HEADING,
    Role.TABLE: RoleLook(),
    Role.PICTURE: RoleLook(align=Qt.AlignmentFlag.AlignHCenter),
    Role.SIGNATURE: RoleLook(align=Qt.AlignmentFlag.AlignRight, right=28),
    Role.DATE: RoleLook(align=Qt.AlignmentFlag.AlignRight, right=56),
    Role.ENCLOSURE: RoleLook(align=Qt.AlignmentFlag.AlignHCenter, bold=True, above=9),
    Role.SUBTITLE: RoleLook(align=Qt.AlignmentFlag.AlignHCenter),
    Role.ATTACHMENT: RoleLook(bold=True, above=9),
    Role.LANDSCAPE: RoleLook(bold=True, above=9),
}


def look_of(role: Role) -> RoleLook:
    """Return the look of `role`; what is not listed is set like plain text."""
    return LOOKS.get(role, _TEXT)


def block_format(role: Role, guess: Role) -> QTextBlockFormat:
    """Return the paragraph format that carries `role` and shows it."""
    look = look_of(role)
    made = QTextBlockFormat()
    made.setAlignment(look.align)
    made.setTextIndent(theme.px(look.first))
    made.setRightMargin(theme.px(look.right))
    made.setTopMargin(theme.px(look.above))
    made.setBottomMargin(theme.px(_BELOW))
    made.setLineHeight(theme.px(LINE_HEIGHT), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    made.setProperty(ROLE_PROPERTY, role.value)
    made.setProperty(GUESS_PROPERTY, guess.value)
    return made
