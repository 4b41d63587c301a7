"""值班表 of one team and month: read, proposed, written in one operation."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Absence, Rota, Shift, Team, Volunteer
from fireoffice.db.work import Work
from fireoffice.db.workdays import working_calendar
from fireoffice.domain.months import Month
from fireoffice.domain.rota import Member, Plan, counts, propose
from fireoffice.domain.rota_draft import Slot, Slots, keys_of
from fireoffice.domain.workdays import NotAnnounced, WorkCalendar
from fireoffice.services.office import Office

MONTHS_BEFORE: Final = 3
"""The number of earlier months that count when the next one is drawn up."""
EACH: Final = 2
_PART: Final = "全天"
_ONE: Final = timedelta(days=1)
_SATURDAY: Final = 5


@dataclass(frozen=True)
class RotaMember:
    """A volunteer who may be put on duty, with the shifts of the months before.

    `before` and `off_before` count as fairness does: whoever joined later need not catch up.
    """

    key: str
    name: str
    role: str
    before: int
    off_before: int
    away: frozenset[date]


@dataclass(frozen=True)
class MonthRota:
    """One month of one team. `names` also holds those who have left since.

    `note` says where the days off are only guessed. `drawn` is whether it was ever saved.
    """

    team: str
    team_name: str
    month: Month
    slots: Slots
    members: tuple[RotaMember, ...]
    names: Mapping[str, str]
    off: frozenset[date]
    each: int
    seed: int
    drawn: bool
    note: str = ""
    beside: Mapping[date, tuple[str, ...]] | None = None
    """The volunteers on duty just before the month and just after it, by day."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the month."""
        return days_of(self.month)

    def tally(self) -> dict[str, tuple[int, int]]:
        """The number of shifts of each volunteer this month, and of those on days off."""
        return counts(keys_of(self.slots), self.off)


def days_of(month: Month) -> tuple[date, ...]:
    """The days of a month."""
    return tuple(month.first + timedelta(days=at) for at in range(month.last.day))


def read(office: Office, team: str, month: Month) -> MonthRota:
    """The rota as it is written. Raises `InputError` for a team that is not there."""
    with office.reading() as session:
        return read_in(session, team, month)


def proposed(
    office: Office, team: str, month: Month, each: int, seed: int | None = None
) -> MonthRota:
    """A fair rota for the month; nothing is written.

    Shifts of days that are over stay as they are written, the others are drawn anew. Without
    `seed` it is that of the month: the same proposal each time. Raises `InputError` where the
    team has nobody to put down.
    """
    today = office.clock.today()
    now = read(office, team, month)
    if not now.members:
        raise InputError(f"{now.team_name}没有在队队员，不能排班。", "请先登记队员。")
    drawn_by = own_seed(team, month) if seed is None else seed
    past = {day: some for day, some in now.slots.items() if day < today}
    fixed = {**(now.beside or {}), **keys_of(past)}
    open_days = tuple(day for day in now.days if day >= today)
    plan = Plan(open_days, each, now.off, fixed)
    tally = counts(keys_of(past), now.off)
    members = [
        Member(
            one.key,
            one.before + tally.get(one.key, (0, 0))[0],
            one.off_before + tally.get(one.key, (0, 0))[1],
            one.away,
        )
        for one in now.members
    ]
    rota = propose(members, plan, drawn_by)
    slots = {**past, **{day: tuple(Slot(key) for key in keys) for day, keys in rota.items()}}
    return replace(now, slots=slots, each=each, seed=drawn_by)


def save(office: Office, rota: MonthRota) -> None:
    """Write the month as `rota` has it: one operation. Raises `InputError`."""
    with office.change(f"保存{rota.month}排班") as work:
        written = _shifts(work.session, rota.team, rota.month.first, rota.month.last)
        for day in rota.days:
            _write_day(work, rota.team, day, rota.slots.get(day, ()), written.get(day, ()))
        drawn = _drawn(work.session, rota.team, rota.month)
        if drawn is None:
            work.add(Rota(team=rota.team, month=rota.month.first, each=rota.each, seed=rota.seed))
        else:
            work.set(drawn, each=rota.each, seed=rota.seed)


def own_seed(team: str, month: Month) -> int:
    """The seed with which a month is drawn first."""
    return zlib.crc32(f"{team}{month.year}-{month.number:02d}".encode()) % 1_000_000


def teams(office: Office) -> tuple[tuple[str, str], ...]:
    """The standing teams: key and name, those with a rota first."""
    with office.reading() as session:
        found = session.execute(
            select(Team.id, Team.name)
            .where(Team.deleted_at.is_(None), Team.disbanded_on.is_(None))
            .order_by(Team.name)
        ).all()
        used = set(session.scalars(select(Shift.team).distinct()))
    return tuple((key, name) for key, name in sorted(found, key=lambda one: one[0] not in used))


def read_in(session: Session, team: str, month: Month) -> MonthRota:
    """The rota as by `read`, inside a session of the caller's."""
    own = session.get(Team, team)
    if own is None or own.deleted_at is not None:
        raise InputError("找不到这支队伍，它可能已被移除。", "请另选一支队伍。")
    first, last = month.first, month.last
    since = month.plus(-MONTHS_BEFORE).first
    shifts = _shifts(session, team, since, last + _ONE)
    off, note = days_off(working_calendar(session), _days(since, last))
    volunteers = session.scalars(
        select(Volunteer)
        .where(
            Volunteer.team == team,
            Volunteer.deleted_at.is_(None),
            or_(Volunteer.left_on.is_(None), Volunteer.left_on > first),
        )
        .order_by(Volunteer.number)
    ).all()
    drawn = _drawn(session, team, month)
    here = {day: some for day, some in shifts.items() if first <= day <= last}
    return MonthRota(
        team=team,
        team_name=own.name,
        month=month,
        slots={day: tuple(_slot(one) for one in some) for day, some in here.items()},
        members=_members(session, volunteers, shifts, off, month),
        names=_names(session, shifts, volunteers),
        off=frozenset(day for day in off if day >= first),
        each=drawn.each if drawn else EACH,
        seed=drawn.seed if drawn else own_seed(team, month),
        drawn=drawn is not None,
        note=note,
        beside={
            day: tuple(one.volunteer for one in shifts.get(day, ()))
            for day in (first - _ONE, last + _ONE)
        },
    )


def days_off(calendar: WorkCalendar, days: Iterable[date]) -> tuple[frozenset[date], str]:
    """The days that are not worked, and a note where a year is not announced: then weekends."""
    off: set[date] = set()
    unknown: set[int] = set()
    for day in days:
        try:
            is_off = not calendar.is_workday(day)
        except NotAnnounced as problem:
            unknown.add(problem.year)
            is_off = day.weekday() >= _SATURDAY
        if is_off:
            off.add(day)
    years = "、".join(f"{year}年" for year in sorted(unknown))
    return frozenset(off), f"{years}的放假安排未录入，只按周末计。" if unknown else ""


def _members(
    session: Session,
    volunteers: Sequence[Volunteer],
    shifts: Mapping[date, Sequence[Shift]],
    off: Collection[date],
    month: Month,
) -> tuple[RotaMember, ...]:
    before = {day: some for day, some in shifts.items() if day < month.first}
    tally = counts({day: tuple(one.volunteer for one in some) for day, some in before.items()}, off)
    since = month.plus(-MONTHS_BEFORE).first
    settled = [one.id for one in volunteers if one.joined_on is None or one.joined_on <= since]
    usual = [_mean([tally.get(key, (0, 0))[at] for key in settled]) for at in (0, 1)]
    away = _away(session, volunteers, month)
    made: list[RotaMember] = []
    for one in volunteers:
        total, free = tally.get(one.id, (0, 0))
        if one.id not in settled:
            total, free = max(total, usual[0]), max(free, usual[1])
        made.append(RotaMember(one.id, one.name, one.role or "", total, free, away[one.id]))
    return tuple(made)


def _away(
    session: Session, volunteers: Sequence[Volunteer], month: Month
) -> dict[str, frozenset[date]]:
    """The days of the month on which each volunteer is on leave, not yet there, or gone."""
    found: dict[str, set[date]] = {
        one.id: {
            day
            for day in days_of(month)
            if (one.joined_on and day < one.joined_on) or (one.left_on and day >= one.left_on)
        }
        for one in volunteers
    }
    absences = session.scalars(
        select(Absence).where(
            Absence.deleted_at.is_(None),
            Absence.volunteer.in_(found),
            Absence.first <= month.last,
            or_(Absence.last.is_(None), Absence.last >= month.first),
        )
    )
    for absence in absences:
        found[absence.volunteer] |= {
            day
            for day in days_of(month)
            if absence.first <= day and (absence.last is None or day <= absence.last)
        }
    return {key: frozenset(days) for key, days in found.items()}


def _shifts(session: Session, team: str, first: date, last: date) -> dict[date, list[Shift]]:
    found: dict[date, list[Shift]] = {}
    for shift in session.scalars(
        select(Shift)
        .where(Shift.team == team, Shift.day.between(first, last), Shift.deleted_at.is_(None))
        .order_by(Shift.day, Shift.id)
    ):
        found.setdefault(shift.day, []).append(shift)
    return found


def _names(
    session: Session, shifts: Mapping[date, Sequence[Shift]], volunteers: Sequence[Volunteer]
) -> dict[str, str]:
    names = {one.id: one.name for one in volunteers}
    keys = {
        key for some in shifts.values() for one in some for key in (one.volunteer, one.instead_of)
    }
    others = sorted(key for key in keys if key and key not in names)
    found = session.execute(select(Volunteer.id, Volunteer.name).where(Volunteer.id.in_(others)))
    others_named: dict[str, str] = {row[0]: row[1] for row in found}
    return names | others_named


def _write_day(
    work: Work, team: str, day: date, wanted: Sequence[Slot], written: Sequence[Shift]
) -> None:
    """Bring the shifts of a day to what is wanted; a shift that changes hands stays the same."""
    own = {one.id: one for one in written}
    free = [one for one in written if one.id not in {slot.shift for slot in wanted}]
    for slot in wanted:
        shift = own.get(slot.shift) or next(
            (one for one in free if one.volunteer == slot.volunteer), None
        )
        if shift in free:
            free.remove(shift)
        if shift is None:
            work.add(Shift(team=team, day=day, part=_PART, volunteer=slot.volunteer))
        else:
            work.set(shift, volunteer=slot.volunteer, instead_of=slot.instead_of or None)
    for shift in free:
        work.remove(shift, "重新排班")


def _drawn(session: Session, team: str, month: Month) -> Rota | None:
    return session.scalar(
        select(Rota)
        .where(Rota.team == team, Rota.month == month.first, Rota.deleted_at.is_(None))
        .limit(1)
    )


def _slot(shift: Shift) -> Slot:
    return Slot(shift.volunteer, shift.id, shift.instead_of or "")


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


def _mean(numbers: Sequence[int]) -> int:
    return round(sum(numbers) / len(numbers)) if numbers else 0
