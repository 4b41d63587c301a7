"""A manuscript is a paper at each keystroke; what is wrong with it is told beside it."""

from __future__ import annotations

from datetime import date

from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role
from fireoffice.docs.paper import Format, Table
from fireoffice.docs.reading import Problem, Reading, to_paper


def _read(*lines: tuple[Role, str], **fields: object) -> Reading:
    written = tuple(Line(role, text) for role, text in lines)
    return to_paper(Manuscript(Fields(**fields), written))  # type: ignore[arg-type]


TITLE = (Role.TITLE, "关于开展检查的通知")


def test_each_line_knows_the_block_that_it_became() -> None:
    reading = _read(
        TITLE,
        (Role.RECIPIENTS, "各村委："),
        (Role.TEXT, "现通知如下。"),
        (Role.FIRST, "一、要求"),
        (Role.TABLE, "村名\t人数"),
        (Role.TABLE, "清水村\t6"),
        (Role.TEXT, "  "),
        (Role.ATTACHMENT_NOTE, "附件：1.名单"),
        (Role.SIGNATURE, "邻鄂镇人民政府"),
        (Role.DATE, "2021年4月1日"),
        (Role.ENCLOSURE, "消防工作意见"),
        (Role.SUBTITLE, "（试行）"),
        (Role.THIRD, "1.落实责任。抓好。"),
        (Role.LANDSCAPE, "名单"),
        (Role.TABLE, "姓名\t电话"),
    )
    assert reading.keys == (
        *("title", "recipients", "body/0", "body/1", "body/2/r0c0", "body/2/r1c0", ""),
        *("attachment_note", "signature", "date"),
        *("enclosure/title", "enclosure/subtitle", "enclosure/body/0"),
        *("attachments/0/title", "attachments/0/body/0/r0c0"),
    )


def test_a_cell_leads_back_to_its_row() -> None:
    reading = _read(TITLE, (Role.TABLE, "村名\t人数"), (Role.TABLE, "清水村\t6"))
    assert reading.line_of("body/0/r1c1") == 2
    assert reading.line_of("body/9") is None


def test_rows_below_one_another_form_one_table_and_the_first_is_its_head() -> None:
    paper = _read(TITLE, (Role.TABLE, "村名\t人数"), (Role.TABLE, "清水村\t6")).paper
    assert paper.body == (Table(header=(("村名", "人数"),), rows=(("清水村", "6"),)),)


def test_text_between_rows_parts_two_tables() -> None:
    paper = _read(TITLE, (Role.TABLE, "a\tb"), (Role.TEXT, "又"), (Role.TABLE, "c\td")).paper
    assert [type(item).__name__ for item in paper.body] == ["Table", "Paragraph", "Table"]


def test_title_lines_stay_apart_and_the_names_of_attachments_lose_their_labels() -> None:
    paper = _read(
        (Role.TITLE, "邻鄂镇人民政府"),
        TITLE,
        (Role.ATTACHMENT_NOTE, "附件：1.名单。"),
        (Role.ATTACHMENT_NOTE, "2.统计表"),
        (Role.ATTACHMENT, "附件1：名单"),
    ).paper
    assert paper.title == "邻鄂镇人民政府\n关于开展检查的通知"
    assert paper.attachment_names == ("名单", "统计表")
    assert paper.attachments[0].title == "名单"


def test_the_label_of_an_attachment_may_stand_on_its_own_line() -> None:
    reading = _read(
        TITLE, (Role.ATTACHMENT, "附件1"), (Role.ATTACHMENT, "名单"), (Role.ATTACHMENT, "表")
    )
    assert [one.title for one in reading.paper.attachments] == ["名单", "表"]
    assert reading.keys[1:3] == ("attachments/0/label", "attachments/0/title")


def test_the_day_of_printing_is_the_papers_own_unless_given() -> None:
    dated = (Role.DATE, "2021年4月1日")
    assert _read(TITLE, dated, printed_by="办公室").paper.imprint.printed_on == date(2021, 4, 1)
    other = _read(TITLE, dated, printed_by="办公室", printed_on=date(2021, 4, 2)).paper.imprint
    assert other.printed_on == date(2021, 4, 2)
    assert _read(TITLE, dated).paper.imprint.printed_on is None


def test_an_order_is_signed_by_a_person() -> None:
    paper = _read(TITLE, (Role.SIGNATURE, "镇长　王某某"), format=Format.ORDER).paper
    assert paper.signature.signatory == ("镇长", "王某某")
    assert paper.signature.issuers == ()


def test_an_impossible_date_is_told_where_it_stands() -> None:
    reading = _read(TITLE, (Role.DATE, "2021年4月31日"))
    assert reading.problems == (
        Problem("日历上没有“2021年4月31日”这一天。", 1, "请核对年、月、日后改正。"),
    )
    assert reading.paper.signature.dated is None


def test_a_paper_without_title_is_told() -> None:
    problems = _read((Role.TEXT, "正文")).problems
    assert problems == (Problem("公文没有标题。", hint="请在正文前写上标题。"),)


def test_an_empty_manuscript_is_a_paper_too() -> None:
    assert to_paper(Manuscript()).paper.body == ()
