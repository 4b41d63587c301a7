"""工作台: what is to be done today, and how things stand."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from fireoffice.domain.deadlines import Urgency
from fireoffice.registers import REGISTERS, TRAININGS, Register
from fireoffice.services import figures
from fireoffice.services.office import Office
from fireoffice.services.trainings.reminders import COVERAGE
from fireoffice.ui.page import Page
from fireoffice.ui.parts.agenda_list import AgendaList, Group, Todo
from fireoffice.ui.parts.basics import label, rule, tighten
from fireoffice.ui.parts.filter_chips import FilterChips
from fireoffice.ui.parts.form import SectionHead
from fireoffice.ui.parts.key_figures import Figure, KeyFigures
from fireoffice.ui.parts.notices import EmptyState
from fireoffice.ui.parts.ruled_rows import Cell, RuledRows
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.glyphs import Sign
from fireoffice.ui.theme.typography import NOTE
from fireoffice.ui.words import count, short_day

SIDE_WIDTH = 404
_SIDE_AFTER_MS: Final = 30
_ALL: Final = "all"
_GROUPS: Final[tuple[tuple[Urgency, str, Sign | None], ...]] = (
    (Urgency.OVERDUE, "逾期", "late"),
    (Urgency.TODAY, "今天到期", "soon"),
    (Urgency.SOON, "3日内到期", "soon"),
    (Urgency.LATER, "30日内到期", None),
    (Urgency.NONE, "待复查、待销号", None),
)
_MOST_DAYS: Final = 6


class WorkbenchPage(Page):
    """The page of the day; everything on it opens the record that it speaks of."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._rows: tuple[figures.AgendaRow, ...] = ()
        self._side_shown = False
        kinds = [(one.name, one.noun) for one in _reminding()]
        self.chips = FilterChips([(_ALL, "全部"), *kinds])
        self.chips.set_current(_ALL)
        self.list = AgendaList()
        self._empty = EmptyState()
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(self._empty)
        self.figures = KeyFigures()
        self._villages = RuledRows()
        self._calendar = RuledRows()
        self._figures_head = SectionHead("关键数字")
        self._villages_head = SectionHead("各村（居）")
        self._calendar_head = SectionHead("近期安排", "30天内")
        self._lay_out()
        self.chips.chosen.connect(self._on_chip_chosen)
        self.list.opened.connect(self.opened)
        self.list.step_asked.connect(self.step_asked)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.list.press_step)

    def activate(self) -> None:
        today = self.office.clock.today()
        self._rows = figures.agenda(self.office, today)
        self._show_agenda(today)
        if self._side_shown:
            self._show_side()
        else:
            # The window is on screen with the day's list before it counts the rest.
            QTimer.singleShot(_SIDE_AFTER_MS, self, self._show_side)

    def _show_side(self) -> None:
        today = self.office.clock.today()
        self._side_shown = True
        self._show_figures(today)
        self._show_villages(today)
        self._show_calendar(today)

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑↓", "选择"), ("Ctrl+回车", "办这一件"), ("空格", "看详情"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        return (self.chips, self.list)

    def home(self) -> QWidget | None:
        return self.list

    def undo_area(self) -> QWidget:
        return self._body

    def _show_agenda(self, today: date) -> None:
        chosen = self.chips.current() or _ALL
        counts = {_ALL: len(self._rows)}
        for row in self._rows:
            counts[_chip(row)] = counts.get(_chip(row), 0) + 1
        kinds = (_ALL, *(one.name for one in _reminding()))
        self.chips.set_counts({key: counts.get(key, 0) for key in kinds})
        shown = [row for row in self._rows if chosen in (_ALL, _chip(row))]
        entries: list[Group | Todo] = []
        for urgency, words, sign in _GROUPS:
            members = [row for row in shown if row.urgency is urgency]
            if members:
                entries.append(Group(words, len(members), sign))
                entries += [_todo(row, sign, today) for row in members]
        self.list.show_entries(entries)
        self._empty.say("近期没有要办的事。")
        self._body.setCurrentWidget(self.list if entries else self._empty)
        late = sum(row.urgency is Urgency.OVERDUE for row in self._rows)
        self.status_changed.emit(f"待办{len(self._rows):,}件，逾期{late:,}件")

    def _show_figures(self, today: date) -> None:
        self._figures_head.set_note(f"截至{today.month}月{today.day}日，近12个月走势")
        self.figures.set_figures(
            [
                Figure(
                    one.name,
                    "—" if one.value is None else f"{one.value:,}",
                    one.unit,
                    one.series,
                    one.comparison,
                    one.is_late and bool(one.value),
                )
                for one in figures.key_figures(self.office, today)
            ]
        )

    def _show_villages(self, today: date) -> None:
        table = figures.by_village(self.office, today=today)
        self._villages_head.set_note(f"{table.month.number}月")
        heads = (("发现", 84), ("整改", 136), ("未办结", 188), ("逾期", 280))
        head = [Cell(word, left, 60, "ink3", right=True, size=NOTE) for word, left in heads]
        rows = [
            (
                Cell(row.name, 0, 84),
                Cell(count(row.found), 84, 60, "ink2", right=True),
                Cell(count(row.fixed), 136, 60, "ink2", right=True),
                Cell(count(row.remaining), 188, 60, right=True),
                Cell(
                    count(row.overdue),
                    280,
                    60,
                    "red" if row.overdue else "ink3",
                    right=True,
                    bold=bool(row.overdue),
                    sign="late" if row.overdue else None,
                ),
            )
            for row in table.rows
        ]
        self._villages.set_rows(rows, head)

    def _show_calendar(self, today: date) -> None:
        entries = figures.calendar(self.office, today)[:_MOST_DAYS]
        self._calendar_head.setVisible(bool(entries))
        self._calendar.set_rows(
            [
                (
                    Cell(f"{one.day.month}月{one.day.day}日", 0, 84, "ink2"),
                    Cell(one.text, 84, 170),
                    Cell(one.detail, 258, 0, "ink3", right=True, size=NOTE),
                )
                for one in entries
            ]
        )

    def _on_chip_chosen(self, key: str) -> None:
        self.chips.set_current(key or _ALL)
        self._show_agenda(self.office.clock.today())

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tighten(tools, 16, (14, 8, 12, 6))
        tools.addWidget(label("今日待办", "title"))
        tools.addWidget(self.chips)
        tools.addStretch(1)
        left = QVBoxLayout()
        tighten(left)
        left.addLayout(tools)
        left.addWidget(self._body, 1)
        row = QHBoxLayout(self)
        tighten(row)
        row.addLayout(left, 1)
        row.addWidget(self._side())

    def _side(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        tighten(column, 0, (14, 6, 14, 14))
        for head, body in (
            (self._figures_head, self.figures),
            (self._villages_head, self._villages),
            (self._calendar_head, self._calendar),
        ):
            column.addWidget(head)
            column.addWidget(body)
            column.addSpacing(theme.px(8))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        side = QWidget()
        side.setFixedWidth(theme.px(SIDE_WIDTH))
        line = QHBoxLayout(side)
        tighten(line)
        line.addWidget(rule("line", vertical=True))
        line.addWidget(scroll)
        return side


def _reminding() -> list[Register]:
    """Return the registers whose records come into the day's list."""
    return [register for register in REGISTERS.values() if register.agenda]


def _chip(row: figures.AgendaRow) -> str:
    """The register under whose word a row is counted."""
    return TRAININGS.name if row.register == COVERAGE else row.register


def _todo(row: figures.AgendaRow, sign: Sign | None, today: date) -> Todo:
    return Todo(
        register=row.register,
        id=row.id,
        action=row.action,
        title=row.title,
        place=row.place,
        village=row.village,
        day=short_day(row.due, today),
        left="今天" if row.urgency is Urgency.TODAY else row.deadline.words,
        sign=sign,
        stage=row.stage,
        step=row.step,
    )
