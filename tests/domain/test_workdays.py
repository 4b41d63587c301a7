"""Working days follow the published arrangements; an unpublished year is said to be so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.db.models.calendar import OFF, WORKED
from fireoffice.domain.workdays import Counting, NotAnnounced, WorkCalendar
from fireoffice.services.reference.calendar import calendar_days, shipped_years

DAYS = [one for year in shipped_years() for one in calendar_days(year)]
CALENDAR = WorkCalendar(
    off=frozenset(one.day for one in DAYS if one.kind == OFF),
    worked=frozenset(one.day for one in DAYS if one.kind == WORKED),
    years=frozenset(one.year for one in DAYS),
)

PUBLISHED = {
    # year: (春节 from, to, worked), (国庆 from, to, worked), written month.day as in the notices
    2021: (("2.11", "2.17", "2.7 2.20"), ("10.1", "10.7", "9.26 10.9")),
    2022: (("1.31", "2.6", "1.29 1.30"), ("10.1", "10.7", "10.8 10.9")),
    2023: (("1.21", "1.27", "1.28 1.29"), ("9.29", "10.6", "10.7 10.8")),
    2024: (("2.10", "2.17", "2.4 2.18"), ("10.1", "10.7", "9.29 10.12")),
    2025: (("1.28", "2.4", "1.26 2.8"), ("10.1", "10.8", "9.28 10.11")),
    2026: (("2.15", "2.23", "2.14 2.28"), ("10.1", "10.7", "9.20 10.10")),
}


def on(year: int, text: str) -> date:
    month, number = text.split(".")
    return date(year, int(month), int(number))


@pytest.mark.parametrize("year", PUBLISHED)
def test_spring_festival_and_national_day_are_as_announced(year: int) -> None:
    for first, last, worked in PUBLISHED[year]:
        length = (on(year, last) - on(year, first)).days + 1
        for number in range(length):
            assert not CALENDAR.is_workday(on(year, first) + timedelta(days=number))
        for text in worked.split():
            assert on(year, text).weekday() >= 5
            assert CALENDAR.is_workday(on(year, text))
        for outside in (on(year, first) - timedelta(days=1), on(year, last) + timedelta(days=1)):
            ordinary = outside.weekday() < 5 or outside in CALENDAR.worked
            assert CALENDAR.is_workday(outside) == ordinary


@pytest.mark.parametrize(
    ("day", "workdays", "due"),
    [
        ("2021-02-10", 1, "2021-02-18"),
        ("2021-02-05", 3, "2021-02-09"),
        ("2021-04-16", 10, "2021-04-29"),
        ("2021-09-30", 2, "2021-10-09"),
        ("2022-01-28", 3, "2022-02-07"),
        ("2022-09-30", 3, "2022-10-10"),
        ("2023-09-28", 2, "2023-10-08"),
        ("2024-02-09", 1, "2024-02-18"),
        ("2024-09-30", 5, "2024-10-12"),
        ("2025-01-24", 3, "2025-02-05"),
        ("2025-09-30", 3, "2025-10-11"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2025-12-31", 1, "2026-01-04"),
        ("2022-12-30", 1, "2023-01-03"),
        ("2021-04-20", 0, "2021-04-20"),
    ],
)
def test_so_many_working_days_later(day: str, workdays: int, due: str) -> None:
    started = date.fromisoformat(day)
    assert CALENDAR.due(started, workdays, Counting.WORKDAYS) == date.fromisoformat(due)


def test_plain_days_need_no_calendar() -> None:
    assert WorkCalendar().due(date(2031, 1, 1), 15, Counting.DAYS) == date(2031, 1, 16)


def test_a_year_that_is_not_announced_says_so_with_what_to_do() -> None:
    with pytest.raises(NotAnnounced, match="该年未公布") as caught:
        CALENDAR.due(date(2026, 12, 28), 5, Counting.WORKDAYS)
    assert caught.value.year == 2027
    assert "2027年" in caught.value.message
    assert "直接填写日期" in caught.value.hint
    assert CALENDAR.due(date(2026, 12, 28), 3, Counting.WORKDAYS) == date(2026, 12, 31)


@given(st.dates(date(2021, 1, 1), date(2026, 11, 1)), st.integers(1, 30))
def test_the_day_reached_is_worked_and_so_many_worked_days_lie_between(
    day: date, workdays: int
) -> None:
    due = CALENDAR.after(day, workdays)
    between = [day + timedelta(days=number) for number in range(1, (due - day).days + 1)]
    assert CALENDAR.is_workday(due)
    assert sum(map(CALENDAR.is_workday, between)) == workdays


def test_every_year_from_2021_to_2026_has_its_seven_holidays_and_its_notice() -> None:
    assert [year["year"] for year in shipped_years()] == list(PUBLISHED)
    for year in shipped_years():
        names = "、".join(holiday["name"] for holiday in year["holiday"])
        expected = {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}
        assert set(names.split("、")) == expected
        assert f"关于{year['year']}年部分节假日安排的通知" in year["basis"]


def test_every_day_worked_instead_is_a_weekend_and_no_holiday() -> None:
    off = {one.day for one in DAYS if one.kind == OFF}
    worked = [one.day for one in DAYS if one.kind == WORKED]
    assert len(worked) == len(set(worked))
    assert not off & set(worked)
    assert all(day.weekday() >= 5 for day in worked)
