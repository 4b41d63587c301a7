"""排班: a month of one team, proposed fairly, arranged by hand, saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain import rota_draft
from fireoffice.domain.months import month_of
from fireoffice.domain.rota import conflicts
from fireoffice.services.brigades import rota
from fireoffice.services.brigades.rota import MonthRota
from fireoffice.services.office import Office
from fireoffice.ui.brigades.menu_button import MenuButton
from fireoffice.ui.brigades.rota_calendar import Entry, RotaCalendar
from fireoffice.ui.brigades.rota_print import show_rota_preview
from fireoffice.ui.further_views import FurtherPage
from fireoffice.ui.parts.basics import button, label, restyle, rule, tighten
from fireoffice.ui.parts.ruled_rows import Cell, RuledRows
from fireoffice.ui.theme import theme

WORD: Final = "排班"
_SIDE: Final = 262
_MOST_EACH: Final = 13
_HEAD: Final = (
    Cell("队员", 0, colour="ink2"),
    Cell("本月", 82, 36, "ink2", right=True),
    Cell("休息日", 122, 46, "ink2", right=True),
    Cell("前3个月", 172, 60, "ink2", right=True),
)


class RotaPage(FurtherPage):
    """The page of 排班: nothing is written until 保存排班; leaving it keeps what was arranged."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._month = month_of(office.clock.today())
        self._team = ""
        self._written: MonthRota | None = None
        self._shown: MonthRota | None = None
        self.teams = MenuButton("队伍")
        self.earlier = button("", "flat", "chevron-left", hint="上个月")
        self.later = button("", "flat", "chevron-right", hint="下个月")
        self.month_word = label(part="title", name="月份")
        self.each = MenuButton("每班人数")
        self.each.set_values([(str(number), f"每班{number}人") for number in range(1, _MOST_EACH)])
        self.propose = button("排班", hint="按以往次数公平排班，不保存")
        self.other = button("换一种排法", "flat")
        self.save = button("保存排班", "next", hint="保存排班（Ctrl+回车）")
        self.discard = button("不保存", "word")
        self.print = button("打印", icon="printer", hint="打印（Ctrl+P）")
        self.paper = button("制发值班表", "flat", hint="到队伍里制发值班表（Word）")
        self.calendar = RotaCalendar()
        self.tally = RuledRows()
        self.note = label(part="note", name="提示")
        self.note.setWordWrap(True)
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        offered = rota.teams(self.office)
        self.teams.set_values(offered, self._team)
        self._team = self.teams.current()
        if self._dirty():
            self._show()
        else:
            self._read()

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("空格", "拿起、对换"), ("回车", "换人"), ("Ctrl+回车", "保存"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        return (self.teams, self.calendar)

    def home(self) -> QWidget | None:
        return self.calendar

    def shown(self) -> MonthRota | None:
        """Return the month as it is arranged now."""
        return self._shown

    def choose_month(self, by: int) -> None:
        """Show a month earlier or later."""
        self._month = self._month.plus(by)
        self._read()

    def _connect(self) -> None:
        self.teams.chosen.connect(self._on_team_chosen)
        self.earlier.clicked.connect(lambda: self.choose_month(-1))
        self.later.clicked.connect(lambda: self.choose_month(1))
        self.propose.clicked.connect(lambda: self._propose(None))
        self.other.clicked.connect(self._on_other)
        self.save.clicked.connect(self._on_save)
        self.discard.clicked.connect(self._read)
        self.print.clicked.connect(self._on_print)
        self.paper.clicked.connect(lambda: self.opened.emit("teams", self._team))
        self.calendar.swap_asked.connect(
            lambda day, one, other_day, other: self._arrange(
                partial(rota_draft.swapped, day=day, one=one, other_day=other_day, other=other)
            )
        )
        self.calendar.move_asked.connect(
            lambda day, one, other_day: self._arrange(
                partial(rota_draft.moved, day=day, one=one, other_day=other_day)
            )
        )
        self.calendar.removal_asked.connect(self._on_removal)
        self.calendar.menu_asked.connect(self._on_menu)
        for keys, slot in (("Ctrl+Return", self._on_save), ("Ctrl+P", self._on_print)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _dirty(self) -> bool:
        written, shown = self._written, self._shown
        return (
            written is not None and shown is not None and dict(shown.slots) != dict(written.slots)
        )

    def _read(self) -> None:
        if not self._team:
            self._written = self._shown = None
            self.note.setText("还没有队伍。先登记队伍和队员，再来排班。")
            self._enable()
            return
        self._written = self._shown = rota.read(self.office, self._team, self._month)
        self.each.set_current(str(self._shown.each))
        self._show()

    def _on_team_chosen(self, team: str) -> None:
        self._team = team
        self._read()

    def _propose(self, seed: int | None) -> None:
        try:
            self._shown = rota.proposed(
                self.office, self._team, self._month, int(self.each.current()), seed
            )
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self.failed.emit("", "")
        self._show()
        self.calendar.setFocus()

    def _on_other(self) -> None:
        if self._shown is not None:
            self._propose(self._shown.seed + 1)

    def _arrange(self, change: Callable[[rota_draft.Slots], Mapping[date, Any]]) -> None:
        if self._shown is None:
            return
        try:
            self._shown = replace(self._shown, slots=change(self._shown.slots))
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self.failed.emit("", "")
        self._show()

    def _on_removal(self, day: date, key: str) -> None:
        self._arrange(partial(rota_draft.removed, day=day, volunteer=key))

    def _on_menu(self, day: date, key: str, at: QPoint) -> None:
        menu = self.menu_for(day, key)
        menu.popup(at)

    def menu_for(self, day: date, key: str) -> QMenu:
        """Return a menu of those who may take the shift; who served least comes first.

        Without ``key`` it offers those who may be added on ``day``.
        """
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self._shown
        if shown is None:
            return menu
        down = {slot.volunteer for slot in shown.slots.get(day, ())}
        tally = shown.tally()
        free = [one for one in shown.members if one.key not in down and day not in one.away]
        for one in sorted(free, key=lambda one: one.before + tally.get(one.key, (0, 0))[0]):
            change = (
                partial(rota_draft.given, day=day, one=key, taker=one.key)
                if key
                else partial(rota_draft.added, day=day, volunteer=one.key)
            )
            word = f"{'换成' if key else '加上'}{one.name}　本月{tally.get(one.key, (0, 0))[0]}次"
            menu.addAction(word, partial(self._arrange, change))
        if key:
            menu.addSeparator()
            menu.addAction("去掉这一班　Delete", lambda: self._on_removal(day, key))
        return menu

    def _on_save(self) -> None:
        if not self._dirty() or self._shown is None:
            return
        try:
            rota.save(self.office, self._shown)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        sentence = f"{self._shown.team_name}{self._month}：已保存排班"
        self._read()
        self.saved.emit()
        self.undo_offered.emit(sentence)

    def _on_print(self) -> None:
        if self._shown is not None:
            show_rota_preview(self._shown, self)

    def _show(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.month_word.setText(str(self._month))
        twice = conflicts({**(shown.beside or {}), **rota_draft.keys_of(shown.slots)})
        entries = {
            day: tuple(
                Entry(
                    slot.volunteer,
                    shown.names.get(slot.volunteer, "—"),
                    f"替{shown.names.get(slot.instead_of, '')}" if slot.instead_of else "",
                    slot.volunteer in twice.get(day, ()),
                )
                for slot in some
            )
            for day, some in shown.slots.items()
        }
        self.calendar.show_month(self._month, entries, shown.off, self.office.clock.today())
        self._show_tally(shown)
        sentences = [shown.note] if shown.note else []
        sentences += [
            f"■ {day.month}月{day.day}日："
            f"{'、'.join(shown.names.get(key, '') for key in keys)}连续两天值班。"
            for day, keys in twice.items()
        ]
        self.note.setText("\n".join(sentences))
        self.note.setVisible(bool(sentences))
        filled = sum(bool(some) for some in shown.slots.values())
        state = "有未保存的改动" if self._dirty() else "已保存" if filled else "还没有排班"
        self.status_changed.emit(
            f"{shown.team_name}{self._month}：{filled}天有人值班，{len(shown.members)}名队员，{state}"
        )
        self._enable()

    def _show_tally(self, shown: MonthRota) -> None:
        tally = shown.tally()
        rows: list[tuple[Cell, ...]] = []
        for one in shown.members:
            total, off = tally.get(one.key, (0, 0))
            absent = "（请假）" if len(one.away) == len(shown.days) else ""
            rows.append(
                (
                    Cell(f"{one.name}{absent}", 0, 86),
                    Cell(str(total or "—"), 82, 36, right=True),
                    Cell(str(off or "—"), 122, 46, "ink2", right=True),
                    Cell(str(one.before or "—"), 172, 60, "ink2", right=True),
                )
            )
        self.tally.set_rows(rows, _HEAD)

    def _enable(self) -> None:
        """Enable the buttons; one is filled: 排班 while there is nothing to save, then 保存排班."""
        dirty, some = self._dirty(), self._shown is not None
        has_shifts = some and any(self._shown.slots.values())  # type: ignore[union-attr]
        self.save.setVisible(dirty)
        self.discard.setVisible(dirty)
        self.other.setVisible(dirty)
        restyle(self.propose, "part", "" if dirty or has_shifts else "next")
        self.propose.setText("重新排班" if has_shifts else "排班")
        for one in (self.propose, self.print, self.paper, self.each):
            one.setEnabled(some)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tighten(tools, 8, (14, 8, 14, 8))
        for one in (self.teams, self.earlier, self.month_word, self.later, self.each):
            tools.addWidget(one)
        tools.addStretch(1)
        for one in (self.discard, self.other, self.paper, self.print, self.propose, self.save):
            tools.addWidget(one)
        left = QVBoxLayout()
        tighten(left)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.calendar)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.addWidget(scroll, 1)
        self.note.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(6))
        left.addWidget(self.note)
        side = QWidget()
        side.setFixedWidth(theme.px(_SIDE))
        beside = QVBoxLayout(side)
        tighten(beside, 0, (14, 4, 0, 0))
        people = QScrollArea()
        people.setWidgetResizable(True)
        people.setFrameShape(QScrollArea.Shape.NoFrame)
        people.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        tighten(rows)
        rows.addWidget(self.tally)
        rows.addStretch(1)
        people.setWidget(inner)
        beside.addWidget(people)
        body = QHBoxLayout()
        tighten(body)
        body.addLayout(left, 1)
        body.addWidget(rule("line", vertical=True))
        body.addWidget(side)
        column = QVBoxLayout(self)
        tighten(column)
        column.addLayout(tools)
        column.addWidget(rule("line"))
        column.addLayout(body, 1)
