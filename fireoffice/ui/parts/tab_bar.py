"""The tab bar: words, a blue underline for the current one, badges, date and gear."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QWidget

from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import HEAD, KEY

HEIGHT = 41
_PADDING = 12


class TabButton(QAbstractButton):
    """One tab's word with its badge; painted, so that the current one keeps its width."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(word)
        self.setCheckable(True)
        self.setAccessibleName(word)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._count = 0
        self._colour = "red"

    def set_badge(self, count: int, colour: str) -> None:
        """Show ``count`` on the tint of ``colour`` (red or amber); 0 hides the badge."""
        self._count, self._colour = count, colour
        meaning = "逾期" if colour == "red" else "待定"
        spoken = f"{self.text()}，{count}条{meaning}" if count else self.text()
        self.setAccessibleName(spoken)
        self.setToolTip(f"{count:,}条{meaning}" if count else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        width = self._word_width() + theme.px(_PADDING) * 2
        if self._count:
            width += theme.px(10) + self._badge_width()
        return QSize(width, theme.px(HEIGHT) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        current = self.isChecked()
        painter.setFont(theme.font(HEAD))
        lit = current or self.underMouse()
        painter.setPen(theme.colour("blue" if current else "ink" if lit else "ink2"))
        left = theme.px(_PADDING)
        box = QRectF(left, 0, self._word_width() + 2, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count:
            self._paint_badge(painter, box.right() + theme.px(8))
        if current:
            painter.fillRect(0, self.height() - 1, self.width(), 2, theme.colour("blue"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("blue"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(3, 5, -3, -5))

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()

    def _word_width(self) -> int:
        return QFontMetrics(theme.font(HEAD)).horizontalAdvance(self.text())

    def _badge_width(self) -> int:
        text = QFontMetrics(theme.font(KEY, bold=True)).horizontalAdvance(str(self._count))
        return max(theme.px(16), text + theme.px(10))

    def _paint_badge(self, painter: QPainter, left: float) -> None:
        height = theme.px(16)
        box = QRectF(left, (self.height() - height) / 2 + 0.5, self._badge_width(), height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if theme.tokens.tinted_chips:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(QPen(theme.colour(self._colour), 1))
        painter.setBrush(theme.colour(f"{self._colour}_t"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(theme.colour(self._colour))
        painter.setFont(theme.font(KEY, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._count))


class TabBar(QFrame):
    """The eight words on top of the window, today's date and the gear."""

    chosen = Signal(int)
    gear_pressed = Signal()

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self.setFixedHeight(theme.px(HEIGHT))
        # The group alone does not keep the Python halves of the buttons alive.
        self._buttons = [TabButton(word, self) for word in words]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        tighten(row, 0, (8, 0, 8, 0))
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 1)
        for index, tab in enumerate(self._buttons):
            self._group.addButton(tab, index)
            row.addWidget(tab)
        row.addStretch(1)
        self._date = label(part="note", name="今天")
        row.addWidget(self._date)
        row.addSpacing(theme.px(6))
        self._gear = button("", "flat", "gear", hint="设置")
        self._gear.setFixedWidth(theme.px(30))
        row.addWidget(self._gear)
        self._group.idClicked.connect(self.chosen)
        self._gear.clicked.connect(self.gear_pressed)

    def set_current(self, index: int) -> None:
        """Underline the tab ``index``; it is the one that the Tab key reaches."""
        self._buttons[index].setChecked(True)
        for place, tab in enumerate(self._buttons):
            reached = place == index
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus if reached else Qt.FocusPolicy.NoFocus)

    def set_badge(self, index: int, count: int, colour: str) -> None:
        """Put a badge beside the tab ``index``; see ``TabButton.set_badge``."""
        self._buttons[index].set_badge(count, colour)

    def set_date(self, words: str) -> bool:
        """Show today's date on the right; return whether it is another one than before."""
        another = bool(self._date.text()) and self._date.text() != words
        self._date.setText(words)
        return another

    def tab(self, index: int) -> TabButton:
        """Return the button of the tab ``index``."""
        return self._buttons[index]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        index = (self._group.checkedId() + step) % len(self._buttons)
        self._buttons[index].setFocus(Qt.FocusReason.TabFocusReason)
        self._buttons[index].click()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        current = self._group.checkedButton()
        if current is not None:
            left, width = current.x(), current.width()
            painter.fillRect(left, self.height() - 1, width, 1, theme.colour("blue"))
