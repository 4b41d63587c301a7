"""The calendar of working days as the office keeps it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.models.calendar import OFF, WORKED, CalendarDay
from fireoffice.db.remembered import remembered
from fireoffice.domain.workdays import WorkCalendar


def working_calendar(session: Session) -> WorkCalendar:
    """The calendar that the table holds: a year is known when any of its days is."""
    return remembered(session, CalendarDay, lambda: _read(session))


def _read(session: Session) -> WorkCalendar:
    rows = session.execute(
        select(CalendarDay.day, CalendarDay.kind, CalendarDay.year).where(
            CalendarDay.deleted_at.is_(None)
        )
    ).all()
    return WorkCalendar(
        off=frozenset(day for day, kind, _ in rows if kind == OFF),
        worked=frozenset(day for day, kind, _ in rows if kind == WORKED),
        years=frozenset(year for _, _, year in rows),
    )
