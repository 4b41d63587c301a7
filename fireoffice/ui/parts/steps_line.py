"""The steps of a wizard in one line: 「1选文件　2对列　3核对　4导入」, the current one bold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import BASE


class StepsLine(QWidget):
    """The steps, painted with room for the bold word, so that nothing moves between steps."""

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = tuple(f"{place}{word}" for place, word in enumerate(words, start=1))
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_current(self, place: int) -> None:
        """Make the step at ``place`` the bold one."""
        self._current = place
        self.setAccessibleName(f"第{place + 1}步，共{len(self._words)}步：{self._words[place]}")
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(BASE, bold=True))
        words = sum(metrics.horizontalAdvance(word) + theme.px(20) for word in self._words)
        return QSize(words, theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(theme.font(BASE, bold=True))
        left = 0
        for place, word in enumerate(self._words):
            current = place == self._current
            painter.setFont(theme.font(BASE, bold=current))
            painter.setPen(theme.colour("ink" if current else "ink3"))
            width = metrics.horizontalAdvance(word) + theme.px(4)
            painter.drawText(
                QRectF(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, word
            )
            left += width + theme.px(16)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("hair"))
