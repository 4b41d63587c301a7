"""What follows the date becomes 附注, 版记 or an attachment, or is taken off and told."""

from __future__ import annotations

import pytest

from fireoffice.docs.balance import missing
from fireoffice.docs.manuscript import Role
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.prose.source import split_lines
from fireoffice.docs.reading import to_paper
from fireoffice.docs.typeset import typeset

PAPER = "关于开展检查的通知\n各村：\n请执行。\n邻鄂镇人民政府\n2025年6月1日\n"


@pytest.mark.parametrize(
    ("tail", "notes", "extra"),
    [
        ("公开方式：依申请公开", ["（公开方式：依申请公开）"], ""),
        ("信息公开选项：主动公开\n校对：李某", ["（信息公开选项：主动公开）"], "校对：李某"),
        ("联系人：王某；联系电话：023-12345", ["（联系人：王某；联系电话：023-12345）"], ""),
        ("（此件公开发布）\n（联系人：王某）", ["（此件公开发布）", "（联系人：王某）"], ""),
        ("打字：张某　　校对：李某", [], "打字：张某　　校对：李某"),
        ("抄送：县应急局。\n邻鄂镇党政办公室　　2025年6月1日印发\n（共印20份）", [], "共印20份"),
        ("主题词：消防 安全 通知", [], ""),
        ("责任编辑：张某\n打印本页\n关闭窗口\n上一篇：关于防汛的通知\n下一篇：没有了", [], ""),
        ("来源：邻鄂镇政府网 编辑：小王\n分享到：微信 微博", [], ""),
        ("附件下载：\n1.检查表.docx", [], ""),
        ("版权所有：邻鄂镇人民政府 渝ICP备12345号\n网站地图 联系我们", [], ""),
        ("相关解读：一图读懂\nhttps://www.abc.gov.cn/a.html", [], ""),
        ("长按识别二维码关注我们\n阅读原文\n点赞 在看", [], ""),
        (
            "信息来源：镇政府\n发布日期：2025-06-02\n扫一扫在手机打开当前页\n【打印】【关闭】",
            [],
            "",
        ),
    ],
)
def test_what_follows_the_date_finds_its_place_or_is_told(
    tail: str, notes: list[str], extra: str
) -> None:
    reading = read_text(PAPER + tail)
    manuscript = reading.manuscript
    assert [line.text for line in manuscript.lines[5:]] == notes
    assert {line.role for line in manuscript.lines[5:]} <= {Role.NOTE}
    assert manuscript.fields.extra == extra
    assert typeset(to_paper(manuscript).paper).page_count == 1
    assert list(missing(split_lines(PAPER + tail), manuscript, reading.mends)) == []


def test_a_sentence_after_the_date_goes_into_the_text_and_is_told() -> None:
    reading = read_text(PAPER + "请各村于6月5日前回复。")
    assert reading.manuscript.lines[-1].role is Role.TEXT
    assert "after-date" in {mend.code for mend in reading.mends}


@pytest.mark.parametrize(
    "seal", ["（盖章）", "(公章)", "（印章）", "[盖章]", "（加盖公章）", "（代章）"]
)
def test_a_word_for_the_seal_is_no_part_of_who_signs(seal: str) -> None:
    reading = read_text(PAPER.replace("政府\n", f"政府{seal}\n"))
    assert reading.manuscript.texts(Role.SIGNATURE) == ("邻鄂镇人民政府",)
    assert reading.manuscript.fields.issuers == ("邻鄂镇人民政府",)
    assert seal in [mend.before for mend in reading.mends]


@pytest.mark.parametrize(
    "day",
    ["2025年6月　日", "2025年 月 日", "××××年×月×日", "2025年XX月XX日", "[日期]", "年　月　日"],
)
def test_a_date_that_is_to_be_filled_in_leaves_the_signature_one(day: str) -> None:
    manuscript = read_text(PAPER.replace("2025年6月1日", day)).manuscript
    assert manuscript.texts(Role.SIGNATURE) == ("邻鄂镇人民政府",)
    assert len(manuscript.texts(Role.DATE)) == 1
    problems = to_paper(manuscript).problems
    assert [problem.message for problem in problems] == ["成文日期没有填写完整。"]


SIGNED = "邻鄂镇人民政府\n2025年6月1日\n"
BODY = "关于开展检查的通知\n各村：\n请执行。\n"


@pytest.mark.parametrize(
    ("note", "attached", "names"),
    [
        ("附件：检查表\n", "附件\n检查表\n序号\t村\n1\t松林村", ["检查表"]),
        ("附件1：计划表\n附件2：承诺书\n", "附件1\n计划表\n附件2\n承诺书", ["计划表", "承诺书"]),
        ("附：1．方案\n　　2．检查表\n", "附件1：方案\n略\n附件2：检查表\n略", ["方案", "检查表"]),
        (
            "附件：计划表\n      承诺书\n",
            "附件1\n计划表\n略\n附件2\n承诺书\n略",
            ["计划表", "承诺书"],
        ),
        (
            "附件：1.名单\n2.2025.6.1前整改清单（第1/2批）\n",
            "附件1　名单\n略\n附件2　2025.6.1前整改清单（第1/2批）\n略",
            ["名单", "2025.6.1前整改清单（第1/2批）"],
        ),
        (
            "附件：1）名单\n2）检查表.xlsx。\n",
            "【附件1】\n名单\n略\n（附件2）\n检查表",
            ["名单", "检查表"],
        ),
        (
            "附件：一、名单\n二、承诺书\n",
            "附件一：\n名单\n略\n附件二：\n承诺书\n略",
            ["名单", "承诺书"],
        ),
        (
            "附件：1、“119”方案2.0版.wps\n2、A/B类场所清单；\n",
            "附件1\n“119”方案2.0版\n略\n附件2\nA/B类场所清单",
            ["“119”方案2.0版", "A/B类场所清单"],
        ),
        ("附件\n检查表\n承诺书\n", "附件1\n检查表\n附件2\n承诺书", ["检查表", "承诺书"]),
        ("附件：检查表\n", "【附件】\n检查表\n序号\t村\n1\t松林村", ["检查表"]),
        ("附件：\n1.名单\n2.承诺书\n", "附件1\n名单\n附件2\n承诺书", ["名单", "承诺书"]),
    ],
)
def test_attachments_are_named_before_the_signature_and_follow_it(
    note: str, attached: str, names: list[str]
) -> None:
    paper = to_paper(read_text(BODY + note + SIGNED + attached).manuscript).paper
    assert list(paper.attachment_names) == names
    assert [one.title for one in paper.attachments] == names
    assert paper.signature.dated is not None


def test_an_attachment_of_an_attachment_is_one_of_its_own() -> None:
    paper = to_paper(
        read_text(BODY + SIGNED + "附件1-1\n检查表\n略\n附件1-2\n承诺书\n略").manuscript
    ).paper
    assert [one.title for one in paper.attachments] == ["检查表", "承诺书"]


def test_a_note_that_stands_below_the_date_is_one_all_the_same() -> None:
    text = BODY + SIGNED + "附件：1.名单\n2.承诺书\n附件1\n名单\n略\n附件2\n承诺书\n略"
    paper = to_paper(read_text(text).manuscript).paper
    assert paper.attachment_names == ("名单", "承诺书")
    assert [one.title for one in paper.attachments] == ["名单", "承诺书"]


@pytest.mark.parametrize(
    ("tail", "copies"),
    [
        ("抄报：县消安委办。\n抄送：各成员单位。", "县消安委办，各成员单位"),
        ("主报：县政府。\n分送：各村。", "县政府，各村"),
        ("报：县消安委办\n送：各成员单位\n发：各村", "县消安委办，各成员单位，各村"),
        ("抄送：县财政局。\n抄送：县应急局。", "县财政局，县应急局"),
    ],
)
def test_all_who_get_a_copy_are_kept_and_every_other_word_for_it_is_told(
    tail: str, copies: str
) -> None:
    reading = read_text(
        f"关于检查的通知\n各村：\n现通知如下。\n邻鄂镇人民政府\n2025年6月1日\n{tail}\n"
    )

    assert reading.manuscript.fields.copies_to == copies
    assert [mend.before for mend in reading.mends if mend.code == "after-date"] == [
        line.partition("：")[0] for line in tail.split("\n") if not line.startswith("抄送")
    ]


@pytest.mark.parametrize("page", ["-1-", "— 2 —", "第1页 共3页", "－ 3 －"])
def test_numbers_of_pages_that_were_copied_along_go(page: str) -> None:
    reading = read_text(
        f"关于检查的通知\n各村：\n现通知如下。\n{page}\n邻鄂镇人民政府\n2025年6月1日\n{page}\n"
    )

    assert [line.role for line in reading.manuscript.lines] == [
        *(Role.TITLE, Role.RECIPIENTS, Role.TEXT, Role.SIGNATURE, Role.DATE)
    ]
    told = [mend.before for mend in reading.mends if mend.code == "pasted-page-number"]
    assert told == [page, page]
