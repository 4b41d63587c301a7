"""The head line of the editor: the way back, the title, the state, and the next step."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from fireoffice.domain.papers import PaperState
from fireoffice.ui.circular.paper_menu import PaperMenu
from fireoffice.ui.parts.basics import button, tighten
from fireoffice.ui.parts.chip_label import ChipLabel
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import TITLE

UNTITLED = "未命名公文"
OPEN_HINT = "读入 Word 或文本文件，另起一份草稿；也可以把文件拖进来。原文件不动"


class PaperHead(QWidget):
    """The head of a paper, without logic: it says what was pressed."""

    back_pressed = Signal()
    open_pressed = Signal()
    correct_pressed = Signal()
    export_pressed = Signal()
    next_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.px(46))
        self.back = button("公文登记簿", "word", "chevron-left")
        self.back.setToolTip("回到公文登记簿（Esc）")
        self._title = _Title()
        self._chip = ChipLabel()
        self.open = button("打开文件")
        self.open.setToolTip(OPEN_HINT)
        self.correct = button("一键规范")
        self.correct.setToolTip("能改的全部改好，在原文件旁边存一份标准格式的Word；原文件不动")
        self.export = button("导出Word", icon="word")
        self.export.setToolTip("另存一份 Word 文件，不编号")
        self.menu = PaperMenu(self)
        self.more = button("", "flat", "more", "更多操作")
        self.more.setMenu(self.menu)
        self.next = button("一键成文", "next")
        self.next.setToolTip("Ctrl+回车")
        row = QHBoxLayout(self)
        tighten(row, 8, (14, 0, 12, 0))
        row.addWidget(self.back)
        row.addSpacing(theme.px(10))
        row.addWidget(self._title)
        row.addSpacing(theme.px(4))
        row.addWidget(self._chip)
        row.addStretch(1)
        for widget in (self.open, self.correct, self.export, self.more, self.next):
            row.addWidget(widget)
        self.back.clicked.connect(self.back_pressed)
        self.open.clicked.connect(self.open_pressed)
        self.correct.clicked.connect(self.correct_pressed)
        self.export.clicked.connect(self.export_pressed)
        self.next.clicked.connect(self.next_pressed)

    def show_paper(self, title: str, state: PaperState, from_file: bool) -> None:
        """Show the title and the state; only a draft that was read `from_file` is corrected."""
        self._title.set_words(title or UNTITLED)
        self._chip.show_stage(state.value, state is PaperState.ISSUED)
        self.open.setVisible(state is PaperState.DRAFT)
        self.correct.setVisible(state is PaperState.DRAFT and from_file)

    def set_next(self, words: str) -> None:
        """Name the next step; empty words mean that there is none."""
        self.next.setText(words)
        self.next.setAccessibleName(words)
        self.next.setVisible(bool(words))

    def state_words(self) -> str:
        """Return the word on the chip."""
        return self._chip.text()


class _Title(QLabel):
    """A title that gives way to the buttons, its full text in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("part", "title")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_words(self, words: str) -> None:
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(TITLE, bold=True))
        width = metrics.horizontalAdvance(self._words) + theme.px(4)
        return QSize(width, theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(160)), theme.px(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(theme.font(TITLE, bold=True))
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)
