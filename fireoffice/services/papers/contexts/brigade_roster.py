"""志愿消防队花名册 from volunteers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import Team, Village, Volunteer
from fireoffice.docs.forms.kinds.brigade_roster import BRIGADE_ROSTER, BrigadeRoster, Member
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.people import mask
from fireoffice.domain.volunteers import ROLES
from fireoffice.services.papers.contexts.kind import (
    DATED,
    PaperKind,
    Sheet,
    Source,
    no_companions,
)


def _sheets(source: Source, volunteers: Sequence[Volunteer]) -> list[Sheet]:
    villages = {
        one.id: (one.order or 0, one.name) for one in source.session.scalars(select(Village))
    }
    teams = {one.id: one.name for one in source.session.scalars(select(Team))}
    ranks = {role: rank for rank, role in enumerate(ROLES)}
    ordered = sorted(
        volunteers,
        key=lambda one: (
            villages.get(one.village, (0, "")),
            teams.get(one.team, ""),
            ranks.get(one.role or "", len(ROLES)),
            one.number or "",
        ),
    )
    heading = _heading(source, {teams.get(one.team, "") for one in ordered})
    content = partial(_context, source, ordered, teams, heading)
    return [Sheet(tuple(one.id for one in ordered), heading, "", content)] if ordered else []


def _heading(source: Source, teams: set[str]) -> str:
    return f"{source.town.name}{teams.pop() if len(teams) == 1 else '志愿消防队'}花名册"


def _context(
    source: Source,
    members: Sequence[Volunteer],
    teams: Mapping[str, str],
    heading: str,
    number: str,
) -> BrigadeRoster:
    return BrigadeRoster(
        heading=heading,
        number=number,
        issuer=source.town.issuer,
        dated=source.dated,
        count=len(members),
        members=tuple(
            _member(source, one, teams.get(one.team, ""), place)
            for place, one in enumerate(members, start=1)
        ),
    )


def _member(source: Source, one: Volunteer, team: str, place: int) -> Member:
    def personal(value: str | None) -> str:
        return (value if source.options.get("personal") else mask(value)) if value else ""

    day = source.dated
    born = one.birthday
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else None
    return Member(
        number=place,
        name=one.name,
        sex=one.sex or "",
        age=str(age) if age is not None else "",
        id_number=personal(one.id_number),
        team=team,
        role=one.role or "",
        phone=personal(one.phone),
        address=(one.address or "") if source.options.get("personal") else "",
        joined_on=one.joined_on,
        certificate=one.certificate or "",
        insured_until=one.insured_until,
        blood_type=one.blood_type or "",
        size=one.size or "",
        note=one.note or "",
    )


def _companions(session: Session, member: Volunteer) -> Sequence[Volunteer]:
    """The others who serve in the same team."""
    return session.scalars(
        select(Volunteer).where(
            Volunteer.team == member.team,
            Volunteer.id != member.id,
            Volunteer.closed.is_(False),
            Volunteer.deleted_at.is_(None),
        )
    ).all()


KIND: Final = PaperKind(
    name=BRIGADE_ROSTER.name,
    title=BRIGADE_ROSTER.title,
    register="volunteers",
    sheets=_sheets,
    options=(
        DATED,
        FieldInfo(
            "personal", "印完整的身份证号、电话和住址", Kind.BOOLEAN, default="否",
            help="不选则只印首尾，住址不印",
        ),
    ),
    form=BRIGADE_ROSTER,
    companions=_companions,
    verb="花名册",
)  # fmt: skip


def _sheets_of_teams(source: Source, teams: Sequence[Team]) -> list[Sheet]:
    """One roster of all who serve in these teams; its records are the teams."""
    members = source.session.scalars(
        select(Volunteer).where(
            Volunteer.team.in_([one.id for one in teams]),
            Volunteer.closed.is_(False),
            Volunteer.deleted_at.is_(None),
        )
    ).all()
    keys = tuple(one.id for one in teams)
    if not members:
        names = "、".join(one.name for one in teams)
        nothing = f"{names}没有在队队员，请先登记队员。"
        return [Sheet(keys, _heading(source, {names}), "", lambda _: None, (nothing,))]
    return [replace(one, records=keys) for one in _sheets(source, members)]


OF_TEAMS: Final = replace(
    KIND,
    name="team_roster",
    title="队伍花名册",
    register="teams",
    sheets=_sheets_of_teams,
    companions=no_companions,
)
"""The roster made from teams: 队伍花名册 in the register of papers."""
