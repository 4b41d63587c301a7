"""Sources of a list of names: people, volunteers, keepers of grids, heads of places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Grid, Person, PersonRole, Team, Unit, Village, Volunteer
from fireoffice.domain.attendees import MASSES, ROLE_GROUPS, Attendee
from fireoffice.domain.trainings import WAITED_FOR
from fireoffice.services.lists.pinyin import search_keys
from fireoffice.services.office import Office
from fireoffice.services.reference import codes
from fireoffice.services.trainings.attendance import Line

SMALL: Final = "九小负责人"
_VOLUNTEER, _KEEPER, _RESPONSIBLE, _MANAGER = "志愿队员", "网格员", "单位责任人", "单位管理人"


@dataclass
class Candidate:
    """Someone who may be put on a list. `groups` maps each group to where one belongs to it.

    `since` is the latest day on which one took up something, None where that is not known.
    """

    name: str
    unit: str = ""
    position: str = ""
    phone: str = ""
    person: str | None = None
    village: str | None = None
    groups: dict[str, set[str | None]] = field(default_factory=dict[str, "set[str | None]"])
    since: date | None = None

    @property
    def attendee(self) -> Attendee:
        """The attendee that the candidate would be."""
        return Attendee(self.name, self.unit, self.phone, self.person)

    def line(self, audience: str = "", presence: str = WAITED_FOR) -> Line:
        """The line that puts the candidate on a list."""
        return Line(
            self.name, self.unit, self.position, self.phone, audience, presence,
            person=self.person,
        )  # fmt: skip

    def joins(self, group: str, village: str | None, since: date | None = None) -> None:
        """Enter that the candidate belongs to `group` in `village`."""
        self.groups.setdefault(group, set()).add(village)
        if since and (self.since is None or since > self.since):
            self.since = since


@dataclass(frozen=True)
class Group:
    """A group of people who can be put on a list at once: 「庙岭村网格员」."""

    title: str
    group: str
    village: str | None
    members: tuple[Candidate, ...]


def groups_trained(office: Office) -> tuple[str, ...]:
    """The groups to be trained of whom names are known, in the order of the code list."""
    return tuple(one for one in codes.code_values(office, "培训对象") if one not in MASSES)


def candidates(office: Office) -> tuple[Candidate, ...]:
    """Everyone the office knows by name, each once, by village and name."""
    with office.reading() as session:
        return everyone(session, office.clock.today())


def everyone(session: Session, today: date) -> tuple[Candidate, ...]:
    """Everyone known by name as of `today`, as by `candidates`, in a session of the caller's."""
    gathered = _Gathered(session)
    gathered.add_roles(session, today)
    gathered.add_volunteers(session)
    gathered.add_places(session)
    return tuple(gathered.found)


def choose(known: Sequence[Candidate], first: str = "") -> tuple[Group, ...]:
    """The groups that can be put on a list at once: whole ones first, then by village.

    The group `first`, that of the session, comes before all others.
    """
    with_names: dict[str, dict[str | None, list[Candidate]]] = {}
    for one in known:
        for group, villages in one.groups.items():
            for village in villages:
                with_names.setdefault(group, {}).setdefault(village, []).append(one)
    whole: list[Group] = []
    parts: list[Group] = []
    for group, by_village in with_names.items():
        members = {id(one): one for some in by_village.values() for one in some}
        whole.append(Group(f"全部{group}", group, None, tuple(members.values())))
        parts += [
            Group(f"{village}{group}", group, village, tuple(some))
            for village, some in by_village.items()
            if village
        ]
    return tuple(sorted((*whole, *parts), key=lambda one: one.group != first))


def keys_of(known: Iterable[Candidate]) -> tuple[str, ...]:
    """The search text of each candidate: whatever is typed to find it must stand there."""
    listed = list(known)
    names = search_keys([one.name for one in listed], names=True)
    places = search_keys([one.unit for one in listed])
    return tuple(
        f"{name}\n{place}\n{one.phone}"
        for one, name, place in zip(listed, names, places, strict=True)
    )


def people_named(office: Office, name: str) -> tuple[tuple[str, str], ...]:
    """The people of that name: key, and the words that tell them apart."""
    with office.reading() as session:
        rows = session.execute(
            select(Person.id, Person.employer, Person.position, Village.name)
            .outerjoin(Village, Village.id == Person.village)
            .where(Person.name == name, Person.deleted_at.is_(None))
            .order_by(Person.id)
        ).all()
    return tuple(
        (key, "，".join(one for one in (employer, position, village) if one) or "没有单位")
        for key, employer, position, village in rows
    )


class _Gathered:
    """Candidates as they are gathered: a person who stands in several registers comes once."""

    def __init__(self, session: Session) -> None:
        villages: Any = session.execute(select(Village.id, Village.name)).all()
        self._villages: dict[str | None, str] = {row[0]: row[1] for row in villages}
        self.found: list[Candidate] = []
        self._by_person: dict[str, Candidate] = {}
        self._by_mark: dict[tuple[str, str], Candidate | None] = {}
        people = session.scalars(
            select(Person).where(Person.deleted_at.is_(None)).order_by(Person.name, Person.id)
        )
        for one in people:
            village = self._villages.get(one.village)
            made = Candidate(
                one.name, one.employer or village or "", one.position or "", one.phone or "",
                one.id, village,
            )  # fmt: skip
            if one.audience:
                made.joins(one.audience, village)
            self._keep(made)

    def add_roles(self, session: Session, today: date) -> None:
        """Add everybody to groups by the roles held today."""
        rows = session.execute(
            select(
                PersonRole.person, PersonRole.role, PersonRole.village, PersonRole.since,
                Unit.name, Unit.kind, Grid.code,
            )
            .outerjoin(Unit, Unit.id == PersonRole.unit)
            .outerjoin(Grid, Grid.id == PersonRole.grid)
            .where(
                PersonRole.deleted_at.is_(None),
                or_(PersonRole.until.is_(None), PersonRole.until > today),
            )
        )  # fmt: skip
        for person, role, village_id, since, unit, kind, grid in rows:
            one = self._by_person.get(person)
            group = ROLE_GROUPS.get(role)
            if one is None or group is None:
                continue
            village = self._villages.get(village_id)
            one.joins(group, village, since)
            if role == _RESPONSIBLE and kind == "九小场所":
                one.joins(SMALL, village)
            if not one.position:
                one.position = role
            if unit or grid:
                one.unit = unit or grid

    def add_volunteers(self, session: Session) -> None:
        """Add those who serve in a brigade."""
        rows = session.execute(
            select(Volunteer, Team.name)
            .join(Team, Team.id == Volunteer.team)
            .where(Volunteer.deleted_at.is_(None), Volunteer.left_on.is_(None))
            .order_by(Volunteer.number)
        )
        for volunteer, team in rows:
            village = self._villages.get(volunteer.village)
            one = self._known(volunteer.person, volunteer.name, volunteer.phone or "", team)
            if one is None:
                one = Candidate(
                    volunteer.name, team, volunteer.role or "", volunteer.phone or "",
                    volunteer.person, village,
                )  # fmt: skip
                self._keep(one)
            one.unit = one.unit or team
            one.position = one.position or volunteer.role or ""
            one.joins(_VOLUNTEER, village, volunteer.joined_on)

    def add_places(self, session: Session) -> None:
        """Add keepers of grids and heads of places who are written there by name alone."""
        for grid in session.scalars(select(Grid).where(Grid.deleted_at.is_(None))):
            self._add_named(grid.keeper, grid.phone, grid.code, _KEEPER, grid.village)
        for unit in session.scalars(select(Unit).where(Unit.deleted_at.is_(None))):
            made = self._add_named(
                unit.responsible, unit.phone, unit.name, _RESPONSIBLE, unit.village
            )
            if made is not None and unit.kind == "九小场所":
                made.joins(SMALL, self._villages.get(unit.village))
            self._add_named(unit.manager, None, unit.name, _MANAGER, unit.village)

    def _add_named(
        self, name: str | None, phone: str | None, unit: str, group: str, village_id: str
    ) -> Candidate | None:
        if not name:
            return None
        village = self._villages.get(village_id)
        one = self._known(None, name, phone or "", unit)
        if one is None:
            one = Candidate(name, unit, group, phone or "", None, village)
            self._keep(one)
        one.joins(group, village)
        return one

    def _known(self, person: str | None, name: str, phone: str, unit: str) -> Candidate | None:
        if person and person in self._by_person:
            return self._by_person[person]
        return (self._by_mark.get((name, phone)) if phone else None) or self._by_mark.get(
            (name, unit)
        )

    def _keep(self, made: Candidate) -> None:
        self.found.append(made)
        if made.person:
            self._by_person[made.person] = made
        for mark in {made.phone, made.unit} - {""}:
            # Two people of the same name and phone (or unit): the mark then means neither.
            key = (made.name, mark)
            self._by_mark[key] = None if key in self._by_mark else made
