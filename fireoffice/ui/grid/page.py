"""The common parts of the pages with a grid: head, grid, foot, checking, headings, work."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.registers import Register
from fireoffice.services.office import Office
from fireoffice.ui.choosing import choices_in
from fireoffice.ui.grid.checking import GridChecking, Judges
from fireoffice.ui.grid.columns import GridColumn
from fireoffice.ui.grid.filling import headings_of, unmatched
from fireoffice.ui.grid.foot import GridFoot, GridHead, OfferStrip
from fireoffice.ui.grid.model import GridModel
from fireoffice.ui.grid.tables import Block
from fireoffice.ui.grid.view import GridView
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.tasks import TaskRunner

Hints = tuple[tuple[str, str], ...]


class BatchWidget(QWidget):
    """Takes the place of a list while many records are worked on; never modal."""

    finished = Signal(object)
    """All is done; carries the ids of the records made or changed."""
    saved = Signal()
    """Something was written to the database."""
    undo_offered = Signal(str)
    led_on = Signal(str, object)
    """A sentence for the undo bar and the ways on from there."""
    failed = Signal(str, str)
    """Sentence and hint; an empty sentence takes the last one away."""
    given_up = Signal()
    """Left without writing."""
    hints_changed = Signal()

    def __init__(self, office: Office, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.register = register
        self.tasks = TaskRunner(self)
        self.choices = choices_in(office)

    def begin(self) -> None:
        """Give the focus to what is done first."""

    def confirm(self) -> None:
        """Do what the filled button says."""

    def settle(self) -> None:
        """Keep what is being typed; called before the widget is left or the program closed."""

    def leave(self) -> None:
        """End what runs in the background; called before the widget is thrown away."""
        self.settle()
        self.tasks.close()

    def hints(self) -> Hints:
        """Return the keys that matter now, as (key, word) pairs."""
        return ()

    def work(
        self,
        title: str,
        steps: Callable[[], Generator[Any, None, Any]],
        done: Callable[[Any], None],
        failed: Callable[[OfficeError], None],
    ) -> None:
        """Go through ``steps`` in the background; what is no ``OfficeError`` is a bug."""

        def on_failed(problem: Exception) -> None:
            if not isinstance(problem, OfficeError):
                raise problem
            failed(problem)

        self.tasks.start(title, steps, done, on_failed)


class GridPage(BatchWidget):
    """Head, grid and foot. ``judge`` must be called once by the heir."""

    def __init__(
        self,
        office: Office,
        register: Register,
        columns: Sequence[GridColumn],
        grows: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(office, register, parent)
        self.model = GridModel(columns, office.clock.today(), grows, self)
        self.view = GridView(self.model, self.choices, self)
        self.view.setAccessibleName(f"{register.title}的表格")
        self.head = GridHead("", self._note())
        self.strip = OfferStrip()
        self.foot = GridFoot()
        self.checking: GridChecking
        self._told = ""
        self._offered: Block = []
        column = QVBoxLayout(self)
        tighten(column)
        for widget, stretch in ((self.head, 0), (self.strip, 0), (self.view, 1), (self.foot, 0)):
            column.addWidget(widget, stretch)
        self.head.closed.connect(self.give_up)
        self.strip.chosen.connect(self._on_way_chosen)
        self.foot.next_problem.connect(lambda: self.view.go_to_problem())
        self.foot.pressed.connect(self.confirm)
        self.view.confirmed.connect(self.confirm)
        self.view.left.connect(self.give_up)
        self.view.told.connect(self.tell)
        self.view.headed.connect(self._on_headed)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._on_cell_changed())
        self.model.judged.connect(self.refresh)
        self.model.touched.connect(lambda _: self._on_touched())
        self._fill_column_menu()

    def judge(self, judges: Judges) -> None:
        """Have what is typed checked by ``judges``."""
        self.checking = GridChecking(self.model, judges, self.tasks)

    def give_up(self) -> None:
        """Leave without writing."""
        self.given_up.emit()

    def refresh(self) -> None:
        """Bring the foot up to date."""

    def tell(self, sentence: str) -> None:
        """Say ``sentence`` at the foot until another cell is entered."""
        self._told = sentence
        self.show_sentence()

    def show_sentence(self) -> None:
        """Say what is wrong with the current cell or row, else with the first wrong one."""
        if self._told:
            self.foot.say(self._told, False)
            return
        index = self.view.currentIndex()
        wrong = [line for line in self.model.lines if line.is_wrong() or line.overtaken]
        here = self.model.lines[index.row()] if index.isValid() and self.model.lines else None
        problem = here.problem(self.model.columns[index.column()].info.name) if here else ""
        if problem:
            self.foot.say(problem, True, len(wrong) > 0)
        elif wrong:
            line = here if here in wrong else wrong[0]
            problems = line.findings.problems or {
                name: line.problem(name) for name in line.overtaken
            }
            row = self.model.lines.index(line) + 1
            self.foot.say(f"第{row}行：{next(iter(problems.values()))}", True, True)
        else:
            self.foot.say(here.findings.twin if here else "", False)

    def hints(self) -> Hints:
        return (
            ("Ctrl+V", "从Excel粘贴"),
            ("Ctrl+D", "照抄上面"),
            ("F8", "下一处"),
            ("Esc", "返回"),
        )

    def _note(self) -> str:
        return ""

    def _on_touched(self) -> None:
        self._told = ""

    def _on_cell_changed(self) -> None:
        self._told = ""
        self.show_sentence()

    def _on_headed(self, block: Block) -> None:
        columns = headings_of(self.model, block[0])
        known = "、".join(self.model.columns[one].info.label for one in columns if one is not None)
        over = unmatched(block[0], columns, block)
        left = f"；“{'、'.join(over)}”没有对应的列，不放入" if over else ""
        self._offered = block
        self.strip.offer(
            f"首行是标题，按标题对上了{known}{left}。", ("按标题放入", "照原样放入", "不粘贴")
        )

    def _on_way_chosen(self, place: int) -> None:
        block, self._offered = self._offered, []
        self.view.setFocus()
        if place == 0:
            self.view.paste_block(block[1:], headings_of(self.model, block[0]))
        elif place == 1:
            self.view.paste_block(block)

    def _fill_column_menu(self) -> None:
        menu = self.head.columns.menu()
        for place, column in enumerate(self.model.columns):
            action = QAction(column.info.label, menu)
            action.setCheckable(True)
            action.setChecked(column.shown)
            action.setEnabled(not column.info.required)
            action.toggled.connect(partial(self._on_column_toggled, place))
            menu.addAction(action)
        menu.aboutToShow.connect(self._mark_columns)

    def _mark_columns(self) -> None:
        for place, action in enumerate(self.head.columns.menu().actions()):
            action.blockSignals(True)
            action.setChecked(not self.view.isColumnHidden(place))
            action.blockSignals(False)

    def _on_column_toggled(self, place: int, shown: bool) -> None:
        self.view.setColumnHidden(place, not shown)
