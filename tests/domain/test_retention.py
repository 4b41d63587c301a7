"""Near backups are kept all, far ones ever fewer; none is lost that nothing stands for."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.core.clock import CHINA
from fireoffice.domain.retention import is_due, worth_keeping

NOW = datetime(2021, 4, 20, 17, 0, tzinfo=CHINA)  # a Tuesday


def ago(days: float, hours: float = 0) -> datetime:
    return NOW - timedelta(days=days, hours=hours)


@pytest.mark.parametrize(
    ("taken", "kept"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([ago(900)], [ago(900)], id="the only one, however old"),
        pytest.param(
            [ago(0, h) for h in range(48)], [ago(0, h) for h in range(48)], id="two days all"
        ),
        pytest.param(
            [ago(0), ago(5), ago(5, 1), ago(5, 2)], [ago(0), ago(5)], id="the last of a day"
        ),
        pytest.param(
            [ago(0), *(ago(day) for day in range(30, 42))],
            [ago(0), *(ago(day) for day in range(30, 42))],
            id="twelve days that have one, also after a long holiday",
        ),
        pytest.param(
            [ago(0), ago(-3)], [ago(0), ago(-3)], id="one from a clock that was ahead stays"
        ),
    ],
)
def test_what_is_kept(taken: list[datetime], kept: list[datetime]) -> None:
    assert worth_keeping(taken, NOW) == frozenset(kept)


def test_two_years_of_days_leave_days_then_weeks_then_months() -> None:
    kept = sorted(worth_keeping([ago(day) for day in range(730)], NOW), reverse=True)
    ages = [(NOW - one).days for one in kept]
    assert ages[:14] == list(range(14))
    weeks = ages[14:24]
    assert [later - sooner for sooner, later in pairwise(weeks)] == [7] * 9
    months = [(one.year, one.month) for one in kept[24:]]
    assert len(months) == len(set(months)) == 9
    assert len(kept) == 14 + 10 + 9


def test_thinning_each_day_keeps_as_much_as_thinning_once() -> None:
    taken: set[datetime] = set()
    now = NOW
    for _ in range(500):
        now += timedelta(days=1)
        taken = set(worth_keeping(taken | {now, now - timedelta(hours=3)}, now))
    assert (now - min(taken)).days > 300
    assert len({(one.year, one.month) for one in taken}) >= 11


@given(st.sets(st.floats(min_value=0, max_value=800), max_size=60))
def test_what_is_kept_stays_kept_and_the_newest_always(days: set[float]) -> None:
    taken = {ago(day) for day in days}
    kept = worth_keeping(taken, NOW)
    assert kept <= taken
    assert worth_keeping(kept, NOW) == kept
    assert not taken or max(taken) in kept


@pytest.mark.parametrize(("minutes", "due"), [(0, False), (29.9, False), (30, True), (600, True)])
def test_half_an_hour_of_work_is_as_much_as_may_be_lost(minutes: float, due: bool) -> None:
    assert is_due(NOW - timedelta(minutes=minutes), NOW) is due
