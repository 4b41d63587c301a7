"""The text of a paper, one paragraph a line, each with the role that it plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import (
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from fireoffice.docs.manuscript import LEVELS, Line, Manuscript, Role, change_level
from fireoffice.docs.prose.typed import classify
from fireoffice.ui.circular.rewriting import rewrite_lines
from fireoffice.ui.circular.role_look import (
    GUESS_PROPERTY,
    ROLE_PROPERTY,
    block_format,
    look_of,
)
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import HEAD

_STAMP = QTextFormat.Property.UserProperty.value + 9


class ManuscriptDocument(QTextDocument):
    """Holds `Line`s. Roles lie in the block formats and are undone together with the typing.

    A line's role changes by itself only when what it is recognised as changes: a role given by
    hand, or by reading the whole text, outlasts further typing.
    """

    edited = Signal()
    """Fires when text or roles have changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.issuers: tuple[str, ...] = ()
        self._busy = False
        self._dirty: tuple[int, int] | None = None
        self.setDefaultFont(theme.font(HEAD))
        self.setDocumentMargin(0)
        self._weights = _Weights(self)
        self.contentsChange.connect(self._on_contents_change)
        self.contentsChanged.connect(self._on_contents_changed)
        self.set_lines(())

    def lines(self) -> tuple[Line, ...]:
        """Return the text as it stands, empty lines included."""
        return tuple(Line(self.role_of(block), block.text()) for block in self.blocks())

    def line(self, number: int) -> Line:
        """Return line `number`."""
        block = self.findBlockByNumber(number)
        return Line(self.role_of(block), block.text())

    def is_blank(self) -> bool:
        """Return True if nothing is written yet."""
        return not self.toPlainText().strip()

    def holds_title_alone(self) -> bool:
        """Return True if nothing but a title is written, or nothing at all."""
        return all(self.role_of(one) is Role.TITLE for one in self.blocks() if one.text().strip())

    def blocks(self, until: QTextBlock | None = None) -> Iterator[QTextBlock]:
        """Yield the paragraphs above `until`, or all."""
        block = self.begin()
        while block.isValid() and block != until:
            yield block
            block = block.next()

    def role_of(self, block: QTextBlock) -> Role:
        """Return the role of a paragraph."""
        stored = block.blockFormat().property(ROLE_PROPERTY)
        return Role(stored) if stored else Role.TEXT

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Begin anew with `lines`; nothing before them can be brought back."""
        self._busy = True
        self.setUndoRedoEnabled(False)
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        previous: list[Role] = []
        title = ""
        for line in lines or (Line(Role.TITLE, ""),):
            made = block_format(line.role, classify(previous, line.text, self.issuers, title))
            if previous:
                cursor.insertBlock(made)
            else:
                cursor.setBlockFormat(made)
            cursor.insertText(line.text)
            previous.append(line.role)
            title += line.text if line.role is Role.TITLE else ""
        self._set_stamp(0)
        cursor.endEditBlock()
        self.setUndoRedoEnabled(True)
        self._busy = False
        self._dirty = None
        self._weights.rehighlight()

    def become(self, lines: Sequence[Line], stamp: int) -> None:
        """Turn the text into `lines` in one step that can be undone, carrying `stamp`."""
        self._busy = True
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        self._set_stamp(stamp)
        rewrite_lines(self, self.lines(), lines, self.issuers)
        cursor.endEditBlock()
        self._finish()

    def stamp(self) -> int:
        """Return the number that came with the last step of `become` that still stands."""
        return self.rootFrame().frameFormat().property(_STAMP) or 0

    def _set_stamp(self, stamp: int) -> None:
        # The root frame's format is undone like the text, and nothing else uses it.
        made = self.rootFrame().frameFormat()
        made.setProperty(_STAMP, stamp)
        self.rootFrame().setFrameFormat(made)

    def replace_line(self, number: int, text: str) -> None:
        """Put `text` in place of line `number`, undoable."""
        cursor = QTextCursor(self.findBlockByNumber(number))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)

    def insert_line(self, number: int, line: Line) -> None:
        """Insert `line` as line `number`, undoable."""
        self._busy = True
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        if number >= self.blockCount():
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock()
        else:
            cursor.setPosition(self.findBlockByNumber(number).position())
            cursor.insertBlock(cursor.blockFormat())
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.setBlockFormat(block_format(line.role, line.role))
        cursor.insertText(line.text)
        cursor.endEditBlock()
        self._finish()

    def set_role(self, number: int, role: Role) -> None:
        """Give line `number` a role by hand, undoable; a change of level renumbers."""
        block = self.findBlockByNumber(number)
        old = self.role_of(block)
        if not block.isValid() or old is role:
            return
        if role in LEVELS and old in LEVELS:
            self.change_level(number, LEVELS.index(role) - LEVELS.index(old))
            return
        self._busy = True
        QTextCursor(block).setBlockFormat(block_format(role, self._guess_of(block)))
        self._finish()

    def change_level(self, number: int, steps: int) -> None:
        """Move line `number` so many levels deeper (or, negative, higher) and renumber."""
        before = self.lines()
        manuscript = Manuscript(lines=before)
        for _ in range(abs(steps)):
            manuscript = change_level(manuscript, number, 1 if steps > 0 else -1)
        if manuscript.lines != before:
            self.become(manuscript.lines, self.stamp())

    def take_back(self) -> None:
        """Undo the last typing, and with it the role that was recognised from it."""
        text, guesses = self._state()
        while self.isUndoAvailable():
            self.undo()
            if self._state()[0] != text or self._state()[1] == guesses:
                return

    def do_again(self) -> None:
        """Do again what was undone, roles included."""
        self.redo()
        while self.isRedoAvailable():
            text, guesses = self._state()
            self.redo()
            if self._state()[0] != text or self._state()[1] == guesses:
                self.undo()
                return

    def _state(self) -> tuple[str, tuple[Role, ...]]:
        return self.toPlainText(), tuple(self._guess_of(block) for block in self.blocks())

    def _guess_of(self, block: QTextBlock) -> Role:
        stored = block.blockFormat().property(GUESS_PROPERTY)
        return Role(stored) if stored else self.role_of(block)

    def _finish(self) -> None:
        self._busy = False
        self._dirty = None
        self.edited.emit()

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        if not self._busy:
            begin, end = self._dirty or (position, position)
            self._dirty = (min(begin, position), max(end, position + added))

    def _on_contents_changed(self) -> None:
        if self._busy:
            return
        # An undo brings the roles back by itself; recognising anew would cut off the redo.
        if not self.isRedoAvailable():
            self._recognise()
        self.edited.emit()

    def _recognise(self) -> None:
        """Recognise the paragraphs that were typed in, and those below whose roles follow.

        What stands below is judged anew as far as that changes anything; a role that it was given
        by hand stays.
        """
        if self._dirty is None:
            return
        begin, end = self._dirty
        self._dirty = None
        block = self.findBlock(begin)
        above = [*self.blocks(until=block)]
        previous = [self.role_of(one) for one in above]
        title = "".join(one.text() for one in above if self.role_of(one) is Role.TITLE)
        while block.isValid():
            guess = classify(previous, block.text(), self.issuers, title)
            known = self._guess_of(block)
            typed = block.position() <= end
            if not typed and guess is known:
                return
            if guess is not known and (typed or self.role_of(block) is known):
                self._give(block, guess)
            role = self.role_of(block)
            previous.append(role)
            title += block.text() if role is Role.TITLE else ""
            block = block.next()

    def _give(self, block: QTextBlock, guess: Role) -> None:
        """Give a paragraph the role that it is recognised as, undone with the typing."""
        self._busy = True
        cursor = QTextCursor(block)
        cursor.joinPreviousEditBlock()
        cursor.setBlockFormat(block_format(guess, guess))
        cursor.endEditBlock()
        self._busy = False


class _Weights(QSyntaxHighlighter):
    """Sets titles and first-level headings bold without touching the undo history."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._bold = QTextCharFormat()
        self._bold.setFontWeight(700)

    def highlightBlock(self, text: str) -> None:
        stored = self.currentBlock().blockFormat().property(ROLE_PROPERTY)
        if stored and look_of(Role(stored)).bold:
            self.setFormat(0, len(text), self._bold)
