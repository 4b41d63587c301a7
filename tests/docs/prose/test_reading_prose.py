"""Any pasted text becomes the paper that it means to be, and says what was mended."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from fireoffice.core.errors import InputError
from fireoffice.core.paths import resource
from fireoffice.docs.manuscript import Manuscript, Role
from fireoffice.docs.paper import Direction, Format, Paragraph
from fireoffice.docs.prose.reader import TextReading, read_text
from fireoffice.docs.reading import to_paper

SHARED = Path(__file__).resolve().parents[4] / "shared" / "cases" / "circulars"


@pytest.fixture(scope="module")
def sample_text() -> str:
    return resource("sample/circular.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sample(sample_text: str) -> TextReading:
    return read_text(sample_text)


def _roles(manuscript: Manuscript) -> list[str]:
    return [line.role.value for line in manuscript.lines]


def _lines(text: str) -> list[tuple[str, str]]:
    return [(line.role.value, line.text) for line in read_text(text).manuscript.lines]


def test_the_sample_is_read_into_its_elements(sample: TextReading) -> None:
    paper = to_paper(sample.manuscript).paper
    assert paper.number == "邻鄂府发〔2021〕38号"
    assert paper.letterhead.issuers == ("黔江区邻鄂镇人民政府",)
    assert paper.letterhead.suffix == "文件"
    assert paper.title == "黔江区邻鄂镇人民政府\n关于印发2021年全镇消防工作意见的通知"
    assert paper.recipients == "各村（居）委、镇级各部门，有关单位"
    assert [item.text for item in paper.body if isinstance(item, Paragraph)] == [
        "经镇政府同意，现将《2021年全镇消防工作意见》印发给你们，请认真贯彻落实。"
    ]
    assert paper.signature.issuers == ("黔江区邻鄂镇人民政府",)
    assert paper.signature.dated == date(2021, 4, 1)
    assert paper.imprint.printed_by == "黔江区邻鄂镇党政办公室"
    assert paper.imprint.printed_on == date(2021, 4, 1)
    assert paper.attachments == ()


def test_the_sample_prints_a_document_of_three_parts_and_twelve_clauses(
    sample: TextReading,
) -> None:
    enclosure = to_paper(sample.manuscript).paper.enclosure
    assert enclosure is not None
    assert enclosure.title == "2021年全镇消防工作意见"
    body = [item for item in enclosure.body if isinstance(item, Paragraph)]
    assert Counter(item.level.value for item in body) == {0: 1, 1: 3, 3: 12}
    assert all(item.heading == len(item.text) for item in body if item.level == 1)
    clauses = [item for item in body if item.level == 3]
    assert [item.text.partition(".")[0] for item in clauses] == [str(n) for n in range(1, 13)]
    assert clauses[6].text[: clauses[6].heading] == "7.完善基层末端消防安全监管。"
    assert all(0 < item.heading < len(item.text) for item in clauses)


def test_nothing_that_the_sample_says_is_lost(sample_text: str, sample: TextReading) -> None:
    def signs(text: str) -> Counter[str]:
        return Counter(sign for sign in text if sign.isalnum() or sign in "，。、《》“”")

    fields = sample.manuscript.fields
    said = "".join(line.text for line in sample.manuscript.lines)
    said += fields.number + fields.printed_by + "2021年4月1日印发"
    assert signs(said) == signs(sample_text.replace("[bookmark: _GoBack]", ""))


def test_every_fault_of_the_samples_typing_is_listed(sample: TextReading) -> None:
    mended = [(mend.before, mend.after) for mend in sample.mends]
    assert ("邻鄂府发﹝2021﹞38号", "邻鄂府发〔2021〕38号") in mended
    assert ("[bookmark: _GoBack]", "") in mended
    assert ("指 导", "指导") in mended
    assert ("党 100", "党100") in mended
    assert ("100 周", "100周") in mended
    assert ("92个空行", "") in mended
    assert [before for before, _ in mended if before.endswith(". ")] == [
        f"{number}. " for number in range(1, 7)
    ]
    assert [mend.line for mend in sample.mends] == sorted(mend.line for mend in sample.mends)


def test_a_mended_text_needs_no_mending(sample: TextReading) -> None:
    clean = "\n".join(line.text for line in sample.manuscript.lines)
    again = read_text(clean)
    assert again.mends == ()
    assert again.manuscript.lines == sample.manuscript.lines


def test_an_upward_paper_with_a_full_head_is_read() -> None:
    text = (
        "000001\n机密★1年\n特急\n黔江区邻鄂镇人民政府文件\n"
        "邻鄂府文〔2021〕５号　　　　签发人：张三　李　四\n\n"
        "黔江区邻鄂镇人民政府关于解决消防车经费的请示\n区人民政府：\n现请示如下。\n妥否，请批示。\n"
        "黔江区邻鄂镇人民政府\n2021年4月1日\n（联系人：王某某，电话：023-79000000）\n"
        "抄送：区应急局，区消防救援支队，\n区财政局。\n黔江区邻鄂镇党政办公室\n2021年4月2日印发\n共印30份"
    )
    manuscript = read_text(text).manuscript
    fields = manuscript.fields
    assert (fields.copy_number, fields.secrecy, fields.urgency) == ("000001", "机密★1年", "特急")
    assert fields.number == "邻鄂府文〔2021〕5号"
    assert fields.signers == ("张三", "李四")
    assert fields.direction is Direction.UP
    assert fields.kind == "请示"
    assert fields.copies_to == "区应急局，区消防救援支队，区财政局"
    assert fields.printed_by == "黔江区邻鄂镇党政办公室"
    assert fields.printed_on == date(2021, 4, 2)
    assert fields.extra == "共印30份"
    assert _roles(manuscript) == ["标题", "主送", "正文", "正文", "落款", "日期", "附注"]


def test_a_joint_paper_has_several_issuers_and_signatures() -> None:
    text = (
        "邻鄂镇人民政府\n邻鄂派出所\n文件\n邻鄂府发〔2021〕9号\n关于联合检查的通知\n各村委：\n请遵照执行。\n"
        "邻鄂镇人民政府　　　　邻鄂派出所\n2021年4月1日"
    )
    manuscript = read_text(text).manuscript
    assert manuscript.fields.issuers == ("邻鄂镇人民政府", "邻鄂派出所")
    assert manuscript.fields.suffix == "文件"
    assert manuscript.texts(Role.SIGNATURE) == ("邻鄂镇人民政府", "邻鄂派出所")


def test_signature_and_date_may_share_a_line() -> None:
    found = _lines("关于检查的通知\n各村委：\n请执行。\n邻鄂镇人民政府　　2021.04.01")
    assert found[-2:] == [("落款", "邻鄂镇人民政府"), ("日期", "2021年4月1日")]


def test_dates_inside_the_text_are_not_the_papers_own() -> None:
    found = _lines(
        "关于检查的通知\n各村委：\n2021年4月1日\n至\n2021年5月1日\n开展检查。\n邻鄂镇人民政府\n2021年3月1日"
    )
    assert [role for role, _ in found] == ["标题", "主送", *["正文"] * 4, "落款", "日期"]


def test_a_date_in_brackets_below_the_title_is_no_part_of_it() -> None:
    found = _lines("邻鄂镇消防工作要点\n（2021年3月1日）\n坚持预防为主。")
    assert found[:2] == [("标题", "邻鄂镇消防工作要点"), ("题注", "（2021年3月1日）")]


def test_an_order_has_a_head_and_a_person_but_no_title() -> None:
    reading = read_text(
        "黔江区邻鄂镇人民政府令\n第3号\n《办法》已审议通过，现予公布。\n镇长　王某某\n2021年4月1日"
    )
    paper = to_paper(reading.manuscript).paper
    assert (paper.format, paper.number, paper.title) == (Format.ORDER, "第3号", "")
    assert paper.letterhead.issuers == ("黔江区邻鄂镇人民政府",)
    assert paper.letterhead.suffix == "令"
    assert paper.signature.signatory == ("镇长", "王某某")


def test_a_title_over_several_lines_is_one_but_keeps_the_authors_break() -> None:
    found = _lines("邻鄂镇人民政府\n关于进一步加强农村\n消防安全工作的通知\n各村委：\n请执行。")
    assert [text for role, text in found if role == "标题"] == [
        "邻鄂镇人民政府",
        "关于进一步加强农村消防安全工作的通知",
    ]
    broken = _lines("关于进一步加强监管  推动提升质效的意见\n各科室：\n请执行。")
    assert [text for role, text in broken if role == "标题"] == [
        "关于进一步加强监管",
        "推动提升质效的意见",
    ]


def test_attachments_are_named_then_follow() -> None:
    text = (
        "关于报送名单的通知\n各村委：\n请报送。\n附件：1. 志愿消防队员名单。\n2. 统计表\n"
        "邻鄂镇人民政府\n2021年4月1日\n附件1\n志愿消防队员名单\n姓名\t村名\n王某某\t清水村\n附件2：\n统计表\n"
        + "\t".join("一二三四五六七八九")
        + "\n"
        + "\t".join("123456789")
    )
    manuscript = read_text(text).manuscript
    paper = to_paper(manuscript).paper
    assert paper.attachment_names == ("志愿消防队员名单", "统计表")
    assert [one.title for one in paper.attachments] == ["志愿消防队员名单", "统计表"]
    assert [one.landscape for one in paper.attachments] == [False, True]
    assert paper.enclosure is None


def test_labels_in_any_brackets_become_standard_ones() -> None:
    found = _lines(
        "关于检查的通知\n各村委：\n一、 要求\n(一) 落实责任\n１、检查\n(1) 安装\n1.5万元已到位。"
    )
    assert found[2:] == [
        ("一级", "一、要求"),
        ("二级", "（一）落实责任"),
        ("三级", "1.检查"),
        ("四级", "（1）安装"),
        ("正文", "1.5万元已到位。"),
    ]


def test_minutes_are_read_with_their_attendance() -> None:
    text = (
        "邻鄂镇消防安全委员会会议纪要\n第3期\n关于研究春季防火工作的纪要\n会议研究了春季防火工作。\n"
        "出席：张某某、李某某\n列席：王某某"
    )
    fields = read_text(text).manuscript.fields
    assert fields.format is Format.MINUTES
    assert fields.number == "第3期"
    assert fields.attendance == (("出席", "张某某、李某某"), ("列席", "王某某"))


def test_an_impossible_date_stays_as_it_was_written_and_is_told() -> None:
    reading = read_text("关于检查的通知\n各村委：\n请执行。\n邻鄂镇人民政府\n2021年4月31日")
    assert reading.manuscript.texts(Role.DATE) == ("2021年4月31日",)
    assert [problem.line for problem in to_paper(reading.manuscript).problems] == [4]


def test_a_cited_number_is_not_the_papers_own() -> None:
    text = "关于检查的通知\n各村委：\n根据渝府发〔2021〕8号文件要求，请执行。"
    assert read_text(text).manuscript.fields.number == ""


def test_markdown_loses_its_marks_and_keeps_its_structure() -> None:
    text = (
        "> 转自网页\n\n# 关于开展检查的通知\n\n**各村委：**\n\n现通知如下。\n\n## 总体要求\n\n"
        "- 落实责任\n\n"
        "### 检查内容\n\n| 村名 | 人数 |\n|---|:-:|\n| 清水村 | 6 |\n\n## 二、工作安排\n\n见[细则](http://a.b)。\n\n"
        "---\n邻鄂镇人民政府\n2021年4月1日\n"
    )
    assert _lines(text) == [
        ("标题", "关于开展检查的通知"),
        ("主送", "各村委："),
        ("正文", "现通知如下。"),
        ("一级", "一、总体要求"),
        ("正文", "落实责任"),
        ("二级", "（一）检查内容"),
        ("表格", "村名\t人数"),
        ("表格", "清水村\t6"),
        ("一级", "二、工作安排"),
        ("正文", "见细则。"),
        ("落款", "邻鄂镇人民政府"),
        ("日期", "2021年4月1日"),
    ]


def test_setext_headings_and_front_matter_are_understood() -> None:
    text = "---\n文号: 邻鄂府发[2021]38号\n---\n关于检查的通知\n====\n各村委：\n请执行。"
    reading = read_text(text)
    assert reading.manuscript.fields.number == "邻鄂府发〔2021〕38号"
    assert reading.manuscript.title == "关于检查的通知"


def test_a_text_without_any_form_is_kept_as_body() -> None:
    assert _lines("今天下雨了，路很滑。\n大家注意安全。") == [
        ("正文", "今天下雨了，路很滑。"),
        ("正文", "大家注意安全。"),
    ]


@pytest.mark.parametrize("text", ["", " \n\u3000\n\t", "\ufeff", "\u200b\n[bookmark: a]"])
def test_nothing_to_read_is_said_so(text: str) -> None:
    with pytest.raises(InputError, match="没有文字"):
        read_text(text)


def test_a_notice_from_another_town_is_read_as_its_readers_judged_it() -> None:
    file = next(SHARED.glob("C17*.md"), None)
    if file is None:
        pytest.skip("the shared cases are not here")
    reading = read_text(file.read_text(encoding="utf-8"))
    paper = to_paper(reading.manuscript).paper
    assert paper.number == "闵古办〔2022〕20号"
    assert paper.title == "关于印发《古美路街道加强独居老人消防安全工作实施方案》的通知"
    assert paper.letterhead.issuers == ("闵行区古美路街道办事处",)
    assert paper.recipients == "机关各部门、各企事业单位、各居委会"
    assert paper.signature.dated == date(2022, 7, 20)
    assert paper.attachment_names == (
        "古美路街道独居老人排摸统计表",
        "古美路街道独居老人消防安全宣传实例",
        "古美路街道独居老人消防安全“上门10项便民服务”工作措施",
        "古美路街道加强独居老人消防安全工作情况季度汇总表",
    )
    assert paper.enclosure is not None
    levels = Counter(
        item.level.value for item in paper.enclosure.body if isinstance(item, Paragraph)
    )
    assert (levels[1], levels[2], levels[3], levels[4]) == (5, 12, 7, 0)


def _mutated(text: str, chance: random.Random) -> str:
    """`text` with parts cut, doubled, swapped and replaced."""
    signs = list(text)
    for _ in range(chance.randint(1, 30)):
        place = chance.randrange(len(signs))
        match chance.randrange(6):
            case 0:
                del signs[place : place + chance.randint(1, 200)]
            case 1:
                signs[place:place] = signs[place : place + chance.randint(1, 80)]
            case 2:
                signs[place] = chance.choice("\n\t　 ：:。〔]﹝（）#|*>-一1.①附件\x00\ud7ff𠮷")
            case 3:
                signs.insert(
                    place,
                    chance.choice(["\n", "\t", "附件：", "2021年4月31日", "\n# ", "| a | b |"]),
                )
            case 4:
                other = chance.randrange(len(signs))
                signs[place], signs[other] = signs[other], signs[place]
            case _:
                signs[place] = chr(chance.randrange(1, 0xD7FF))
        if not signs:
            signs = ["好"]
    return "".join(signs)


@pytest.mark.parametrize("seed", range(300))
def test_a_mutated_paper_is_read_or_refused_in_a_sentence(sample_text: str, seed: int) -> None:
    _survives(_mutated(sample_text, random.Random(seed)))


@pytest.mark.parametrize("seed", range(100))
def test_random_text_is_read_or_refused_in_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    alphabet = (
        "\n\n\t 　一二三、（）().．：:。；，通知关于印发附件抄送签发人2021年4月1日号〔〕第"
        "#|*-=>`_政府①★密"
    )
    _survives("".join(chance.choice(alphabet) for _ in range(chance.randint(0, 400))))


def _survives(text: str) -> None:
    try:
        reading = read_text(text)
    except InputError:
        return
    assert len(to_paper(reading.manuscript).keys) == len(reading.manuscript.lines)


@pytest.mark.parametrize(
    "text",
    [
        "好 " * 20_000,
        "好" + " " * 40_000 + "好",
        "附件" + " " * 20_000 + "好",
        "2021年4月1日 " * 5_000,
        "[bookmark: 好" * 5_000,
        "[好](" * 8_000,
        "一、好\n" * 5_000,
    ],
    ids=["blanks", "one run", "label", "dates", "bookmarks", "links", "clauses"],
)
@pytest.mark.timeout(60)
def test_a_hostile_text_is_read_without_end_of_time(text: str) -> None:
    assert read_text("关于检查的通知\n" + text).manuscript.title == "关于检查的通知"
