"""Whatever a template leaves to be filled in has to be; what only looks like it has not."""

from __future__ import annotations

import pytest

from fireoffice.docs.lint import Severity, lint_manuscript
from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role


def _places(*lines: Line, number: str = "邻鄂府发〔2025〕1号") -> list[str]:
    """The characters that are found to be not filled in."""
    found = lint_manuscript(Manuscript(Fields(issuers=("邻鄂镇人民政府",), number=number), lines))
    unfilled = [finding for finding in found if finding.code == "unfilled"]
    assert all(finding.severity is Severity.ERROR for finding in unfilled)
    assert all("没有填写" in finding.message for finding in unfilled)
    return [
        number if one.line is None else lines[one.line].text[one.begin : one.end]
        for one in unfilled
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("定于[具体日期]在【待定】开展检查。", ["[具体日期]", "【待定】"]),
        ("联系人：XXX，电话：×××××××。", ["XXX", "×××××××"]),
        ("经费____元，详见（此处插入附件）。", ["____", "（此处插入附件）"]),
        ("检查时间：2025年X月X日。", ["2025年X月X日"]),
        ("定于2025年 月 日召开。", ["2025年 月 日"]),
        ("于2025年6月　日前报送。", ["2025年6月　日"]),
        ("请［单位名称］和{{姓名}}到会。", ["［单位名称］", "{{姓名}}"]),
        ("会议时间待定。", ["待定"]),
        ("根据邻鄂府发〔20XX〕XX号文件。", ["XX", "XX"]),
        ("由<责任单位>负责，（请填写负责人）。", ["<责任单位>", "（请填写负责人）"]),
        ("X村X组发生火灾。", ["X"]),
        ("由（单位名称）于（具体日期）报送。", ["（单位名称）", "（具体日期）"]),
        ("整改率达到（　　）。", ["（　　）"]),
        ("第　次会议。", ["第　次"]),
        ("请各单位于【请填写时间】前报送。", ["【请填写时间】"]),
        ("联系电话：＿＿＿＿。", ["＿＿＿＿"]),
        ("于□月□日检查○○户、★★村。", ["□", "□", "○○", "★★"]),
    ],
)
def test_a_place_to_fill_in_is_found(text: str, places: list[str]) -> None:
    assert _places(Line(Role.TEXT, text)) == places


SENT = (
    Line(Role.TITLE, "关于开展消防检查的通知"),
    Line(Role.SIGNATURE, "邻鄂镇人民政府"),
    Line(Role.DATE, "2025年6月1日"),
)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("经费：　　　元，金额  元。", ["　　　", "  "]),
        ("参会人数 人，共    人。", [" ", "    "]),
        ("联系人：      电话：", ["联系人：      ", "电话："]),
        ("会议地点：　　　。", ["　　　"]),
        ("会议地点：。", ["："]),
        ("由        负责。", ["        "]),
    ],
)
def test_blanks_in_a_circular_that_is_sent_are_places_to_fill_in(
    text: str, places: list[str]
) -> None:
    assert _places(SENT[0], Line(Role.TEXT, text), *SENT[1:]) == places


def test_blanks_in_what_is_signed_by_hand_are_none() -> None:
    by_hand = Line(Role.TITLE, "消防安全隐患整改通知书")
    text = Line(Role.TEXT, "签收人：        联系电话：")

    assert _places(by_hand, text, *SENT[1:]) == []
    assert _places(*SENT, Line(Role.ATTACHMENT, "消防安全承诺书"), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "成　员：赵刚　钱小红　　孙丽",
        "一、会议时间：",
        "联系人：李明    电话：12345",
        "通报如下：",
        "经费15万元。",
        "甲方： 乙方",
        "根据<<消防法>>的规定，A<B且C>D。",
    ],
)
def test_blanks_between_words_of_a_circular_are_none(text: str) -> None:
    assert _places(SENT[0], Line(Role.TEXT, text), *SENT[1:]) == []


@pytest.mark.parametrize(
    "text",
    [
        "根据渝府发〔2021〕38号文件和附录[1]。",
        "对王××、张某某通报批评。",
        "电话138****1234，卡号6222XXXX0000。",
        "面积3×4米，使用X光机和XXL号战斗服。",
        "（请于6月30日前报送）（具体时间另行通知）",
        "整改措施有待完善，尚待核实。",
        "于2025年6月1日前报送。",
        "登记出生年月日。",
        "见《消防法》“第五章”（试行）。",
        "某村某组发生火灾。",
        "□合格 □不合格，二○○八年、二○年。",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert _places(Line(Role.TEXT, text)) == []


@pytest.mark.parametrize("day", ["2025年6月　日", "××××年×月×日", "[日期]"])
def test_a_date_that_is_open_is_found(day: str) -> None:
    assert _places(Line(Role.SIGNATURE, "邻鄂镇人民政府"), Line(Role.DATE, day)) == [day]


@pytest.mark.parametrize("number", ["邻鄂府发〔2025〕XX号", "邻鄂府发〔2025〕　号", "邻府〔〕3号"])
def test_a_number_that_is_open_is_found(number: str) -> None:
    assert _places(Line(Role.TEXT, "请执行。"), number=number) == [number]


def test_a_form_that_is_attached_may_have_places_for_a_pen() -> None:
    form = (
        Line(Role.ATTACHMENT, "承诺书"),
        Line(Role.TEXT, "本人____承诺，于　年　月　日前整改。"),
    )
    assert _places(*form, Line(Role.TABLE, "姓名\t____\t（单位）")) == []
    assert _places(*form, Line(Role.TEXT, "检查时间：[具体日期]")) == ["[具体日期]"]
