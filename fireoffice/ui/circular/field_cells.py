"""The cells of the field rows: a label of fixed width and a value without a box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fireoffice.ui.parts.basics import label, restyle, tighten
from fireoffice.ui.parts.editors import ChoiceEditor, LineEditor
from fireoffice.ui.parts.notices import FieldMistake
from fireoffice.ui.theme import theme

LABEL_WIDTH = 66
ROW = 31


class FieldCell(QWidget):
    """One field. `committed` fires when it is left or confirmed with another text."""

    committed = Signal(str)
    complained = Signal(str)
    """The fault of the value as it is now; empty for none."""

    def __init__(
        self, name: str, choices: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name = name
        self._kept = ""
        self.editor: LineEditor | ChoiceEditor = ChoiceEditor(choices) if choices else LineEditor()
        if isinstance(self.editor, ChoiceEditor) and "" not in choices:
            self.editor.removeItem(0)
        self.editor.setProperty("part", "cell")
        self.editor.setAccessibleName(name)
        words = label(name, "label")
        words.setBuddy(self.editor)
        words.setFixedWidth(theme.px(LABEL_WIDTH))
        self._mistake = ""
        line = QHBoxLayout(self)
        tighten(line, 0, (14, 1, 6, 1))
        line.addWidget(words)
        line.addWidget(self.editor, 1)
        self.setMinimumHeight(theme.px(ROW))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.editor.committed.connect(self._on_committed)

    def text(self) -> str:
        """Return the text in the field."""
        return self.editor.text().strip()

    def set_text(self, text: str) -> None:
        """Show `text` as kept, unless the field is being typed in."""
        if self.editor.hasFocus() and self.text() != self._kept:
            return
        if text != self._kept or text != self.text():
            self._kept = text
            self.editor.setText(text)

    def complain(self, sentence: str) -> None:
        """Mark the value as wrong; its row says `sentence`, an empty one clears it."""
        self._mistake = sentence
        restyle(self.editor, "mistaken", bool(sentence))
        self.complained.emit(sentence)

    def mistake(self) -> str:
        """Return the fault of the value."""
        return self._mistake

    def prompt(self, words: str) -> None:
        """Show in pale ink what an empty field will become."""
        if isinstance(self.editor, LineEditor):
            self.editor.setPlaceholderText(words)

    def set_locked(self, locked: bool) -> None:
        """Make the value unchangeable, as it is once the paper has been issued."""
        if isinstance(self.editor, LineEditor):
            self.editor.setReadOnly(locked)
            return
        # A disabled list would show its value in the paler ink of what is off.
        self.editor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, locked)
        self.editor.setFocusPolicy(Qt.FocusPolicy.NoFocus if locked else Qt.FocusPolicy.StrongFocus)

    def _on_committed(self) -> None:
        if self.text() != self._kept:
            self._kept = self.text()
            self.committed.emit(self._kept)


class RuledRow(QWidget):
    """Cells side by side at fixed shares of the width; under them what is wrong with one."""

    def __init__(self, cells: Sequence[tuple[QWidget, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = [cell for cell, _ in cells]
        row = QHBoxLayout()
        tighten(row)
        for cell, share in cells:
            row.addWidget(cell, share, Qt.AlignmentFlag.AlignTop)
        self._mistake = FieldMistake()
        column = QVBoxLayout(self)
        tighten(column)
        column.addLayout(row)
        under = QHBoxLayout()
        tighten(under, 0, (6, 0, 14, 0))
        under.addWidget(self._mistake)
        column.addLayout(under)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for cell in self._cells:
            if isinstance(cell, FieldCell):
                cell.complained.connect(self._on_complained)

    def mistake(self) -> str:
        """Return the sentence under the cells."""
        return self._mistake.text()

    def _on_complained(self) -> None:
        found = (cell.mistake() for cell in self._cells if isinstance(cell, FieldCell))
        self._mistake.say(next((sentence for sentence in found if sentence), ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.colour("hair")
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour)
        for cell in self._cells[1:]:
            painter.fillRect(cell.x(), 0, 1, cell.height(), colour)
