"""The undo bar: what was just done, and the way back or on, for eight seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QPushButton, QWidget

from fireoffice.ui.parts.basics import label, tighten
from fireoffice.ui.theme import theme

SHOWN_MS = 8000
UNDO = "撤销 Ctrl+Z"
_ABOVE_EDGE = 14


class UndoBar(QFrame):
    """Floats at the bottom centre of ``over`` without taking the focus."""

    undo_pressed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("undo")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(32))
        self._words = label()
        self._back = QPushButton(UNDO)
        self._back.setCursor(Qt.CursorShape.PointingHandCursor)
        self._act: Callable[[], None] = self.undo_pressed.emit
        self._ways: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        tighten(self._row, 14, (14, 0, 8, 0))
        self._row.addWidget(self._words)
        self._row.addWidget(self._back)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(theme.px(14))
        shadow.setOffset(0, 2)
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlpha(70)
        shadow.setColor(shade)
        self.setGraphicsEffect(shadow)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._back.clicked.connect(self._on_pressed)
        self._over = over
        over.installEventFilter(self)
        self.hide()

    def move_over(self, widget: QWidget) -> None:
        """Float over ``widget`` from now on; it must be inside the parent."""
        self._over.removeEventFilter(self)
        self._over = widget
        widget.installEventFilter(self)
        self.hide()

    def offer(self, sentence: str, undoable: bool = True) -> None:
        """Show ``sentence``; with ``undoable`` the word 撤销 stands beside it."""
        self.lead_on(sentence, UNDO if undoable else "", self.undo_pressed.emit)

    def lead_on(self, sentence: str, verb: str, act: Callable[[], None]) -> None:
        """Show ``sentence`` and beside it ``verb`` (a key may follow it), which calls ``act``."""
        self._clear_ways()
        self._act = act
        self._back.setText(verb)
        self._back.setAccessibleName(verb.partition(" ")[0])
        self._back.setVisible(bool(verb))
        self._say(sentence)

    def offer_ways(self, sentence: str, ways: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Show ``sentence`` and a word for each of ``ways``; it stays when one is taken."""
        self._clear_ways()
        self._back.hide()
        for word, act in ways:
            made = QPushButton(word)
            made.setAccessibleName(word)
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.clicked.connect(partial(self._on_way_taken, act))
            self._row.addWidget(made)
            # Shown at once, so that a bar already on screen is measured with the buttons.
            made.show()
            self._ways.append(made)
        self._say(sentence)

    def ways(self) -> tuple[str, ...]:
        """Return the words of the ways that stand there."""
        return tuple(one.text() for one in self._ways)

    def take(self, word: str) -> None:
        """Go the way ``word``."""
        next(one for one in self._ways if one.text() == word).click()

    def _clear_ways(self) -> None:
        for one in self._ways:
            self._row.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._ways = []

    def _on_way_taken(self, act: Callable[[], None]) -> None:
        self._timer.start()
        act()

    def _say(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()

    def text(self) -> str:
        """Return the sentence shown last."""
        return self._words.text()

    def verb(self) -> str:
        """Return the verb that stands beside it, with its key; empty if none does."""
        return self._back.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _on_pressed(self) -> None:
        self.hide()
        self._act()

    def _place(self) -> None:
        self.adjustSize()
        left = max(0, (self._over.width() - self.width()) // 2)
        top = self._over.height() - self.height() - theme.px(_ABOVE_EDGE)
        self.move(self._over.mapTo(self.parentWidget(), QPoint(left, top)))
