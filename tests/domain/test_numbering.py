"""发文字号: read in any spelling, written in one, given without gap and never twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.core.errors import InputError
from fireoffice.domain.numbering import PaperNumber, clash, next_sequence, parse_issue, parse_number


@pytest.mark.parametrize(
    "text",
    [
        "邻鄂府发〔2021〕38号",
        "邻鄂府发﹝2021﹞38号",
        "邻鄂府发[2021]038号",
        "邻鄂府发（2021）第38号",
        "邻鄂府发第【2021】38号",
        " 邻鄂府发 〔 2021 〕 38 号 ",
        "邻鄂府发〔２０２１〕３８号",
        "邻鄂府发〔2021年〕38号",
    ],
)
def test_a_number_is_read_however_it_was_typed(text: str) -> None:
    assert parse_number(text) == PaperNumber("邻鄂府发", 2021, 38)
    assert str(parse_number(text)) == "邻鄂府发〔2021〕38号"


def test_a_department_in_brackets_belongs_to_the_series() -> None:
    assert str(parse_number("邻消(防)[2025]第05号")) == "邻消（防）〔2025〕5号"
    assert str(parse_number("邻消（防）字〔2025〕5号")) == "邻消（防）字〔2025〕5号"


@pytest.mark.parametrize(
    "text", ["", "38号", "〔2021〕38号", "邻鄂府发〔21〕38号", "邻鄂府发〔2021〕0号", "abc"]
)
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match="邻鄂府发〔2021〕38号"):
        parse_number(text)


@pytest.mark.parametrize(
    ("taken", "following"), [((), 1), ((1, 2, 3), 4), ((38,), 39), ((38, 41), 39), ((2, 1), 3)]
)
def test_the_next_number_leaves_no_gap(taken: tuple[int, ...], following: int) -> None:
    assert next_sequence(taken) == following


@given(st.sets(st.integers(1, 500), min_size=1), st.integers(1, 30))
def test_numbers_given_one_after_the_other_are_new_and_close_the_gaps(
    taken: set[int], count: int
) -> None:
    used = set(taken)
    for _ in range(count):
        following = next_sequence(used)
        assert following not in used
        assert set(range(min(used), following)) <= used
        used.add(following)


def test_a_clash_names_the_paper_and_the_next_number_to_be_had() -> None:
    error = clash(PaperNumber("邻鄂府发", 2021, 38), "关于印发意见的通知", 39)
    assert str(error) == (
        "邻鄂府发〔2021〕38号已经用于《关于印发意见的通知》，不能重复编号。"
        "下一个可用的是邻鄂府发〔2021〕39号。"
    )


@pytest.mark.parametrize(
    ("text", "sequence"),
    [
        *(("第3期", 3), (" 第 12 号 ", 12), ("３号", 3), ("第0期", None), ("三期", None)),
        *(("〔2025〕第3期", 3), ("2025年第3号", 3), ("第3期（总第15期）", 3)),
    ],
)
def test_orders_and_minutes_may_only_be_counted(text: str, sequence: int | None) -> None:
    assert parse_issue(text) == sequence


@pytest.mark.parametrize("text", ["第〔2021〕38号", "第2021年3号"])
def test_a_number_without_the_code_of_its_issuer_is_none(text: str) -> None:
    with pytest.raises(InputError, match="缺少机关代字"):
        parse_number(text)
