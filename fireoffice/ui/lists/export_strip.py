"""The content of a workbook, asked in the place of the filters; then the place of the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.ui.opening import open_file
from fireoffice.ui.parts.basics import button, label, tighten


class ExportStrip(QStackedWidget):
    """Asks for columns and personal data, never in a dialog; afterwards opens file or folder."""

    confirmed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._file = Path()
        self._words = label(name="导出")
        self.all_columns = QCheckBox("全部栏目")
        self.all_columns.setToolTip("不勾选时，只写列表上显示的列")
        self.titled = QCheckBox("加标题行")
        self.personal = QCheckBox("含个人信息")
        self.personal.setToolTip("不勾选时，身份证号、电话、住址只写一部分")
        self.confirm = button("选择位置并导出")
        self._done = label(name="导出结果")
        self.open_file = button("打开文件")
        self.open_folder = button("打开文件夹", "word")
        self._refused = label(part="mistake", name="没有导出")
        self.again = button("换个名称或位置")
        self._lay_out()

    def ask(self, count: int, has_personal: bool) -> None:
        """Ask how ``count`` records are to be written."""
        self._words.setText(f"导出{count:,}条到Excel：")
        self.personal.setVisible(has_personal)
        self.personal.setChecked(False)
        self.setCurrentIndex(0)
        self.confirm.setFocus()

    def tell(self, file: Path, count: int, personal: bool) -> None:
        """Say that ``count`` records stand in ``file``."""
        self._file = file
        warning = "，含个人信息，请妥善保管" if personal else ""
        self._done.setText(f"已导出{count:,}条{warning}：{file.name}")
        self._done.setToolTip(str(file))
        self.setCurrentIndex(1)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was written; what was ticked is kept for another name."""
        self._refused.setText(f"■ {sentence}")
        self.setCurrentIndex(2)
        self.again.setFocus()

    def text(self) -> str:
        """Return the words about the last export."""
        return (self._refused if self.currentIndex() == 2 else self._done).text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _open(self, path: Path) -> None:
        try:
            open_file(path)
        except OfficeError as problem:
            self.refuse(str(problem))

    def _lay_out(self) -> None:
        give_up, close = button("不导出", "word"), button("", "flat", "close", hint="收起")
        leave = button("不导出", "word")
        asking, telling, refusing = QWidget(), QWidget(), QWidget()
        row = QHBoxLayout(asking)
        tighten(row, 10, (14, 4, 8, 8))
        for one in (
            self._words,
            self.all_columns,
            self.titled,
            self.personal,
            self.confirm,
            give_up,
        ):
            row.addWidget(one)
        row.addStretch(1)
        row = QHBoxLayout(telling)
        tighten(row, 8, (14, 4, 8, 8))
        for one in (self._done, self.open_file, self.open_folder):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(close)
        row = QHBoxLayout(refusing)
        tighten(row, 10, (14, 4, 8, 8))
        self._refused.setWordWrap(True)
        row.addWidget(self._refused, 1)
        row.addWidget(self.again)
        row.addWidget(leave)
        for one in (asking, telling, refusing):
            self.addWidget(one)
        self.again.clicked.connect(self.confirmed)
        leave.clicked.connect(self.closed)
        self.confirm.clicked.connect(self.confirmed)
        give_up.clicked.connect(self.closed)
        close.clicked.connect(self.closed)
        self.open_file.clicked.connect(lambda: self._open(self._file))
        self.open_folder.clicked.connect(lambda: self._open(self._file.parent))
