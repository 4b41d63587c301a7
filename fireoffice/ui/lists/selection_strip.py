"""「已选12条」 and what can be done with them, in the place of the filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QWidget

from fireoffice.services.conduct import ForMany
from fireoffice.services.papers.contexts import PaperKind
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.theme import theme


class SelectionStrip(QStackedWidget):
    """The verbs for the chosen rows; putting them into the recycle bin asks for a reason first."""

    bulk_edit_asked = Signal()
    grid_edit_asked = Signal()
    step_asked = Signal(object)
    """The ``ForMany`` that is to be recorded for the chosen rows."""
    papers_asked = Signal(object)
    """The ``PaperKind`` of the papers that are to be made from the chosen rows."""
    copy_asked = Signal(bool)
    """Fires with True if the personal data are to be copied in full."""
    export_asked = Signal()
    removal_asked = Signal(str)
    """The reason, which may be empty."""
    restore_asked = Signal()
    all_asked = Signal()
    cleared = Signal()

    def __init__(self, kinds: Sequence[PaperKind] = ()) -> None:
        super().__init__()
        self._kinds = tuple(kinds)
        self.words = label(name="已选")
        self.everything = button("", "word")
        self.edit = button("批量修改")
        self.grid = button("在表格中修改")
        self.steps = button("登记")
        self._steps_of_chosen: Callable[[], Sequence[ForMany]] | None = None
        self.papers = button(_paper_word(self._kinds))
        self.copy = button("复制")
        self.export = button("导出")
        self.remove = button("移到回收站")
        self.restore = button("放回原处")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("原因，如：重复登记（可以不填）")
        self.reason.setAccessibleName("移到回收站的原因")
        self.confirm = button("")
        self._menu = QMenu(self.copy)
        self._lay_out()
        self._connect()

    def tell(self, count: int, total: int, recycled: bool, personal: bool) -> None:
        """Say how many of ``total`` are chosen; ``personal`` if the columns hold such data."""
        self.setCurrentIndex(0)
        self.words.setText(f"已选{count:,}条")
        self.everything.setText(f"全选{total:,}条")
        self.everything.setAccessibleName(self.everything.text())
        for one in (self.edit, self.grid, self.remove):
            one.setVisible(not recycled)
        # Where there is no room for them, they stand in the menu of the list.
        roomy = theme.scale <= 1 or recycled
        self.everything.setVisible(roomy and count < total)
        self.copy.setVisible(roomy)
        self.export.setVisible(roomy and not recycled)
        self.papers.setVisible(bool(self._kinds) and not recycled)
        self.steps.setVisible(self._steps_of_chosen is not None and not recycled)
        self.restore.setVisible(recycled)
        self.copy.setMenu(self._menu if personal else None)  # type: ignore[arg-type]
        self.confirm.setText(f"把{count:,}条移到回收站")
        self.confirm.setAccessibleName(self.confirm.text())

    def offer_steps(self, steps: Callable[[], Sequence[ForMany]]) -> None:
        """Offer 登记; ``steps`` tells what may be recorded for the rows chosen just then."""
        self._steps_of_chosen = steps
        menu = QMenu(self.steps)
        menu.aboutToShow.connect(lambda: self._fill_steps(menu))
        self.steps.setMenu(menu)

    def ask_reason(self) -> None:
        """Ask why the chosen rows go to the recycle bin."""
        self.reason.clear()
        self.setCurrentIndex(1)
        self.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_given_up()
            return
        super().keyPressEvent(event)

    def _on_given_up(self) -> None:
        if self.currentIndex() == 1:
            self.setCurrentIndex(0)
        else:
            self.cleared.emit()

    def _connect(self) -> None:
        self._menu.addAction("复制", lambda: self.copy_asked.emit(False))
        self._menu.addAction("复制（含个人信息）", lambda: self.copy_asked.emit(True))
        self._connect_papers()
        self.everything.clicked.connect(self.all_asked)
        self.edit.clicked.connect(self.bulk_edit_asked)
        self.grid.clicked.connect(self.grid_edit_asked)
        self.copy.clicked.connect(lambda: self.copy_asked.emit(False))
        self.export.clicked.connect(self.export_asked)
        self.remove.clicked.connect(self.ask_reason)
        self.restore.clicked.connect(self.restore_asked)
        self.reason.returnPressed.connect(self._on_confirmed)
        self.confirm.clicked.connect(self._on_confirmed)

    def _connect_papers(self) -> None:
        """One kind is made at once, several are asked for in a menu."""
        if len(self._kinds) == 1:
            self.papers.clicked.connect(lambda: self.papers_asked.emit(self._kinds[0]))
        elif self._kinds:
            menu = QMenu(self.papers)
            for kind in self._kinds:
                menu.addAction(kind.title, lambda kind=kind: self.papers_asked.emit(kind))
            self.papers.setMenu(menu)

    def _fill_steps(self, menu: QMenu) -> None:
        menu.clear()
        for one in self._steps_of_chosen() if self._steps_of_chosen else ():
            few = f"（{len(one.able):,}条可办）" if one.hindered else ""
            menu.addAction(f"{one.step.label}{few}", lambda one=one: self.step_asked.emit(one))

    def _on_confirmed(self) -> None:
        self.removal_asked.emit(self.reason.text().strip())

    def _lay_out(self) -> None:
        let_go = button("取消选择", "word")
        let_go.clicked.connect(self.cleared)
        back = button("不移了", "word")
        back.clicked.connect(self._on_given_up)
        verbs, why = QWidget(), QWidget()
        row = QHBoxLayout(verbs)
        tighten(row, 8, (14, 4, 8, 8))
        row.addWidget(self.words)
        for one in (
            self.everything,
            self.edit,
            self.grid,
            self.steps,
            self.papers,
            self.copy,
            self.export,
            self.remove,
            self.restore,
        ):
            row.addWidget(one)
        row.addWidget(let_go)
        row.addStretch(1)
        row = QHBoxLayout(why)
        tighten(row, 8, (14, 4, 8, 8))
        row.addWidget(self.reason, 1)
        row.addWidget(self.confirm)
        row.addWidget(back)
        self.addWidget(verbs)
        self.addWidget(why)


def _paper_word(kinds: Sequence[PaperKind]) -> str:
    if len(kinds) != 1:
        return "制发文书"
    return kinds[0].verb or f"制发{kinds[0].title}"
