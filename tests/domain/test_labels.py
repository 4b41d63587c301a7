"""Level labels are recognised however they were typed, and made as the standard writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain.labels import (
    chinese_number,
    find_label,
    heading_length,
    make_label,
    without_label,
)


@pytest.mark.parametrize(
    ("text", "level", "number", "standard"),
    [
        ("一、强化责任", 1, 1, "一、"),
        ("十二、 强化责任", 1, 12, "十二、"),
        ("（一）落实", 2, 1, "（一）"),
        ("(二十一) 落实", 2, 21, "（二十一）"),
        ("（三）、落实", 2, 3, "（三）"),
        ("1. 强化", 3, 1, "1."),
        ("7.完善", 3, 7, "7."),
        ("8．完善", 3, 8, "8."),
        ("９、完善", 3, 9, "9."),
        ("（1）安装", 4, 1, "（1）"),
        ("(12)安装", 4, 12, "（12）"),
        ("3）安装", 4, 3, "（3）"),
        ("②安装", 4, 2, "②"),
        ("一. 提高认识", 1, 1, "一、"),
        ("二．落实责任", 1, 2, "二、"),
        ("三：加强宣传", 1, 3, "三、"),
        ("六 、其他", 1, 6, "六、"),
        ("㈡ 入户宣传", 2, 2, "（二）"),
        ("(四)年终考核", 2, 4, "（四）"),
        ("⒈ 发传单", 3, 1, "1."),
        ("⒛贴标语", 3, 20, "20."),
        ("2，网格员负责。", 3, 2, "2."),
        ("3,村主任负责。", 3, 3, "3."),
        ("⑴ 白天", 4, 1, "（1）"),
        ("1)每周一查", 4, 1, "（1）"),
        ("❸晚上", 4, 3, "③"),
        ("一,检查时间", 1, 1, "一、"),
        ("三， 严格考核", 1, 3, "三、"),
        ("贰、落实责任", 1, 2, "二、"),
        ("【二】明确专人", 2, 2, "（二）"),
    ],
)
def test_labels_in_any_form_are_recognised(
    text: str, level: int, number: int, standard: str
) -> None:
    label = find_label(text)
    assert label is not None
    assert (label.level, label.number, label.text) == (level, number, standard)


@pytest.mark.parametrize(
    "text",
    [
        "三、四月份是火灾多发期",
        "1.5万元",
        "2021.4.1",
        "2021年",
        "（2021年4月1日）",
        "一是强化",
        "1,000元",
        "119，请记牢",
        "6，7月份是汛期",
        "二：1告负",
        "二，三月份",
        "1.",
        "",
    ],
)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert find_label(text) is None


@given(st.integers(1, 4), st.integers(1, 99))
def test_a_made_label_is_found_again(level: int, number: int) -> None:
    text = make_label(level, number) + "落实责任"
    label = find_label(text)
    assert label is not None
    assert (label.level, label.number, text[label.length :]) == (level, number, "落实责任")
    assert without_label(text) == "落实责任"


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (105, "一百零五")]
)
def test_numbers_are_written_in_chinese(number: int, text: str) -> None:
    assert chinese_number(number) == text


def test_a_heading_runs_in_up_to_the_first_full_stop() -> None:
    text = "1.强化党委政府领导责任。深入贯彻落实。"
    assert text[: heading_length(text, 3)] == "1.强化党委政府领导责任。"


def test_a_full_stop_inside_quotation_marks_ends_no_heading() -> None:
    text = "（一）落实“谁主管。谁负责”要求。各村抓好落实。"
    assert text[: heading_length(text, 2)] == "（一）落实“谁主管。谁负责”要求。"


def test_a_short_paragraph_without_final_mark_is_all_heading() -> None:
    text = "一、强化责任落实、健全责任体系"
    assert heading_length(text, 1) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "（一）存放易燃易爆物品的场所；",
        "（一）每月检查一次。",
        "（一）高风险类：有不良安全习惯的独居老人。由居委重点关注。",
        "（一）" + "各村要按照要求抓好落实，" * 6 + "不得有误。每月上报。",
    ],
)
def test_a_sentence_is_no_heading(text: str) -> None:
    assert heading_length(text, 2) == 0


def test_a_long_paragraph_without_a_full_stop_is_no_heading() -> None:
    assert heading_length("一、" + "加强消防安全工作" * 20, 1) == 0


def test_numbers_beyond_those_that_are_written_in_chinese_stay_arabic() -> None:
    assert [chinese_number(number) for number in (0, 199, 200)] == ["0", "一百九十九", "200"]
