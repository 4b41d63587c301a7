"""值班表 of a team and month, from the rota as it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import func, select

from fireoffice.db.models import Shift, Team
from fireoffice.docs.forms.kinds.duty_rota import DUTY_ROTA, DutyRota, Week
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.months import Month, month_of
from fireoffice.services.brigades import rota
from fireoffice.services.brigades.rota import MonthRota
from fireoffice.services.papers.contexts.kind import DATED, PaperKind, Sheet, Source

_WEEK: Final = 7


def _sheets(source: Source, teams: Sequence[Team]) -> list[Sheet]:
    day: date = source.options.get("month") or source.dated
    return [_sheet(source, team, month_of(day)) for team in teams]


def _sheet(source: Source, team: Team, month: Month) -> Sheet:
    read = rota.read_in(source.session, team.id, month)
    heading = f"{team.name}{month}值班表"
    some = any(read.slots.values())
    problems = () if some else (f"{team.name}{month}还没有排班，请先在“排班”里排好并保存。",)
    content = partial(_context, source, team, read, heading)
    return Sheet((team.id,), heading, "", content, problems)


def _context(source: Source, team: Team, read: MonthRota, heading: str, number: str) -> DutyRota:
    tally = read.tally()
    return DutyRota(
        heading=heading,
        number=number,
        issuer=source.town.issuer,
        dated=source.dated,
        phone=team.phone or "",
        counts="、".join(
            f"{one.name}{tally[one.key][0]}次" for one in read.members if one.key in tally
        ),
        weeks=tuple(_weeks(read)),
    )


def _weeks(read: MonthRota) -> list[Week]:
    monday = read.month.first - timedelta(days=read.month.first.weekday())
    weeks: list[Week] = []
    while monday <= read.month.last:
        cells: list[str] = []
        for at in range(_WEEK):
            cells += _cell(read, monday + timedelta(days=at))
        weeks.append(Week(*cells))
        monday += timedelta(days=_WEEK)
    return weeks


def _cell(read: MonthRota, day: date) -> tuple[str, str]:
    if not read.month.first <= day <= read.month.last:
        return "", ""
    names = (read.names.get(one.volunteer, "") for one in read.slots.get(day, ()))
    return f"{day.day}{'　休' if day in read.off else ''}", "\n".join(names)


def _presets(source: Source, teams: Sequence[Team]) -> Mapping[str, Any]:
    """The last month that has shifts."""
    latest = source.session.scalar(
        select(func.max(Shift.day)).where(
            Shift.team.in_([one.id for one in teams]), Shift.deleted_at.is_(None)
        )
    )
    return {"month": latest.replace(day=1) if latest else None}


KIND: Final = PaperKind(
    name=DUTY_ROTA.name,
    title=DUTY_ROTA.title,
    register="teams",
    sheets=_sheets,
    options=(
        DATED,
        FieldInfo("month", "月份", Kind.DATE, default="今天", help="填该月任何一天"),
    ),
    form=DUTY_ROTA,
    presets=_presets,
    verb="值班表",
)
