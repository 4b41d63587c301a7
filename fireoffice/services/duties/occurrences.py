"""Recurring duties have an occurrence for each period: made, retired and fulfilled here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Duty, Occurrence
from fireoffice.db.work import FINAL, Work
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

if TYPE_CHECKING:
    from fireoffice.services.office import Office

LABEL: Final = "生成本期履责"

_RETIRED: Final = "履责频次或起止日期已改"
_GONE_WITH_DUTY: Final = "随责任移除"
_DECISIVE: Final = frozenset({"id", "frequency", "starts_on", "ends_on", "done_on", "deleted_at"})
"""The fields of a duty on which its occurrences depend."""


@dataclass(frozen=True)
class Counts:
    """Of one duty on one day: how many occurrences fell due, were fulfilled, are overdue."""

    owed: int
    kept: int
    overdue: int


def produce(office: Office) -> int:
    """Make the occurrences that there should be today and are not; how many were made.

    One operation, nothing if nothing is missing. It is not among what the user takes back.
    """
    today = office.clock.today()
    with office.reading() as session:
        if not _missing(session, today):
            return 0
    with office.change(LABEL, FINAL) as work:
        calendar = working_calendar(work.session)
        missing = _missing(work.session, today)
        made = [_made(duty, period, calendar) for duty, period in missing]
        work.add(*made)
    return len(made)


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


def current(session: Session, duty_id: str) -> Occurrence | None:
    """The occurrence that is to be fulfilled next, if any is open."""
    return session.scalars(
        select(Occurrence)
        .where(
            Occurrence.duty == duty_id,
            Occurrence.deleted_at.is_(None),
            Occurrence.done_on.is_(None),
        )
        .order_by(Occurrence.due, Occurrence.period)
        .limit(1)
    ).first()


def fulfil(office: Office, duty_id: str, values: Mapping[str, object], label: str) -> str:
    """Record that the current occurrence was fulfilled, as typed; its id.

    Raises `FieldErrors`, `InputError` where no occurrence is open.
    """
    from fireoffice.registers import OCCURRENCES
    from fireoffice.services import records

    with office.reading() as session:
        found = current(session, duty_id)
    if found is None:
        raise InputError("这项责任没有待履行的期次。", "请在“每期履责”中添加一期，或核对履责频次。")
    records.update(office, OCCURRENCES, found.id, values, label)
    return found.id


def counts(office: Office, duty_id: str) -> Counts:
    """How the occurrences of one duty stand today."""
    today = office.clock.today()
    with office.reading() as session:
        rows = session.execute(
            select(Occurrence.due, Occurrence.done_on).where(
                Occurrence.duty == duty_id, Occurrence.deleted_at.is_(None)
            )
        ).all()
    kept = sum(done_on is not None for _, done_on in rows)
    late = sum(done_on is None and due < today for due, done_on in rows)
    return Counts(sum(done_on is not None or due <= today for due, done_on in rows), kept, late)


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
    """Whether the program made an occurrence and nobody has written into it."""
    written: tuple[Any, ...] = (one.record, one.evidence, one.done_on, one.note)
    return is_planned(one.id) and not any(written)


def _is_ahead(one: Occurrence, duty: Duty, today: date) -> bool:
    """Whether an occurrence is not owed yet, or falls before the day on which the duty begins."""
    return one.due >= today or bool(duty.starts_on and one.due < duty.starts_on)
