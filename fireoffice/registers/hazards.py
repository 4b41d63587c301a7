"""隐患台账."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Hazard, Unit
from fireoffice.domain import hazards
from fireoffice.domain.deadlines import SOON_DAYS
from fireoffice.registers.register import REMAINING, STAGE, Chip, Column, Numbering, Register


def _overdue(today: date) -> ColumnElement[bool]:
    return HAZARDS.is_overdue(today)


def _soon(today: date) -> ColumnElement[bool]:
    return HAZARDS.is_soon(today)


def _waiting(today: date) -> ColumnElement[bool]:
    return Hazard.stage == hazards.Stage.FIXED


def _major(today: date) -> ColumnElement[bool]:
    return and_(Hazard.grade == "重大", Hazard.closed.is_(False))


def _open(today: date) -> ColumnElement[bool]:
    return Hazard.closed.is_(False)


def _link_unit(session: Session, hazard: Hazard) -> None:
    """A place named like a unit of the village is that unit."""
    hazard.unit = session.scalar(
        select(Unit.id)
        .where(Unit.name == hazard.place, Unit.village == hazard.village, Unit.deleted_at.is_(None))
        .limit(1)
    )


HAZARDS = Register(
    name="hazards",
    title="隐患台账",
    noun=Hazard.noun,
    new_label="登记隐患",
    model=Hazard,
    columns=(
        Column(STAGE, width=90),
        Column("number", width=84),
        Column("description", label="隐患"),
        Column("place", width=142),
        Column("part", width=110, wide=True),
        Column("village", width=76),
        Column("grade", width=50),
        Column("category", width=90, wide=True),
        Column("responsible", width=90, wide=True),
        Column("due", width=96),
        Column(REMAINING, width=90),
        Column("handler", width=66),
    ),
    order=(("closed", True), ("due", True)),
    title_field="description",
    filters=("village", "grade", "handler", "category", "source"),
    chips=(
        Chip("overdue", "逾期", _overdue, "red"),
        Chip("soon", f"{SOON_DAYS}日内到期", _soon, "amber"),
        Chip("waiting", hazards.Stage.FIXED, _waiting, "amber"),
        Chip("major", "重大", _major),
        Chip("open", "未办结", _open),
    ),
    due="due",
    numbering=Numbering("{year}-{n:04d}", "found_on"),
    check=hazards.problems,
    prepare=_link_unit,
    next_step=hazards.next_step,
    stages=tuple(hazards.Stage),
)
