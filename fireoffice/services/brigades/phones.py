"""电话树: the town calls the captains, each captain the members."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from fireoffice.db.models import Team, Town, Village, Volunteer
from fireoffice.domain.people import mask
from fireoffice.domain.volunteers import ROLES
from fireoffice.services.office import Office

_LEADERS = ROLES[:2]


@dataclass(frozen=True)
class Call:
    """A person who is called."""

    id: str
    name: str
    role: str
    phone: str


@dataclass(frozen=True)
class Branch:
    """One team; `leaders` are called by the town, and call the `members`."""

    team: str
    name: str
    village: str
    phone: str
    leaders: tuple[Call, ...]
    members: tuple[Call, ...]


@dataclass(frozen=True)
class PhoneTree:
    """The phone tree of the town or of one village. `missing` counts those without a number."""

    title: str
    phone: str
    branches: tuple[Branch, ...]

    @property
    def missing(self) -> int:
        """The number of people without a telephone number."""
        return sum(not call.phone for one in self.branches for call in (*one.leaders, *one.members))

    @property
    def people(self) -> int:
        """The number of people who are called."""
        return sum(len(one.leaders) + len(one.members) for one in self.branches)


def phone_tree(office: Office, *, village: str = "", personal: bool = False) -> PhoneTree:
    """The phone tree, in the order of the villages; of one `village` (its key) alone if given.

    Numbers are masked unless `personal`. A team without anybody is left out.
    """
    with office.reading() as session:
        town = session.scalar(select(Town).where(Town.deleted_at.is_(None)).limit(1))
        places = {
            one.id: one
            for one in session.scalars(select(Village).where(Village.deleted_at.is_(None)))
        }
        teams = session.scalars(
            select(Team).where(
                Team.deleted_at.is_(None),
                Team.disbanded_on.is_(None),
                *((Team.village == village,) if village else ()),
            )
        ).all()
        serving = session.scalars(
            select(Volunteer)
            .where(Volunteer.deleted_at.is_(None), Volunteer.closed.is_(False))
            .order_by(Volunteer.number)
        ).all()

    def call(one: Volunteer) -> Call:
        phone = one.phone or ""
        return Call(one.id, one.name, one.role or "", phone if personal else phone and mask(phone))

    def place(team: Team) -> tuple[int, str, str]:
        own = places.get(team.village or "")
        return (own.order or 0 if own else 10_000, own.name if own else "", team.name)

    branches: list[Branch] = []
    for team in sorted(teams, key=place):
        own = [one for one in serving if one.team == team.id]
        leaders = sorted(
            (one for one in own if one.role in _LEADERS),
            key=lambda one: _LEADERS.index(one.role or ""),
        )
        if own:
            branches.append(
                Branch(
                    team.id,
                    team.name,
                    places[team.village].name if team.village in places else "",
                    team.phone or "",
                    tuple(call(one) for one in leaders),
                    tuple(call(one) for one in own if one not in leaders),
                )
            )
    where = places[village].name if village in places else (town.name if town else "")
    return PhoneTree(
        f"{where}志愿消防队电话树", (town.phone or "") if town else "", tuple(branches)
    )
