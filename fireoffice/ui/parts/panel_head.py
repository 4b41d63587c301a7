"""The head of the record panel: what it is, where it stands, the one thing to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.chip_label import ChipLabel, Tone
from fireoffice.ui.theme import theme

_MOST_OTHERS = 2


@dataclass(frozen=True)
class Heading:
    """A record's heading. ``caption`` is number and place, ``fact`` the sentence that matters."""

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
    other_step_pressed = Signal(str)
    """The word of a step that may be taken instead of the next one."""
    copy_asked = Signal()
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
        self._copy = QAction("照此再登一条", self._menu)
        self._remove = QAction("移到回收站", self._menu)
        self._menu.addAction(self._copy)
        self._menu.addAction(self._remove)
        self._more.setMenu(self._menu)
        self._others: list[QPushButton] = []
        self._further: list[QAction] = []
        self._lay_out()
        self.step.clicked.connect(self.step_pressed)
        self._restore.clicked.connect(self.restore_asked)
        self._copy.triggered.connect(self.copy_asked)
        self._remove.triggered.connect(self.removal_asked)
        self._earlier.clicked.connect(lambda: self.walked.emit(-1))
        self._later.clicked.connect(lambda: self.walked.emit(1))

    def show_heading(
        self,
        heading: Heading,
        recycled: bool = False,
        others: Sequence[str] = (),
        blocked: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show a record; one from the recycle bin offers its way back instead of a next step.

        ``others`` are the words of the steps that may be taken instead: as many as fit stand
        beside the next step, the rest in the menu. ``blocked`` are those that cannot be taken yet,
        each with what opens the way: they stand in the menu too, to be read.
        """
        self._caption.setText(heading.caption)
        self._title.setText(heading.title)
        self._stage.show_stage(heading.stage, heading.closed)
        self._deadline.show_deadline(heading.deadline, heading.tone)
        self._fact.setText(heading.fact)
        self._fact.setVisible(bool(heading.fact))
        self.step.setText(heading.step)
        self.step.setAccessibleName(heading.step)
        self.step.setVisible(bool(heading.step) and not recycled)
        self._show_others(() if recycled else others)
        self._show_blocked(() if recycled else blocked)
        self._restore.setVisible(recycled)
        self._more.setVisible(not recycled)

    def hide_steps(self) -> None:
        """Take the steps away while the form of one is open."""
        self.step.hide()
        for one in self._others:
            one.hide()

    def add_action(self, action: QAction) -> None:
        """Put ``action`` into the ⋯ menu, before what copies and removes."""
        self._menu.insertAction(self._copy, action)

    def title(self) -> str:
        """Return the title shown."""
        return self._title.text()

    def _show_others(self, words: Sequence[str]) -> None:
        for old in self._others:
            self._steps.removeWidget(old)
            old.deleteLater()
        for action in self._further:
            self._menu.removeAction(action)
            action.deleteLater()
        self._others, self._further = [], []
        for word in words[:_MOST_OTHERS]:
            made = button(word, "tall")
            made.clicked.connect(partial(self.other_step_pressed.emit, word))
            self._steps.insertWidget(self._steps.count() - 1, made)
            self._others.append(made)
        for word in words[_MOST_OTHERS:]:
            self._insert(word).triggered.connect(partial(self.other_step_pressed.emit, word))

    def _show_blocked(self, blocked: Sequence[tuple[str, str]]) -> None:
        if blocked:
            self._insert("").setSeparator(True)
        for word, first in blocked:
            self._insert(f"{word}（{first}）").setEnabled(False)
        if self._further:
            self._insert("").setSeparator(True)

    def _insert(self, word: str) -> QAction:
        """Put ``word`` into the menu for as long as this record is shown.

        Made here, not by the menu: of what Qt makes in ``insertSeparator`` it lets go by itself.
        """
        action = QAction(word, self._menu)
        self._menu.insertAction(self._copy, action)
        self._further.append(action)
        return action

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
        self._steps = QHBoxLayout()
        tighten(self._steps, 8)
        self._steps.addWidget(self.step, 1)
        self._steps.addWidget(self._restore)
        self._steps.addStretch(0)
        column = QVBoxLayout(self)
        tighten(column, 8, (14, 8, 14, 8))
        column.addLayout(top)
        column.addWidget(self._title)
        column.addLayout(chips)
        column.addLayout(self._steps)
