"""标准: the numbers that rules name, each with its time and its basis."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import ScalarSelect, or_, select

from fireoffice.db.models import Standard
from fireoffice.domain import volunteers
from fireoffice.registers.register import Chip, Column, Place, Register


def number_on(name: volunteers.Standard, day: date) -> ScalarSelect[Any]:
    """The number that holds on `day`, for use in a condition; NULL where there is none."""
    return (
        select(Standard.number)
        .where(Standard.name == name, holds_on(day))
        .order_by(Standard.valid_from.desc().nulls_last(), Standard.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def holds_on(day: date) -> Any:
    """The condition that a standard holds on `day`."""
    return (
        Standard.deleted_at.is_(None)
        & or_(Standard.valid_from.is_(None), Standard.valid_from <= day)
        & or_(Standard.valid_to.is_(None), Standard.valid_to >= day)
    )


STANDARDS: Final[Register] = Register(
    name="standards",
    title="标准",
    noun=Standard.noun,
    new_label="登记标准",
    model=Standard,
    place=Place("志愿队伍"),
    columns=(
        Column("name", width=150),
        Column("number", width=90),
        Column("valid_from", width=96),
        Column("valid_to", width=96),
        Column("basis"),
    ),
    order=(("name", True), ("valid_from", False)),
    title_field="name",
    filters=("name",),
    chips=(Chip("current", "现行", holds_on),),
    told_apart_by=("valid_from",),
)
