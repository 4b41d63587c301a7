"""The editor of the text: keys, paste, the cursor, and the gutter beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QWidget

from fireoffice.core.errors import InputError
from fireoffice.docs.manuscript import Role
from fireoffice.docs.prose.pasted import with_whole_rows
from fireoffice.docs.prose.source import refuse_long, split_lines
from fireoffice.ui.circular.document import ManuscriptDocument
from fireoffice.ui.circular.dropping import files_of
from fireoffice.ui.circular.findings import Finding
from fireoffice.ui.circular.gutter import WIDTH, RoleGutter
from fireoffice.ui.circular.role_look import LINE_HEIGHT
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import HEAD

_MOST_MARKS = 300
"""A text with more faults than these is not read for its marks."""
_SEVERAL_LINES = 3
"""A paste of so many lines into an empty text, or below a title, is to be read as a paper."""


class ManuscriptEdit(QTextEdit):
    """Edits a `ManuscriptDocument`, its `content`."""

    place_changed = Signal(int, int)
    """Line and column of the text cursor."""
    paper_pasted = Signal(str)
    """A paper was pasted into the empty text, or below its title; nothing was inserted yet."""
    files_given = Signal(object)
    """Files were pasted (a tuple of `Path`); what is dropped goes to the page."""
    refused = Signal(str, str)
    """The paste was refused as too long for a paper (sentence and hint); nothing was inserted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = ManuscriptDocument(self)
        self.setDocument(self.content)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("part", "manuscript")
        self.setAccessibleName("正文")
        self.setPlaceholderText("写上标题，或把整篇公文粘贴进来")
        self.setFont(theme.font(HEAD))
        self._gutter = RoleGutter(self)
        self.setViewportMargins(theme.px(WIDTH + 10), theme.px(2), theme.px(10), 0)
        self.content.edited.connect(self._gutter.update)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)
        self.content.documentLayout().documentSizeChanged.connect(self._gutter.update)

    def set_role(self, number: int, role: Role) -> None:
        """Give line `number` a role by hand, unless the text is locked."""
        if not self.isReadOnly():
            self.content.set_role(number, role)

    def change_level(self, step: int) -> None:
        """Move the paragraphs of the selection one level deeper (1) or higher (-1)."""
        if not self.isReadOnly():
            for number in self._selected_numbers():
                self.content.change_level(number, step)

    def make_text(self) -> None:
        """Make the paragraphs of the selection plain text (Ctrl+1)."""
        for number in self._selected_numbers():
            self.set_role(number, Role.TEXT)

    def undo(self) -> None:
        """Take back the last typing with what was recognised from it."""
        if not self.isReadOnly():
            self.content.take_back()

    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.isReadOnly():
            self.content.do_again()

    def put_cursor(self, number: int, column: int) -> None:
        """Put the text cursor into line `number` and show it."""
        block = self.content.findBlockByNumber(number)
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(max(column, 0), block.length() - 1))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def mark(self, findings: Sequence[Finding], chosen: Finding | None = None) -> None:
        """Lay a tint and a wave behind the characters that `findings` are about.

        The tints move with the text. That of `chosen` is the deeper one.
        """
        shown = [*findings, *([chosen] if chosen is not None else ())]
        self.setExtraSelections(
            [
                self._tint(one, one is chosen)
                for one in shown
                if one.line is not None and one.end > one.begin
            ][:_MOST_MARKS]
        )

    def _tint(self, finding: Finding, deep: bool) -> QTextEdit.ExtraSelection:
        block = self.content.findBlockByNumber(finding.line or 0)
        last = max(block.length() - 1, 0)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(finding.begin, last))
        end = block.position() + min(finding.end, last)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(theme.colour("blue_t"))
        look.setUnderlineColor(theme.colour("blue"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        if deep:
            look.setForeground(theme.colour("blue"))
        selection = QTextEdit.ExtraSelection()
        # Qt's stubs do not know the two members of the structure.
        selection.cursor = cursor  # type: ignore[attr-defined]
        selection.format = look  # type: ignore[attr-defined]
        return selection

    def role_menu(self, number: int) -> QMenu:
        """Return the menu of roles for line `number`."""
        return self._gutter.role_menu(self.content.findBlockByNumber(number))

    def line_height(self) -> int:
        """Return the height of a line in pixels."""
        return theme.px(LINE_HEIGHT)

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QRect]]:
        """Yield the paragraphs on screen with their place in the gutter's coordinates."""
        layout = self.content.documentLayout()
        shift = self.viewport().y() - self.verticalScrollBar().value()
        for block in self.content.blocks():
            area = layout.blockBoundingRect(block).translated(0, shift)
            if area.top() > self.height():
                return
            if area.bottom() >= 0:
                yield block, area.toAlignedRect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            self.change_level(1)
        elif event.key() == Qt.Key.Key_Backtab:
            self.change_level(-1)
        elif event.key() == Qt.Key.Key_1 and control:
            self.make_text()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or (
            event.key() == Qt.Key.Key_Y and control
        ):
            self.redo()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roles = self.role_menu(self.cursorForPosition(event.pos()).blockNumber())
        roles.setTitle("段落类型")
        menu.addSeparator()
        menu.addMenu(roles)
        menu.popup(event.globalPos())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not files_of(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := files_of(source):
            self.files_given.emit(files)
            return
        text = "\n".join(split_lines(source.text()))
        try:
            refuse_long(
                self.content.blockCount() + text.count("\n"),
                self.content.characterCount() + len(text),
            )
        except InputError as problem:
            self.refused.emit(problem.message, problem.hint)
            return
        said = sum(bool(line.strip()) for line in text.split("\n"))
        if self.content.holds_title_alone() and said >= _SEVERAL_LINES:
            self.paper_pasted.emit(text)
            return
        self.textCursor().insertText(with_whole_rows(text).strip("\n"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gutter.setGeometry(0, 0, theme.px(WIDTH), self.height())

    def _on_cursor_moved(self) -> None:
        cursor = self.textCursor()
        self._gutter.update()
        self.place_changed.emit(cursor.blockNumber(), cursor.positionInBlock())

    def _selected_numbers(self) -> range:
        cursor = self.textCursor()
        first = self.content.findBlock(cursor.selectionStart()).blockNumber()
        last = self.content.findBlock(cursor.selectionEnd()).blockNumber()
        return range(first, last + 1)
