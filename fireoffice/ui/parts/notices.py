"""The notices of a page that is empty or has a fault: one sentence and one way on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.glyphs import SIZE, Severity, paint_finding

_LINE = 18


class FindingGlyph(QWidget):
    """■, half square or □ in front of a sentence."""

    def __init__(self, severity: Severity = "must", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity: Severity = severity
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(SIZE), theme.px(_LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme.px(SIZE - 2)
        top = (self.height() - side) / 2
        paint_finding(QPainter(self), QRectF(0, top, side, side), self._severity)


class EmptyState(QWidget):
    """One sentence and one button, top left where the first row would be."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = label(part="label")
        self._sentence.setWordWrap(True)
        self._button = button("")
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        tighten(column, 8, (14, 14, 14, 14))
        column.addWidget(self._sentence)
        column.addWidget(self._button)
        column.addStretch(1)
        self._button.clicked.connect(self.pressed)

    def say(self, sentence: str, verb: str = "") -> None:
        """Show ``sentence`` and, with ``verb``, the button."""
        self._sentence.setText(sentence)
        self._button.setText(verb)
        self._button.setAccessibleName(verb)
        self._button.setVisible(bool(verb))

    def sentence(self) -> str:
        """Return the sentence shown."""
        return self._sentence.text()


class ErrorStrip(QFrame):
    """A desk strip under the tool row: what is wrong, where, what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self._sentence = label(name="提示")
        self._sentence.setWordWrap(True)
        self._close = button("", "flat", "close", hint="收起")
        row = QHBoxLayout(self)
        tighten(row, 8, (14, 4, 8, 4))
        row.addWidget(FindingGlyph("must"))
        row.addWidget(self._sentence, 1)
        row.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self.hide()

    def say(self, sentence: str, hint: str = "") -> None:
        """Show ``sentence`` and ``hint``; an empty sentence takes the strip away."""
        self._sentence.setText(sentence + hint)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        """Return the sentence shown."""
        return self._sentence.text()


class FieldMistake(QWidget):
    """■ and the sentence under a field, ``indent`` pixels from the left."""

    def __init__(self, indent: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence: QLabel = label(part="mistake")
        self._sentence.setWordWrap(True)
        row = QHBoxLayout(self)
        tighten(row, 6, (0, 0, 0, 4))
        row.setContentsMargins(indent, 0, 0, theme.px(4))
        glyph = FindingGlyph("must")
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show ``sentence``; an empty one takes the line away."""
        self._sentence.setText(sentence)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        """Return the sentence shown."""
        return self._sentence.text()
