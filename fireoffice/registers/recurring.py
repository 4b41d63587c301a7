"""The occurrences of recurring duties: made each day, and kept in line with their duty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models import Duty, Occurrence
from fireoffice.db.work import Work
from fireoffice.db.workdays import working_calendar
from fireoffice.domain.duty_periods import (
    Frequency,
    Period,
    frequency_named,
    is_planned,
    key_of,
    planned,
)
from fireoffice.domain.workdays import WorkCalendar

_RETIRED: Final = "履责频次或起止日期已改"
_GONE_WITH_DUTY: Final = "随责任移除"
_DECISIVE: Final = frozenset({"id", "frequency", "starts_on", "ends_on", "done_on", "deleted_at"})
"""The fields of a duty on which its occurrences depend."""


def missing_occurrences(session: Session, today: date) -> Sequence[Occurrence]:
    """The occurrences that there should be today and are not."""
    missing = _missing(session, today)
    calendar = working_calendar(session) if missing else None
    return [_made(duty, period, calendar) for duty, period in missing if calendar]


def follow(work: Work, today: date) -> None:
    """Bring the occurrences of the duties that an action has written in line with them."""
    written = work.written(Duty)
    touched = {key: fields for key, fields in written.items() if fields.keys() & _DECISIVE}
    if not touched:
        return
    calendar = working_calendar(work.session)
    for key, fields in touched.items():
        duty = work.get(Duty, key)
        if "frequency" in fields and frequency_named(duty.frequency) and not duty.starts_on:
            work.set(duty, starts_on=today)
        _settle(work, duty, today, calendar)


def _recurring(session: Session, today: date) -> list[tuple[Duty, tuple[Period, ...]]]:
    """The live duties that recur, with the periods that each should have."""
    duties = session.scalars(
        select(Duty)
        .where(
            Duty.deleted_at.is_(None),
            Duty.starts_on.is_not(None),
            Duty.frequency.in_(tuple(Frequency)),
        )
        .order_by(Duty.id)
    )
    return [(duty, _plan(duty, today)) for duty in duties]


def _missing(session: Session, today: date) -> list[tuple[Duty, Period]]:
    """The occurrences that should be there and never were; what was removed stays away."""
    wanted = {
        key_of(duty.id, period): (duty, period)
        for duty, periods in _recurring(session, today)
        for period in periods
    }
    known = _known(session, wanted)
    return [pair for key, pair in wanted.items() if key not in known]


def _known(session: Session, keys: Iterable[str], batch: int = 500) -> set[str]:
    listed = list(keys)
    found: set[str] = set()
    for start in range(0, len(listed), batch):
        some = listed[start : start + batch]
        found |= set(session.scalars(select(Occurrence.id).where(Occurrence.id.in_(some))))
    return found


def _plan(duty: Duty, today: date) -> tuple[Period, ...]:
    """The periods of a duty; none of one that is removed or does not recur."""
    frequency = frequency_named(duty.frequency)
    if frequency is None or duty.starts_on is None or duty.deleted_at is not None:
        return ()
    ends = [day for day in (duty.ends_on, duty.done_on) if day]
    return planned(frequency, duty.starts_on, min(ends, default=None), today)


def _made(duty: Duty, period: Period, calendar: WorkCalendar) -> Occurrence:
    return Occurrence(
        id=key_of(duty.id, period),
        duty=duty.id,
        period=period.label,
        person=duty.person,
        due=period.due(calendar),
        sample=bool(duty.sample),
    )


def _settle(work: Work, duty: Duty, today: date, calendar: WorkCalendar) -> None:
    """Make what is planned, bring back what is planned again, retire what is not any more."""
    there = {
        one.id: one
        for one in work.session.scalars(select(Occurrence).where(Occurrence.duty == duty.id))
    }
    if duty.deleted_at is not None:
        for one in there.values():
            work.discard(one, _GONE_WITH_DUTY)
        return
    wanted = {key_of(duty.id, period): period for period in _plan(duty, today)}
    for one in there.values():
        is_wanted = one.id in wanted or not (_is_idle(one) and _is_ahead(one, duty, today))
        if one.deleted_at is None and not is_wanted:
            work.discard(one, _RETIRED)
        elif one.deleted_reason in (_RETIRED, _GONE_WITH_DUTY) and is_wanted:
            work.restore(one)
    missing = [period for key, period in wanted.items() if key not in there]
    work.add(*(_made(duty, period, calendar) for period in missing))


def _is_idle(one: Occurrence) -> bool:
    """True if the program made an occurrence and nobody has written into it."""
    written: tuple[Any, ...] = (one.record, one.evidence, one.done_on, one.note)
    return is_planned(one.id) and not any(written)


def _is_ahead(one: Occurrence, duty: Duty, today: date) -> bool:
    """True if an occurrence is not owed yet, or falls before the day on which the duty begins."""
    return one.due >= today or bool(duty.starts_on and one.due < duty.starts_on)
