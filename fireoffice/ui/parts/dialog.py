"""The base of every dialog: the title is the question, the buttons are verbs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.theme import theme

NARROW, WIDE = 480, 640
_MARGIN = 14
_LEAST_BODY = 120
_ROUND_THE_BODY = 142
"""The title bar of the window, the question, the buttons, and the gaps between."""


class Dialog(QDialog):
    """A dialog, 480 or 640 wide; buttons bottom right, the default one is the harmless one."""

    def __init__(self, question: str, width: int = NARROW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setAccessibleName(question)
        self.setFixedWidth(theme.px(width))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        outer = QVBoxLayout(self)
        tighten(outer, 14, (_MARGIN, 14, _MARGIN, 14))
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


class TallBody(QScrollArea):
    """A column as high as its content, or as the screen has room for: then it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        tighten(self.column)
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        width = self.window().width() - theme.px(2 * _MARGIN)
        room = self.screen().availableGeometry().height() - theme.px(_ROUND_THE_BODY)
        inner = self.widget()
        wanted = inner.heightForWidth(width)
        return QSize(width, min(room, wanted if wanted > 0 else inner.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(_LEAST_BODY))


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
