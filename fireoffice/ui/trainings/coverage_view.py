"""谁没训: the groups to be trained, the names that are missing, and the schools' drills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain.dates import format_date
from fireoffice.services.office import Office
from fireoffice.services.trainings import coverage as training_coverage
from fireoffice.services.trainings.coverage import GroupCoverage, SchoolDrill, Untrained
from fireoffice.services.trainings.reminders import is_new
from fireoffice.ui.lists.table_rows import TableRow
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.form import SectionHead
from fireoffice.ui.parts.record_panel import WIDTH
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.table_model import TableColumn
from fireoffice.ui.theme import theme
from fireoffice.ui.trainings.figures_view import TrainingFiguresView, fit_rows, scrolling

_COLUMNS: Final = (
    TableColumn("group", "对象群体", 0, sortable=False),
    TableColumn("known", "掌握人数", 74, "number", sortable=False),
    TableColumn("trained", "已训", 50, "number", sortable=False),
    TableColumn("untrained", "没训", 50, "number", sortable=False),
    TableColumn("rate", "覆盖率", 60, "number", sortable=False),
    TableColumn("newcomers", "新任没训", 74, "number", sortable=False),
    TableColumn("late", "新任超期", 84, "left", sortable=False),
    TableColumn("sessions", "场次", 48, "number", sortable=False),
    TableColumn("nameless", "无名单", 60, "number", sortable=False),
)
_NAMES: Final = (
    TableColumn("name", "姓名", 68, sortable=False),
    TableColumn("unit", "单位", 116, "quiet", sortable=False),
    TableColumn("last", "上次培训", 90, "quiet", sortable=False),
    TableColumn("new", "新任", 92, "left", sortable=False),
)
_SCHOOLS: Final = (
    TableColumn("name", "学校", 0, sortable=False),
    TableColumn("village", "村（居）", 110, "quiet", sortable=False),
    TableColumn("held_on", "最近一次演练", 110, "quiet", sortable=False),
    TableColumn("state", "本学年", 84, "quiet", sortable=False),
)


class CoverageView(TrainingFiguresView):
    """A row opens its names on the right; from them a session is arranged in one step."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._groups: Sequence[GroupCoverage] = ()
        self._missing: Sequence[Untrained] = ()
        self._schools: Sequence[SchoolDrill] = ()
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName("各群体培训覆盖")
        self.names = RecordTable(_NAMES, many=True)
        self.names.setAccessibleName("没有参加培训的人")
        self.schools = RecordTable(_SCHOOLS)
        self.schools.setAccessibleName("学校演练")
        self.arrange = button("为这些人安排一次培训", "next")
        self.arrange.setToolTip("选中几人就为这几人安排，只选一人则为全部安排（Ctrl+回车）")
        self.drill = button("为这所学校安排演练", "word")
        self._period = label(part="note")
        self._basis = label(part="note")
        self._head = SectionHead("没有参加培训的人")
        self._none = label(part="label")
        self._none.setContentsMargins(0, theme.px(10), theme.px(14), theme.px(10))
        for one in (self._period, self._basis, self._none):
            one.setWordWrap(True)
        self._lay_out()
        self.table.selected.connect(lambda _: self._show_names())
        self.table.entered.connect(lambda _: self.names.setFocus())
        self.names.chosen.connect(lambda _: self._offer())
        self.schools.selected.connect(lambda _: self._offer_drill())
        self.arrange.clicked.connect(self.press_next)
        self.drill.clicked.connect(self._on_drill)

    def refresh(self) -> None:
        today = self.office.clock.today()
        self._groups = training_coverage.coverage(self.office)
        rows = [_group_row(one) for one in self._groups]
        self.table.show_rows(
            lambda offset, limit: (rows[offset : offset + limit], len(rows)),
            self.table.current_id() or self._first(),
        )
        fit_rows(self.table)
        self._period.setText(
            f"截至{format_date(today)}的12个月内到场参加过培训或演练的算已训；按签到名单认人，"
            "没有名单的场次认不出人。一人可属几个群体。"
        )
        self._show_schools()
        self._show_names()
        missing = sum(one.untrained for one in self._groups)
        late = sum(one.late for one in self._groups)
        told = f"{len(self._groups)}个群体，没训{missing:,}人"
        self.told.emit(told + (f"，新任超期{late:,}人" if late else ""))

    def point_at(self, key: str) -> None:
        """Go to the line of a group or of a school."""
        groups = [one.group for one in self._groups]
        schools = [one.unit for one in self._schools]
        if key in groups:
            self.table.select_place(groups.index(key))
            self.table.setFocus()
        elif key in schools:
            self.schools.select_place(schools.index(key))
            self.schools.setFocus()

    def give(self, key: str) -> None:
        """Arrange what is owed: a training for the newcomers of a group, a drill at a school."""
        self.point_at(key)
        if any(one.unit == key for one in self._schools):
            self._on_drill()
        else:
            today = self.office.clock.today()
            self._arrange([one for one in self._missing if is_new(one, today)])

    def press_next(self) -> None:
        self._arrange(self._chosen())

    def _arrange(self, people: Sequence[Untrained]) -> None:
        if not people:
            return
        try:
            key = training_coverage.arrange(self.office, self.table.current_id(), people)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self._lead_to(key, f"已安排培训，应到{len(people)}人")

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑↓", "选择"), ("回车", "看姓名"), ("Ctrl+回车", "安排培训"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        return (self.table, self.schools, self.names)

    def _chosen(self) -> Sequence[Untrained]:
        """The names chosen where several are, else all of the group."""
        if self.names.chosen_count() <= 1:
            return self._missing
        return [
            self._missing[place]
            for first, last in self.names.chosen_ranges()
            for place in range(first, last + 1)
        ]

    def _show_names(self) -> None:
        group = self.table.current_id()
        self._missing = training_coverage.untrained(self.office, group) if group else ()
        today = self.office.clock.today()
        rows = [
            _name_row(place, one, (one.new_until - today).days if one.new_until else None)
            for place, one in enumerate(self._missing)
        ]
        self.names.show_rows(lambda offset, limit: (rows[offset : offset + limit], len(rows)))
        self._head.set_note(f"{group}　{len(rows):,}人" if group else "")
        known = next((one.known for one in self._groups if one.group == group), 0)
        self._none.setVisible(not rows)
        self._none.setText(
            "都参加过培训。"
            if known
            else "还不掌握这个群体的人：在“人员”里填写培训对象或任职，这里就会列出。"
        )
        self._offer()

    def _first(self) -> str:
        """The first group of whom somebody is missing."""
        return next((one.group for one in self._groups if one.untrained), "")

    def _offer(self) -> None:
        count = len(self._chosen())
        self.arrange.setVisible(bool(count))
        self.arrange.setText(f"为这{count:,}人安排一次培训")
        self.arrange.setAccessibleName(self.arrange.text())

    def _show_schools(self) -> None:
        found = training_coverage.school_drills(self.office)
        self._schools = found.schools
        rows = [
            TableRow(
                one.unit,
                {
                    "name": one.name,
                    "village": one.village,
                    "held_on": str(one.held_on or ""),
                    "state": "已演练" if one.held_on else "还没有",
                },
                "",
                False,
                "",
            )
            for one in found.schools
        ]
        self.schools.show_rows(
            lambda offset, limit: (rows[offset : offset + limit], len(rows)),
            self.schools.current_id(),
        )
        fit_rows(self.schools)
        done = sum(one.held_on is not None for one in found.schools)
        span = f"{format_date(found.first)}至{format_date(found.last)}"
        rule_ = f"每学年至少演练一次：{found.basis}。" if found.basis else ""
        self._basis.setText(f"本学年（{span}）{done}/{len(found.schools)}所已演练。{rule_}")
        self._offer_drill()

    def _offer_drill(self) -> None:
        key = self.schools.current_id()
        one = next((school for school in self._schools if school.unit == key), None)
        self.drill.setVisible(one is not None and one.held_on is None)

    def _on_drill(self) -> None:
        key = self.schools.current_id()
        try:
            made = training_coverage.arrange_drill(self.office, key)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self._lead_to(made, "已安排学校演练")

    def _lead_to(self, training_id: str, sentence: str) -> None:
        self.failed.emit("", "")
        self.saved.emit()
        self.record_asked.emit("trainings", training_id)
        self.undo_offered.emit(sentence)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        tighten(column)
        self._period.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(8))
        column.addWidget(self._period)
        column.addWidget(self.table)
        heads = QHBoxLayout()
        tighten(heads, 14, (14, 20, 14, 2))
        heads.addWidget(label("学校演练", "head"))
        heads.addStretch(1)
        heads.addWidget(self.drill)
        column.addLayout(heads)
        self._basis.setContentsMargins(theme.px(14), 0, theme.px(14), theme.px(8))
        column.addWidget(self._basis)
        column.addWidget(self.schools)
        column.addStretch(1)
        self.left.addWidget(scrolling(inner), 1)
        panel = QWidget()
        panel.setProperty("part", "paper")
        panel.setFixedWidth(theme.px(WIDTH))
        side = QVBoxLayout()
        tighten(side, 0, (14, 8, 0, 10))
        side.addWidget(self._head)
        side.addWidget(rule())
        side.addWidget(self._none)
        side.addWidget(self.names, 1)
        foot = QHBoxLayout()
        tighten(foot, 0, (0, 10, 14, 0))
        foot.addWidget(self.arrange, 1)
        side.addLayout(foot)
        line = QHBoxLayout(panel)
        tighten(line)
        line.addWidget(rule("line", vertical=True))
        line.addLayout(side, 1)
        row = QHBoxLayout(self)
        tighten(row)
        row.addLayout(self.left, 1)
        row.addWidget(panel)


def _group_row(one: GroupCoverage) -> TableRow:
    texts = {
        "group": one.group,
        "known": f"{one.known:,}" if one.known else "",
        "trained": f"{one.trained:,}" if one.trained else "",
        "untrained": f"{one.untrained:,}" if one.untrained else "",
        "rate": f"{one.rate:.0f}%" if one.rate is not None else "",
        "newcomers": f"{one.newcomers:,}" if one.newcomers else "",
        "late": f"{one.late:,}人" if one.late else "",
        "sessions": f"{one.sessions:,}" if one.sessions else "",
        "nameless": f"{one.nameless:,}" if one.nameless else "",
    }
    return TableRow(one.group, texts, "", False, "overdue" if one.late else "")


def _name_row(place: int, one: Untrained, left: int | None) -> TableRow:
    words, urgency = "", ""
    if left is not None:
        words = f"逾期{-left}天" if left < 0 else f"还剩{left}天"
        urgency = "overdue" if left < 0 else "soon" if left <= 3 else ""
    texts = {
        "name": one.name,
        "unit": one.unit or one.village,
        "last": str(one.last or "从未"),
        "new": words,
    }
    return TableRow(str(place), texts, "", False, urgency)
