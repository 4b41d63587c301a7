"""队伍, 出动 and 值班."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, extract, func, select

from fireoffice.db.models import Callout, CalloutMember, Shift, Team, Volunteer
from fireoffice.domain import callouts
from fireoffice.domain.volunteers import Standard
from fireoffice.registers.register import Chip, Column, Detail, Numbering, Place, Register
from fireoffice.registers.standards import number_on


def below_minimum(day: date) -> ColumnElement[bool]:
    """The condition that a standing team has fewer members than it must have on `day`."""
    members = (
        select(func.count())
        .where(
            Volunteer.team == Team.id,
            Volunteer.closed.is_(False),
            Volunteer.deleted_at.is_(None),
        )
        .correlate(Team)
        .scalar_subquery()
    )
    least = func.coalesce(Team.minimum, number_on(Standard.MINIMUM, day))
    return and_(Team.disbanded_on.is_(None), members < least)


TEAMS: Final[Register] = Register(
    name="teams",
    title="队伍",
    noun=Team.noun,
    new_label="登记队伍",
    model=Team,
    place=Place("志愿队伍"),
    columns=(
        Column("name"),
        Column("kind", width=90),
        Column("village", width=90),
        Column("founded_on", width=96),
        Column("founding_number", width=170),
        Column("minimum", width=76),
        Column("station", width=150, wide=True),
        Column("phone", width=120),
    ),
    order=(("village", True), ("name", True)),
    title_field="name",
    filters=("kind", "village"),
    chips=(
        Chip("current", "现有", lambda _: Team.disbanded_on.is_(None)),
        Chip("short", "不足最低人数", below_minimum),
    ),
    details=(
        Detail("volunteers", "team", "队员", ("name", "role", "phone")),
        Detail("shifts", "team", "值班", ("day", "part", "volunteer")),
    ),
)

CALLOUTS: Final[Register] = Register(
    name="callouts",
    title="出动",
    noun=Callout.noun,
    new_label="登记出动",
    model=Callout,
    place=Place("志愿队伍"),
    columns=(
        Column("number", width=84),
        Column("day", width=96),
        Column("task", width=90),
        Column("place"),
        Column("village", width=90),
        Column("team", width=170),
        Column("people", width=76),
        Column("minutes", width=110, wide=True),
        Column("hours", width=96),
    ),
    order=(("day", False),),
    title_field="place",
    filters=("team", "village", "task", "first_on_scene"),
    check=lambda one, _: callouts.problems(one.called_at, one.arrived_at),
    chips=(
        Chip("year", "今年", lambda day: extract("year", Callout.day) == day.year),
        Chip("first", "最先到场", lambda _: Callout.first_on_scene.is_(True)),
    ),
    numbering=Numbering("{year}-{n:03d}", "day"),
    told_apart_by=("number",),
    duplicates=(("day", "team", "place"),),
    details=(
        Detail("callout_members", "callout", "出动队员", ("volunteer", "hours", "allowance")),
    ),
)

CALLOUT_MEMBERS: Final[Register] = Register(
    name="callout_members",
    title="出动队员",
    noun=CalloutMember.noun,
    new_label="添加队员",
    model=CalloutMember,
    place=Place(inside="callout"),
    columns=(
        Column("callout"),
        Column("volunteer", width=110),
        Column("hours", width=90),
        Column("allowance", width=96),
    ),
    order=(("callout", True), ("volunteer", True)),
    title_field="volunteer",
    filters=("volunteer",),
    duplicates=(("callout", "volunteer"),),
)


SHIFTS: Final[Register] = Register(
    name="shifts",
    title="值班",
    noun=Shift.noun,
    new_label="安排值班",
    model=Shift,
    place=Place("志愿队伍"),
    columns=(
        Column("day", width=96),
        Column("part", width=76),
        Column("team"),
        Column("volunteer", width=110),
        Column("instead_of", width=110),
    ),
    order=(("day", True), ("team", True)),
    title_field="day",
    filters=("team", "part"),
    chips=(Chip("coming", "今天以后", lambda day: Shift.day >= day),),
    duplicates=(("day", "part", "volunteer"),),
)
