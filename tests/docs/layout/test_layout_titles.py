"""Titles broken at words into trapezoids and diamonds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.docs.layout import break_title
from fireoffice.docs.layout.words import WORDS

TOWN = "黔江区邻鄂镇人民政府"
TITLES = [
    TOWN + "关于印发2021年全镇消防工作意见的通知",
    TOWN + "办公室关于转发《重庆市黔江区人民政府关于进一步加强冬春火灾防控工作的实施意见》的通知",
    TOWN + "关于开展高层建筑和电动自行车消防安全专项整治行动的通知",
    "邻鄂镇消防安全委员会关于成立邻鄂镇消防安全专项整治三年行动领导小组的通知",
    TOWN + "关于申请拨付微型消防站建设经费的请示",
    TOWN + "黔江区应急管理局黔江区消防救援大队关于联合开展烟花爆竹经营场所消防安全检查的通知",
    TOWN + "关于在全镇范围内开展人员密集场所、老旧小区、“三合一”场所和农村自建房消防安全大排查"
    "大整治专项行动的通知",
]


def width(line: str) -> float:
    """Width in characters; ASCII counts half."""
    return sum(0.5 if char < "\u0100" else 1 for char in line)


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert break_title("关于邻鄂镇2021年上半年消防工作情况的报告") == (
        "关于邻鄂镇2021年上半年消防工作情况的报告",
    )
    assert break_title("  通知 ") == ("通知",)


def test_the_issuer_takes_the_first_line() -> None:
    assert break_title(TITLES[0]) == (TOWN, "关于印发2021年全镇消防工作意见的通知")


def test_the_authors_own_breaks_settle_the_matter() -> None:
    assert break_title("关于开展消防安全\n检查的通知\n") == ("关于开展消防安全", "检查的通知")


@pytest.mark.parametrize("title", TITLES)
def test_no_line_is_longer_than_the_page_is_wide(title: str) -> None:
    lines = break_title(title)
    assert "".join(lines) == title
    assert max(map(width, lines)) <= 20


@pytest.mark.parametrize("title", TITLES[:6])
def test_lines_form_a_trapezoid_or_a_diamond(title: str) -> None:
    widths = [width(line) for line in break_title(title)]
    peak = widths.index(max(widths))
    assert all(left <= right for left, right in pairwise(widths[: peak + 1]))
    assert all(left >= right for left, right in pairwise(widths[peak:]))


@pytest.mark.parametrize("title", TITLES)
def test_lines_begin_and_end_at_words(title: str) -> None:
    lines = break_title(title)
    for line in lines[1:]:
        assert line[0] not in "的、》，）"
    for line in lines[:-1]:
        assert not line.endswith(("关于", "印发", "《", "、"))
    tears = [
        word
        for word in WORDS
        if len(word) > 1 and title.count(word) > sum(line.count(word) for line in lines)
    ]
    assert not [word for word in tears if not any(word in "".join(pair) for pair in TORN)]


TORN: list[tuple[str, str]] = [("消防安全", "大排查"), ("大整治", "专项行动")]


def test_numbers_with_their_unit_and_short_names_stay_whole() -> None:
    title = (
        TOWN + "关于公布《消防安全公约》和2021年第二批重点单位名单（邻鄂府发〔2021〕38号）的通知"
    )
    lines = break_title(title)
    for whole in ("《消防安全公约》", "2021年", "第二批", "〔2021〕38号"):
        assert any(whole in line for line in lines), lines


def test_a_long_name_in_brackets_may_be_parted() -> None:
    lines = break_title(
        "关于转发《关于进一步加强全镇冬春季节农村地区消防安全管理工作的通知》的通知"
    )
    assert len(lines) == 2


def test_an_open_bracket_without_its_partner_is_an_ordinary_character() -> None:
    assert "".join(break_title("关于印发《" + "国" * 30)) == "关于印发《" + "国" * 30


def test_a_title_that_cannot_be_cut_stays_whole() -> None:
    assert break_title("x" * 50) == ("x" * 50,)
    assert break_title("的" * 30) == ("的" * 30,)


def test_a_narrower_line_gives_more_lines() -> None:
    assert max(map(width, break_title(TITLES[0], per_line=12))) <= 12


@given(st.text("关于印发消防安全工作意见的通知、和《》（）2021年镇", max_size=90))
def test_no_character_of_a_title_is_lost(title: str) -> None:
    assert "".join(break_title(title)) == title


@pytest.mark.parametrize("text", ["名" * 90, "名" * 110, "深入开展火灾隐患大排查大整治" * 7])
def test_a_title_as_long_as_a_paragraph_is_broken_into_lines_that_fit(text: str) -> None:
    """Not by trying every way to cut it, of which there are more than anyone waits for."""
    lines = break_title(text)
    assert "".join(lines) == text
    assert 5 <= len(lines) <= 6
    assert max(map(len, lines)) <= 20
