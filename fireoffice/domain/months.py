"""Calendar months, as reports count them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from fireoffice.core.errors import InputError

_WRITTEN: Final = re.compile(r"(\d{4})-(\d{1,2})")
_LAST: Final = 12


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


def month_named(text: str) -> Month:
    """The month written as 2021-05. Raises `InputError`."""
    found = _WRITTEN.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= _LAST:
        raise InputError(f"“{text}”不是月份。", "请写成2021-05。")
    return Month(int(found[1]), int(found[2]))


def months_up_to(day: date, count: int = 12) -> tuple[Month, ...]:
    """The `count` months that end with that of `day`, oldest first."""
    last = month_of(day)
    return tuple(last.plus(offset) for offset in range(1 - count, 1))


def months_before(day: date, months: int) -> date:
    """The same day `months` months earlier, or the last of that month if it has no such day."""
    month = month_of(day).plus(-months)
    return month.first.replace(day=min(day.day, month.last.day))
