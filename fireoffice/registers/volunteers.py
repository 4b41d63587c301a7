"""志愿队伍."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Absence, Attendance, Training, Volunteer
from fireoffice.domain import volunteers
from fireoffice.domain.steps import Step
from fireoffice.domain.trainings import PRESENCES
from fireoffice.registers.agenda import Agenda
from fireoffice.registers.known_people import link_person
from fireoffice.registers.lapses import lapses
from fireoffice.registers.register import (
    REMAINING,
    STAGE,
    Chip,
    Column,
    Detail,
    Numbering,
    Place,
    Register,
)
from fireoffice.registers.standards import number_on

_FIRST, _THEN = volunteers.UNTRAINED_DAYS
_MONTH, _WEEK = (timedelta(days=days) for days in volunteers.EXPIRY_DAYS)


def _lapses(first: date, last: date) -> ColumnElement[bool]:
    return and_(VOLUNTEERS.is_open(), Volunteer.next_due.between(first, last))


def untrained_since(day: date) -> ColumnElement[bool]:
    """The condition that a volunteer serves and has come to no session since `day`."""
    came = (
        select(Attendance.id)
        .join(Training, Training.id == Attendance.training)
        .where(
            Attendance.person == Volunteer.person,
            Attendance.presence == PRESENCES[0],
            Attendance.deleted_at.is_(None),
            Training.deleted_at.is_(None),
            Training.held_on >= day,
        )
    )
    return and_(VOLUNTEERS.is_open(), ~exists(came.correlate(Volunteer)))


def _untrained(days: int) -> Callable[[date], ColumnElement[bool]]:
    return lambda day: untrained_since(day - timedelta(days=days))


def over_age(day: date) -> ColumnElement[bool]:
    """The condition that a volunteer serves and is older than the standard of `day` allows."""
    years = number_on(volunteers.Standard.OLDEST, day) + 1
    born = func.date(day.isoformat(), func.printf("-%d years", years), type_=String)
    return and_(VOLUNTEERS.is_open(), cast(Volunteer.birthday, String) <= born)


def _problems(volunteer: Volunteer, _: date) -> dict[str, str]:
    return volunteers.problems(volunteer.joined_on, volunteer.left_on)


def _next_step(volunteer: Volunteer) -> Step | None:
    return next(iter(volunteers.steps(volunteer.left_on, volunteer.ends())), None)


def _other_steps(volunteer: Volunteer) -> tuple[Step, ...]:
    return volunteers.steps(volunteer.left_on, volunteer.ends())[1:]


def _complete(session: Session, volunteer: Volunteer) -> None:
    volunteer.derive()
    link_person(session, volunteer)


def _unlinked(session: Session) -> Sequence[Volunteer]:
    """The volunteers registered before people were kept as such, without the person each is."""
    return session.scalars(
        select(Volunteer)
        .where(Volunteer.person.is_(None), Volunteer.deleted_at.is_(None))
        .order_by(Volunteer.number, Volunteer.id)
    ).all()


VOLUNTEERS: Final[Register] = Register(
    name="volunteers",
    title="志愿队伍",
    noun=Volunteer.noun,
    new_label="登记队员",
    model=Volunteer,
    place=Place("志愿队伍"),
    columns=(
        Column(STAGE, width=90),
        Column("number", width=60),
        Column("name", width=90),
        Column("sex", width=46),
        Column("team"),
        Column("village", width=90, wide=True),
        Column("role", width=76),
        Column("phone", width=120),
        Column("id_number", width=160, wide=True),
        Column("joined_on", width=96, wide=True),
        Column("next_paper", width=76),
        Column("next_due", width=96),
        Column(REMAINING, width=90),
    ),
    order=(("number", True),),
    title_field="name",
    filters=("village", "team", "role", "sex", "veteran", "next_paper"),
    chips=(
        Chip("overdue", "已过期", lambda day: VOLUNTEERS.is_overdue(day), "red"),
        Chip("week", "7日内到期", lambda day: _lapses(day, day + _WEEK), "amber"),
        Chip("soon", "30日内到期", lambda day: _lapses(day, day + _MONTH), "amber"),
        Chip(
            "uninsured",
            "未投保",
            lambda _: and_(VOLUNTEERS.is_open(), Volunteer.insured_until.is_(None)),
        ),
        Chip("untrained_soon", f"{_FIRST}日未训练", _untrained(_FIRST)),
        Chip("untrained", f"{_THEN}日未训练", _untrained(_THEN)),
        Chip("over_age", "超龄", over_age),
        Chip("open", "在队", lambda _: VOLUNTEERS.is_open()),
    ),
    due="next_due",
    numbering=Numbering("{n:04d}"),
    check=_problems,
    prepare=_complete,
    incomplete=_unlinked,
    next_step=_next_step,
    other_steps=_other_steps,
    stages=tuple(volunteers.Stage),
    told_apart_by=("team", "number"),
    duplicates=(("name", "village"), ("id_number",), ("phone",)),
    carried=("village", "team", "joined_on"),
    agenda=Agenda(action=lambda _: "", by_deadline=False, reminders=lapses),
    details=(Detail("absences", "volunteer", "请假", ("first", "last", "reason")),),
)

ABSENCES: Final[Register] = Register(
    name="absences",
    title="请假",
    noun=Absence.noun,
    new_label="登记请假",
    model=Absence,
    place=Place(inside="volunteer"),
    columns=(
        Column("volunteer"),
        Column("first", width=96),
        Column("last", width=96),
        Column("reason", width=200),
    ),
    order=(("first", False),),
    title_field="volunteer",
    filters=("volunteer",),
    check=lambda one, _: volunteers.absence_problems(one.first, one.last),
)
