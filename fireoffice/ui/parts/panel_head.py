"""The head of the record panel: what it is, where it stands, the one thing to do next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.chip_label import ChipLabel, Tone
from fireoffice.ui.theme import theme


@dataclass(frozen=True)
class Heading:
    """``caption`` is number and place, ``fact`` the one sentence that matters now."""

    caption: str
    title: str
    stage: str = ""
    closed: bool = False
    deadline: str = ""
    tone: Tone = "plain"
    fact: str = ""
    step: str = ""
    """Word on the filled button; empty when nothing is to be done."""


class PanelHead(QWidget):
    """Caption, title, chips and the next step; ‹ › walk through the list."""

    step_pressed = Signal()
    walked = Signal(int)
    removal_asked = Signal()
    restore_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = label(part="note", name="编号与地点")
        self._caption.setWordWrap(True)
        self._title = label(part="title", name="名称")
        self._title.setWordWrap(True)
        self._stage = ChipLabel()
        self._deadline = ChipLabel()
        self._fact = label(part="note")
        self._fact.setWordWrap(True)
        self.step = button("", "next")
        self.step.setToolTip("Ctrl+回车")
        self._restore = button("放回原处", icon="restore")
        self._earlier = button("", "flat", "chevron-left", hint="上一条")
        self._later = button("", "flat", "chevron-right", hint="下一条")
        self._more = button("", "flat", "more", hint="更多")
        self._menu = QMenu(self)
        self._remove = QAction("移到回收站", self._menu)
        self._menu.addAction(self._remove)
        self._more.setMenu(self._menu)
        self._lay_out()
        self.step.clicked.connect(self.step_pressed)
        self._restore.clicked.connect(self.restore_asked)
        self._remove.triggered.connect(self.removal_asked)
        self._earlier.clicked.connect(lambda: self.walked.emit(-1))
        self._later.clicked.connect(lambda: self.walked.emit(1))

    def show_heading(self, heading: Heading, recycled: bool = False) -> None:
        """Show a record; one from the recycle bin offers its way back instead of a next step."""
        self._caption.setText(heading.caption)
        self._title.setText(heading.title)
        self._stage.show_stage(heading.stage, heading.closed)
        self._deadline.show_deadline(heading.deadline, heading.tone)
        self._fact.setText(heading.fact)
        self._fact.setVisible(bool(heading.fact))
        self.step.setText(heading.step)
        self.step.setAccessibleName(heading.step)
        self.step.setVisible(bool(heading.step) and not recycled)
        self._restore.setVisible(recycled)
        self._more.setVisible(not recycled)

    def title(self) -> str:
        """Return the title shown."""
        return self._title.text()

    def _lay_out(self) -> None:
        for tool in (self._earlier, self._later, self._more):
            tool.setFixedWidth(theme.px(32))
        top = QHBoxLayout()
        tighten(top, 4)
        top.addWidget(self._caption, 1)
        for tool in (self._earlier, self._later, self._more):
            top.addWidget(tool)
        chips = QHBoxLayout()
        tighten(chips, 8)
        chips.addWidget(self._stage)
        chips.addWidget(self._deadline)
        chips.addWidget(self._fact, 1)
        chips.addStretch(0)
        steps = QHBoxLayout()
        tighten(steps, 8)
        steps.addWidget(self.step, 1)
        steps.addWidget(self._restore)
        steps.addStretch(0)
        column = QVBoxLayout(self)
        tighten(column, 8, (14, 8, 14, 8))
        column.addLayout(top)
        column.addWidget(self._title)
        column.addLayout(chips)
        column.addLayout(steps)
