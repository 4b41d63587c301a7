"""What the office has done and must do: the day's list, key figures, the table by village."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Hazard, Training, Village, Volunteer
from fireoffice.domain.deadlines import Deadline, Urgency, deadline
from fireoffice.domain.hazards import Stage
from fireoffice.domain.months import Month, month_of, months_up_to
from fireoffice.domain.volunteers import needs_brigade
from fireoffice.registers import TABS, VOLUNTEERS, Register
from fireoffice.services.entry import names_of
from fireoffice.services.office import Office

_ACTIONS: Final = {
    Stage.FOUND: "下达通知",
    Stage.NOTIFIED: "催办",
    Stage.FIXING: "催办",
    Stage.FIXED: "复查",
    "duties": "履责",
    "trainings": "开展",
    "volunteers": "续保",
}


@dataclass(frozen=True)
class AgendaRow:
    """One thing to do: what, where, until when, and the word of its next step."""

    register: str
    id: str
    action: str
    title: str
    place: str
    village: str
    due: date
    deadline: Deadline
    stage: str
    step: str

    @property
    def urgency(self) -> Urgency:
        """The band under which the row is listed."""
        return self.deadline.urgency


@dataclass(frozen=True)
class KeyFigure:
    """One figure with its twelve months, oldest first; the last is the figure itself.

    `series` holds None for a month without anything to count. `comparison` says in words what
    it was before. `is_late` marks a figure that counts what is overdue.
    """

    name: str
    value: int | None
    unit: str
    series: tuple[float | None, ...]
    comparison: str
    is_late: bool = False


@dataclass(frozen=True)
class VillageRow:
    """One village in one month. Rates are percentages, None where nothing was due."""

    name: str
    found: int = 0
    on_the_spot: int = 0
    ordered: int = 0
    fixed: int = 0
    due: int = 0
    due_fixed: int = 0
    due_on_time: int = 0
    overdue_7: int = 0
    overdue_30: int = 0
    overdue_more: int = 0
    remaining: int = 0
    sessions: int = 0
    attended: int = 0
    volunteers: int = 0
    brigade: str = ""
    """「应建已建」, 「应建未建」, 「已建」 or empty."""

    @property
    def fix_rate(self) -> float | None:
        """已整改 ÷ 到期应整改, in percent."""
        return self.due_fixed / self.due * 100 if self.due else None

    @property
    def on_time_rate(self) -> float | None:
        """期限内整改 ÷ 到期应整改, in percent."""
        return self.due_on_time / self.due * 100 if self.due else None

    @property
    def overdue(self) -> int:
        """All that is overdue."""
        return self.overdue_7 + self.overdue_30 + self.overdue_more


@dataclass(frozen=True)
class VillageTable:
    """The villages in one month, and the town as their sum."""

    month: Month
    rows: tuple[VillageRow, ...]
    total: VillageRow


@dataclass(frozen=True)
class MonthCount:
    """Hazards found and fixed in one month."""

    month: Month
    found: int
    fixed: int


@dataclass(frozen=True)
class CalendarEntry:
    """Something that is going to happen."""

    day: date
    text: str
    detail: str
    register: str = ""
    id: str = ""


def agenda(office: Office, today: date | None = None, limit: int = 200) -> tuple[AgendaRow, ...]:
    """What is overdue, due today, or due within three days, in all registers; earliest first."""
    day = today or office.clock.today()
    with office.reading() as session:
        rows = [row for register in TABS for row in _due(session, register, day, limit)]
    return tuple(sorted(rows, key=lambda row: (row.due, row.register, row.title))[:limit])


def key_figures(office: Office, today: date | None = None) -> tuple[KeyFigure, ...]:
    """The figures that the chief asks for, as of `today`, with their last twelve months."""
    day = today or office.clock.today()
    months = months_up_to(day)
    ends = [min(month.last, day) for month in months]
    with office.reading() as session:
        still_open = _counted(session, Hazard, [_open_at(end) for end in ends])
        late = _counted(session, Hazard, [and_(_open_at(end), Hazard.due < end) for end in ends])
        found = _counted(session, Hazard, [_in(Hazard.found_on, one, day) for one in months])
        due = _counted(session, Hazard, [_in(Hazard.due, one, day) for one in months])
        kept = _counted(
            session,
            Hazard,
            [and_(_in(Hazard.due, one, day), Hazard.fixed_on <= Hazard.due) for one in months],
        )
        held = _counted(
            session,
            Training,
            [and_(Training.closed, _in(Training.held_on, one, day)) for one in months],
        )
        serving = _counted(session, Volunteer, [_serving_at(end) for end in ends])
    before = f"{months[-2].number}月"
    rates = [
        round(part / all_ * 100) if all_ else None for part, all_ in zip(kept, due, strict=True)
    ]
    return (
        KeyFigure(
            "未办结隐患", still_open[-1], "件", tuple(still_open), f"{before}末{still_open[-2]}"
        ),
        KeyFigure("逾期", late[-1], "件", tuple(late), f"{before}末{late[-2]}", is_late=True),
        KeyFigure("本月发现", found[-1], "件", tuple(found), f"{before}{found[-2]}"),
        KeyFigure("按期整改率", rates[-1], "%", tuple(rates), f"{before}{_percent(rates[-2])}"),
        KeyFigure("本月培训", held[-1], "场", tuple(held), f"{before}{held[-2]}"),
        KeyFigure("在队志愿队员", serving[-1], "人", tuple(serving), f"{before}末{serving[-2]}"),
    )


def months(office: Office, today: date | None = None) -> tuple[MonthCount, ...]:
    """Hazards found and fixed in each of the twelve months up to `today`."""
    day = today or office.clock.today()
    wanted = months_up_to(day)
    with office.reading() as session:
        found = _counted(session, Hazard, [_in(Hazard.found_on, one, day) for one in wanted])
        fixed = _counted(session, Hazard, [_in(Hazard.fixed_on, one, day) for one in wanted])
    return tuple(MonthCount(*one) for one in zip(wanted, found, fixed, strict=True))


def by_village(
    office: Office, month: Month | None = None, today: date | None = None
) -> VillageTable:
    """The table of 统计考评: each village in `month`, as it stood on the month's last day.

    A month that is not over is counted up to `today`.
    """
    day = today or office.clock.today()
    wanted = month or month_of(day)
    end = min(wanted.last, day)
    with office.reading() as session:
        villages = session.execute(
            select(Village.id, Village.name, Village.kind, Village.population)
            .where(Village.deleted_at.is_(None))
            .order_by(Village.order, Village.name)
        ).all()
        hazards = _by_village(session, Hazard, _hazard_counts(wanted, end))
        trainings = _by_village(session, Training, _training_counts(wanted, end))
        volunteers = _by_village(
            session, Volunteer, {"volunteers": func.count().filter(_serving_at(end))}
        )
    rows: list[VillageRow] = []
    for key, name, kind, population in villages:
        counts = hazards.get(key, {}) | trainings.get(key, {}) | volunteers.get(key, {})
        built = counts.get("volunteers", 0) > 0
        should = needs_brigade(kind, population)
        brigade = ("应建" if should else "") + ("已建" if built else "未建" if should else "")
        rows.append(VillageRow(name=name, brigade=brigade, **counts))
    return VillageTable(wanted, tuple(rows), _sum(rows))


def calendar(
    office: Office, today: date | None = None, days: int = 30
) -> tuple[CalendarEntry, ...]:
    """What is planned in the coming `days`: sessions, and the days that the law names."""
    day = today or office.clock.today()
    last = day + timedelta(days=days)
    with office.reading() as session:
        planned = session.execute(
            select(Training.id, Training.held_on, Training.topic, Training.place)
            .where(
                Training.deleted_at.is_(None),
                Training.closed.is_(False),
                Training.held_on.between(day, last),
            )
            .order_by(Training.held_on)
        ).all()
    entries = [
        CalendarEntry(held_on, topic, place or "", "trainings", key)
        for key, held_on, topic, place in planned
    ]
    return tuple(sorted([*entries, *_fixed_days(day, last)], key=lambda one: one.day))


def _due(session: Session, register: Register, day: date, limit: int) -> Iterator[AgendaRow]:
    model: Any = register.model
    rows = session.scalars(
        select(model)
        .where(model.deleted_at.is_(None), register.is_overdue_or_soon(day))
        .order_by(model.due_order)
        .limit(limit)
    ).all()
    villages = names_of(session, register, [{"village": row.village} for row in rows])
    for row in rows:
        due: date = getattr(row, register.due)
        step = register.next_step(row)
        title, place = _words(register, row)
        yield AgendaRow(
            register=register.name,
            id=row.id,
            action=_ACTIONS.get(row.stage) or _ACTIONS[register.name],
            title=title,
            place=place,
            village=villages.by_key.get(row.village, "") if row.village else "镇级",
            due=due,
            deadline=deadline(due, day),
            stage=row.stage,
            step=step.label if step else "",
        )


def _words(register: Register, row: Any) -> tuple[str, str]:
    match register.name:
        case "hazards":
            return row.description, row.place
        case "duties":
            return row.content, row.holder
        case "trainings":
            return row.topic, row.place or ""
        case _:
            return f"{row.name}的{VOLUNTEERS.field(register.due).label}", row.team


def _counted(session: Session, model: Any, conditions: list[ColumnElement[bool]]) -> list[int]:
    """How many live records fulfil each condition, in one pass over the table."""
    counts = session.execute(
        select(*(func.count().filter(one) for one in conditions)).where(model.deleted_at.is_(None))
    ).one()
    return [int(count) for count in counts]


def _in(column: Any, month: Month, day: date) -> ColumnElement[bool]:
    return column.between(month.first, min(month.last, day))


def _ended_on() -> ColumnElement[date]:
    return func.coalesce(Hazard.closed_on, Hazard.transferred_on)


def _open_at(end: date) -> ColumnElement[bool]:
    return and_(Hazard.found_on <= end, or_(_ended_on().is_(None), _ended_on() > end))


def _serving_at(end: date) -> ColumnElement[bool]:
    return and_(
        or_(Volunteer.joined_on.is_(None), Volunteer.joined_on <= end),
        or_(Volunteer.left_on.is_(None), Volunteer.left_on > end),
    )


def _hazard_counts(month: Month, end: date) -> dict[str, ColumnElement[int]]:
    found = Hazard.found_on.between(month.first, end)
    due = Hazard.due.between(month.first, end)
    late = and_(_open_at(end), Hazard.due < end)
    week, thirty = end - timedelta(days=7), end - timedelta(days=30)
    conditions = {
        "found": found,
        "on_the_spot": and_(found, Hazard.fixed_on == Hazard.found_on),
        "ordered": and_(found, Hazard.notified_on.is_not(None)),
        "fixed": Hazard.fixed_on.between(month.first, end),
        "due": due,
        "due_fixed": and_(due, Hazard.fixed_on <= end),
        "due_on_time": and_(due, Hazard.fixed_on <= Hazard.due),
        "overdue_7": and_(late, Hazard.due >= week),
        "overdue_30": and_(late, Hazard.due < week, Hazard.due >= thirty),
        "overdue_more": and_(late, Hazard.due < thirty),
        "remaining": _open_at(end),
    }
    return {name: func.count().filter(one) for name, one in conditions.items()}


def _training_counts(month: Month, end: date) -> dict[str, ColumnElement[Any]]:
    held = and_(Training.closed, Training.held_on.between(month.first, end))
    return {
        "sessions": func.count().filter(held),
        "attended": func.coalesce(func.sum(Training.attended).filter(held), 0),
    }


def _by_village(
    session: Session, model: Any, counts: Mapping[str, ColumnElement[Any]]
) -> dict[str, dict[str, int]]:
    rows = session.execute(
        select(model.village, *counts.values())
        .where(model.deleted_at.is_(None))
        .group_by(model.village)
    ).all()
    return {row[0]: dict(zip(counts, row[1:], strict=True)) for row in rows if row[0]}


def _sum(rows: list[VillageRow]) -> VillageRow:
    numbers = {
        name: sum(getattr(row, name) for row in rows)
        for name in VillageRow.__dataclass_fields__
        if name not in ("name", "brigade")
    }
    should = sum(row.brigade.startswith("应建") for row in rows)
    built = sum(row.brigade == "应建已建" for row in rows)
    return VillageRow(name="全镇", brigade=f"应建{should}已建{built}", **numbers)


def _fixed_days(first: date, last: date) -> Iterator[CalendarEntry]:
    for year in range(first.year, last.year + 1):
        for month, number, text, detail in (
            (11, 1, "全市消防安全宣传月", "全月，重庆市消防条例第十条"),
            (11, 9, "消防日", "重庆市消防条例第十条"),
        ):
            day = date(year, month, number)
            if first <= day <= last:
                yield CalendarEntry(day, text, detail)


def _percent(rate: float | None) -> str:
    return "无到期" if rate is None else f"{rate:.0f}%"
