"""The base of every dialog: the title is the question, the buttons are verbs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.theme import theme

NARROW, WIDE = 480, 640


class Dialog(QDialog):
    """480 or 640 wide; buttons bottom right, the default one is the harmless one."""

    def __init__(self, question: str, width: int = NARROW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setAccessibleName(question)
        self.setFixedWidth(theme.px(width))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        outer = QVBoxLayout(self)
        tighten(outer, 14, (14, 14, 14, 14))
        self.body = QVBoxLayout()
        tighten(self.body, 8)
        self._title = label(question, "title")
        self._title.setWordWrap(True)
        outer.addWidget(self._title)
        outer.addLayout(self.body)
        outer.addStretch(1)
        self._buttons = QHBoxLayout()
        tighten(self._buttons, 8)
        self._buttons.addStretch(1)
        outer.addLayout(self._buttons)

    def add_button(self, verb: str, part: str = "", default: bool = False) -> QPushButton:
        """Add a button at the right end; ``default`` is the one that Enter presses."""
        made = button(verb, part)
        made.setAutoDefault(default)
        made.setDefault(default)
        self._buttons.addWidget(made)
        if default:
            made.setFocus()
        return made


class FinalDialog(Dialog):
    """Asks before something that cannot be taken back; Enter and Esc both leave things alone."""

    def __init__(
        self,
        question: str,
        consequence: str,
        verb: str,
        refusal: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, NARROW, parent)
        sentence = label(consequence, "label")
        sentence.setWordWrap(True)
        self.body.addWidget(sentence)
        self.refuse = self.add_button(refusal, default=True)
        self.agree = self.add_button(verb, "final")
        self.refuse.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        QWidget.setTabOrder(self.refuse, self.agree)
