"""Marks of Markdown, web pages and chats go; what they mean stays, and what is lost is told."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fireoffice.core.errors import InputError
from fireoffice.docs.balance import missing
from fireoffice.docs.manuscript import Role
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.prose.source import split_lines
from fireoffice.docs.reading import to_paper

HEAD = "关于开展检查的通知\n\n各村：\n\n"
TAIL = "\n\n邻鄂镇人民政府\n2025年6月1日\n"
T, F, S, H, Q, R = (
    *(Role.TEXT, Role.FIRST, Role.SECOND, Role.THIRD, Role.FOURTH),
    Role.TABLE,
)
Body = list[tuple[Role, str]]


def _body(text: str) -> Body:
    """The lines between head and signature; nothing of `text` may be lost untold."""
    reading = read_text(HEAD + text + TAIL)
    lines = reading.manuscript.lines
    assert [line.role for line in (*lines[:2], *lines[-2:])] == [
        *(Role.TITLE, Role.RECIPIENTS, Role.SIGNATURE, Role.DATE)
    ]
    lost = missing(split_lines(HEAD + text + TAIL), reading.manuscript, reading.mends)
    assert list(lost) == []
    return [(line.role, line.text) for line in lines[2:-2]]


@pytest.mark.parametrize(
    "table",
    [
        "村名 | 人数\n--- | ---\n松林村 | 6",
        "村名 | 人数\n松林村 | 6",
        "|村名|人数|\n|:--|--:|\n|松林村|6|",
        "｜村名｜人数｜\n｜---｜---｜\n｜松林村｜6｜",
        "┌────┬────┐\n│ 村名 │ 人数 │\n├────┼────┤\n│ 松林村 │ 6 │\n└────┴────┘",
        "+------+------+\n| 村名 | 人数 |\n+------+------+\n| 松林村 | 6 |\n+------+------+",
        "<table><tr><th>村名</th><th>人数</th></tr><tr><td>松林村</td><td>6</td></tr></table>",
        (
            "<table border=1>\n<tr>\n<td>村名</td><td>人数</td></tr>\n"
            "<tr><td>松林村</td>\n<td>6</td></tr></table>"
        ),
        "村名\t人数\n松林村\t6",
    ],
)
def test_a_table_is_read_however_it_is_drawn(table: str) -> None:
    assert _body(table) == [(R, "村名\t人数"), (R, "松林村\t6")]


def test_two_tables_below_each_other_stay_two() -> None:
    text = "<table><tr><td>甲</td></tr><tr><td>1</td></tr></table>\n\n乙 | 丙\n--- | ---\n2 | 3"
    paper = to_paper(read_text(HEAD + text + TAIL).manuscript).paper
    assert len(paper.body) == 2


def test_lines_in_a_cell_and_merged_cells_stay() -> None:
    html = (
        "<table><tr><td>村</td><td>问题</td></tr>"
        "<tr><td rowspan=2>松林村</td><td>甲<br>乙</td></tr>"
        "<tr><td>丙</td></tr><tr><td colspan=2>合计</td></tr></table>"
    )
    assert _body(html) == [(R, "村\t问题"), (R, "松林村\t甲⏎乙"), (R, "⇑\t丙"), (R, "合计\t⇐")]
    assert _body("| 村 | 问题 |\n|---|---|\n| 松林村 | 甲<br>乙 |")[1] == (R, "松林村\t甲⏎乙")


def test_a_quoted_cell_of_a_spreadsheet_is_one_cell() -> None:
    assert _body('序号\t问题\n1\t"灭火器失效\n通道堵塞"\n2\t"称""好"""') == [
        (R, "序号\t问题"),
        (R, "1\t灭火器失效⏎通道堵塞"),
        (R, '2\t称"好"'),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_a_line_ends_wherever_any_program_ends_one(end: str) -> None:
    text = (HEAD + "一、甲\n二、乙" + TAIL).replace("\n", end)
    assert [line.text for line in read_text(text).manuscript.lines][2:4] == ["一、甲", "二、乙"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("## 1. 目的\n甲。\n## 2. 时间\n### 2.1 推演\n乙。", [
            (F, "一、目的"), (T, "甲。"), (F, "二、时间"), (S, "（一）推演"), (T, "乙。")]),
        ("## 1、目标\n### 1.1、排查\n#### 1.1.1 细则\n甲。", [
            (F, "一、目标"), (S, "（一）排查"), (H, "1.细则"), (T, "甲。")]),
        ("### 一、甲\n乙。\n#### （一）丙\n丁。", [
            (F, "一、甲"), (T, "乙。"), (S, "（一）丙"), (T, "丁。")]),
        ("## 检查重点\n甲。\n#### 通道\n乙。", [
            (F, "一、检查重点"), (T, "甲。"), (S, "（一）通道"), (T, "乙。")]),
        ("## 🔥 一、重点\n甲。\n## 📌二、要求", [(F, "一、重点"), (T, "甲。"), (F, "二、要求")]),
        ("## 2025年目标\n甲。", [(F, "一、2025年目标"), (T, "甲。")]),
    ],
)  # fmt: skip
def test_headings_get_the_labels_of_their_depth(text: str, body: Body) -> None:
    assert _body(text) == body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("**一、通道**\n\n1. **畅通**：甲\n   - 乙", [
            (F, "一、通道"), (H, "1.畅通：甲"), (T, "乙")]),
        ("- [ ] 建台账\n- [x] 明确专人\n* [X] 培训", [(T, "建台账"), (T, "明确专人"), (T, "培训")]),
        ("● 甲\n■ 乙\n• 丙\n- 丁\n* 戊\n✓ 己", [(T, sign) for sign in "甲乙丙丁戊己"]),
        ("> 各村要落实。\n> 不得迟延。", [(T, "各村要落实。"), (T, "不得迟延。")]),
        ("1️⃣ 甲\n2️⃣乙\n🔟 丙", [(H, "1.甲"), (H, "2.乙"), (H, "10.丙")]),
        ("第一人<br>第二人<br/>第三人", [(T, "第一人"), (T, "第二人"), (T, "第三人")]),
        ("甲。\n\n* * *\n\n乙。\n\n———\n\n丙。", [(T, "甲。"), (T, "乙。"), (T, "丙。")]),
        ("经费____元，地点__南__。", [(T, "经费____元，地点__南__。")]),
        ("<p>做好<b>消防</b>工作&nbsp;</p><h2>一、检查</h2><ul><li>通道</li></ul>", [
            (T, "做好消防工作"), (F, "一、检查"), (T, "通道")]),
        ("```\n请执行`杂物`清理。\n```", [(T, "请执行杂物清理。")]),
    ],
)  # fmt: skip
def test_structure_stays_when_its_marks_go(text: str, body: Body) -> None:
    assert _body(text) == body


@pytest.mark.parametrize(
    ("typed", "read", "code", "told"),
    [
        ("多发[citation:3]。", "多发。", "citation", "[citation:3]"),
        ("多发[1][2]。", "多发。", "citation", "[1][2]"),
        ("多发【3†source】。", "多发。", "citation", "【3†source】"),
        ("多发[^2]。\n\n[^2]: 县消安委", "多发。", "citation", "[^2]: 县消安委"),
        ("充电，~~暂不处罚~~。", "充电。", "struck", "暂不处罚"),
        ("请<del>尽快</del>报送。", "请报送。", "struck", "尽快"),
        ("到场[抱拳][玫瑰]", "到场", "sign", "[抱拳]"),
        ("@所有人 请到场。", "请到场。", "sign", "@所有人"),
        ("逐户🔥排查。", "逐户排查。", "sign", "🔥"),
        ("排查⚠️隐患。", "排查隐患。", "sign", "⚠️"),
        ("温度$\\ge 60$℃。", "温度≥60℃。", "formula", "$\\ge 60$"),
        ("升到$60^\\circ C$。", "升到60℃。", "formula", "$60^\\circ C$"),
        ("面积500m^2。", "面积500m²。", "formula", "^2"),
        ("面积500m<sup>2</sup>。", "面积500m²。", "web-mark", "<…>"),
        ("示意图![图](a.png)见后。", "示意图见后。", "picture-lost", "![图](a.png)"),
    ],
)
def test_what_is_no_writing_is_taken_out_and_listed(
    typed: str, read: str, code: str, told: str
) -> None:
    assert _body(typed) == [(T, read)]
    mends = read_text(HEAD + typed + TAIL).mends
    assert told in [mend.before for mend in mends if mend.code == code]


@pytest.mark.parametrize(
    "kept",
    [
        "根据渝府发〔2021〕38号文件，价格5$至6$。",
        "邮箱abc@163.com，网址http://a.cn/b_c。",
        "①一楼≥35℃，★重点，※注。",
        "面积3×4米，a*b*c，5>3。",
        "是□否☑，电话☎119。",
    ],
)
def test_signs_that_a_paper_may_have_stay(kept: str) -> None:
    assert [text for _, text in _body(kept)] == [kept]


PIECES = st.sampled_from(
    [
        *(
            "好的，以下是通知：",
            "# 关于检查的通知",
            "各村：",
            "一、甲",
            "正文。",
            "| a | b |",
            "---",
        ),
        *(
            "<table><tr><td>x",
            "</table>",
            "<think>",
            "```",
            "1️⃣ 乙",
            "【标题】",
            "附件1",
            "附件：丙",
        ),
        *(
            "邻鄂镇人民政府（盖章）",
            "2025年6月　日",
            "2025年6月1日",
            "~~划掉~~",
            "[^1]: 注",
            "\x85",
        ),
        *(
            "联系人：某",
            "扫一扫",
            "以上内容仅供参考。",
            '\t"甲',
            '乙"\t',
            "公开方式：主动",
            "第五，丁",
        ),
    ]
)


@example(["---", "好的，以下是通知：", "---", "# 关于检查的通知"])
@example(["---", "来处: 某网站", "---", "# 关于检查的通知"])
@given(st.lists(PIECES, max_size=12))
def test_nothing_that_is_read_vanishes_untold(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    try:
        reading = read_text(text)
    except InputError:
        return
    assert list(missing(split_lines(text), reading.manuscript, reading.mends)) == []
    assert len(reading.origins) == len(reading.manuscript.lines)
