"""The bars around the form of a new record: its verbs above, likely duplicates below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.notices import FindingGlyph

AGAIN = "登记并再登一条"


class NewBar(QWidget):
    """The title of the form and its three ways out."""

    pressed = Signal(bool)
    """The record is to be made; carries whether another one follows."""
    given_up = Signal()

    def __init__(self, new_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.enter = button(new_label, "next")
        self.enter.setToolTip("Ctrl+回车")
        self.again = button(AGAIN, "tall")
        self.again.setToolTip("Ctrl+Shift+回车")
        self.give_up = button("先不登记", "word")
        self.give_up.setToolTip("Esc")
        buttons = QHBoxLayout()
        tighten(buttons, 8)
        buttons.addWidget(self.enter, 1)
        buttons.addWidget(self.again)
        buttons.addWidget(self.give_up)
        self._column = column = QVBoxLayout(self)
        tighten(column, 8, (14, 14, 14, 8))
        column.addWidget(label(new_label, "title"))
        column.addWidget(label("带＊的要填，其余可以以后补。", "note"))
        column.addLayout(buttons)
        self.enter.clicked.connect(lambda: self.pressed.emit(False))
        self.again.clicked.connect(lambda: self.pressed.emit(True))
        self.give_up.clicked.connect(self.given_up)

    def add(self, widget: QWidget) -> None:
        """Put what a register asks beyond the fields of the record below the verbs."""
        self._column.addWidget(widget)


class LikelyStrip(QFrame):
    """「可能已登记：2021-0063利民超市　打开」: says it once, stands in no one's way."""

    opened = Signal(str)
    """Id of the record that may be the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self._record_id = ""
        self._sentence = label(name="可能重复")
        self._sentence.setWordWrap(True)
        self.open = button("打开", "word")
        row = QHBoxLayout(self)
        tighten(row, 8, (14, 6, 14, 6))
        row.addWidget(FindingGlyph("note"))
        row.addWidget(self._sentence, 1)
        row.addWidget(self.open)
        self.open.clicked.connect(lambda: self.opened.emit(self._record_id))
        self.hide()

    def say(self, title: str = "", why: str = "", record_id: str = "", more: int = 0) -> None:
        """Name the record that may be the same; without ``title``, take the strip away."""
        self._record_id = record_id
        others = f"，另有{more}条" if more else ""
        self._sentence.setText(f"可能已登记：{title}（{why}）{others}")
        self.open.setAccessibleName(f"打开{title}")
        self.setVisible(bool(title))

    def text(self) -> str:
        """Return the sentence shown; empty when hidden."""
        return "" if self.isHidden() else self._sentence.text()
