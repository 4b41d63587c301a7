"""The time of day, handed in wherever it matters so that tests and samples can fix it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final, Protocol

CHINA: Final = timezone(timedelta(hours=8), "UTC+08:00")
"""The time zone of China: one, without summer time. An old laptop's own zone may be wrong."""


class Clock(Protocol):
    """Tells the time in China."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC+08:00."""
        ...

    def today(self) -> date:
        """The calendar day of `now`."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(CHINA)

    def today(self) -> date:
        return self.now().date()


@dataclass
class FixedClock:
    """A clock that stands until it is moved. A plain date means nine in the morning."""

    at: date

    def now(self) -> datetime:
        if isinstance(self.at, datetime):
            return self.at if self.at.tzinfo else self.at.replace(tzinfo=CHINA)
        return datetime.combine(self.at, time(9), CHINA)

    def today(self) -> date:
        return self.now().date()

    def advance(self, step: timedelta) -> None:
        """Move on by `step`."""
        self.at = self.now() + step
