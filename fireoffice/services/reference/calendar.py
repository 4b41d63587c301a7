"""The calendar of working days: what is shipped is put in once, from then on it is the office's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from fireoffice.core.paths import resource
from fireoffice.db import workdays
from fireoffice.db.models import CalendarDay
from fireoffice.db.models.calendar import OFF, WORKED
from fireoffice.domain.terms import listed
from fireoffice.domain.workdays import WorkCalendar

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from fireoffice.services.office import Office

_SHIPPED: Final = "calendars/workdays.toml"


def working_calendar(office: Office) -> WorkCalendar:
    """The calendar as the office keeps it today."""
    with office.reading() as session:
        return workdays.working_calendar(session)


@dataclass(frozen=True)
class MarkedDay:
    """A day that is not as the week has it: `kind` is 休息 or 上班, `id` its record."""

    id: str
    day: date
    kind: str
    name: str


@dataclass(frozen=True)
class YearPlan:
    """The days announced for one year; none where nothing was announced yet."""

    year: int
    days: Mapping[date, MarkedDay]

    def lines(self) -> tuple[str, ...]:
        """One line a holiday: 「春节　2月11日至17日放假，2月7日、20日补班」."""
        names = dict.fromkeys(one.name for one in self.days.values())
        return tuple(f"{name}　{'，'.join(self._told(name))}" for name in names)

    def _told(self, name: str) -> Iterator[str]:
        for kind, word in ((OFF, "放假"), (WORKED, "补班")):
            some = [one.day for one in self.days.values() if (one.name, one.kind) == (name, kind)]
            if some:
                yield f"{listed(some)}{word}"


def year_plan(office: Office, year: int) -> YearPlan:
    """The days off and the days made up for of a year, in their order."""
    with office.reading() as session:
        rows = session.scalars(
            select(CalendarDay)
            .where(CalendarDay.year == year, CalendarDay.deleted_at.is_(None))
            .order_by(CalendarDay.day)
        )
        found = [MarkedDay(row.id, row.day, row.kind, row.name or "") for row in rows]
    return YearPlan(year, {one.day: one for one in found})


def missing_days(session: Session) -> list[CalendarDay]:
    """The days of the years that are shipped and of which the table has never held a day."""
    known = set(session.scalars(select(CalendarDay.year).distinct()))
    return [
        day for year in shipped_years() if year["year"] not in known for day in calendar_days(year)
    ]


def shipped_years() -> tuple[Mapping[str, Any], ...]:
    """The years of `resources/calendars`, as they are written there."""
    data = tomllib.loads(resource(_SHIPPED).read_text(encoding="utf-8"))
    return tuple(data["year"])


def calendar_days(year: Mapping[str, Any]) -> Iterator[CalendarDay]:
    """The days of one of `shipped_years` as records of the table."""
    for holiday in year["holiday"]:
        first: date = holiday["from"]
        length = (holiday["to"] - first).days + 1
        off = [(first + timedelta(days=number), OFF) for number in range(length)]
        for day, kind in (*off, *((day, WORKED) for day in holiday.get("worked", ()))):
            yield CalendarDay(
                day=day, kind=kind, name=holiday["name"], year=year["year"], basis=year["basis"]
            )
