"""The menu ⋯: what can be done with a paper besides its next step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from fireoffice.domain.papers import PaperState


class PaperMenu(QMenu):
    """Offers what the paper's state allows; 作废 stands apart at the end."""

    print_pressed = Signal()
    compare_pressed = Signal()
    delete_pressed = Signal()
    duties_pressed = Signal()
    pdf_pressed = Signal()
    folder_pressed = Signal()
    revise_pressed = Signal()
    void_pressed = Signal()

    def show_for(self, state: PaperState, revising: bool, from_file: bool) -> None:
        """Offer what can be done in `state`; `from_file`: there is an old file to set beside."""
        self.clear()
        self.addAction("打印预览\tCtrl+P", self.print_pressed.emit)
        if from_file:
            self.addAction("与原文件对照", self.compare_pressed.emit)
        self.addAction("条款放入责任清单…", self.duties_pressed.emit)
        if state is PaperState.DRAFT:
            self.addAction("删除草稿", self.delete_pressed.emit)
            return
        self.addAction("导出PDF", self.pdf_pressed.emit)
        self.addAction("打开所在文件夹", self.folder_pressed.emit)
        if state is PaperState.ISSUED:
            if not revising:
                self.addAction("修改后重新成文", self.revise_pressed.emit)
            self.addSeparator()
            self.addAction("作废…", self.void_pressed.emit)
