"""What real circulars of ten and more years ago have, and a reader takes for granted."""

from __future__ import annotations

import pytest

from fireoffice.docs.manuscript import Manuscript, Role
from fireoffice.docs.paper import Format
from fireoffice.docs.prose.pasted import collect
from fireoffice.docs.prose.reader import read_source_lines, read_text
from fireoffice.docs.prose.source import Look, SourceLine
from fireoffice.docs.reading import to_paper

HEAD = "关于开展冬季消防检查的通知\n各村（居）民委员会：\n现将有关事项通知如下。\n"
SIGNED = "邻鄂镇人民政府\n2025年11月25日\n"


def _read(text: str) -> Manuscript:
    return read_text(text).manuscript


def _roles(manuscript: Manuscript) -> list[Role]:
    return [line.role for line in manuscript.lines]


@pytest.mark.parametrize("day", ["2025年11月25日", "二〇〇八年三月五日", "2025年1月05日"])
def test_a_date_that_nobody_signs_above_an_attachment_is_the_date(day: str) -> None:
    manuscript = _read(f"{HEAD}附件：检查表\n{day}\n附件\n检查表\n单位\t人数\n甲\t3\n")
    assert _roles(manuscript)[-4:] == [Role.DATE, Role.ATTACHMENT, Role.TABLE, Role.TABLE]
    assert manuscript.dated is not None
    assert [one.title for one in to_paper(manuscript).paper.attachments] == ["检查表"]


def test_a_date_that_nobody_signs_above_the_printed_document_is_the_date() -> None:
    manuscript = _read(
        "关于印发《邻鄂镇消防工作方案》的通知\n各村：\n现将方案印发给你们，请遵照执行。\n2025年11月25日\n"
        "邻鄂镇消防工作方案\n为做好消防工作，制定本方案。\n一、目标\n"
    )
    assert _roles(manuscript)[3:5] == [Role.DATE, Role.ENCLOSURE]


def test_a_date_that_nobody_signs_above_a_note_is_the_date() -> None:
    manuscript = _read(f"{HEAD}2025年11月25日\n（此件公开发布）\n")
    assert _roles(manuscript)[-2:] == [Role.DATE, Role.NOTE]


def test_a_date_at_the_right_is_the_date_whatever_follows() -> None:
    right = Look(apart=True)
    texts = [*HEAD.split("\n")[:3], "2025年11月25日", "检查情况说明", "情况如下。"]
    lines = [
        SourceLine(number, text, look=right if text.startswith("2025") else Look())
        for number, text in enumerate(texts, 1)
    ]
    manuscript = read_source_lines(collect(lines)).manuscript
    assert manuscript.dated is not None


def test_dates_that_part_a_report_stay_in_its_text() -> None:
    manuscript = _read(
        "关于火灾情况的通报\n各村：\n火灾情况如下。\n2025年11月1日\n松坪村发生一起火灾。\n"
        f"2025年11月3日\n高洞村发生一起火灾。\n{SIGNED}"
    )
    assert manuscript.texts(Role.DATE) == ("2025年11月25日",)
    assert "2025年11月1日" in manuscript.texts(Role.TEXT)


def test_a_date_below_an_attachment_is_not_the_papers() -> None:
    manuscript = _read(f"{HEAD}{SIGNED}附件\n承诺书\n本单位承诺如下。\n2025年12月1日\n")
    assert manuscript.texts(Role.DATE) == ("2025年11月25日",)


@pytest.mark.parametrize(
    "note",
    [
        "附件：1.工作方案 2.检查表 3.承诺书",
        "附件：1．工作方案2．检查表3．承诺书",
        "附件：1、工作方案；2、检查表；3、承诺书。",
        "附件：1.工作方案 2.检查表\n3.承诺书",
        "附件1：工作方案 附件2：检查表 附件3：承诺书",
        "附件1.工作方案附件2.检查表附件3.承诺书",
    ],
)
def test_several_attachments_in_one_paragraph_are_several(note: str) -> None:
    manuscript = _read(f"{HEAD}{note}\n{SIGNED}")
    assert to_paper(manuscript).paper.attachment_names == ("工作方案", "检查表", "承诺书")


@pytest.mark.parametrize(
    "name", ["2025年检查表（2025.3版）", "“3·15”检查表", "3.0版检查表", "GB/T 1.1标准清单"]
)
def test_numbers_in_the_name_of_one_attachment_part_nothing(name: str) -> None:
    assert to_paper(_read(f"{HEAD}附件：{name}\n{SIGNED}")).paper.attachment_names == (name,)


@pytest.mark.parametrize("verb", ["印发", "转发", "批转"])
def test_the_issuer_of_a_title_stands_before_what_it_does_with_a_document(verb: str) -> None:
    manuscript = _read(f"邻鄂县公安局{verb}《邻鄂县消防办法》的通知\n各乡镇：\n现印发给你们。\n")
    assert manuscript.fields.issuers == ("邻鄂县公安局",)


ORDER = "邻鄂县人民政府令\n第12号\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "现将《邻鄂县消防管理办法》公布如下：",
        "《邻鄂县消防管理办法》已经县政府常务会议审议通过，现予公布，自2026年1月1日起施行：",
    ],
)
def test_the_first_paragraph_of_an_order_stays_though_it_ends_in_a_colon(sentence: str) -> None:
    manuscript = _read(f"{ORDER}{sentence}\n县长　王某某\n2025年11月25日\n")
    assert manuscript.fields.format is Format.ORDER
    assert manuscript.lines[0].role is Role.TEXT
    assert manuscript.recipients == ""


@pytest.mark.parametrize(
    "written", ["县长 王某某", "县长　王某某", "县长  王 某", "县 长　　王某某"]
)
def test_a_post_and_a_name_parted_by_any_blank_are_a_signatory(written: str) -> None:
    manuscript = _read(f"{ORDER}现公布《邻鄂县消防管理办法》。\n{written}\n2025年11月25日\n")
    signatory = to_paper(manuscript).paper.signature.signatory
    assert signatory is not None
    assert signatory[0].replace(" ", "") == "县长"
    assert signatory[1] == written.replace("　", "").replace(" ", "")[2:]


def test_a_document_that_no_longer_applies_is_named_in_a_title() -> None:
    title = "关于《邻鄂县消防办法》部分内容不再适用的通知"
    manuscript = _read(f"{title}\n各乡镇：\n有关内容不再适用。\n{SIGNED}")
    assert (manuscript.title, manuscript.recipients) == (title, "各乡镇")


def test_recipients_may_end_in_a_half_width_colon() -> None:
    manuscript = _read(f"关于加强银行消防的通知\n各银保监分局:\n现通知如下。\n{SIGNED}")
    assert manuscript.recipients == "各银保监分局"
