"""The status bar: counts on the left, keys in the middle, saved and backed up on the right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import KEY, NOTE

HEIGHT = 26
MOST_HINTS = 4


class KeyHints(QWidget):
    """Key names in small type, each with its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_hints(self, hints: Iterable[tuple[str, str]]) -> None:
        """Show at most four (key, word) pairs."""
        self._hints = tuple(hints)[:MOST_HINTS]
        self.setAccessibleName("，".join(f"{key}{word}" for key, word in self._hints))
        self.updateGeometry()
        self.update()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the hints shown."""
        return self._hints

    def sizeHint(self) -> QSize:
        keys, words = QFontMetrics(theme.font(KEY)), QFontMetrics(theme.font(NOTE))
        gap, between = theme.px(6), theme.px(14)
        width = sum(
            keys.horizontalAdvance(key) + gap + words.horizontalAdvance(word) + between
            for key, word in self._hints
        )
        return QSize(width, theme.px(HEIGHT) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0
        for key, word in self._hints:
            for text, size, token, gap in ((key, KEY, "ink", 6), (word, NOTE, "ink3", 14)):
                font = theme.font(size)
                painter.setFont(font)
                painter.setPen(theme.colour(token))
                width = QFontMetrics(font).horizontalAdvance(text)
                painter.drawText(x, 0, width + 4, self.height(), _MIDDLE, text)
                x += width + theme.px(gap)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class StatusBar(QFrame):
    """One line at the foot of the window; never asks, never blocks."""

    stop_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self.setFixedHeight(theme.px(HEIGHT))
        self._left = label(part="note", name="计数与结果")
        self._left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._stop = button("停止", "word")
        self._stop.setFixedHeight(theme.px(22))
        self._stop.hide()
        self._before = ""
        self._hints = KeyHints()
        self._tick = QLabel()
        self._saved = label("已保存", part="note", name="保存与备份")
        row = QHBoxLayout(self)
        tighten(row, 0, (12, 0, 12, 0))
        row.setContentsMargins(theme.px(12), 1, theme.px(12), 0)
        row.addWidget(self._left, 1)
        row.addWidget(self._stop)
        row.addSpacing(theme.px(14))
        row.addWidget(self._hints)
        row.addWidget(self._tick)
        row.addSpacing(theme.px(4))
        row.addWidget(self._saved)
        self._stop.clicked.connect(self.stop_pressed)
        self._tint()

    def set_counts(self, sentence: str) -> None:
        """Say counts and results on the left."""
        self._left.setText(sentence)
        self._left.setToolTip(sentence)

    def set_hints(self, hints: Iterable[tuple[str, str]]) -> None:
        """Show the keys that matter now."""
        self._hints.set_hints(hints)

    def set_saved(self, words: str) -> None:
        """Say on the right what is saved and when it was backed up."""
        self._saved.setText(words)

    def set_progress(self, words: str, stoppable: bool) -> None:
        """Say how far a long task is, with 停止 beside it; an empty text ends it."""
        self._stop.setVisible(stoppable and bool(words))
        if words and not self._before:
            self._before = self.counts()
        if words or self.counts().startswith("正在"):
            self.set_counts(words or self._before)
        if not words:
            self._before = ""

    def counts(self) -> str:
        """Return the sentence on the left."""
        return self._left.text()

    def saved_words(self) -> str:
        """Return the words on the right."""
        return self._saved.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_saved"):
            self._tint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.colour("line"))

    def _tint(self) -> None:
        self._tick.setPixmap(theme.icon("check", "green").pixmap(theme.px(14), theme.px(14)))
