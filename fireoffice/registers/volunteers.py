"""志愿队伍."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from fireoffice.db.models import Volunteer
from fireoffice.domain import volunteers
from fireoffice.domain.steps import Step
from fireoffice.registers.register import REMAINING, STAGE, Chip, Column, Numbering, Register

_MONTH: Final = timedelta(days=30)


def _insurance_ends(first: date, last: date) -> ColumnElement[bool]:
    return and_(VOLUNTEERS.is_open(), Volunteer.insured_until.between(first, last))


def _problems(volunteer: Volunteer, _: date) -> dict[str, str]:
    return volunteers.problems(volunteer.joined_on, volunteer.left_on)


def _next_step(volunteer: Volunteer) -> Step | None:
    return volunteers.NEXT_STEPS.get(volunteers.stage(volunteer.left_on))


def _complete(_: Session, volunteer: Volunteer) -> None:
    volunteer.derive()


VOLUNTEERS: Final[Register] = Register(
    name="volunteers",
    title="志愿队伍",
    noun=Volunteer.noun,
    new_label="登记队员",
    model=Volunteer,
    columns=(
        Column(STAGE, width=90),
        Column("number", width=60),
        Column("name", width=90),
        Column("sex", width=46),
        Column("team"),
        Column("village", width=90),
        Column("role", width=76),
        Column("phone", width=120),
        Column("id_number", width=160, wide=True),
        Column("joined_on", width=96, wide=True),
        Column("insured_until", width=96),
        Column(REMAINING, width=90),
    ),
    order=(("number", True),),
    title_field="name",
    filters=("village", "team", "role", "sex", "veteran"),
    chips=(
        Chip("overdue", "保险过期", lambda day: VOLUNTEERS.is_overdue(day), "red"),
        Chip("soon", "30日内到期", lambda day: _insurance_ends(day, day + _MONTH), "amber"),
        Chip(
            "uninsured",
            "未投保",
            lambda _: and_(VOLUNTEERS.is_open(), Volunteer.insured_until.is_(None)),
        ),
        Chip("open", "在队", lambda _: VOLUNTEERS.is_open()),
    ),
    due="insured_until",
    numbering=Numbering("{n:04d}"),
    check=_problems,
    prepare=_complete,
    next_step=_next_step,
    stages=tuple(volunteers.Stage),
    told_apart_by=("team", "number"),
    duplicates=(("name", "village"), ("id_number",), ("phone",)),
    carried=("village", "team", "joined_on"),
)
