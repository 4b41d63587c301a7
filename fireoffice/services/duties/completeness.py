"""组织健全: what each village must have, what it has, and where what is missing is entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import (
    Attendance,
    Convention,
    Grid,
    PersonRole,
    Pledge,
    Town,
    Training,
    Village,
)
from fireoffice.services.office import Office

LEADERS: Final = "领导小组"
MANAGER: Final = "管理人"
KEEPERS: Final = "网格员"
WARDENS: Final = "楼院长"
CONVENTION: Final = "公约"
PLEDGE: Final = "责任书"
TRAINED: Final = "应训"
ITEMS: Final = (LEADERS, MANAGER, KEEPERS, WARDENS, CONVENTION, PLEDGE, TRAINED)
"""The items that a village must have (circular, clause 2; 消防法第三十二条; 109号令第二十条)."""

_CHIEF: Final = "领导小组组长"
_MEMBERS: Final = (_CHIEF, "领导小组副组长", "领导小组成员")
_WARDEN: Final = "楼院长"
_MANAGING: Final = "消防安全管理人"
_TO_BE_TRAINED: Final = (
    *_MEMBERS, _MANAGING, _WARDEN, "村（居）负责人", "专（兼）职人员", "网格员"
)  # fmt: skip
"""The roles whose holders are to be trained every twelve months."""


@dataclass(frozen=True)
class Entry:
    """The record in which a missing item is entered: an existing one, or a new one of `values`.

    `fields` are those to be asked for; empty for all of them.
    """

    register: str
    record: str = ""
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One item of one village: it has `have` of the `need` that it must have; 0 needs nothing.

    `members` counts what has no number that is needed: the members of the leading group.
    """

    have: int
    need: int
    members: int = 0
    entry: Entry | None = None

    @property
    def is_complete(self) -> bool:
        """True if nothing is missing."""
        return self.have >= self.need

    @property
    def words(self) -> str:
        """The text of the cell: 「✓」, 「✓ 5」, 「缺」, 「缺 3/7」; 「—」 if nothing is needed."""
        if self.need == 0:
            return "—"
        if self.is_complete:
            count = self.members or (self.have if self.need > 1 else 0)
            return f"✓ {count}" if count else "✓"
        return f"缺 {self.have}/{self.need}" if self.need > 1 else "缺"


@dataclass(frozen=True)
class VillageState:
    """One village: its cells by the names of `ITEMS`."""

    id: str
    name: str
    cells: Mapping[str, Cell]

    @property
    def is_complete(self) -> bool:
        """True if the village has everything."""
        return all(one.is_complete for one in self.cells.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The items that the village lacks."""
        return tuple(name for name, one in self.cells.items() if not one.is_complete)


@dataclass(frozen=True)
class Completeness:
    """The completeness of all villages on one day; `year` is that of the 责任书."""

    year: int
    rows: tuple[VillageState, ...]

    @property
    def complete(self) -> int:
        """The number of villages that have everything."""
        return sum(one.is_complete for one in self.rows)

    def having(self, item: str) -> int:
        """The number of villages that have one item."""
        return sum(one.cells[item].is_complete for one in self.rows)


def completeness(office: Office, today: date | None = None) -> Completeness:
    """The completeness of every village on a day, by default today."""
    day = today or office.clock.today()
    with office.reading() as session:
        town = session.scalar(select(Town).where(Town.deleted_at.is_(None)).limit(1))
        villages = session.scalars(
            select(Village)
            .where(Village.deleted_at.is_(None))
            .order_by(Village.order, Village.name)
        ).all()
        known = _Known(session, day, town.issuer if town else "")
        rows = tuple(VillageState(one.id, one.name, known.cells(one)) for one in villages)
    return Completeness(day.year, rows)


class _Known:
    """The records about all villages, read once."""

    def __init__(self, session: Session, day: date, issuer: str) -> None:
        self._day = day
        self._issuer = issuer
        self._roles = session.scalars(
            select(PersonRole).where(PersonRole.deleted_at.is_(None), PersonRole.role.is_not(None))
        ).all()
        self._grids = session.scalars(
            select(Grid).where(Grid.deleted_at.is_(None)).order_by(Grid.code)
        ).all()
        self._posted = set(
            session.scalars(
                select(Convention.village).where(
                    Convention.deleted_at.is_(None), Convention.ended_on.is_(None)
                )
            )
        )
        self._pledges = session.scalars(
            select(Pledge).where(
                Pledge.deleted_at.is_(None), Pledge.unit.is_(None), Pledge.year == day.year
            )
        ).all()
        self._trained = _trained_since(session, _year_before(day), day)

    def cells(self, village: Village) -> dict[str, Cell]:
        """The cells of one village, by the names of `ITEMS`."""
        return {
            LEADERS: self._leaders(village),
            MANAGER: self._manager(village),
            KEEPERS: self._keepers(village),
            WARDENS: self._wardens(village),
            CONVENTION: self._convention(village),
            PLEDGE: self._pledge(village),
            TRAINED: self._training(village),
        }

    def _people(self, village: Village, *roles: str) -> dict[str, str]:
        """The people who hold one of `roles` in a village on the day, each with the role."""
        return {
            one.person: one.role
            for one in self._roles
            if one.village == village.id
            and one.role in roles
            and (one.since is None or one.since <= self._day)
            and (one.until is None or one.until > self._day)
        }

    def _leaders(self, village: Village) -> Cell:
        members = self._people(village, *_MEMBERS)
        entry = _role_entry(_CHIEF, village)
        return Cell(int(_CHIEF in members.values()), 1, len(members), entry)

    def _manager(self, village: Village) -> Cell:
        is_named = bool(village.manager or self._people(village, _MANAGING))
        return Cell(int(is_named), 1, entry=Entry("villages", village.id, {}, ("manager", "phone")))

    def _keepers(self, village: Village) -> Cell:
        grids = [one for one in self._grids if one.village == village.id]
        bare = [one for one in grids if not one.keeper]
        if not grids:
            return Cell(0, 1, entry=Entry("grids", "", {"village": village.name}))
        entry = Entry("grids", bare[0].id, {}, ("code", "keeper", "phone")) if bare else None
        return Cell(len(grids) - len(bare), len(grids), entry=entry)

    def _wardens(self, village: Village) -> Cell:
        wardens = self._people(village, _WARDEN)
        return Cell(int(bool(wardens)), 1, len(wardens), _role_entry(_WARDEN, village))

    def _convention(self, village: Village) -> Cell:
        values = {"village": village.name, "posted_on": self._day.isoformat()}
        return Cell(int(village.id in self._posted), 1, entry=Entry("conventions", "", values))

    def _pledge(self, village: Village) -> Cell:
        own = [one for one in self._pledges if one.village == village.id]
        if any(one.signed_on for one in own):
            return Cell(1, 1)
        if own:
            return Cell(0, 1, entry=Entry("pledges", own[0].id, {}, ("signer", "signed_on")))
        values = {
            "year": str(self._day.year),
            "giver": self._issuer,
            "taker": village.name,
            "village": village.name,
        }
        return Cell(0, 1, entry=Entry("pledges", "", values))

    def _training(self, village: Village) -> Cell:
        wanted = set(self._people(village, *_TO_BE_TRAINED))
        values = {"topic": "消防安全业务培训", "kind": "培训", "village": village.name}
        return Cell(len(wanted & self._trained), len(wanted), entry=Entry("trainings", "", values))


def _role_entry(role: str, village: Village) -> Entry:
    return Entry("person_roles", "", {"role": role, "village": village.name})


def _trained_since(session: Session, first: date, last: date) -> set[str]:
    """The ids of the people who came to a training between two days."""
    found: Any = session.scalars(
        select(Attendance.person)
        .join(Training, Training.id == Attendance.training)
        .where(
            Attendance.deleted_at.is_(None),
            Training.deleted_at.is_(None),
            Attendance.presence == "已到",
            Attendance.person.is_not(None),
            Training.kind == "培训",
            Training.held_on.between(first, last),
        )
    )
    return set(found)


def _year_before(day: date) -> date:
    """The same day a year before; of 29 February, the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
