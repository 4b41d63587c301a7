"""The occurrences of the sample town's recurring duties: most fulfilled in time, two late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from fireoffice.db.models import Duty, Occurrence
from fireoffice.domain.duty_periods import (
    Frequency,
    Period,
    frequency_named,
    key_of,
    period_of,
    planned,
    preceding,
)
from fireoffice.domain.workdays import WorkCalendar

_BACK: Final[Mapping[Frequency, int]] = {
    Frequency.WEEKLY: 8,
    Frequency.MONTHLY: 3,
    Frequency.QUARTERLY: 1,
}
"""The number of past periods, by frequency, in which the sample town has kept its duties."""
_ONE_IN_SO_MANY_IS_LATE: Final = 18
_ONE_IN_SO_MANY_IS_EARLY: Final = 4
_ONE_IN_SO_MANY_IS_BEGUN: Final = 3
_DAYS_BEFORE: Final = 2
_RECORD: Final = "已按要求开展，台账和照片存镇消防安全委员会办公室"


def occurrences(
    duties: Sequence[Duty], today: date, calendar: WorkCalendar
) -> Iterator[Occurrence]:
    """The occurrences of those duties that recur, which then have no date of their own."""
    for at, duty in enumerate(duties):
        frequency = frequency_named(duty.frequency)
        if frequency is None:
            continue
        present = first = period_of(frequency, today)
        for _ in range(_BACK.get(frequency, 0)):
            first = preceding(first)
        duty.starts_on = first.first
        duty.due = duty.record = duty.evidence = duty.done_on = None
        for period in planned(frequency, first.first, None, today):
            due = period.due(calendar)
            done_on = _done_on(at, period, present, due, today)
            is_begun = period == present and at % _ONE_IN_SO_MANY_IS_BEGUN == 0
            yield Occurrence(
                id=key_of(duty.id, period),
                duty=duty.id,
                period=period.label,
                person=duty.person,
                due=due,
                record=_RECORD if done_on or is_begun else None,
                done_on=done_on,
            )


def _done_on(at: int, period: Period, present: Period, due: date, today: date) -> date | None:
    """The day on which the duty that stands at `at` was fulfilled in `period`, if it was."""
    if period.last < present.first:
        is_late = at % _ONE_IN_SO_MANY_IS_LATE == 0 and period == preceding(present)
        return None if is_late else due - timedelta(days=_DAYS_BEFORE)
    # A week's round is made at its beginning.
    is_early = present.frequency is Frequency.WEEKLY or at % _ONE_IN_SO_MANY_IS_EARLY == 1
    return max(present.first, today - timedelta(days=1)) if period == present and is_early else None
