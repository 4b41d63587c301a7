"""Reminders of trainings that are owed to newcomers, and of drills that are owed to schools."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from fireoffice.core.settings import load_settings
from fireoffice.db.models import Training
from fireoffice.domain.drills import last_school_day
from fireoffice.services.office import Office
from fireoffice.services.trainings.attendee_sources import everyone, groups_trained
from fireoffice.services.trainings.coverage import MONTHS, Taught, Untrained, missing, school_drills

COVERAGE: Final = "coverage"
"""The name of the view that shows who had no training, and arranges one."""
AHEAD: Final = timedelta(days=30)
_LATE: Final = timedelta(days=60)
"""The time after `new_until` for which a newcomer is reminded of apart from all the others."""
_NAMED: Final = 3


@dataclass(frozen=True)
class Owed:
    """A training that somebody is owed until `due`.

    `key` is the group or the school by which it is found in the view of coverage.
    """

    key: str
    action: str
    title: str
    place: str
    village: str
    due: date
    step: str


def owed(office: Office, day: date) -> tuple[Owed, ...]:
    """The trainings owed within `AHEAD`, or overdue."""
    return (*_newcomers(office, day), *_drills(office, day))


def is_new(one: Untrained, day: date) -> bool:
    """True if someone has begun so lately that the training of a newcomer is owed."""
    return one.new_until is not None and day <= one.new_until + _LATE


def _newcomers(office: Office, day: date) -> tuple[Owed, ...]:
    """One reminder for each group; a person in several of them is counted in the first."""
    groups = groups_trained(office)
    days = load_settings(office.folder).newcomer_days
    with office.reading() as session:
        known = [one for one in everyone(session, day) if one.since]
        taught = Taught(session, day)
    told: set[int] = set()
    found: list[Owed] = []
    for group in groups:
        members = [one for one in known if group in one.groups and id(one) not in told]
        told |= {id(one) for one in members}
        absent = missing(members, taught, day, MONTHS, days)
        new = [one for one in absent if is_new(one, day)]
        if new:
            found.append(_newcomers_of(group, new))
    return tuple(found)


def _newcomers_of(group: str, new: list[Untrained]) -> Owed:
    new = sorted(new, key=lambda one: one.new_until or date.max)
    names = "、".join(one.name for one in new[:_NAMED]) + ("等" if len(new) > _NAMED else "")
    villages = {one.village for one in new}
    return Owed(
        key=group,
        action="培训",
        title=f"新任{group}{len(new)}人没有培训",
        place=names,
        village=villages.pop() if len(villages) == 1 else "",
        due=new[0].new_until or date.max,
        step="安排培训",
    )


def _drills(office: Office, day: date) -> tuple[Owed, ...]:
    """The schools that neither held nor planned a drill, as the school year draws to its end."""
    due = last_school_day(day)
    drills = school_drills(office, day)
    if not drills.basis or day < due - AHEAD:
        return ()
    with office.reading() as session:
        planned = set(
            session.scalars(
                select(Training.unit).where(
                    Training.deleted_at.is_(None),
                    Training.closed.is_(False),
                    Training.kind == "演练",
                    Training.held_on.between(day, drills.last),
                )
            )
        )
    return tuple(
        Owed(
            key=one.unit,
            action="演练",
            title=f"{one.name}本学年没有演练",
            place=one.name,
            village=one.village,
            due=due,
            step="安排演练",
        )
        for one in drills.schools
        if one.held_on is None and one.unit not in planned
    )
