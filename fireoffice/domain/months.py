"""Calendar months, as reports count them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def plus(self, months: int) -> Month:
        """The month so many months later (earlier if negative)."""
        at = self.year * 12 + self.number - 1 + months
        return Month(at // 12, at % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year}年{self.number}月"


def month_of(day: date) -> Month:
    """The month of a day."""
    return Month(day.year, day.month)


def months_up_to(day: date, count: int = 12) -> tuple[Month, ...]:
    """The `count` months that end with that of `day`, oldest first."""
    last = month_of(day)
    return tuple(last.plus(offset) for offset in range(1 - count, 1))


def months_before(day: date, months: int) -> date:
    """The same day `months` months earlier, or the last of that month if it has no such day."""
    month = month_of(day).plus(-months)
    return month.first.replace(day=min(day.day, month.last.day))
