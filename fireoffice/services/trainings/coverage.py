"""Coverage of training: those without any by group and by name, and schools without a drill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.settings import load_settings
from fireoffice.db.models import Attendance, Training, Unit, Village
from fireoffice.domain.attendees import Attendee
from fireoffice.domain.drills import SCHOOL_TYPES, school_rule, school_year
from fireoffice.domain.months import months_before
from fireoffice.domain.trainings import PRESENT, TAUGHT, WAITED_FOR
from fireoffice.services.entry.values import allot_number
from fireoffice.services.office import Office
from fireoffice.services.trainings.attendee_sources import Candidate, everyone, groups_trained

MONTHS: Final = 12


@dataclass(frozen=True)
class Untrained:
    """Someone without training in the time looked at. `last` is the latest day of any before.

    `new_until` is the day by which someone who has just taken up something is to be trained.
    """

    name: str
    unit: str
    position: str
    phone: str
    village: str
    person: str | None
    last: date | None
    new_until: date | None


@dataclass(frozen=True)
class GroupCoverage:
    """One of the groups to be trained: people known by name, and who of them was trained.

    `newcomers` of the untrained have just begun, `late` of these past their days. `nameless` are
    sessions held for the group of which there is no list: whom they reached nobody can tell.
    """

    group: str
    known: int
    trained: int
    newcomers: int
    late: int
    sessions: int
    nameless: int

    @property
    def untrained(self) -> int:
        """The number of those who have had no training."""
        return self.known - self.trained

    @property
    def rate(self) -> float | None:
        """The share of the known who were trained, in percent; None where nobody is known."""
        return self.trained / self.known * 100 if self.known else None


@dataclass(frozen=True)
class SchoolDrill:
    """A school and its latest drill of the school year; `unit` is its key."""

    unit: str
    name: str
    village: str
    held_on: date | None


@dataclass(frozen=True)
class SchoolDrills:
    """The schools in a school year; `basis` is empty where no rule is in force."""

    first: date
    last: date
    basis: str
    schools: tuple[SchoolDrill, ...]


def coverage(
    office: Office, on: date | None = None, months: int = MONTHS
) -> tuple[GroupCoverage, ...]:
    """The coverage of each group: how many are known, and were trained in the `months` before `on`.

    Who has just taken up something has the days of the setting `newcomer_days`.
    """
    day = on or office.clock.today()
    groups = groups_trained(office)
    days = load_settings(office.folder).newcomer_days
    with office.reading() as session:
        known, taught = everyone(session, day), Taught(session, day)
        held = _sessions(session, _since(day, months), day)
    found: list[GroupCoverage] = []
    for group in groups:
        members = [one for one in known if group in one.groups]
        absent = missing(members, taught, day, months, days)
        new = [one for one in absent if one.new_until]
        found.append(
            GroupCoverage(
                group,
                len(members),
                len(members) - len(absent),
                len(new),
                sum(one.new_until < day for one in new if one.new_until),
                *held.get(group, (0, 0)),
            )
        )
    return tuple(found)


def untrained(
    office: Office, group: str, on: date | None = None, months: int = MONTHS
) -> tuple[Untrained, ...]:
    """The people of `group` without training in the `months` before `on`.

    Newcomers come first, the earliest term leading; the others by village and name.
    """
    day = on or office.clock.today()
    with office.reading() as session:
        members = [one for one in everyone(session, day) if group in one.groups]
        days = load_settings(office.folder).newcomer_days
        absent = missing(members, Taught(session, day), day, months, days)
    return tuple(sorted(absent, key=lambda one: (one.new_until or date.max, one.village, one.name)))


def arrange(
    office: Office, group: str, people: Sequence[Untrained], held_on: date | None = None
) -> str:
    """Plan a session for `people`, their names on the list as expected, and return its key.

    It is held on `held_on`, by default in a week, and may be changed like any other.
    """
    from fireoffice.registers import TRAININGS

    day = held_on or office.clock.today() + timedelta(days=7)
    villages = {one.village for one in people}
    with office.change(f"为{len(people)}人安排{group}培训") as work:
        village = None
        if len(villages) == 1:
            village = work.session.scalar(
                select(Village.id).where(
                    Village.name == next(iter(villages)), Village.deleted_at.is_(None)
                )
            )
        training = Training(
            topic=f"{group}消防安全培训", kind="培训", held_on=day, audience=group, village=village
        )
        allot_number(work.session, TRAININGS, training)
        work.add(training)
        work.session.flush()
        for place, one in enumerate(people, start=1):
            work.add(
                Attendance(
                    training=training.id,
                    place=place,
                    name=one.name,
                    person=one.person,
                    unit=one.unit or None,
                    position=one.position or None,
                    phone=one.phone or None,
                    presence=WAITED_FOR,
                )
            )
    return training.id


def arrange_drill(office: Office, unit_id: str, held_on: date | None = None) -> str:
    """Plan a drill at a school, by default in a week, and return its key."""
    from fireoffice.registers import TRAININGS

    with office.change("安排学校演练") as work:
        unit = work.get(Unit, unit_id)
        training = Training(
            topic=f"{unit.name}消防疏散演练",
            kind="演练",
            campaign="进学校",
            held_on=held_on or office.clock.today() + timedelta(days=7),
            village=unit.village,
            unit=unit.id,
            place=unit.name,
            audience="学生",
        )
        allot_number(work.session, TRAININGS, training)
        work.add(training)
    return training.id


def school_drills(office: Office, on: date | None = None) -> SchoolDrills:
    """The schools of the town and whether they drilled in the school year of `on`.

    A drill belongs to a school where the session says so, or is held at a place of its name.
    """
    day = on or office.clock.today()
    first, last = school_year(day)
    rule = school_rule(day)
    with office.reading() as session:
        schools = session.execute(
            select(Unit.id, Unit.name, Village.name)
            .outerjoin(Village, Village.id == Unit.village)
            .where(Unit.deleted_at.is_(None), Unit.category.in_(SCHOOL_TYPES))
            .order_by(Village.order, Unit.name)
        ).all()
        drills = session.execute(
            select(Training.unit, Training.place, Training.topic, Training.held_on).where(
                Training.deleted_at.is_(None),
                Training.closed.is_(True),
                Training.kind == "演练",
                Training.held_on.between(first, min(last, day)),
            )
        ).all()
    found: list[SchoolDrill] = []
    for key, name, village in schools:
        days = [
            held_on
            for unit, place, topic, held_on in drills
            if unit == key or (unit is None and name in f"{place or ''}\n{topic or ''}")
        ]
        found.append(SchoolDrill(key, name, village or "", max(days, default=None)))
    return SchoolDrills(first, last, rule.basis if rule else "", tuple(found))


class Taught:
    """The latest training of each person up to a day."""

    def __init__(self, session: Session, until: date) -> None:
        self._last: dict[str, date] = {}
        rows: Any = session.execute(
            select(
                Attendance.name, Attendance.unit, Attendance.phone, Attendance.person,
                Training.held_on,
            )
            .join(Training, Training.id == Attendance.training)
            .where(
                Attendance.deleted_at.is_(None),
                Attendance.presence == PRESENT,
                Training.deleted_at.is_(None),
                Training.kind.in_(TAUGHT),
                Training.held_on <= until,
            )
        )  # fmt: skip
        for name, unit, phone, person, held_on in rows:
            for mark in Attendee(name, unit or "", phone or "", person).marks:
                if mark not in self._last or held_on > self._last[mark]:
                    self._last[mark] = held_on

    def last(self, one: Candidate) -> date | None:
        """The latest session that `one` came to."""
        days = [self._last[mark] for mark in one.attendee.marks if mark in self._last]
        return max(days, default=None)


def missing(
    members: Sequence[Candidate], taught: Taught, day: date, months: int, newcomer_days: int
) -> list[Untrained]:
    """The people of `members` who came to nothing in the `months` before `day`."""
    since = _since(day, months)
    found: list[Untrained] = []
    for one in members:
        last = taught.last(one)
        is_new = one.since is not None and since < one.since <= day
        if last is not None and last > since:
            continue
        new_until = one.since + timedelta(days=newcomer_days) if is_new and one.since else None
        found.append(
            Untrained(
                one.name, one.unit, one.position, one.phone, one.village or "", one.person, last,
                new_until,
            )
        )  # fmt: skip
    return found


def _sessions(session: Session, since: date, day: date) -> dict[str, tuple[int, int]]:
    """The number of sessions held for each group, and of those without a list of names."""
    rows = session.execute(
        select(Training.audience, Training.counted_from).where(
            Training.deleted_at.is_(None),
            Training.closed.is_(True),
            Training.kind.in_(TAUGHT),
            Training.held_on > since,
            Training.held_on <= day,
        )
    )
    found: dict[str, tuple[int, int]] = {}
    for group, counted_from in rows:
        held, nameless = found.get(group or "", (0, 0))
        found[group or ""] = (held + 1, nameless + ("名单" not in (counted_from or "")))
    return found


def _since(day: date, months: int) -> date:
    return months_before(day, months)
