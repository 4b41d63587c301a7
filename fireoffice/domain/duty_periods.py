"""The periods of a recurring duty: their names, their order, and when each is due."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from fireoffice.domain.workdays import NotAnnounced, WorkCalendar

_KEYS: Final = uuid.UUID("6f6f7a2e-3d0b-5b54-9c1e-5a3f0d6c7b21")
"""The name space in which occurrences have their keys; it may never change."""
_ONE_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_YEAR: Final = 12
_HALF: Final = 6
_QUARTER: Final = 3


class Frequency(StrEnum):
    """The interval at which a recurring duty is to be fulfilled."""

    DAILY = "每日"
    WEEKLY = "每周"
    MONTHLY = "每月"
    QUARTERLY = "每季度"
    HALF_YEARLY = "每半年"
    YEARLY = "每年"


_MONTHS: Final = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: _QUARTER,
    Frequency.HALF_YEARLY: _HALF,
    Frequency.YEARLY: _YEAR,
}
_REACH: Final = {
    Frequency.DAILY: (31, 7),
    Frequency.WEEKLY: (53, 2),
    Frequency.MONTHLY: (60, 1),
    Frequency.QUARTERLY: (40, 1),
    Frequency.HALF_YEARLY: (20, 1),
    Frequency.YEARLY: (20, 1),
}
"""The number of periods kept before and after the present one."""


@dataclass(frozen=True)
class Period:
    """One period by its first and last day; `label` is what it is called: 2021年第2季度."""

    frequency: Frequency
    first: date
    last: date

    @property
    def label(self) -> str:
        """The name of the period."""
        year, month = self.first.year, self.first.month
        match self.frequency:
            case Frequency.DAILY:
                return f"{year}年{month}月{self.first.day}日"
            case Frequency.WEEKLY:
                of_year, week, _ = self.first.isocalendar()
                return f"{of_year}年第{week}周"
            case Frequency.MONTHLY:
                return f"{year}年{month}月"
            case Frequency.QUARTERLY:
                return f"{year}年第{(month - 1) // _QUARTER + 1}季度"
            case Frequency.HALF_YEARLY:
                return f"{year}年{'上' if month <= _HALF else '下'}半年"
            case _:
                return f"{year}年"

    def due(self, calendar: WorkCalendar) -> date:
        """Its last working day; its last day where the year is not announced or none is worked.

        What is to be done each day is due that day.
        """
        if self.frequency is Frequency.DAILY:
            return self.last
        try:
            day = self.last
            while day >= self.first:
                if calendar.is_workday(day):
                    return day
                day -= _ONE_DAY
        except NotAnnounced:
            pass
        return self.last


def frequency_named(word: str | None) -> Frequency | None:
    """The frequency of this name; None for 一次性 or any word of the office's own."""
    return Frequency(word) if word in set(Frequency) else None


def period_of(frequency: Frequency, day: date) -> Period:
    """The period in which `day` lies. Weeks begin on Monday (GB/T 7408)."""
    if frequency is Frequency.DAILY:
        return Period(frequency, day, day)
    if frequency is Frequency.WEEKLY:
        first = day - timedelta(days=day.weekday())
        return Period(frequency, first, first + timedelta(days=_WEEK - 1))
    months = _MONTHS[frequency]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(frequency, first, _months_after(first, months) - _ONE_DAY)


def following(period: Period) -> Period:
    """The period that begins on the day after."""
    return period_of(period.frequency, period.last + _ONE_DAY)


def preceding(period: Period) -> Period:
    """The period that ends on the day before."""
    return period_of(period.frequency, period.first - _ONE_DAY)


def periods(frequency: Frequency, first: date, last: date) -> Iterator[Period]:
    """The periods from the one in which `first` lies to the one in which `last` lies."""
    period = period_of(frequency, first)
    while period.first <= last:
        yield period
        period = following(period)


def planned(
    frequency: Frequency, starts_on: date, ends_on: date | None, today: date
) -> tuple[Period, ...]:
    """The periods that there should be occurrences of `today`, earliest first.

    From the one in which `starts_on` lies, but no further back than is sensible for the
    frequency, to the next one, of days and weeks the next few; none that begins after `ends_on`.
    """
    back, ahead = _REACH[frequency]
    earliest = latest = period_of(frequency, max(today, starts_on))
    for _ in range(back):
        earliest = preceding(earliest)
    for _ in range(ahead):
        latest = following(latest)
    begins = max(starts_on, earliest.first)
    ends = min(ends_on, latest.last) if ends_on else latest.last
    return tuple(periods(frequency, begins, ends)) if begins <= ends else ()


def key_of(duty: str, period: Period) -> str:
    """The key of the occurrence of the duty with key `duty`: the same on every installation."""
    return str(uuid.uuid5(_KEYS, f"{duty}/{period.frequency}/{period.first.isoformat()}"))


def is_planned(key: str) -> bool:
    """True if the key of an occurrence was made by `key_of`; False if it was added by hand."""
    return uuid.UUID(key).version == 5


def _months_after(first: date, months: int) -> date:
    at = first.year * _YEAR + first.month - 1 + months
    return date(at // _YEAR, at % _YEAR + 1, 1)
