"""The menu ⋯: what can be done with a paper besides its next step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from fireoffice.domain.papers import PaperState
from fireoffice.services.duties.proposals import Taken

_MOST_WORDS = 24


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
    duty_opened = Signal(str)
    """Id of a duty that was taken from the paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = QMenu(self)

    def show_for(self, state: PaperState, revising: bool, from_file: bool) -> None:
        """Offer what can be done in `state`; `from_file`: there is an old file to set beside."""
        self.clear()
        self.addAction("打印预览\tCtrl+P", self.print_pressed.emit)
        if from_file:
            self.addAction("与原文件对照", self.compare_pressed.emit)
        self.addAction("条款放入责任清单…", self.duties_pressed.emit)
        self._taken = self.addMenu("由本文产生的责任")
        self._taken.menuAction().setVisible(False)
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

    def list_duties(self, taken: Sequence[Taken]) -> None:
        """Name the duties that were taken from the paper, each leading to itself."""
        self._taken.clear()
        self._taken.setTitle(f"由本文产生的责任（{len(taken)}条）")
        self._taken.menuAction().setVisible(bool(taken))
        for one in taken:
            words = (
                one.content if len(one.content) <= _MOST_WORDS else f"{one.content[:_MOST_WORDS]}…"
            )
            self._taken.addAction(
                f"{one.clause}　{words}", partial(self.duty_opened.emit, one.duty)
            )
