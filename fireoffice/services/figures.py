"""Figures of the office's work: key figures, the last twelve months, the table by village."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, extract, func, or_, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Hazard, Training, Village, Volunteer
from fireoffice.domain.months import Month, month_of, months_up_to
from fireoffice.services.agenda import AgendaRow, CalendarEntry, agenda, calendar
from fireoffice.services.brigades.figures import established
from fireoffice.services.duties.completeness import completeness
from fireoffice.services.hazards.standing import Rates, concerns, ended_on, late_at, open_at
from fireoffice.services.office import Office

__all__ = [
    "AgendaRow",
    "CalendarEntry",
    "KeyFigure",
    "MonthCount",
    "VillageRow",
    "VillageTable",
    "agenda",
    "by_village",
    "calendar",
    "key_figures",
    "months",
]


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
class VillageRow(Rates):
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
    def overdue(self) -> int:
        """The number of overdue hazards, however long they are overdue."""
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


def key_figures(office: Office, today: date | None = None) -> tuple[KeyFigure, ...]:
    """The figures that the chief asks for, as of `today`, with their last twelve months."""
    day = today or office.clock.today()
    months = months_up_to(day)
    ends = [min(month.last, day) for month in months]
    with office.reading() as session:
        still_open, late = _standing(session, ends)
        found = _monthly(session, Hazard, Hazard.found_on, months, day)
        due = _monthly(session, Hazard, Hazard.due, months, day)
        kept = _monthly(session, Hazard, Hazard.due, months, day, Hazard.fixed_on <= Hazard.due)
        held = _monthly(session, Training, Training.held_on, months, day, Training.closed.is_(True))
        serving = _counted(session, Volunteer, [_serving_at(end) for end in ends])
    villages = completeness(office, day)
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
        # The completeness of villages on earlier days is not kept: there is no series to show.
        KeyFigure(
            "组织健全",
            villages.complete,
            "村居",
            (*(None for _ in months[1:]), villages.complete),
            f"共{len(villages.rows)}个",
        ),
    )


def months(office: Office, today: date | None = None) -> tuple[MonthCount, ...]:
    """Hazards found and fixed in each of the twelve months up to `today`."""
    day = today or office.clock.today()
    wanted = months_up_to(day)
    with office.reading() as session:
        found = _monthly(session, Hazard, Hazard.found_on, wanted, day)
        fixed = _monthly(session, Hazard, Hazard.fixed_on, wanted, day)
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
            select(Village.id, Village.name)
            .where(Village.deleted_at.is_(None))
            .order_by(Village.order, Village.name)
        ).all()
        hazards = _by_village(session, Hazard, _hazard_counts(wanted, end), concerns(wanted.first))
        trainings = _by_village(session, Training, _training_counts(wanted, end))
        volunteers = _by_village(
            session, Volunteer, {"volunteers": func.count().filter(_serving_at(end))}
        )
        brigades = {one.id: one.word for one in established(session, end).villages}
    rows: list[VillageRow] = []
    for key, name in villages:
        counts = hazards.get(key, {}) | trainings.get(key, {}) | volunteers.get(key, {})
        rows.append(VillageRow(name=name, brigade=brigades.get(key, ""), **counts))
    return VillageTable(wanted, tuple(rows), _sum(rows))


def _counted(
    session: Session, model: Any, conditions: list[ColumnElement[bool]], *among: ColumnElement[bool]
) -> list[int]:
    """The number of live records that fulfil each condition, in one pass over those of `among`."""
    counts = session.execute(
        select(*(func.count().filter(one) for one in conditions)).where(
            model.deleted_at.is_(None), *among
        )
    ).one()
    return [int(count) for count in counts]


def _standing(session: Session, ends: list[date]) -> tuple[list[int], list[int]]:
    """The numbers of open and of overdue hazards at the end of each day in `ends`."""
    still_open = [open_at(end) for end in ends]
    late = [late_at(end) for end in ends]
    lasted = or_(Hazard.closed.is_(False), ended_on() > ends[0])
    counts = _counted(session, Hazard, still_open + late, lasted)
    return counts[: len(ends)], counts[len(ends) :]


def _monthly(
    session: Session,
    model: Any,
    column: Any,
    months: Sequence[Month],
    day: date,
    *among: ColumnElement[bool],
) -> list[int]:
    """The number of live records whose `column` lies in each of `months`, up to `day`."""
    year, number = extract("year", column), extract("month", column)
    rows = session.execute(
        select(year, number, func.count())
        .where(model.deleted_at.is_(None), column.between(months[0].first, day), *among)
        .group_by(year, number)
    )
    found = {Month(int(one[0]), int(one[1])): int(one[2]) for one in rows}
    return [found.get(month, 0) for month in months]


def _serving_at(end: date) -> ColumnElement[bool]:
    return and_(
        or_(Volunteer.joined_on.is_(None), Volunteer.joined_on <= end),
        or_(Volunteer.left_on.is_(None), Volunteer.left_on > end),
    )


def _hazard_counts(month: Month, end: date) -> dict[str, ColumnElement[int]]:
    found = Hazard.found_on.between(month.first, end)
    due = Hazard.due.between(month.first, end)
    late = late_at(end)
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
        "remaining": open_at(end),
    }
    return {name: func.count().filter(one) for name, one in conditions.items()}


def _training_counts(month: Month, end: date) -> dict[str, ColumnElement[Any]]:
    held = and_(Training.closed, Training.held_on.between(month.first, end))
    return {
        "sessions": func.count().filter(held),
        "attended": func.coalesce(func.sum(Training.came).filter(held), 0),
    }


def _by_village(
    session: Session,
    model: Any,
    counts: Mapping[str, ColumnElement[Any]],
    *among: ColumnElement[bool],
) -> dict[str, dict[str, int]]:
    rows = session.execute(
        select(model.village, *counts.values())
        .where(model.deleted_at.is_(None), *among)
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


def _percent(rate: float | None) -> str:
    return "无到期" if rate is None else f"{rate:.0f}%"
