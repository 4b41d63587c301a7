"""The calendar of working days: what is shipped is put in once, from then on it is the office's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from fireoffice.core.paths import resource
from fireoffice.db import workdays
from fireoffice.db.models import CalendarDay
from fireoffice.db.models.calendar import OFF, WORKED
from fireoffice.db.work import FINAL
from fireoffice.domain.workdays import WorkCalendar

if TYPE_CHECKING:
    from fireoffice.services.office import Office

_SHIPPED: Final = "calendars/workdays.toml"


def working_calendar(office: Office) -> WorkCalendar:
    """The calendar as the office keeps it today."""
    with office.reading() as session:
        return workdays.working_calendar(session)


def seed_calendar(office: Office) -> None:
    """Put in the years that are shipped and of which the table has never held a day."""
    with office.reading() as session:
        known = set(session.scalars(select(CalendarDay.year).distinct()))
    years = [one for one in shipped_years() if one["year"] not in known]
    if not years:
        return
    names = "、".join(str(one["year"]) for one in years)
    with office.change(f"录入{names}年放假日历", FINAL) as work:
        for year in years:
            work.add(*calendar_days(year))


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
