"""Dates are read in every form and written in the one that the standard wants."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.core.errors import InputError
from fireoffice.domain.dates import (
    format_date,
    is_unfinished_date,
    looks_like_date,
    parse_date,
)


@pytest.mark.parametrize(
    "text",
    ["2021年4月1日", "2021-4-1", "2021-04-01", "2021.4.1", "2021/4/1", " 2021 年 4 月 1 日 ",
     "２０２１年４月１日", "二〇二一年四月一日", "二○二一年四月一日", "二零二一年四月一日",
     "二O二一年四月一日"],
)  # fmt: skip
def test_a_date_is_read_in_any_form(text: str) -> None:
    assert parse_date(text) == date(2021, 4, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二○○五年十二月三十一日", date(2005, 12, 31)),
        ("二〇一〇年十月二十日", date(2010, 10, 20)),
        ("二〇二〇年二月廿九日", date(2020, 2, 29)),
    ],
)
def test_chinese_numerals_of_two_and_three_signs_are_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text", ["2021年4月31日", "2021-13-1", "二〇二一年二月三十日", "2021年2月29日"]
)
def test_a_day_that_the_calendar_lacks_is_named(text: str) -> None:
    assert looks_like_date(text)
    with pytest.raises(InputError, match="日历上没有"):
        parse_date(text)


@pytest.mark.parametrize("text", ["", "四月", "2021年", "昨天", "2021年4月1日印发", "12021-4-1"])
def test_anything_else_is_no_date(text: str) -> None:
    assert not looks_like_date(text)
    with pytest.raises(InputError, match="不是日期"):
        parse_date(text)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_written_date_is_read_back_and_has_no_padding(day: date) -> None:
    text = format_date(day)
    assert parse_date(text) == day
    assert "年0" not in text
    assert "月0" not in text


@pytest.mark.parametrize("text", ["二〇二一年四月三三日", "二〇二一年四月二三十日"])
def test_a_chinese_number_that_is_none_is_no_day(text: str) -> None:
    with pytest.raises(InputError, match="日历上没有"):
        parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "2025年6月　日",
        "2025 年 6 月 日",
        "2025年XX月XX日",
        "20××年×月×日",
        "202X年X月X日",
        "　　年　　月　　日",
        "____年__月__日",
        "二〇二五年　月　日",
        "2025年6月",
        "[2025年6月X日]",
        "【成文日期】",
        "YYYY年MM月DD日",
    ],
)
def test_a_date_that_is_to_be_filled_in_is_known_as_one(text: str) -> None:
    assert is_unfinished_date(text)
    assert not looks_like_date(text)


@pytest.mark.parametrize(
    "text", ["2025年6月1日", "二〇二五年六月一日", "2025年", "6月1日", "日期", "2025年13月1日"]
)
def test_a_date_that_is_whole_or_none_is_not_unfinished(text: str) -> None:
    assert not is_unfinished_date(text)
