"""The text of a paper, one paragraph a line, each with the role that it plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from fireoffice.docs.manuscript import LEVELS, Line, Manuscript, Role, change_level, classify
from fireoffice.ui.circular.gutter import WIDTH, RoleGutter
from fireoffice.ui.circular.role_look import (
    GUESS_PROPERTY,
    LINE_HEIGHT,
    ROLE_PROPERTY,
    block_format,
    look_of,
)
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import HEAD

_SEVERAL_LINES = 3
"""A paste of so many lines into an empty text is a whole paper, to be read as one."""


class ManuscriptEdit(QTextEdit):
    """Edits `Line`s. Roles are recognised while typing and undone together with the typing."""

    edited = Signal()
    """Text or roles are others than before."""
    place_changed = Signal(int, int)
    """Line and column of the text cursor."""
    paper_pasted = Signal(str)
    """A whole paper was pasted into the empty text; nothing was inserted yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.issuers: tuple[str, ...] = ()
        self._busy = False
        self._dirty: tuple[int, int] | None = None
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("part", "manuscript")
        self.setAccessibleName("正文")
        self.setFont(theme.font(HEAD))
        self.document().setDefaultFont(theme.font(HEAD))
        self.document().setDocumentMargin(0)
        self._weights = _Weights(self.document())
        self._gutter = RoleGutter(self)
        self.setViewportMargins(theme.px(WIDTH + 10), theme.px(2), theme.px(10), 0)
        self.document().contentsChange.connect(self._on_contents_change)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)
        self.document().documentLayout().documentSizeChanged.connect(self._gutter.update)
        self.set_lines(())

    # Lines

    def lines(self) -> tuple[Line, ...]:
        """Return the text as it stands, empty lines included."""
        return tuple(Line(self.role_of(block), block.text()) for block in self._blocks())

    def set_lines(self, lines: Sequence[Line], undoable: bool = False) -> None:
        """Replace the text; with `undoable` one Ctrl+Z brings the former text back."""
        self._busy = True
        if not undoable:
            self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        previous: list[Role] = []
        for number, line in enumerate(lines or (Line(Role.TITLE, ""),)):
            guess = classify(previous, line.text, self.issuers)
            if number:
                cursor.insertBlock(block_format(line.role, guess))
            else:
                cursor.setBlockFormat(block_format(line.role, guess))
            cursor.insertText(line.text)
            previous.append(line.role)
        cursor.endEditBlock()
        self.document().setUndoRedoEnabled(True)
        self._busy = False
        self._dirty = None
        self._weights.rehighlight()
        self.put_cursor(0, 0)
        if undoable:
            self.edited.emit()

    def replace_line(self, number: int, text: str) -> None:
        """Put `text` in place of line `number`, undoable; the role stays."""
        cursor = QTextCursor(self.document().findBlockByNumber(number))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)

    def insert_line(self, number: int, line: Line) -> None:
        """Insert `line` as line `number`, undoable."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        guess = line.role
        if number >= self.document().blockCount():
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock(block_format(line.role, guess))
            cursor.insertText(line.text)
        else:
            cursor.setPosition(self.document().findBlockByNumber(number).position())
            below = cursor.blockFormat()
            cursor.insertBlock(below)
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.setBlockFormat(block_format(line.role, guess))
            cursor.insertText(line.text)
        self._busy = True
        cursor.endEditBlock()
        self._busy = False
        self._dirty = None
        self.edited.emit()

    def role_of(self, block: QTextBlock) -> Role:
        """Return the role of a paragraph."""
        stored = block.blockFormat().property(ROLE_PROPERTY)
        return Role(stored) if stored else Role.TEXT

    def set_role(self, number: int, role: Role) -> None:
        """Give line `number` a role by hand, undoable."""
        block = self.document().findBlockByNumber(number)
        if self.isReadOnly() or not block.isValid() or self.role_of(block) is role:
            return
        if role in LEVELS and self.role_of(block) in LEVELS:
            self._relevel(number, LEVELS.index(role) - LEVELS.index(self.role_of(block)))
            return
        cursor = QTextCursor(block)
        self._apply(cursor, role, self._guess_of(block))
        self.edited.emit()

    def change_level(self, step: int) -> None:
        """Move the paragraphs of the selection one level deeper (1) or higher (-1)."""
        for number in self._selected_numbers():
            self._relevel(number, step)

    def make_text(self) -> None:
        """Make the paragraphs of the selection plain text (Ctrl+1)."""
        for number in self._selected_numbers():
            self.set_role(number, Role.TEXT)

    def _relevel(self, number: int, steps: int) -> None:
        before = self.lines()
        manuscript = Manuscript(lines=before)
        for _ in range(abs(steps)):
            manuscript = change_level(manuscript, number, 1 if steps > 0 else -1)
        cursor = QTextCursor(self.document())
        self._busy = True
        cursor.beginEditBlock()
        for position, (old, new) in enumerate(zip(before, manuscript.lines, strict=True)):
            if old != new:
                block = self.document().findBlockByNumber(position)
                self._rewrite(cursor, block, new.text)
                cursor.setBlockFormat(block_format(new.role, new.role))
        cursor.endEditBlock()
        self._busy = False
        self._dirty = None
        if manuscript.lines != before:
            self._changed()

    def _rewrite(self, cursor: QTextCursor, block: QTextBlock, text: str) -> None:
        """Change the label only, so that the cursor stays where it is in the sentence."""
        old = block.text()
        kept = 0
        while kept < min(len(old), len(text)) and old[-1 - kept] == text[-1 - kept]:
            kept += 1
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + len(old) - kept, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[: len(text) - kept])

    # Recognition

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        if self._busy:
            return
        begin, end = self._dirty or (position, position)
        self._dirty = (min(begin, position), max(end, position + added))

    def _on_text_changed(self) -> None:
        if self._busy:
            return
        # An undo brings the roles back by itself; recognising anew would cut off the redo.
        if not self.document().isRedoAvailable():
            self._recognise()
        self._changed()

    def _recognise(self) -> None:
        if self._dirty is None:
            return
        begin, end = self._dirty
        self._dirty = None
        block = self.document().findBlock(begin)
        previous = [self.role_of(above) for above in self._blocks(until=block)]
        while block.isValid() and block.position() <= end:
            guess = classify(previous, block.text(), self.issuers)
            role = self.role_of(block)
            if guess is not self._guess_of(block):
                role = guess
            if role is not self.role_of(block) or guess is not self._guess_of(block):
                self._apply(QTextCursor(block), role, guess)
            previous.append(role)
            block = block.next()

    def _apply(self, cursor: QTextCursor, role: Role, guess: Role) -> None:
        self._busy = True
        cursor.joinPreviousEditBlock()
        cursor.setBlockFormat(block_format(role, guess))
        cursor.endEditBlock()
        self._busy = False
        self._gutter.update()

    def _guess_of(self, block: QTextBlock) -> Role:
        stored = block.blockFormat().property(GUESS_PROPERTY)
        return Role(stored) if stored else self.role_of(block)

    def _changed(self) -> None:
        self._gutter.update()
        self.edited.emit()

    # Undo

    def undo(self) -> None:
        """Take back the last typing, and with it the role that was recognised from it."""
        text, guesses = self._state()
        while self.document().isUndoAvailable():
            self.document().undo()
            if self._state()[0] != text or self._state()[1] == guesses:
                return

    def redo(self) -> None:
        """Do again what was undone, roles included."""
        self.document().redo()
        while self.document().isRedoAvailable():
            text, guesses = self._state()
            self.document().redo()
            if self._state()[0] != text or self._state()[1] == guesses:
                self.document().undo()
                return

    def _state(self) -> tuple[str, tuple[Role, ...]]:
        return self.toPlainText(), tuple(self._guess_of(block) for block in self._blocks())

    # Keys, paste, cursor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Tab and not modifiers:
            self.change_level(1)
        elif key == Qt.Key.Key_Backtab:
            self.change_level(-1)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or (
            key == Qt.Key.Key_Y and modifiers == Qt.KeyboardModifier.ControlModifier
        ):
            self.redo()
        elif key == Qt.Key.Key_1 and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.make_text()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.addSeparator()
        roles = self._gutter.role_menu(self.textCursor().block())
        roles.setTitle("段落类型")
        menu.addMenu(roles)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text().replace("\r\n", "\n").replace("\r", "\n")
        if self.is_empty() and len([line for line in text.split("\n") if line.strip()]) >= (
            _SEVERAL_LINES
        ):
            self.paper_pasted.emit(text)
            return
        self.textCursor().insertText(text.strip("\n"))

    def is_empty(self) -> bool:
        """Tell whether nothing is written yet."""
        return not self.document().toPlainText().strip()

    def put_cursor(self, number: int, column: int) -> None:
        """Put the text cursor into line `number` and show it."""
        block = self.document().findBlockByNumber(number)
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(max(column, 0), block.length() - 1))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def mark(self, number: int, begin: int, end: int) -> None:
        """Lay a tint behind characters `begin` to `end` of line `number`; -1 takes it away."""
        if number < 0:
            self.setExtraSelections([])
            return
        block = self.document().findBlockByNumber(number)
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(begin, block.length() - 1))
        cursor.setPosition(
            block.position() + min(end, block.length() - 1), QTextCursor.MoveMode.KeepAnchor
        )
        look = QTextCharFormat()
        look.setBackground(theme.colour("blue_t"))
        look.setUnderlineColor(theme.colour("blue"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        # Qt's stubs do not know the two members of the structure.
        selection.cursor = cursor  # type: ignore[attr-defined]
        selection.format = look  # type: ignore[attr-defined]
        self.setExtraSelections([selection])

    def _on_cursor_moved(self) -> None:
        cursor = self.textCursor()
        self._gutter.update()
        if not self._busy:
            self.place_changed.emit(cursor.blockNumber(), cursor.positionInBlock())

    # Geometry

    def line_height(self) -> int:
        """Return the height of a line in pixels."""
        return theme.px(LINE_HEIGHT)

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QRect]]:
        """Yield the paragraphs on screen with their place in the gutter's coordinates."""
        layout = self.document().documentLayout()
        scrolled = self.verticalScrollBar().value()
        shift = self.viewport().y() - scrolled
        block = self.document().begin()
        while block.isValid():
            area = layout.blockBoundingRect(block).translated(0, shift)
            if area.top() > self.height():
                return
            if area.bottom() >= 0:
                yield block, area.toAlignedRect()
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gutter.setGeometry(0, 0, theme.px(WIDTH), self.height())

    def _blocks(self, until: QTextBlock | None = None) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid() and block != until:
            yield block
            block = block.next()

    def _selected_numbers(self) -> range:
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        return range(first, last + 1)


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
