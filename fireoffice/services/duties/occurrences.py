"""The occurrences of one duty: the next one fulfilled, all of them counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Occurrence
from fireoffice.registers import OCCURRENCES
from fireoffice.services import records
from fireoffice.services.office import Office


@dataclass(frozen=True)
class Counts:
    """The occurrences of one duty on one day: how many fell due, were fulfilled, are overdue."""

    owed: int
    kept: int
    overdue: int


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
    """Record that the current occurrence was fulfilled, as typed, and return its id.

    Raises `FieldErrors`, `InputError` where no occurrence is open.
    """
    with office.reading() as session:
        found = current(session, duty_id)
    if found is None:
        raise InputError("这项责任没有待履行的期次。", "请在“每期履责”中添加一期，或核对履责频次。")
    records.update(office, OCCURRENCES, found.id, values, label)
    return found.id


def counts(office: Office, duty_id: str) -> Counts:
    """The counts of the occurrences of one duty, as of today."""
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
