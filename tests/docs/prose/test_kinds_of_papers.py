"""Papers of every kind that a town writes are read with the head that they have."""

from __future__ import annotations

import pytest

from fireoffice.docs.clauses import take_apart
from fireoffice.docs.manuscript import Line, Manuscript, Role
from fireoffice.docs.paper import Format
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.reading import to_paper
from fireoffice.docs.typeset import typeset

SIGNED = "邻鄂镇人民政府\n2025年6月1日\n"
LONG = (
    "邻鄂镇人民政府办公室关于转发县消防安全委员会办公室《关于印发〈县人民政府关于深刻吸取近期火灾事故教训"
    "切实加强岁末年初消防安全风险隐患排查整治工作的实施方案〉的紧急通知》并做好贯彻落实和信息报送工作的通知"
)
FIVE = (
    *("邻鄂镇人民政府", "邻鄂镇派出所", "邻鄂镇市场监督管理所", "邻鄂镇司法所"),
    "邻鄂镇综合行政执法大队",
)


def _read(text: str) -> Manuscript:
    return read_text(text).manuscript


@pytest.mark.parametrize(
    ("body", "labels"),
    [
        ("第一、认识\n要重视。\n第二、责任\n第三、考核", ["一、", "二、", "三、"]),
        ("第一，松林村。\n第二 ，高石村。", ["一、", "二、"]),
        ("一 认识\n二 责任\n三 考核", ["一、", "二、", "三、"]),
        ("一、要求\n第一，认识。\n第二，责任。\n二 落实", ["一、", "二、"]),
        ("第一，要重视。", []),
        ("一 直以来，我镇重视。", []),
    ],
)
def test_parts_that_are_counted_by_words_are_parts_where_nothing_else_counts_them(
    body: str, labels: list[str]
) -> None:
    lines = _read(f"关于检查的通知\n各村：\n{body}\n{SIGNED}").lines

    assert [line.text[:2] for line in lines if line.role is Role.FIRST] == labels


@pytest.mark.parametrize(
    ("head", "title", "number"),
    [
        (
            "邻鄂镇人民政府\n火灾隐患限期整改通知书\n编号：邻消改〔2025〕12号",
            "邻鄂镇人民政府火灾隐患限期整改通知书",
            "邻消改〔2025〕12号",
        ),
        ("火灾隐患整改通知书\n编号：第12号", "火灾隐患整改通知书", "第12号"),
        (
            "责令限期改正通知书\n（邻消限字〔2025〕第3号）",
            "责令限期改正通知书",
            "邻消限字〔2025〕3号",
        ),
        (
            "消防安全约谈告知书\n（存根）\n邻消谈〔2025〕1号",
            "消防安全约谈告知书",
            "邻消谈〔2025〕1号",
        ),
        ("隐患督办单\n文号：邻消督[2025]007号", "隐患督办单", "邻消督〔2025〕7号"),
        ("临时查封决定书\n邻消(防)〔2025〕5号", "临时查封决定书", "邻消（防）〔2025〕5号"),
    ],
)
def test_a_number_may_stand_below_the_title(head: str, title: str, number: str) -> None:
    manuscript = _read(f"{head}\n某某公司：\n你单位存在隐患。\n{SIGNED}")
    assert (manuscript.title, manuscript.fields.number) == (title, number)
    assert manuscript.recipients == "某某公司"
    assert manuscript.fields.issuers == ("邻鄂镇人民政府",)


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("邻鄂镇人民政府\n关于清明节期间禁止野外用火的通告", "为保护森林资源，现通告如下："),
        ("邻鄂镇人民政府公告", "根据《消防法》，现将有关事项公告如下："),
        ("关于表彰先进单位的决定", "经镇党委会议研究，决定表彰下列单位："),
        ("邻鄂镇夏季消防检查工作方案", "为做好夏季消防工作，现制定如下方案："),
        ("邻鄂镇冬季防火实施方案", "结合我镇实际，特制定本方案，具体内容是："),
        ("邻鄂镇人民政府森林防火禁火令", "为保护森林，发布如下命令："),
        ("2025年消防安全责任书", "为落实责任，甲乙双方签订本责任书："),
        ("出租房消防安全自查表", "房屋地址："),
        ("九小场所检查记录", "检查人员姓名："),
        ("九小场所登记表", "名称："),
    ],
)
def test_a_sentence_that_ends_in_a_colon_is_no_recipient(title: str, sentence: str) -> None:
    manuscript = _read(f"{title}\n{sentence}\n一、做好工作。\n{SIGNED}")
    assert manuscript.recipients == ""
    assert manuscript.title == title.replace("\n", "")
    assert manuscript.texts(Role.TEXT) == (sentence,)


@pytest.mark.parametrize(
    "names",
    [
        "各村（居）委会、镇属各单位",
        "各位业主",
        "广大居民朋友",
        "县应急管理局",
        "张三同志",
        "尊敬的各位家长",
        "各科室、各监管办，农业发展银行，各国有商业银行分行",
        "市委、市政府",
        "某某酒店有限公司",
        "各研究院所",
        "为民服务中心、各村",
        "各单位负责人",
    ],
)
def test_names_that_end_in_a_colon_are_recipients(names: str) -> None:
    assert _read(f"关于开展检查的通知\n{names}：\n请执行。\n{SIGNED}").recipients == names


def test_the_signer_may_stand_below_the_title() -> None:
    manuscript = _read(
        "关于解决经费的请示\n签发人：张 某　李某某\n县人民政府：\n妥否，请批示。\n" + SIGNED
    )
    assert manuscript.fields.signers == ("张某", "李某某")
    assert manuscript.title == "关于解决经费的请示"
    assert manuscript.recipients == "县人民政府"


@pytest.mark.parametrize(
    "head",
    [
        "\n".join(FIVE) + "文件",
        "\n".join((*FIVE[:3], "文件", *FIVE[3:])),
        "　　".join(FIVE) + "文件",
    ],
)
@pytest.mark.parametrize(
    "signature", ["\n".join(FIVE), "　".join(FIVE[:3]) + "\n" + " ".join(FIVE[3:])]
)
def test_five_bodies_issue_and_sign_together(head: str, signature: str) -> None:
    manuscript = _read(
        f"{head}\n邻鄂府发〔2025〕5号\n关于联合检查的通知\n各村：\n请执行。\n{signature}\n2025年6月1日"
    )
    assert manuscript.fields.issuers == FIVE
    assert manuscript.texts(Role.SIGNATURE) == FIVE
    assert manuscript.fields.number == "邻鄂府发〔2025〕5号"


def test_a_title_may_have_a_hundred_characters() -> None:
    assert len(LONG) > 90
    manuscript = _read(f"{LONG}\n各村：\n现予转发。\n{SIGNED}")
    assert (manuscript.title, manuscript.recipients) == (LONG, "各村")


@pytest.mark.parametrize(
    "head",
    [
        "关于开展检查的通知\n关于开展检查的通知\n各村：",
        "# 关于开展检查的通知\n\n关于开展检查的通知\n\n各村：",
        (
            "关于开展检查的通知\n发布时间：2025-06-02 来源：镇政府 浏览次数：12\n"
            "邻鄂镇人民政府文件\n邻鄂府发〔2025〕5号\n关于开展检查的通知\n各村："
        ),
        (
            "当前位置：首页 > 政务公开\n关于开展检查的通知\n字体：[大 中 小]\n"
            "关于开展检查的通知\n各村："
        ),
    ],
)
def test_a_title_that_is_said_twice_is_printed_once(head: str) -> None:
    reading = read_text(f"{head}\n请执行。\n{SIGNED}")
    assert reading.manuscript.title == "关于开展检查的通知"
    assert reading.manuscript.recipients == "各村"
    assert len(reading.manuscript.lines) == 5


def test_the_fuller_of_two_titles_is_kept() -> None:
    manuscript = _read(
        f"# 关于开展检查的通知\n\n邻鄂镇人民政府\n关于开展检查的通知\n各村：\n请执行。\n{SIGNED}"
    )
    assert manuscript.texts(Role.TITLE) == ("邻鄂镇人民政府", "关于开展检查的通知")
    assert manuscript.recipients == "各村"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("邻鄂镇消防安全委员会会议纪要\n〔2025〕第3期", "〔2025〕第3期"),
        ("邻鄂镇人民政府\n消防工作专题会议纪要\n（2025年第2期）", "2025年第2期"),
        ("会议纪要\n第 3 期（总第 15 期）", "第3期（总第15期）"),
    ],
)
def test_minutes_have_their_issue_and_who_was_there(head: str, number: str) -> None:
    manuscript = _read(
        f"{head}\n时间：2025年5月10日上午9:00\n地点：会议室\n主持人：王某\n参会人员：张某、李某\n"
        f"缺席：赵某\n列席：孙某 周某\n会议议定：\n一、整治。\n{SIGNED}"
    )
    fields = manuscript.fields
    assert (fields.format, fields.number) == (Format.MINUTES, number)
    assert dict(fields.attendance) == {"出席": "张某、李某", "请假": "赵某", "列席": "孙某　周某"}
    assert "时间：2025年5月10日上午9:00" in manuscript.texts(Role.TEXT)


def test_minutes_are_titled_by_their_mark() -> None:
    manuscript = _read(f"邻鄂镇消防安全委员会会议纪要\n第3期\n会议议定：\n一、整治。\n{SIGNED}")
    assert manuscript.fields.issuers == ("邻鄂镇消防安全委员会",)
    assert manuscript.fields.suffix == "会议纪要"
    assert manuscript.title == ""
    assert to_paper(manuscript).problems == ()


def test_a_notice_of_a_meeting_is_no_minutes() -> None:
    manuscript = _read(
        f"关于召开消防工作会议的通知\n各村：\n现通知如下：\n一、时间：6月1日\n出席人员：各村书记\n{SIGNED}"
    )
    assert manuscript.fields.kind == "通知"
    assert manuscript.fields.attendance == ()
    assert "出席人员：各村书记" in manuscript.texts(Role.TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "消防安全责任书\n甲方：        乙方：\n一、责任目标\n不发生火灾。\n2025年1月1日",
        (
            "九小场所消防安全检查表\n场所名称：\n一、疏散通道\n是否畅通。\n"
            "检查人签名：        检查时间："
        ),
        "消防安全承诺书\n本单位郑重承诺：\n一、遵守法律。\n承诺人：",
    ],
)
def test_nobodys_paper_has_no_mark(text: str) -> None:
    blocks = typeset(to_paper(_read(text)).paper).composition.sections[0].blocks
    assert "letterhead" not in {block.key for block in blocks}
    assert blocks[0].key == "title"


def test_what_stands_in_brackets_below_the_title_is_set_there() -> None:
    manuscript = _read(f"整改通知书\n（存根）\n邻消改〔2025〕12号\n某某公司：\n有隐患。\n{SIGNED}")
    blocks = typeset(to_paper(manuscript).paper).composition.sections[0].blocks
    keys = [block.key for block in blocks]
    assert keys[keys.index("title") : keys.index("recipients") + 1] == [
        *("title", "subtitle", "recipients")
    ]


def test_an_order_of_fire_prohibition_keeps_its_title() -> None:
    manuscript = _read(
        f"森林防火禁火令\n（第1号）\n根据《森林防火条例》规定，发布禁火令如下：\n一、禁火期。\n{SIGNED}"
    )
    assert manuscript.title == "森林防火禁火令"
    assert manuscript.fields.format is Format.DOCUMENT
    assert manuscript.fields.number == "第1号"


@pytest.mark.parametrize(
    ("head", "issuers", "suffix"),
    [
        (
            "会议纪要\n第5期\n邻鄂镇人民政府办公室    2025年6月3日",
            ("邻鄂镇人民政府办公室",),
            "会议纪要",
        ),
        (
            "邻鄂镇人民政府镇长办公会议纪要\n（2025年第8次）\n邻鄂镇党政办公室编　　2025年6月3日",
            ("邻鄂镇人民政府",),
            "镇长办公会议纪要",
        ),
    ],
)
def test_minutes_say_below_their_number_who_made_them_when(
    head: str, issuers: tuple[str, ...], suffix: str
) -> None:
    paper = _read(f"{head}\n会议研究了以下事项：\n一、建站\n会议同意建站。\n")

    assert (paper.fields.issuers, paper.fields.suffix) == (issuers, suffix)
    assert paper.dated is not None
    assert paper.dated.isoformat() == "2025-06-03"
    assert not paper.title


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("附件（共2份）：\n1.责任清单\n2.隐患台账", ["责任清单", "隐患台账"]),
        ("（附件：责任清单）", ["责任清单"]),
        ("附件：①责任清单；②隐患台账", ["责任清单", "隐患台账"]),
        ("附件：（1）责任清单（2）隐患台账", ["责任清单", "隐患台账"]),
        (
            "附件：1.邻鄂镇消防安全重点单位和九小场所排查整治情\n      况统计表\n2.承诺书",
            ["邻鄂镇消防安全重点单位和九小场所排查整治情况统计表", "承诺书"],
        ),
        (
            "附件：1.责任清单\n2.邻鄂镇消防安全重点单位和九小场所排查整治情\n况统计表",
            ["责任清单", "邻鄂镇消防安全重点单位和九小场所排查整治情况统计表"],
        ),
    ],
)
def test_names_of_attachments_are_parted_and_joined_as_they_were_meant(
    note: str, names: list[str]
) -> None:
    paper = _read(f"关于检查的通知\n各村：\n请按要求报送。\n{note}\n{SIGNED}")

    assert list(take_apart(paper).attachments) == names


def test_a_document_that_is_only_called_附_with_its_number_is_an_attachment() -> None:
    paper = _read(
        f"关于检查的通知\n各村：\n附：1.清单 2.台账\n{SIGNED}附1\n清单\n略\n附2\n台账\n略\n"
    )

    assert [line.text for line in paper.lines if line.role is Role.ATTACHMENT] == ["清单", "台账"]


@pytest.mark.parametrize("words", ["本单位郑重承诺：", "我们倡议：", "特此声明："])
def test_a_sentence_that_says_something_addresses_nobody(words: str) -> None:
    assert _read(f"消防安全承诺书\n{words}\n1.守法；\n2.尽责。\n{SIGNED}").recipients == ""


def test_a_post_and_a_name_that_are_both_spread_out_are_a_post_and_a_name() -> None:
    paper = _read("森林防火禁火令\n禁止用火。\n镇 长　　王 建 国\n2025年1月1日\n")

    assert list(paper.texts(Role.SIGNATURE)) == ["镇长　王建国"]


@pytest.mark.parametrize("date", ["日期：    年  月  日", "年   月   日"])
def test_a_date_that_is_filled_in_by_hand_stays_on_a_form(date: str) -> None:
    paper = _read(f"消防安全承诺书\n1.守法；\n2.尽责。\n承诺人（签字）：\n{date}\n")

    assert paper.lines[-1] == Line(Role.TEXT, date)
