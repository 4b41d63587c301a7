"""What only a 请示 asks for, what only equals call each other, and 截止 against 截至."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cases import paper

from fireoffice.docs.lint import apply_all, lint_manuscript
from fireoffice.docs.manuscript import Line, Manuscript, Role
from fireoffice.docs.paper import Direction


def _paper(kind: str, text: str, direction: Direction = Direction.DOWN) -> Manuscript:
    manuscript = paper(text, kind=kind, direction=direction, signers=("王某某",)).manuscript
    lines = (Line(Role.TITLE, f"关于消防工作的{kind}"), *manuscript.lines[1:])
    return replace(manuscript, lines=lines)


def _found(manuscript: Manuscript, code: str) -> list[str]:
    return [
        manuscript.lines[one.line or 0].text[one.begin : one.end]
        for one in lint_manuscript(manuscript)
        if one.code == code
    ]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("以上报告妥否，请批示。", "妥否，请批示"),
        ("特此请示。", "特此请示"),
        ("现申请区级补助资金20万元，用于补助队伍。", "现申请区级补助"),
        ("恳请区政府在资金上给予支持。", "恳请区政府在资金上给予支持"),
        ("请求解决消防水源建设经费。", "请求解决"),
        ("为此，请区应急管理局协调解决。", "请区应急管理局协调解决"),
        ("我镇拟申请配备消防车一辆，请予审批。", "请予审批"),
    ],
)
def test_a_request_in_a_report_is_told(text: str, asks: str) -> None:
    (found,) = _found(_paper("报告", text), "report-asks")
    assert found == asks


@pytest.mark.parametrize(
    "text",
    [
        "以上报告，请审阅。",
        "特此报告。",
        "积极向上级申请专项补助资金30万元。",
        "已申请区级补助20万元并全部拨付。",
        "群众申请救助补助12户，已经全部办结。",
        "指导业主申请维修资金补助。",
        "印发了《关于请求解决消防水源的请示》，区政府已批复。",
        "请示报告制度落实到位，审批事项按期办结。",
        "下一步，积极争取上级支持。",
        "妥善安置受灾群众，请领导放心。",
        "重大事项请批准后实施的规定已经落实。",
    ],
)
def test_a_report_of_what_was_asked_for_is_left_alone(text: str) -> None:
    assert _found(_paper("报告", text), "report-asks") == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("函", "妥否，请批示。"),
        ("函", "当否，请予批复。"),
        ("通知", "妥否，请批示。"),
        ("意见", "以上意见妥否，请批示。"),
        ("通报", "特此请示。"),
    ],
)
def test_the_end_of_a_request_is_told_in_any_other_kind(kind: str, text: str) -> None:
    assert _found(_paper(kind, text), "asks-elsewhere")


@pytest.mark.parametrize(
    ("kind", "text", "direction"),
    [
        ("请示", "妥否，请批示。", Direction.UP),
        ("意见", "以上意见妥否，请批示。", Direction.UP),
        ("函", "妥否，请函复。", Direction.DOWN),
        ("函", "可否，请予支持。", Direction.DOWN),
        ("通知", "不得用“妥否，请批示”作通知的结尾。", Direction.DOWN),
        ("批复", "你村《关于妥否，请批示的请示》收悉。", Direction.DOWN),
        ("通知", "重大事项请批示后办理。", Direction.DOWN),
    ],
)
def test_where_a_request_may_end_so_nothing_is_told(
    kind: str, text: str, direction: Direction
) -> None:
    assert _found(_paper(kind, text, direction), "asks-elsewhere") == []


@pytest.mark.parametrize(
    ("kind", "text", "right"),
    [
        ("通知", "请贵单位认真落实。", "请你单位认真落实。"),
        ("批复", "贵村来文收悉，同意贵村意见。", "你村来文收悉，同意你村意见。"),
        ("通报", "现将有关情况通报贵街道、贵镇。", "现将有关情况通报你街道、你镇。"),
    ],
)
def test_a_courtesy_to_those_below_becomes_plain(kind: str, text: str, right: str) -> None:
    manuscript = _paper(kind, text)
    assert _found(manuscript, "courtesy")
    mended, _ = apply_all(manuscript)
    assert right in mended.texts(Role.TEXT)


def test_a_courtesy_to_those_above_is_told_and_left_to_the_writer() -> None:
    manuscript = _paper("请示", "恳请贵局支持。")
    (found,) = [one for one in lint_manuscript(manuscript) if one.code == "courtesy"]
    assert found.fix is None
    assert "上级" in found.message


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("函", "请贵局、贵单位大力支持，盼复。"),
        ("通知", "贵州省、贵阳市、贵港市的经验值得学习。"),
        ("通知", "由王贵所长、李贵会计负责，珍贵文物优先保护。"),
        ("通知", "请贵重物品保管单位加强检查。"),
        ("通知", "信中“贵局”二字有误。"),
        ("方案", "请贵单位配合。"),
    ],
)
def test_a_courtesy_between_equals_and_a_name_are_left_alone(kind: str, text: str) -> None:
    assert _found(_paper(kind, text), "courtesy") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("截止2025年10月底，共检查120家。", "截至2025年10月底，共检查120家。"),
        ("截止目前，未发生火灾。", "截至目前，未发生火灾。"),
        ("截止 10月31日，已整改。", "截至 10月31日，已整改。"),
        ("截止十月底完成。", "截至十月底完成。"),
        ("报名截至日期为4月1日。", "报名截止日期为4月1日。"),
        ("报名已于昨日截至。", "报名已于昨日截止。"),
        ("报送截至时间：4月1日。", "报送截止时间：4月1日。"),
    ],
)
def test_to_end_and_up_to_are_told_apart(text: str, right: str) -> None:
    manuscript = _paper("通知", text)
    assert _found(manuscript, "up-to") in (["截止"], ["截至"])
    mended, _ = apply_all(manuscript)
    assert mended.texts(Role.TEXT)[0].replace(" ", "") == right.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "截至2025年10月底，共检查120家。",
        "截至目前，未发生火灾。",
        "截至日前，已整改完毕。",
        "报名截止日期为4月1日，逾期不候。",
        "报名于4月1日截止。",
        "检查供水管路的截止阀、2号截止阀。",
        "截止到10月底仍未整改的，一律督办。",
    ],
)
def test_what_is_written_right_of_an_end_is_left_alone(text: str) -> None:
    assert _found(_paper("通知", text), "up-to") == []
