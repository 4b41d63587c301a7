"""How near a deadline is, in bands and words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain.deadlines import Urgency, deadline
from fireoffice.domain.months import Month, month_of, months_up_to

TODAY = date(2021, 4, 20)


@pytest.mark.parametrize(
    ("days", "urgency", "words"),
    [
        (-12, Urgency.OVERDUE, "逾期12天"),
        (-1, Urgency.OVERDUE, "逾期1天"),
        (0, Urgency.TODAY, "今天到期"),
        (1, Urgency.SOON, "还剩1天"),
        (3, Urgency.SOON, "还剩3天"),
        (4, Urgency.LATER, "还剩4天"),
    ],
)
def test_bands_and_words(days: int, urgency: Urgency, words: str) -> None:
    found = deadline(TODAY + timedelta(days=days), TODAY)
    assert (found.urgency, found.words, found.days) == (urgency, words, days)


def test_what_is_closed_or_has_no_deadline_is_never_late() -> None:
    assert deadline(None, TODAY).words == "—"
    assert deadline(TODAY - timedelta(days=9), TODAY, closed=True).urgency is Urgency.NONE


@given(st.dates(), st.dates())
def test_nearer_is_never_less_urgent(due: date, today: date) -> None:
    order = list(Urgency)
    if due > date.min:
        earlier = deadline(due - timedelta(days=1), today)
        assert order.index(earlier.urgency) <= order.index(deadline(due, today).urgency)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 40))
def test_months_follow_each_other_up_to_that_of_the_day(day: date, count: int) -> None:
    months = months_up_to(day, count)
    assert len(months) == count
    assert months[-1] == month_of(day)
    for earlier, later in pairwise(months):
        assert earlier.last + timedelta(days=1) == later.first


def test_a_month_is_named_in_chinese() -> None:
    assert str(Month(2021, 3)) == "2021年3月"
    assert Month(2021, 1).plus(-2) == Month(2020, 11)
