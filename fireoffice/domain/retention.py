"""The choice of backups worth their room: all of the near ones, ever fewer of the far ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from datetime import datetime, timedelta
from typing import Final

ALL_WITHIN: Final = timedelta(days=2)
DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 9

WORK_BETWEEN: Final = timedelta(minutes=30)
"""The time that people may work before their work is backed up."""

_Period = Callable[[datetime], Hashable]


def worth_keeping(taken: Collection[datetime], now: datetime) -> frozenset[datetime]:
    """Those of the backups `taken` that are to be kept.

    All of the last two days; of what is older the last of each of the 12 latest days on which
    there is one, then of each of 10 weeks, then of each of 9 months. Days without a backup do
    not count: after a long holiday nothing is lost. The newest is kept whatever the clock says,
    and so is what is dated later than now: that comes of a clock that was wrong, and stands for no
    day.
    """
    newest_first = sorted((one for one in taken if one <= now), reverse=True)
    later = {one for one in taken if one > now}
    kept = {one for one in newest_first if one > now - ALL_WITHIN} | set(newest_first[:1])
    periods: tuple[tuple[_Period, int], ...] = ((_day, DAYS), (_week, WEEKS), (_month, MONTHS))
    for period, room in periods:
        # A period that has one already needs no other.
        kept |= set(_last_of_each(newest_first, period, {period(one) for one in kept}, room))
    return frozenset(kept | later)


def is_due(last: datetime, now: datetime) -> bool:
    """True if so much work has been done since `last` that it must be backed up."""
    return now - last >= WORK_BETWEEN


def _last_of_each(
    newest_first: list[datetime], period: _Period, covered: set[Hashable], room: int
) -> list[datetime]:
    """The newest of each period, at most `room`; periods that are `covered` need none."""
    found: list[datetime] = []
    for one in newest_first:
        if period(one) not in covered and len(found) < room:
            covered.add(period(one))
            found.append(one)
    return found


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
