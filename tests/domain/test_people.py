"""Identity numbers (GB 11643-1999) and telephone numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain import people

TODAY = date(2021, 4, 20)


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    region = draw(st.integers(100000, 999999))
    first = f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + people.check_character(first)


@pytest.mark.parametrize(
    ("first", "last"), [("11010519491231002", "X"), ("44052418800101001", "4")]
)
def test_the_check_character_is_that_of_the_standards_examples(first: str, last: str) -> None:
    assert people.check_character(first) == last


@given(id_numbers())
def test_a_right_number_passes(number: str) -> None:
    assert people.id_number_problem(number, TODAY) == ""
    assert f"{people.birthday_of(number):%Y%m%d}" == number[6:14]


@given(id_numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, at: int, by: int) -> None:
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert people.id_number_problem(wrong, TODAY) != ""


@given(id_numbers(), st.integers(0, 16))
def test_two_digits_exchanged_are_always_found(number: str, at: int) -> None:
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    if swapped != number:
        assert people.id_number_problem(swapped, TODAY) != ""


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("11010519491231002", "17位"),
        ("1101051949123100A2", "前17位应是数字"),
        ("110105194913310021", "19491331不是真实的日子"),
        ("110105202202310022", "不是真实的日子"),
        ("110105194912310021", "校验位不符"),
    ],
)
def test_what_is_wrong_is_said(number: str, told: str) -> None:
    assert told in people.id_number_problem(number, TODAY)


def test_numbers_are_tidied_as_people_write_them() -> None:
    assert people.tidy_id_number(" １１０１０５ 19491231-002x ") == "11010519491231002X"
    assert people.tidy_phone("+86 138-0000 0000") == "13800000000"
    assert people.tidy_phone("023－7930 0000") == "023-79300000"


@pytest.mark.parametrize("number", ["13800000000", "023-79300000", "79300000", "119", "12345"])
def test_telephone_numbers_in_use_pass(number: str) -> None:
    assert people.phone_problem(number) == ""


@pytest.mark.parametrize("number", ["1380000000", "138000000000", "12800000000", "电话", "0"])
def test_what_is_no_telephone_number_is_told(number: str) -> None:
    assert people.phone_problem(number).endswith("请核对。")


@pytest.mark.parametrize(
    ("day", "age"), [(date(2021, 2, 28), 16), (date(2021, 3, 1), 17), (date(2024, 2, 29), 20)]
)
def test_a_year_is_full_on_the_birthday(day: date, age: int) -> None:
    assert people.age_on(date(2004, 2, 29), day) == age


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("99000019860726137X", "990000********137X"),
        ("13800001234", "138****1234"),
        ("老街17号", "老****"),
        ("", ""),
    ],
)
def test_personal_data_are_masked(text: str, masked: str) -> None:
    assert people.mask(text) == masked


@given(st.text(min_size=2, max_size=40))
def test_masking_keeps_the_length_and_hides_something(text: str) -> None:
    masked = people.mask(text)
    assert len(masked) == len(text)
    assert "*" in masked


def test_the_sex_is_told_by_the_seventeenth_digit() -> None:
    assert [people.sex_of(f"5001011990010112{digit}X") for digit in "34"] == ["男", "女"]
