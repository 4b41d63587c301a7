"""Periods of recurring duties: no gap, no double, across year ends, month ends and leap years."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain.duty_periods import (
    Frequency,
    following,
    frequency_named,
    is_planned,
    key_of,
    period_of,
    periods,
    planned,
    preceding,
)
from fireoffice.domain.workdays import WorkCalendar

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
FREQUENCIES = st.sampled_from(Frequency)
ONE_DAY = timedelta(days=1)
DUTY = "0178e5a0-0000-7000-8000-000000000001"
OF_2021 = WorkCalendar(
    off=frozenset(date(2021, 10, day) for day in range(1, 8)),
    worked=frozenset({date(2021, 10, 9)}),
    years=frozenset({2021}),
)


@given(FREQUENCIES, DAYS, st.integers(0, 800))
def test_periods_follow_one_another_without_gap_or_overlap(
    frequency: Frequency, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = list(periods(frequency, first, last))
    assert found[0].first <= first <= found[0].last
    assert found[-1].first <= last <= found[-1].last
    assert all(one.last + ONE_DAY == other.first for one, other in pairwise(found))


@given(FREQUENCIES, DAYS)
def test_every_day_lies_in_the_period_that_is_found_for_it(frequency: Frequency, day: date) -> None:
    period = period_of(frequency, day)
    assert period.first <= day <= period.last
    assert period_of(frequency, period.first) == period_of(frequency, period.last) == period
    assert preceding(following(period)) == period


@given(FREQUENCIES, DAYS, st.integers(0, 900))
def test_no_two_periods_are_called_the_same_or_have_the_same_key(
    frequency: Frequency, first: date, length: int
) -> None:
    found = list(periods(frequency, first, first + timedelta(days=length)))
    assert len({one.label for one in found}) == len(found)
    assert len({key_of(DUTY, one) for one in found}) == len(found)


@given(FREQUENCIES, DAYS, st.integers(-400, 400), st.none() | st.integers(-200, 600))
def test_the_plan_has_every_period_in_reach_and_none_outside_the_span(
    frequency: Frequency, today: date, start: int, end: int | None
) -> None:
    starts_on = today + timedelta(days=start)
    ends_on = None if end is None else starts_on + timedelta(days=end)
    found = planned(frequency, starts_on, ends_on, today)
    assert all(one.last >= starts_on for one in found)
    assert all(ends_on is None or one.first <= ends_on for one in found)
    assert all(one.last + ONE_DAY == other.first for one, other in pairwise(found))
    if starts_on <= today and (ends_on is None or ends_on >= today):
        assert any(one.first <= today <= one.last for one in found)


@given(FREQUENCIES, DAYS, st.integers(0, 60))
def test_a_day_later_the_plan_only_goes_on(frequency: Frequency, today: date, days: int) -> None:
    now = planned(frequency, today, None, today)
    later = planned(frequency, today, None, today + timedelta(days=days))
    both = [one for one in now if one in later]
    assert both == [one for one in later if one in now]
    assert not later or later[-1].last >= now[-1].last


@pytest.mark.parametrize(
    ("frequency", "day", "label", "last"),
    [
        (Frequency.DAILY, date(2024, 2, 29), "2024年2月29日", date(2024, 2, 29)),
        (Frequency.WEEKLY, date(2021, 1, 1), "2020年第53周", date(2021, 1, 3)),
        (Frequency.WEEKLY, date(2021, 12, 31), "2021年第52周", date(2022, 1, 2)),
        (Frequency.MONTHLY, date(2024, 2, 29), "2024年2月", date(2024, 2, 29)),
        (Frequency.MONTHLY, date(2021, 1, 31), "2021年1月", date(2021, 1, 31)),
        (Frequency.QUARTERLY, date(2021, 12, 31), "2021年第4季度", date(2021, 12, 31)),
        (Frequency.HALF_YEARLY, date(2021, 7, 1), "2021年下半年", date(2021, 12, 31)),
        (Frequency.YEARLY, date(2020, 2, 29), "2020年", date(2020, 12, 31)),
    ],
)
def test_what_a_period_is_called_and_when_it_ends(
    frequency: Frequency, day: date, label: str, last: date
) -> None:
    period = period_of(frequency, day)
    assert (period.label, period.last) == (label, last)


@pytest.mark.parametrize(
    ("frequency", "day", "due"),
    [
        (Frequency.MONTHLY, date(2021, 5, 10), date(2021, 5, 31)),
        (Frequency.MONTHLY, date(2021, 10, 10), date(2021, 10, 29)),
        (Frequency.WEEKLY, date(2021, 10, 8), date(2021, 10, 9)),
        (Frequency.DAILY, date(2021, 10, 3), date(2021, 10, 3)),
        (Frequency.MONTHLY, date(2022, 4, 30), date(2022, 4, 30)),
    ],
)
def test_a_period_is_due_on_its_last_working_day_where_the_year_is_announced(
    frequency: Frequency, day: date, due: date
) -> None:
    assert period_of(frequency, day).due(OF_2021) == due


def test_a_week_without_a_working_day_is_due_on_its_last_day() -> None:
    calendar = WorkCalendar(
        off=frozenset(date(2021, 2, day) for day in range(8, 13)), years=frozenset({2021})
    )
    assert period_of(Frequency.WEEKLY, date(2021, 2, 10)).due(calendar) == date(2021, 2, 14)


def test_two_installations_make_the_same_key_and_another_duty_has_another() -> None:
    april = period_of(Frequency.MONTHLY, date(2021, 4, 20))
    assert key_of(DUTY, april) == "a6d985c9-f867-5de6-8371-709ee491e9b6"
    assert is_planned(key_of(DUTY, april))
    assert not is_planned(DUTY)
    assert key_of(DUTY.replace("1", "2"), april) != key_of(DUTY, april)


def test_a_duty_that_is_done_once_does_not_recur() -> None:
    assert frequency_named("每季度") is Frequency.QUARTERLY
    assert [frequency_named(word) for word in ("一次性", "", None, "随时")] == [None] * 4
