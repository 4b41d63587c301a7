"""The strips above and below a grid: its title, what is wrong, and the one thing to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.notices import FindingGlyph
from fireoffice.ui.theme import theme


class GridHead(QWidget):
    """The title of the page, how to begin, and which columns are shown."""

    closed = Signal()

    def __init__(self, title: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(title, "title")
        self.columns = button("列", "flat", "columns", hint="选择要显示的列")
        self.back = button("返回列表", "flat", "chevron-left", hint="返回列表（Esc）")
        self.columns.setMenu(QMenu(self.columns))
        note_label = label(note, "note")
        note_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        tighten(row, 8, (14, 8, 12, 6))
        row.addWidget(self._title)
        row.addWidget(note_label, 1)
        row.addWidget(self.columns)
        row.addWidget(self.back)
        self.back.clicked.connect(self.closed)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def title(self) -> str:
        """Return the title."""
        return self._title.text()


class OfferStrip(QFrame):
    """A desk strip with a sentence and two or more ways on; the first is taken by Enter."""

    chosen = Signal(int)
    """Place of the way taken; -1 for none (Esc, 收起)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self._sentence = label(name="粘贴")
        self._sentence.setWordWrap(True)
        self._row = QHBoxLayout(self)
        tighten(self._row, 8, (14, 4, 8, 4))
        self._row.addWidget(self._sentence, 1)
        self._ways: list[QWidget] = []
        self.hide()

    def offer(self, sentence: str, ways: Sequence[str]) -> None:
        """Show ``sentence`` and a button for each of ``ways``."""
        self._sentence.setText(sentence)
        for old in self._ways:
            self._row.removeWidget(old)
            old.deleteLater()
        self._ways = []
        for place, words in enumerate(ways):
            made = button(words)
            made.clicked.connect(lambda _=False, place=place: self.take(place))
            self._row.addWidget(made)
            self._ways.append(made)
        self.show()
        self._ways[0].setFocus()

    def take(self, place: int) -> None:
        """Go the way at ``place``."""
        self.hide()
        self.chosen.emit(place)

    def sentence(self) -> str:
        """Return the sentence shown."""
        return self._sentence.text()


class GridFoot(QWidget):
    """One sentence about what is wrong, the counts, and the one filled button."""

    next_problem = Signal()
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = FindingGlyph("must")
        self._sentence = label(name="哪里有误")
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._next = button("F8下一处", "word")
        self._counts = label(part="label", name="合计")
        self.button = button("", "next")
        line = QHBoxLayout()
        tighten(line, 8, (14, 7, 12, 7))
        line.addWidget(self._glyph)
        line.addWidget(self._sentence, 1)
        line.addWidget(self._next)
        line.addSpacing(theme.px(6))
        line.addWidget(self._counts)
        line.addWidget(self.button)
        outer = QHBoxLayout(self)
        tighten(outer)
        inner = QWidget()
        inner.setLayout(line)
        outer.addWidget(inner)
        self._rule = rule("line")
        self._rule.setParent(self)
        self._next.clicked.connect(self.next_problem)
        self.button.clicked.connect(self.pressed)
        self.say("", False)

    def say(self, sentence: str, wrong: bool, more: bool = False) -> None:
        """Show ``sentence``; ``wrong`` puts ■ before it, ``more`` offers the next place."""
        self._sentence.setText(sentence)
        self._sentence.setToolTip(sentence)
        self._glyph.setVisible(wrong)
        self._next.setVisible(more)

    def sentence(self) -> str:
        """Return the sentence shown."""
        return self._sentence.text()

    def count(self, words: str) -> None:
        """Show the counts."""
        self._counts.setText(words)

    def counted(self) -> str:
        """Return the counts as they are shown."""
        return self._counts.text()

    def offer(self, words: str, enabled: bool = True) -> None:
        """Show what the button does now."""
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setToolTip(f"{words}（Ctrl+回车）")
        self.button.setEnabled(enabled)

    def resizeEvent(self, event: object) -> None:
        self._rule.setGeometry(0, 0, self.width(), 1)
