"""Name and note of an attachment, each written when its field is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QGridLayout, QWidget

from fireoffice.services.attachments.register import AttachmentInfo
from fireoffice.ui.parts.basics import label, tighten
from fireoffice.ui.parts.editors import LineEditor
from fireoffice.ui.parts.notices import FieldMistake
from fireoffice.ui.parts.popup import Popup
from fireoffice.ui.theme import theme

Describe = Callable[[str, str, str], str]
"""Writes the name and the note of an id and returns what is wrong with them."""

_WIDTH = 420


class NameAndNote(QWidget):
    """The two fields, in a line or under one another; the name's ending is not to be typed."""

    def __init__(self, describe: Describe, stacked: bool = False) -> None:
        super().__init__()
        self._describe = describe
        self._id, self._kept = "", ("", "")
        self.name, self.note = LineEditor(), LineEditor()
        self.mistake = FieldMistake()
        grid = QGridLayout(self)
        tighten(grid, 8)
        for place, (word, editor) in enumerate((("名称", self.name), ("说明", self.note))):
            editor.setAccessibleName(word)
            row, column = (place, 0) if stacked else (0, 2 * place)
            grid.addWidget(label(word, "label"), row, column)
            grid.addWidget(editor, row, column + 1)
            editor.committed.connect(self.settle)
        self.note.prompt("如：一楼东侧通道")
        grid.addWidget(self.mistake, 2, 0, 1, 4)
        self.name.went.connect(lambda _: self.note.setFocus())

    def show_one(self, one: AttachmentInfo) -> None:
        """Show the name and the note of ``one``."""
        self._id, self._kept = one.id, (PurePath(one.name).stem, one.note)
        self.name.setText(self._kept[0])
        self.note.setText(self._kept[1])
        self.mistake.say("")

    def settle(self) -> None:
        """Write what is typed and not yet written."""
        typed = self.name.text().strip(), self.note.text().strip()
        if typed == self._kept:
            return
        wrong = self._describe(self._id, *typed)
        self.mistake.say(wrong)
        if not wrong:
            self._kept = typed


class NamePopup(Popup):
    """The two fields for an attachment that is not seen large; they are written as it closes."""

    def __init__(self, parent: QWidget, describe: Describe, one: AttachmentInfo) -> None:
        super().__init__(parent)
        self.fields = NameAndNote(describe, stacked=True)
        self.fields.setFixedWidth(theme.px(_WIDTH))
        self.fields.show_one(one)
        self.fields.note.went.connect(lambda _: self.close())
        self.column.addWidget(self.fields)

    def open_at(self, point: QPoint) -> None:
        """Open at ``point`` of the screen, the name ready to be typed over."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(point.x(), room.right() - self.width()))
        top = max(room.top(), min(point.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.fields.name.setFocus()
        self.fields.name.selectAll()
