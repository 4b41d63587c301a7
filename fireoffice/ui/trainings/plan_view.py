"""计划进度: the lines of a year's plan with what was held, and 五进 by village."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain.trainings import CAMPAIGNS
from fireoffice.services.office import Office
from fireoffice.services.trainings import figures as training_figures
from fireoffice.services.trainings.figures import Count, PlanRow, PlanStatus
from fireoffice.ui.lists.table_rows import TableRow
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.figures_table import FigureColumn, FiguresTable
from fireoffice.ui.parts.notices import EmptyState
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.table_model import TableColumn
from fireoffice.ui.theme import theme
from fireoffice.ui.trainings.figures_view import TrainingFiguresView, fit_rows, scrolling

_COLUMNS: Final = (
    TableColumn("title", "计划", 0, sortable=False),
    TableColumn("group", "对象群体", 96, "quiet", sortable=False),
    TableColumn("campaign", "五进", 70, "quiet", sortable=False),
    TableColumn("department", "责任部门", 110, "quiet", sortable=False),
    TableColumn("planned", "计划", 56, "number", sortable=False),
    TableColumn("done", "已办", 56, "number", sortable=False),
    TableColumn("remaining", "还差", 56, "number", sortable=False),
    TableColumn("times", "人次", 64, "number", sortable=False),
    TableColumn("people", "人数", 64, "number", sortable=False),
    TableColumn("proposed", "可算入", 64, "number", sortable=False),
    TableColumn("until", "完成时限", 100, "left", sortable=False),
)
_SUMS: Final = tuple(FigureColumn(title) for title in ("计划", "已办", "还差", "人次", "人数"))
_MATRIX: Final = tuple(
    FigureColumn(title, word) for word in (*CAMPAIGNS, "合计") for title in ("场次", "人次")
)


class PlanView(TrainingFiguresView):
    """A year at a time; what was held and fits a line can be counted into it."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._year = office.clock.today().year
        self._years: tuple[int, ...] = (self._year,)
        self._status: PlanStatus | None = None
        self.title = label(part="title")
        self.earlier = button("", "flat", "chevron-left", hint="上一年")
        self.later = button("", "flat", "chevron-right", hint="下一年")
        self.count_in = button("", "next")
        self.beside = label(part="note")
        self.beside.setWordWrap(True)
        self.empty = EmptyState()
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName("培训计划进度")
        self.by_campaign = FiguresTable("五进类别", _SUMS)
        self.by_group = FiguresTable("对象群体", _SUMS)
        self.matrix = FiguresTable("村（居）", _MATRIX)
        self._lay_out()
        self.earlier.clicked.connect(partial(self._step, -1))
        self.later.clicked.connect(partial(self._step, 1))
        self.count_in.clicked.connect(self.press_next)
        self.table.selected.connect(lambda _: self._offer())
        self.table.entered.connect(lambda key: self.record_asked.emit("training_plans", key))

    def year(self) -> int:
        """Return the year shown."""
        return self._year

    def refresh(self) -> None:
        self._years = training_figures.years(self.office)
        status = training_figures.plan_status(self.office, self._year)
        self._status = status
        self.title.setText(f"{self._year}年培训计划进度")
        today = self.office.clock.today()
        rows = [_row(one, today.toordinal()) for one in status.rows]
        self.table.show_rows(
            lambda offset, limit: (rows[offset : offset + limit], len(rows)),
            self.table.current_id(),
        )
        fit_rows(self.table)
        for part in (self.table, self.by_campaign, self.by_group):
            part.setVisible(bool(rows))
        self._plan_head.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.say(f"{self._year}年还没有培训计划，可在“培训计划”里登记。")
        total = status.total
        self.by_campaign.set_rows([_sums(one) for one in (*status.by_campaign, total)])
        self.by_group.set_rows([_sums(one) for one in (*status.by_group, total)])
        table = training_figures.five_campaigns(self.office, self._year)
        self.matrix.set_rows(
            [(name, *(text for count in counts for text in _cells(count)))
             for name, counts in table.rows]
        )  # fmt: skip
        held = table.rows[-1][1][-1]
        self.beside.setText(_beside(self._year, status, held))
        self.earlier.setEnabled(self._year > min(self._years))
        self.later.setEnabled(self._year < max(self._years))
        self._offer()
        self.told.emit(
            f"{self._year}年计划{total.planned}场，已办{total.done}场；全年开展{held.sessions}场，"
            f"{held.times:,}人次"
        )

    def press_next(self) -> None:
        if self.count_in.isHidden():
            return
        row = self._chosen()
        only = row.id if row is not None and row.proposed else ""
        try:
            count = training_figures.count_into_plan(self.office, self._year, only)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self.refresh()
        self.saved.emit()
        self.undo_offered.emit(f"已把{count}场算进计划")

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑↓", "选择"), ("回车", "打开计划"), ("Ctrl+回车", "算入"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        return (self.earlier, self.table)

    def _step(self, by: int) -> None:
        self._year += by
        self.refresh()

    def _offer(self) -> None:
        """Offer what fits the line chosen, else what fits any."""
        row = self._chosen()
        here = len(row.proposed) if row else 0
        count = here or (self._status.proposals if self._status else 0)
        self.count_in.setVisible(bool(count))
        self.count_in.setText(f"把{count}场算入{'这项' if here else ''}计划")
        self.count_in.setAccessibleName(self.count_in.text())
        self.count_in.setToolTip(
            f"已开展、类型和对象与计划一致、还没有算进计划的{count}场（Ctrl+回车）"
        )

    def _chosen(self) -> PlanRow | None:
        rows = self._status.rows if self._status else ()
        return next((one for one in rows if one.id == self.table.current_id()), None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        tighten(head, 6, (14, 6, 14, 8))
        for one in (self.earlier, self.later):
            one.setFixedWidth(theme.px(32))
        head.addWidget(self.title)
        head.addWidget(self.earlier)
        head.addWidget(self.later)
        head.addStretch(1)
        head.addWidget(self.count_in)
        inner = QWidget()
        column = QVBoxLayout(inner)
        tighten(column)
        column.addWidget(self.empty)
        column.addWidget(self.table)
        self._plan_head = QWidget()
        sums = QHBoxLayout(self._plan_head)
        tighten(sums, 24, (0, 18, 0, 0))
        for table in (self.by_campaign, self.by_group):
            sums.addWidget(table, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._plan_head)
        title = label("五进与村（居）", "head")
        title.setContentsMargins(theme.px(14), theme.px(20), 0, theme.px(6))
        column.addWidget(title)
        column.addWidget(self.matrix)
        self.beside.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(14))
        column.addWidget(self.beside)
        column.addStretch(1)
        self.left.addLayout(head)
        self.left.addWidget(scrolling(inner), 1)
        outer = QHBoxLayout(self)
        tighten(outer)
        outer.addLayout(self.left, 1)


def _row(one: PlanRow, today: int) -> TableRow:
    left = one.until.toordinal() - today if one.until and one.remaining else None
    words = "已完成" if not one.remaining else "—"
    if left is not None:
        words = f"逾期{-left}天" if left < 0 else f"还剩{left}天"
    texts = {
        "title": one.title,
        "group": one.group,
        "campaign": one.campaign,
        "department": one.department,
        "planned": f"{one.planned:,}",
        "done": f"{one.done:,}" if one.done else "",
        "remaining": f"{one.remaining:,}" if one.remaining else "",
        "times": f"{one.count.times:,}" if one.count.times else "",
        "people": _people(one.count),
        "proposed": f"{len(one.proposed):,}" if one.proposed else "",
        "until": words,
    }
    urgency = "" if left is None else "overdue" if left < 0 else "soon" if left <= 3 else ""
    return TableRow(one.id, texts, "", False, urgency)


def _people(count: Count) -> str:
    return f"{count.people:,}" if count.people else ""


def _sums(one: PlanRow) -> Sequence[str]:
    numbers = (one.planned, one.done, one.remaining, one.count.times)
    return (one.title, *(f"{number:,}" for number in numbers), _people(one.count))


def _cells(count: Count) -> tuple[str, str]:
    return f"{count.sessions:,}", f"{count.times:,}"


def _beside(year: int, status: PlanStatus, held: Count) -> str:
    if not held.sessions:
        return f"{year}年没有已开展的活动。"
    parts = [
        f"{year}年开展{held.sessions:,}场，{held.times:,}人次",
        f"有名单可查的{held.people:,}人（同一人多次参加只算一人）",
    ]
    if held.unnamed:
        parts.append(f"{held.unnamed:,}人次没有名单，不计入人数")
    if status.beside.sessions:
        parts.append(f"{status.beside.sessions:,}场不在计划内")
    return "；".join(parts) + "。"
