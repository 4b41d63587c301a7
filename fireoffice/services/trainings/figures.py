"""Figures of a year of training: plan against done, 五进 by village, 场次, 人次 and 人数."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Attendance, Training, TrainingPlan, Village
from fireoffice.domain.attendees import Attendee, distinct
from fireoffice.domain.trainings import CAMPAIGNS, PRESENT
from fireoffice.services.office import Office
from fireoffice.services.trainings.coverage import (
    GroupCoverage,
    SchoolDrill,
    Untrained,
    coverage,
    school_drills,
    untrained,
)

__all__ = [
    "CampaignTable",
    "Count",
    "GroupCoverage",
    "PlanRow",
    "PlanStatus",
    "SchoolDrill",
    "Untrained",
    "count_into_plan",
    "coverage",
    "five_campaigns",
    "plan_status",
    "school_drills",
    "untrained",
    "years",
]


@dataclass(frozen=True)
class Count:
    """Sessions held and those who came.

    `times` are 人次, everyone counted at each session. `people` are 人数, everyone once; only those
    on lists of names can be told apart, and `unnamed` of the 人次 are on none.
    """

    sessions: int = 0
    times: int = 0
    people: int = 0
    unnamed: int = 0


@dataclass(frozen=True)
class PlanRow:
    """One line of a year's plan, or a sum of lines. `id` is empty for a sum.

    `proposed` are the sessions held that fit this line alone and are not counted into any.
    """

    id: str
    title: str
    group: str
    planned: int
    done: int
    count: Count
    until: date | None = None
    department: str = ""
    kind: str = ""
    campaign: str = ""
    proposed: tuple[str, ...] = ()
    is_late: bool = False

    @property
    def remaining(self) -> int:
        """Sessions still to be held; never below nothing."""
        return max(0, self.planned - self.done)


@dataclass(frozen=True)
class PlanStatus:
    """The plan of a year: its lines, their sums, and what was held beside it."""

    year: int
    rows: tuple[PlanRow, ...]
    by_campaign: tuple[PlanRow, ...]
    by_group: tuple[PlanRow, ...]
    total: PlanRow
    beside: Count
    """Sessions held in the year that are counted into no line."""

    @property
    def proposals(self) -> int:
        """The number of sessions that could be counted into a line."""
        return sum(len(row.proposed) for row in self.rows)


@dataclass(frozen=True)
class CampaignTable:
    """五进 by village: a row for each village, one for none, the last the sum; columns as 五进."""

    year: int
    rows: tuple[tuple[str, tuple[Count, ...]], ...]


@dataclass(frozen=True)
class _Held:
    id: str
    plan: str | None
    kind: str
    audience: str | None
    campaign: str | None
    village: str | None
    came: int
    names: tuple[Attendee, ...]


def years(office: Office) -> tuple[int, ...]:
    """The years with a plan or a session, and this one; latest first."""
    with office.reading() as session:
        planned = session.scalars(
            select(TrainingPlan.year).where(TrainingPlan.deleted_at.is_(None)).distinct()
        ).all()
        held = session.scalars(select(Training.held_on).where(Training.deleted_at.is_(None)))
        found = {*planned, *(day.year for day in held if day), office.clock.today().year}
    return tuple(sorted((year for year in found if year), reverse=True))


def plan_status(office: Office, year: int) -> PlanStatus:
    """The state of the plan of `year`: sessions held and counted into its lines."""
    today = office.clock.today()
    with office.reading() as session:
        plans = session.scalars(
            select(TrainingPlan)
            .where(TrainingPlan.year == year, TrainingPlan.deleted_at.is_(None))
            .order_by(TrainingPlan.until.nulls_last(), TrainingPlan.topic, TrainingPlan.id)
        ).all()
        held = _held(session, year, today)
    of_plan: dict[str | None, list[_Held]] = {}
    for one in held:
        of_plan.setdefault(one.plan, []).append(one)
    proposed = _proposals(plans, of_plan.get(None, []))
    rows = tuple(
        _row(plan, of_plan.get(plan.id, []), proposed.get(plan.id, ()), today) for plan in plans
    )
    known = {plan.id for plan in plans}
    beside = [one for one in held if one.plan not in known]
    counted = [one for one in held if one.plan in known]
    parts = {row.id: of_plan.get(row.id, []) for row in rows}
    return PlanStatus(
        year,
        rows,
        tuple(_sum(rows, parts, word, "campaign") for word in CAMPAIGNS),
        tuple(
            _sum(rows, parts, word, "group")
            for word in dict.fromkeys(row.group for row in rows if row.group)
        ),
        PlanRow("", "全镇", "", sum(row.planned for row in rows), len(counted), _count(counted)),
        _count(beside),
    )


def count_into_plan(office: Office, year: int, only: str = "") -> int:
    """Count the sessions proposed for the lines of `year` into them; return how many there were.

    With `only`, those of this line alone. One action. Raises `InputError` where there are none.
    """
    rows = [row for row in plan_status(office, year).rows if row.id == (only or row.id)]
    count = sum(len(row.proposed) for row in rows)
    if not count:
        raise InputError(
            f"{year}年没有可以算进计划的活动。", "活动的类型和对象群体与计划一致，才能算入。"
        )
    into = f"“{rows[0].title}”" if only else "计划"
    with office.change(f"把{count}场活动算进{into}") as work:
        for row in rows:
            for key in row.proposed:
                work.set(work.get(Training, key), plan=row.id)
    return count


def five_campaigns(office: Office, year: int) -> CampaignTable:
    """The sessions of each village in `year`, and those who came, for each of the 五进."""
    with office.reading() as session:
        villages = session.execute(
            select(Village.id, Village.name)
            .where(Village.deleted_at.is_(None))
            .order_by(Village.order, Village.name)
        ).all()
        held = _held(session, year, office.clock.today())
    names: list[tuple[str | None, str]] = [(key, name) for key, name in villages]
    if any(one.village is None for one in held):
        names.append((None, "镇级"))

    def counted(some: Sequence[_Held]) -> tuple[Count, ...]:
        parts = [[one for one in some if one.campaign == word] for word in CAMPAIGNS]
        return (*(_count(part) for part in parts), _count(some))

    rows = [(name, counted([one for one in held if one.village == key])) for key, name in names]
    return CampaignTable(year, (*rows, ("全镇", counted(held))))


def _held(session: Session, year: int, today: date) -> list[_Held]:
    """The sessions held in `year`, with the names of those who came."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    live = (
        Training.deleted_at.is_(None),
        Training.closed.is_(True),
        Training.held_on.between(first, last),
    )
    names: dict[str, list[Attendee]] = {}
    listed: Any = session.execute(
        select(
            Attendance.training, Attendance.name, Attendance.unit, Attendance.phone,
            Attendance.person,
        )
        .join(Training, Training.id == Attendance.training)
        .where(*live, Attendance.deleted_at.is_(None), Attendance.presence == PRESENT)
    )  # fmt: skip
    for training, name, unit, phone, person in listed:
        names.setdefault(training, []).append(Attendee(name, unit or "", phone or "", person))
    rows = session.scalars(select(Training).where(*live).order_by(Training.held_on, Training.id))
    return [
        _Held(
            one.id, one.plan, one.kind, one.audience, one.campaign, one.village, one.came or 0,
            tuple(names.get(one.id, ())),
        )
        for one in rows
    ]  # fmt: skip


def _count(held: Iterable[_Held]) -> Count:
    some = list(held)
    named = [one for each in some for one in each.names]
    times = sum(one.came for one in some)
    return Count(len(some), times, distinct(named), max(0, times - len(named)))


def _proposals(plans: Sequence[TrainingPlan], free: Sequence[_Held]) -> dict[str, tuple[str, ...]]:
    """The sessions that fit exactly one line, by its key."""
    found: dict[str, list[str]] = {}
    for one in free:
        fitting = [plan for plan in plans if _fits(plan, one)]
        if len(fitting) == 1:
            found.setdefault(fitting[0].id, []).append(one.id)
    return {key: tuple(some) for key, some in found.items()}


def _fits(plan: TrainingPlan, one: _Held) -> bool:
    """True if a session is of the kind, for the group and of the 五进 that the line names."""
    return (
        plan.kind == one.kind
        and (not plan.audience or plan.audience == one.audience)
        and (not plan.campaign or plan.campaign == one.campaign)
    )


def _row(
    plan: TrainingPlan, held: Sequence[_Held], proposed: tuple[str, ...], today: date
) -> PlanRow:
    planned = plan.sessions or 0
    return PlanRow(
        id=plan.id,
        title=plan.topic,
        group=plan.audience or "",
        planned=planned,
        done=len(held),
        count=_count(held),
        until=plan.until,
        department=plan.department or "",
        kind=plan.kind or "",
        campaign=plan.campaign or "",
        proposed=proposed,
        is_late=bool(plan.until and plan.until < today and len(held) < planned),
    )


def _sum(rows: Sequence[PlanRow], held: dict[str, list[_Held]], word: str, by: str) -> PlanRow:
    some = [row for row in rows if getattr(row, by) == word]
    sessions = [one for row in some for one in held[row.id]]
    planned = sum(row.planned for row in some)
    return PlanRow("", word, "", planned, len(sessions), _count(sessions))
