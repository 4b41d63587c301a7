"""One action at the right of the list: who, when, what changed, and the verb that takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.services.history.operation_changes import Changes
from fireoffice.services.history.operations import OperationRow
from fireoffice.ui.operations.story import ChangeStory
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.notices import FieldMistake
from fireoffice.ui.parts.record_panel import WIDTH
from fireoffice.ui.theme import theme

UNDO, REDO = "撤销这一步", "重做这一步"


class OperationPanel(QWidget):
    """Shows an action; 「撤销这一步」 or 「重做这一步」, and where neither goes, why."""

    undo_pressed = Signal()
    redo_pressed = Signal()
    blocker_pressed = Signal(str)
    """The action in the way is to be opened. Carries its id."""
    record_pressed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.px(WIDTH))
        self._blocker = ""
        self._caption = label(part="note", name="时间与经办人")
        self._title = label(part="title", name="这一步")
        self._title.setWordWrap(True)
        self._state = label(part="note", name="状态")
        self._state.setWordWrap(True)
        self.undo = button(UNDO, icon="restore")
        self.redo = button(REDO, icon="restore")
        self._mistake = FieldMistake()
        self.blocker = button("打开那一步", "word")
        self.story = ChangeStory()
        self._lay_out()
        self.undo.clicked.connect(self.undo_pressed)
        self.redo.clicked.connect(self.redo_pressed)
        self.blocker.clicked.connect(lambda: self.blocker_pressed.emit(self._blocker))
        self.story.record_pressed.connect(self.record_pressed)

    def show_operation(self, one: OperationRow, told: Changes) -> None:
        """Show ``one`` and what it changed."""
        self._caption.setText(f"{one.at:%Y-%m-%d %H:%M}　{one.author}")
        self._title.setText(one.label)
        state = ""
        if one.is_final:
            state = "已经生效，不能撤销。"
        elif one.taken_back:
            state = "已被撤销，现在不起作用。"
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self.undo.setVisible(not one.is_final and not one.taken_back)
        self.redo.setVisible(not one.is_final and one.taken_back)
        self.complain("", "")
        self.story.tell(told)

    def complain(self, sentence: str, blocker: str) -> None:
        """Say why the verb did not go through; ``blocker`` is the action in the way, if any."""
        self._mistake.say(sentence)
        self._blocker = blocker
        self.blocker.setVisible(bool(blocker))

    def mistake(self) -> str:
        """Return why the verb did not go through."""
        return self._mistake.text()

    def _lay_out(self) -> None:
        verbs = QHBoxLayout()
        tighten(verbs, 8)
        verbs.addWidget(self.undo)
        verbs.addWidget(self.redo)
        verbs.addStretch(1)
        inner = QVBoxLayout()
        tighten(inner, 6, (14, 14, 14, 8))
        for one in (self._caption, self._title, self._state):
            inner.addWidget(one)
        inner.addLayout(verbs)
        inner.addWidget(self._mistake)
        inner.addWidget(self.blocker, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(rule())
        inner.addWidget(self.story, 1)
        row = QHBoxLayout(self)
        tighten(row)
        row.addWidget(rule("line", vertical=True))
        row.addLayout(inner)
