"""The paper as it was in the old file, with what is wrong in it marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from fireoffice.docs.lint import Applied
from fireoffice.docs.word import DocumentReading, Place, WordParagraph
from fireoffice.ui.theme import theme

_LINE_HEIGHT = 22
_ALIGNS = {
    "center": Qt.AlignmentFlag.AlignHCenter,
    "distribute": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_HEAD = 40
"""Half-points from which a line is a head or a title."""
_LARGE, _PLAIN = 18, 14


class OriginalText(QTextEdit):
    """Paragraph by paragraph, blanks and empty lines and all; cannot be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes: tuple[Applied, ...] = ()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("part", "manuscript")
        self.setAccessibleName("改前的原文")
        self.setFont(theme.font(_PLAIN))
        self.setViewportMargins(theme.px(14), theme.px(4), theme.px(10), 0)

    def show_reading(self, reading: DocumentReading, changes: Sequence[Applied]) -> None:
        """Show what `reading` read, with the places of `changes` marked."""
        self._changes = tuple(changes)
        looks = reading.word.paragraphs if reading.word else ()
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, text in enumerate(reading.source_lines):
            if number:
                cursor.insertBlock()
            look = looks[number] if number < len(looks) else None
            cursor.setBlockFormat(_block_format(look))
            cursor.insertText(text.replace("\n", "\u2028"), _char_format(look))
        cursor.endEditBlock()
        self.mark()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def mark(self, chosen: Applied | None = None) -> None:
        """Mark the places of all changes, and that of `chosen` more deeply; bring it into view."""
        selections = [self._tint(cursor, deep=False) for cursor in self._places()]
        if chosen is not None and chosen.paragraph:
            cursor = self._find(chosen) or self._paragraph(chosen)
            selections.append(self._tint(cursor, deep=True))
            place = QTextCursor(cursor)
            place.setPosition(cursor.selectionStart())
            self.setTextCursor(place)
            self.ensureCursorVisible()
        self.setExtraSelections(selections)

    def _places(self) -> list[QTextCursor]:
        found = [self._find(one) for one in self._changes]
        return [cursor for cursor in found if cursor is not None]

    def _find(self, change: Applied) -> QTextCursor | None:
        """Return the characters that `change` is about; None where no paragraph has them."""
        block = self.document().findBlockByNumber(change.paragraph - 1)
        before = change.before.removesuffix("…")
        at = block.text().find(before) if change.paragraph and before else -1
        # What covers a whole paragraph says nothing about a place in it.
        if at < 0 or len(before) == len(block.text().strip()) > len(change.after) + 12:
            return None
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + at)
        end = block.position() + at + len(before)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _paragraph(self, change: Applied) -> QTextCursor:
        cursor = QTextCursor(self.document().findBlockByNumber(change.paragraph - 1))
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        return cursor

    def _tint(self, cursor: QTextCursor, deep: bool) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setBackground(theme.colour("blue_t"))
        look.setUnderlineColor(theme.colour("blue"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        if deep:
            look.setBackground(theme.colour("blue"))
            look.setForeground(theme.colour("on"))
        selection = QTextEdit.ExtraSelection()
        # Qt's stubs do not know the two members of the structure.
        selection.cursor = cursor  # type: ignore[attr-defined]
        selection.format = look  # type: ignore[attr-defined]
        return selection


def _block_format(look: WordParagraph | None) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(theme.px(_LINE_HEIGHT), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    if look is None:
        return made
    made.setAlignment(_ALIGNS.get(look.align, Qt.AlignmentFlag.AlignLeft))
    if look.first > 0 or (look.first_chars or 0) > 0:
        made.setTextIndent(theme.px(2 * _PLAIN))
    if look.place is Place.TABLE:
        made.setLeftMargin(theme.px(2 * _PLAIN))
    return made


def _char_format(look: WordParagraph | None) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(theme.font(_PLAIN))
    made.setForeground(theme.colour("ink"))
    if look is None:
        return made
    said = [run for run in look.runs if run.text.strip()]
    bold = bool(said) and all(run.bold for run in said)
    made.setFont(theme.font(_LARGE if look.size >= _HEAD else _PLAIN, bold=bold))
    if said and all(_is_red(run.color) for run in said):
        made.setForeground(theme.colour("red"))
    return made


def _is_red(color: str) -> bool:
    try:
        red, green, blue = bytes.fromhex(color)
    except ValueError:
        return False
    return red > 150 and green < 90 and blue < 90
