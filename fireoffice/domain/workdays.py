"""Counting in working days, over the calendar that the State Council announces for each year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from fireoffice.core.errors import InputError

_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)


class Counting(StrEnum):
    """The way in which the days of a term are counted."""

    DAYS = "天"
    WORKDAYS = "工作日"


class NotAnnounced(InputError):
    """The holidays of `year` are not in the calendar, so its working days cannot be counted."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"该年未公布：放假日历中没有{year}年的放假安排，不能按工作日推算。",
            "请直接填写日期，或先在放假日历中录入该年的安排。",
        )
        self.year = year


@dataclass(frozen=True)
class WorkCalendar:
    """The days that are worked: weekends are not, unless `worked`; others are, unless `off`.

    Only the `years` that were announced are known. `off` and `worked` may reach into the last
    days of the year before.
    """

    off: frozenset[date] = field(default_factory=frozenset[date])
    worked: frozenset[date] = field(default_factory=frozenset[date])
    years: frozenset[int] = field(default_factory=frozenset[int])

    def is_workday(self, day: date) -> bool:
        """True if `day` is worked. Raises `NotAnnounced`."""
        if day.year not in self.years:
            raise NotAnnounced(day.year)
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def after(self, day: date, workdays: int) -> date:
        """The day `workdays` working days after `day`, which itself does not count.

        With 0 it is `day`. Raises `NotAnnounced`.
        """
        left = workdays
        while left > 0:
            day += _ONE_DAY
            left -= self.is_workday(day)
        return day

    def due(self, day: date, term: int, counting: Counting) -> date:
        """The deadline of a term of `term` days that begins on `day`. Raises `NotAnnounced`."""
        if counting is Counting.WORKDAYS:
            return self.after(day, term)
        return day + timedelta(days=term)
