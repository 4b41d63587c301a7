"""School years, and how often schools must drill in one."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.domain.drills import last_school_day, school_rule, school_year


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2021, 8, 31), date(2020, 9, 1)),
        (date(2021, 9, 1), date(2021, 9, 1)),
        (date(2022, 1, 1), date(2021, 9, 1)),
    ],
)
def test_a_school_year_begins_in_september(day: date, first: date) -> None:
    assert school_year(day) == (first, date(first.year + 1, 8, 31))
    assert last_school_day(day) == date(first.year + 1, 6, 30)


def test_a_rule_holds_from_its_day_on() -> None:
    assert school_rule(date(2009, 5, 31)) is None
    rule = school_rule(date(2009, 6, 1))
    assert rule is not None
    assert (rule.drills, "第二十一条" in rule.basis) == (1, True)
