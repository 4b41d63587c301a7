"""The paper as it was in the old file, with what is wrong in it marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from fireoffice.docs.lint import Applied
from fireoffice.docs.word import DocumentReading, Place, WordParagraph
from fireoffice.services.papers.correction import is_look
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import NOTE

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
    """The old paper, paragraph by paragraph, blanks and all; cannot be changed.

    A run of empty paragraphs is told in one line, that the words may be seen at once.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes: tuple[Applied, ...] = ()
        self._blocks: dict[int, int] = {}
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("part", "manuscript")
        self.setAccessibleName("改前的原文")
        self.setFont(theme.font(_PLAIN))
        self.setViewportMargins(theme.px(14), theme.px(4), theme.px(10), 0)

    def show_reading(self, reading: DocumentReading, changes: Sequence[Applied]) -> None:
        """Show what `reading` read, with the places of `changes` marked."""
        self._changes = tuple(changes)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._blocks = {}
        looked = dict(enumerate(reading.word.paragraphs if reading.word else ()))
        for count, (first, length, text) in enumerate(_runs(reading.source_lines)):
            if count:
                cursor.insertBlock()
            for number in range(length):
                self._blocks[first + number + 1] = count
            look = looked.get(first)
            if length > 1:
                cursor.setBlockFormat(_block_format(None))
                cursor.insertText(f"（{length}个空行）", _note_format())
            else:
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
        # Changes of look are left out: they concern whole paragraphs and would tint everything.
        found = [self._find(one) for one in self._changes if not is_look(one)]
        return [cursor for cursor in found if cursor is not None]

    def _find(self, change: Applied) -> QTextCursor | None:
        """Return the characters that `change` is about; None where no paragraph has them."""
        block = self._block(change)
        before = change.before.removesuffix("…")
        at = block.text().find(before) if change.paragraph and before else -1
        if at < 0:
            return None
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + at)
        end = block.position() + at + len(before)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _block(self, change: Applied) -> QTextBlock:
        number = self._blocks.get(change.paragraph, 0)
        return self.document().findBlockByNumber(number)

    def _paragraph(self, change: Applied) -> QTextCursor:
        cursor = QTextCursor(self._block(change))
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


def _runs(texts: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield number (from 0), count and text of each paragraph, empty ones in a row together."""
    number = 0
    for empty, group in groupby(texts, key=lambda text: not text.strip()):
        found = tuple(group)
        if empty:
            yield number, len(found), ""
        else:
            yield from ((number + at, 1, text) for at, text in enumerate(found))
        number += len(found)


def _note_format() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(theme.font(NOTE))
    made.setForeground(theme.colour("ink3"))
    return made


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
