"""Other lines put into a document, touching only what differs.

Cursors in the sentences stay where they are, and one undo brings all of it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from fireoffice.docs.manuscript import Line, Role
from fireoffice.docs.prose.typed import classify
from fireoffice.ui.circular.role_look import block_format

_NOTHING = (Line(Role.TITLE, ""),)


def rewrite_lines(
    document: QTextDocument, old: Sequence[Line], new: Sequence[Line], issuers: Sequence[str]
) -> None:
    """Turn `old`, which `document` holds, into `new`; the caller's edit block holds it together."""
    new = new or _NOTHING
    roles = [line.role for line in new]
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    for kind, begin, end, first, last in reversed(steps):
        if kind == "equal":
            continue
        both = min(end - begin, last - first)
        for number in reversed(range(begin + both, end)):
            _remove(document, number)
        for place in range(first + both, last):
            _insert_empty(document, begin + place - first)
        for place in range(first, last):
            block = document.findBlockByNumber(begin + place - first)
            title = "".join(line.text for line in new[:place] if line.role is Role.TITLE)
            guess = classify(roles[:place], new[place].text, issuers, title)
            rewrite_text(block, new[place].text)
            QTextCursor(block).setBlockFormat(block_format(new[place].role, guess))


def rewrite_text(block: QTextBlock, text: str) -> None:
    """Change only the characters of a paragraph that differ."""
    old = block.text()
    shorter = min(len(old), len(text))
    head = next((at for at in range(shorter) if old[at] != text[at]), shorter)
    most = shorter - head
    tail = next((at for at in range(most) if old[-1 - at] != text[-1 - at]), most)
    if head == len(old) == len(text):
        return
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + head)
    cursor.setPosition(block.position() + len(old) - tail, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[head : len(text) - tail])


def _remove(document: QTextDocument, number: int) -> None:
    block = document.findBlockByNumber(number)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    if number:
        cursor.deletePreviousChar()
    elif block.next().isValid():
        kept = block.next().blockFormat()
        cursor.deleteChar()
        cursor.setBlockFormat(kept)


def _insert_empty(document: QTextDocument, number: int) -> None:
    """Insert an empty paragraph as line `number`."""
    cursor = QTextCursor(document)
    if number >= document.blockCount():
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertBlock()
        return
    cursor.setPosition(document.findBlockByNumber(number).position())
    cursor.insertBlock(cursor.blockFormat())
