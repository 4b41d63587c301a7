"""The service of volunteers in a period: sessions attended, call-outs, hours, allowance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Attendance, Callout, CalloutMember, Team, Training, Volunteer
from fireoffice.domain.callouts import minutes_to_arrival
from fireoffice.domain.trainings import PRESENCES
from fireoffice.domain.volunteers import UNTRAINED_DAYS
from fireoffice.services.office import Office

_CAME: Final = PRESENCES[0]
_MINUTES: Final = 60


@dataclass(frozen=True)
class Served:
    """The service of one volunteer, or a sum of several. `allowance` is in yuan.

    `trained_on` is the last session ever, `untrained` for how many of `UNTRAINED_DAYS` there was
    none on the last day of the period; both are of those who serve. `serving` counts these, and
    `active` who of them came to anything.
    """

    id: str
    name: str
    team: str
    sessions: int = 0
    session_hours: float = 0
    callouts: int = 0
    callout_hours: float = 0
    allowance: float = 0
    trained_on: date | None = None
    untrained: int = 0
    serving: int = 0
    active: int = 0

    @property
    def active_share(self) -> float | None:
        """参与率 in percent: those who came to anything, of those who serve; None where none do."""
        return self.active / self.serving * 100 if self.serving else None

    @property
    def hours(self) -> float:
        """The hours of training and call-outs together."""
        return self.session_hours + self.callout_hours


@dataclass(frozen=True)
class Deed:
    """One session or call-out of a volunteer, with the record that it opens."""

    day: date
    register: str
    id: str
    what: str
    hours: float | None
    allowance: float | None = None


def served(office: Office, first: date, last: date, *, team: str = "") -> tuple[Served, ...]:
    """The service of each volunteer (of `team`) from `first` to `last`, both included.

    Those who serve are listed even without a deed, those who have left only with one; by team
    and number.
    """
    with office.reading() as session:
        members = session.execute(
            select(Volunteer, Team.name)
            .outerjoin(Team, Team.id == Volunteer.team)
            .where(Volunteer.deleted_at.is_(None), *((Volunteer.team == team,) if team else ()))
            .order_by(Team.name, Volunteer.number)
        ).all()
        people = {one.person: one.id for one, _ in members if one.person}
        sessions = _sessions(session, people, first, last)
        callouts = _callouts(session, first, last)
        trained = _last_sessions(session, last)
    rows: list[Served] = []
    for one, team_name in members:
        came, went = sessions.get(one.id, []), callouts.get(one.id, [])
        if one.left_on and not came and not went:
            continue
        on = trained.get(one.person or "")
        rows.append(
            Served(
                one.id,
                one.name,
                team_name or "",
                len(came),
                sum(deed.hours or 0 for deed in came),
                len(went),
                sum(deed.hours or 0 for deed in went),
                sum(deed.allowance or 0 for deed in went),
                on,
                0 if one.left_on else _untrained(on, last),
                int(not one.left_on),
                int(not one.left_on and bool(came or went)),
            )
        )
    return tuple(rows)


def by_team(rows: Iterable[Served]) -> tuple[Served, ...]:
    """The sums of each team, in the order of `rows`; `untrained` counts who is so the longest."""
    teams: dict[str, list[Served]] = {}
    for row in rows:
        teams.setdefault(row.team, []).append(row)
    return tuple(total(name, some) for name, some in teams.items())


def total(name: str, rows: Iterable[Served]) -> Served:
    """The sum of `rows`; `untrained` counts those without a session in the longest time."""
    some = list(rows)
    return Served(
        "",
        name,
        name,
        sum(one.sessions for one in some),
        sum(one.session_hours for one in some),
        sum(one.callouts for one in some),
        sum(one.callout_hours for one in some),
        sum(one.allowance for one in some),
        untrained=sum(one.untrained == max(UNTRAINED_DAYS) for one in some),
        serving=sum(one.serving for one in some),
        active=sum(one.active for one in some),
    )


def deeds(office: Office, volunteer_id: str) -> tuple[Deed, ...]:
    """Everything that one volunteer came to, newest first."""
    with office.reading() as session:
        own = session.get(Volunteer, volunteer_id)
        people = {own.person: own.id} if own and own.person else {}
        sessions = _sessions(session, people, date.min, date.max)
        callouts = _callouts(session, date.min, date.max, volunteer_id)
    found = [*sessions.get(volunteer_id, []), *callouts.get(volunteer_id, [])]
    return tuple(sorted(found, key=lambda one: (one.day, one.id), reverse=True))


def session_hours(training: Training) -> float | None:
    """The hours of a session: its 课时, else from the times of beginning and end."""
    if training.hours is not None:
        return training.hours
    minutes = minutes_to_arrival(training.begins, training.ends)
    return None if minutes is None else minutes / _MINUTES


def _untrained(on: date | None, day: date) -> int:
    longest = [days for days in UNTRAINED_DAYS if on is None or on < day - timedelta(days=days)]
    return max(longest, default=0)


def _sessions(
    session: Session, people: dict[str, str], first: date, last: date
) -> dict[str, list[Deed]]:
    found: dict[str, list[Deed]] = {}
    only = [Attendance.person == next(iter(people))] if len(people) == 1 else []
    rows = session.execute(
        select(Attendance.person, Training)
        .join(Training, Training.id == Attendance.training)
        .where(
            Attendance.person.is_not(None),
            Attendance.presence == _CAME,
            Attendance.deleted_at.is_(None),
            Training.deleted_at.is_(None),
            Training.held_on.between(first, last),
            *only,
        )
    )
    for person, training in rows:
        volunteer = people.get(person or "")
        if volunteer:
            hours = session_hours(training)
            deed = Deed(training.held_on, "trainings", training.id, training.topic, hours)
            found.setdefault(volunteer, []).append(deed)
    return found


def _callouts(
    session: Session, first: date, last: date, volunteer: str = ""
) -> dict[str, list[Deed]]:
    found: dict[str, list[Deed]] = {}
    rows: Any = session.execute(
        select(CalloutMember, Callout)
        .join(Callout, Callout.id == CalloutMember.callout)
        .where(
            CalloutMember.deleted_at.is_(None),
            Callout.deleted_at.is_(None),
            Callout.day.between(first, last),
            *((CalloutMember.volunteer == volunteer,) if volunteer else ()),
        )
    )
    for member, callout in rows:
        hours = callout.hours if member.hours is None else member.hours
        what = f"{callout.task}　{callout.place}"
        deed = Deed(callout.day, "callouts", callout.id, what, hours, member.allowance)
        found.setdefault(member.volunteer, []).append(deed)
    return found


def _last_sessions(session: Session, last: date) -> dict[str, date]:
    rows = session.execute(
        select(Attendance.person, func.max(Training.held_on))
        .join(Training, Training.id == Attendance.training)
        .where(
            Attendance.person.is_not(None),
            Attendance.presence == _CAME,
            Attendance.deleted_at.is_(None),
            Training.deleted_at.is_(None),
            or_(Training.held_on <= last, Training.held_on.is_(None)),
        )
        .group_by(Attendance.person)
    )
    return {person: on for person, on in rows if person and on}
