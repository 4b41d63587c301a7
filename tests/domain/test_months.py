"""Months counted back from a day."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.domain.months import months_before


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2021, 4, 20), 3, date(2021, 1, 20)),
        (date(2021, 3, 31), 1, date(2021, 2, 28)),
        (date(2021, 1, 31), 12, date(2020, 1, 31)),
    ],
)
def test_a_day_that_a_month_has_not_is_its_last(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
