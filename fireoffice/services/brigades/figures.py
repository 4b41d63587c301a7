"""应建已建: which villages must have a brigade, which have one, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Team, Village, Volunteer
from fireoffice.domain import volunteers
from fireoffice.services.office import Office
from fireoffice.services.reference.standards import standards_on


@dataclass(frozen=True)
class TeamState:
    """One standing team on a day. `least` is its own minimum, else the standard of the day."""

    id: str
    name: str
    founded_on: date | None
    founding_number: str
    members: int
    least: int | None

    @property
    def gap(self) -> int:
        """The number of members that it lacks."""
        return max(0, (self.least or 0) - self.members)


@dataclass(frozen=True)
class VillageState:
    """One village on a day; `stations` are its 微型消防站, which are no brigades."""

    id: str
    name: str
    population: int | None
    needed: bool
    teams: tuple[TeamState, ...]
    stations: int

    @property
    def built(self) -> bool:
        """True if the village has a brigade."""
        return bool(self.teams)

    @property
    def word(self) -> str:
        """The state in a word: 「应建已建」, 「应建未建」, 「已建」 or nothing."""
        if self.needed:
            return "应建已建" if self.built else "应建未建"
        return "已建" if self.built else ""

    @property
    def members(self) -> int:
        """The number of those who serve in its brigades."""
        return sum(team.members for team in self.teams)

    @property
    def least(self) -> int:
        """The least number of members that its brigades must have together."""
        return sum(team.least or 0 for team in self.teams)

    @property
    def gap(self) -> int:
        """The number of members that its brigades lack."""
        return sum(team.gap for team in self.teams)


@dataclass(frozen=True)
class Establishment:
    """The town: its villages in their order, the rule they are held against, its other teams."""

    day: date
    villages: tuple[VillageState, ...]
    others: tuple[TeamState, ...]
    threshold: int | None

    @property
    def needed(self) -> int:
        """应建: how many villages must have a brigade."""
        return sum(one.needed for one in self.villages)

    @property
    def built(self) -> int:
        """已建: how many of the villages that must have a brigade have one."""
        return sum(one.needed and one.built for one in self.villages)

    @property
    def missing(self) -> tuple[VillageState, ...]:
        """The villages that must have a brigade and have none."""
        return tuple(one for one in self.villages if one.needed and not one.built)

    @property
    def short(self) -> tuple[TeamState, ...]:
        """The teams with fewer members than they must have."""
        every = [team for one in self.villages for team in one.teams]
        return tuple(team for team in (*every, *self.others) if team.gap)

    @property
    def summary(self) -> str:
        """The two counts in words: 「应建4已建3」."""
        return f"应建{self.needed}已建{self.built}"


def establishment(office: Office, day: date | None = None) -> Establishment:
    """The establishment of the brigades as it is on `day` (today if not given)."""
    with office.reading() as session:
        return established(session, day or office.clock.today())


def established(session: Session, day: date) -> Establishment:
    """The establishment as by `establishment`, inside a session of the caller's.

    A team without a day of founding counts as founded; residents are those of today.
    """
    standards = standards_on(session, day)
    states = _teams(session, day, standards.get(volunteers.Standard.MINIMUM))
    villages = session.scalars(
        select(Village).where(Village.deleted_at.is_(None)).order_by(Village.order, Village.name)
    ).all()
    known = {village.id for village in villages}
    return Establishment(
        day,
        tuple(
            VillageState(
                id=village.id,
                name=village.name,
                population=village.population,
                needed=volunteers.needs_brigade(village.kind, village.population, standards),
                teams=_among(states, village.id, station=False),
                stations=len(_among(states, village.id, station=True)),
            )
            for village in villages
        ),
        tuple(state for team, state in states if team.village not in known),
        standards.get(volunteers.Standard.VILLAGE),
    )


def sizes(office: Office, team: str = "") -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """被装统计: for 服装尺码, 鞋码 and 帽围, how many who serve (in `team`) need each size.

    What is not recorded stands last as 「未登记」.
    """
    columns = (
        ("服装尺码", Volunteer.size),
        ("鞋码", Volunteer.shoe_size),
        ("帽围", Volunteer.hat_size),
    )
    with office.reading() as session:
        found = session.execute(
            select(*(column for _, column in columns)).where(
                Volunteer.closed.is_(False),
                Volunteer.deleted_at.is_(None),
                *((Volunteer.team == team,) if team else ()),
            )
        ).all()
    tables: list[tuple[str, tuple[tuple[str, int], ...]]] = []
    for at, (label, _) in enumerate(columns):
        counted = Counter((row[at] or "").strip() for row in found)
        unknown = counted.pop("", 0)
        rows = sorted(counted.items())
        tables.append((label, (*rows, ("未登记", unknown)) if unknown else tuple(rows)))
    return tuple(tables)


def _teams(session: Session, day: date, least: int | None) -> list[tuple[Team, TeamState]]:
    counted = session.execute(
        select(Volunteer.team, func.count())
        .where(
            Volunteer.deleted_at.is_(None),
            or_(Volunteer.joined_on.is_(None), Volunteer.joined_on <= day),
            or_(Volunteer.left_on.is_(None), Volunteer.left_on > day),
        )
        .group_by(Volunteer.team)
    )
    members = {team: int(count) for team, count in counted}
    standing = session.scalars(
        select(Team)
        .where(
            Team.deleted_at.is_(None),
            or_(Team.founded_on.is_(None), Team.founded_on <= day),
            or_(Team.disbanded_on.is_(None), Team.disbanded_on > day),
        )
        .order_by(Team.name)
    )
    return [
        (
            team,
            TeamState(
                team.id,
                team.name,
                team.founded_on,
                team.founding_number or "",
                members.get(team.id, 0),
                team.minimum or least,
            ),
        )
        for team in standing
    ]


def _among(
    states: Sequence[tuple[Team, TeamState]], village: str, *, station: bool
) -> tuple[TeamState, ...]:
    return tuple(
        state
        for team, state in states
        if team.village == village and (team.kind == volunteers.STATION) == station
    )
