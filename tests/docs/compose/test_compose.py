"""A whole paper: its sections, special formats and imprint (GB/T 9704-2012 §7.4, §10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fireoffice.docs.compose import Fit, compose
from fireoffice.docs.compose.measures import LINE, TEXT_WIDTH, millimetres
from fireoffice.docs.composition import Composition, Justify, SectionStart, TableBlock, TextBlock
from fireoffice.docs.paper import (
    Attachment,
    Enclosure,
    Format,
    Imprint,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from fireoffice.docs.style import PaperStyle

DAY = date(2021, 4, 1)
PAPER = Paper(
    letterhead=Letterhead(("邻鄂镇人民政府",)),
    title="关于开展检查的通知",
    number="邻鄂府发〔2021〕38号",
    recipients="各村（居）",
    body=(Paragraph("经镇政府同意，开展检查。"),),
    signature=Signature(dated=DAY),
    imprint=Imprint("邻鄂镇党政办公室", DAY, "区应急局"),
)
SHEET = Attachment("清单", (Table((("序号",),), (("1",),)),), landscape=True)
LIST = Attachment("名单", (Paragraph("张三"),))


def blocks(composition: Composition, section: int = 0) -> dict[str, TextBlock]:
    return {
        block.key: block
        for block in composition.sections[section].blocks
        if isinstance(block, TextBlock)
    }


def keys(composition: Composition, section: int = 0) -> list[str]:
    return [block.key for block in composition.sections[section].blocks]


def test_the_elements_follow_each_other_as_the_standard_orders_them() -> None:
    paper = replace(PAPER, attachments=(LIST,), note="此件公开发布")
    assert keys(compose(paper)) == [
        "letterhead",
        "number",
        "title",
        "recipients",
        "body/0",
        "attachment_note",
        "signature",
        "date",
        "note",
        "attachments/0/label",
        "attachments/0/title",
        "attachments/0/body/0",
    ]


def test_blank_lines_between_the_elements() -> None:
    paper = replace(PAPER, attachments=(LIST,))
    found = blocks(compose(paper))
    assert found["title"].before + found["title"].after == 3 * LINE
    assert found["body/0"].after == LINE
    assert found["attachment_note"].after == 2 * LINE


def test_no_block_of_a_paper_is_empty() -> None:
    paper = replace(PAPER, attachments=(LIST, SHEET), enclosure=Enclosure("意见", PAPER.body))
    composition = compose(paper)
    assert len(composition.sections) == 4
    for section in range(4):
        assert all(block.text for block in blocks(composition, section).values())


def test_an_enclosure_begins_a_page_under_its_title_without_a_label() -> None:
    enclosure = Enclosure("2021年全镇消防工作意见", PAPER.body, "（2021年4月1日）")
    composition = compose(replace(PAPER, enclosure=enclosure))
    assert keys(composition, 1) == ["enclosure/title", "enclosure/subtitle", "enclosure/body/0"]
    assert composition.sections[1].start is SectionStart.NEXT_PAGE
    found = blocks(composition, 1)
    assert 2 * LINE <= found["enclosure/title"].before < 2 * LINE + millimetres(1)
    assert found["enclosure/subtitle"].after == LINE
    assert "attachment_note" not in keys(composition)


def test_a_single_attachment_carries_no_number() -> None:
    one = blocks(compose(replace(PAPER, attachments=(LIST,))))
    assert one["attachments/0/label"].text == "附件"
    title = one["attachments/0/title"]
    assert title.before + title.after == 2 * LINE
    two = blocks(compose(replace(PAPER, attachments=(LIST, LIST))))
    assert two["attachments/1/label"].text == "附件2"
    assert two["attachments/1/label"].page_break_before


def test_a_wide_table_turns_the_sheet_and_the_imprint_returns_to_an_upright_one() -> None:
    composition = compose(replace(PAPER, attachments=(LIST, SHEET)))
    upright, turned, last = composition.sections
    assert not upright.page.landscape
    assert turned.page.landscape
    assert turned.page.text_width == upright.page.text_height
    table = turned.blocks[-1]
    assert isinstance(table, TableBlock)
    assert sum(table.widths) == turned.page.text_width
    assert last.imprint is not None
    assert not last.blocks
    assert not blocks(composition, 1)["attachments/1/label"].page_break_before


def test_the_imprint_has_its_lines_between_rules_of_full_width() -> None:
    imprint = compose(PAPER).sections[-1].imprint
    assert imprint is not None
    copies, printed = imprint.blocks
    assert copies.text == "抄送：区应急局。"
    assert printed.text == "\t邻鄂镇党政办公室\t2021年4月1日印发"
    assert printed.left == printed.right == 0
    assert printed.top is not None
    assert (imprint.outer.eighths, printed.top.eighths) == (8, 6)
    assert imprint.height > copies.pitch + printed.pitch


def test_an_imprint_of_one_line_has_no_inner_rule_and_extras_have_one() -> None:
    short = replace(PAPER, imprint=Imprint("党政办公室", DAY, extra="共印20份"))
    imprint = compose(short).sections[-1].imprint
    assert imprint is not None
    printed, extra = imprint.blocks
    assert printed.top is None
    assert extra.top is not None
    assert extra.text == "\t\t共印20份"


def test_a_paper_without_an_imprint_has_none() -> None:
    assert compose(replace(PAPER, imprint=Imprint())).sections[-1].imprint is None


def test_recipients_that_do_not_fit_move_above_the_copies_without_a_rule() -> None:
    composition = compose(PAPER, fit=Fit(recipients_below=True))
    imprint = composition.sections[-1].imprint
    assert imprint is not None
    texts = [block.text for block in imprint.blocks]
    assert texts[:2] == ["主送：各村（居）。", "抄送：区应急局。"]
    assert imprint.blocks[1].top is None
    assert "recipients" not in blocks(composition)


def test_the_last_paragraph_can_be_tied_to_the_signature() -> None:
    assert not blocks(compose(PAPER))["body/0"].keep_next
    assert blocks(compose(PAPER, fit=Fit(keep_last=True)))["body/0"].keep_next


def test_the_imprint_can_stand_on_an_even_page_of_its_own() -> None:
    last = compose(PAPER, fit=Fit(imprint_alone=True, imprint_numbered=False)).sections[-1]
    assert last.start is SectionStart.EVEN_PAGE
    assert not last.numbered
    assert last.imprint is not None


def test_the_signature_after_a_table_brings_its_own_space() -> None:
    table = Table((("序号",),), (("1",),))
    found = blocks(compose(replace(PAPER, body=(table,))))
    assert found["signature"].before == 2 * LINE


def test_what_follows_a_table_brings_its_own_space() -> None:
    table = Table((("序号",),), (("1",),))
    found = blocks(compose(replace(PAPER, body=(table,), attachments=(LIST,))))
    assert found["attachment_note"].before == LINE


def test_a_table_is_not_parted_to_carry_text_over() -> None:
    paper = replace(PAPER, body=(Table((("序号",),), (("1",),)),))
    assert compose(paper, fit=Fit(carry=3)) == compose(paper)


def test_a_paper_without_signature_and_date_has_no_closing_lines() -> None:
    bare = replace(PAPER, signature=Signature())
    assert "signature" not in blocks(compose(bare))


def test_page_numbers_can_be_left_out() -> None:
    assert not compose(PAPER, PaperStyle(page_numbers=False)).sections[0].numbered


def test_a_letter_has_double_rules_of_170_mm_and_its_number_at_the_right() -> None:
    letter = replace(PAPER, format=Format.LETTER, urgency="特急", secrecy="秘密")
    section = compose(letter).sections[0]
    assert section.first_page is not None
    mark, rule = section.first_page.head
    assert mark.text == "邻鄂镇人民政府"
    assert abs(section.first_page.head_distance - millimetres(30)) < millimetres(2)
    assert TEXT_WIDTH - rule.left - rule.right == 9638
    assert rule.top is not None
    assert rule.bottom is not None
    assert rule.top.eighths > rule.bottom.eighths
    (foot,) = section.first_page.foot
    assert foot.top is not None
    assert foot.bottom is not None
    assert foot.top.eighths < foot.bottom.eighths
    opening = [block for block in section.blocks if isinstance(block, TextBlock)]
    assert [block.text for block in opening[:2]] == ["秘密\t邻鄂府发〔2021〕38号", "特急"]


def test_the_imprint_of_a_letter_is_the_copies_alone_without_rules() -> None:
    imprint = compose(replace(PAPER, format=Format.LETTER)).sections[0].imprint
    assert imprint is not None
    assert [block.text for block in imprint.blocks] == ["抄送：区应急局。"]
    assert imprint.outer.eighths == 0


def test_a_letter_on_preprinted_stock_begins_where_the_printed_one_does() -> None:
    letter = replace(PAPER, format=Format.LETTER)
    blank = compose(letter, PaperStyle(preprinted=True)).sections[0]
    printed = compose(letter).sections[0]
    assert blank.first_page is not None
    assert printed.first_page is not None
    assert not blank.first_page.head
    head = printed.first_page.head
    bottom = printed.first_page.head_distance + sum(
        block.before
        + block.pitch
        + block.after
        + sum(rule.eighths * 5 // 2 for rule in (block.top, block.bottom) if rule)
        for block in head
    )
    first_blank, first_printed = blank.blocks[0], printed.blocks[0]
    assert isinstance(first_blank, TextBlock)
    assert isinstance(first_printed, TextBlock)
    assert abs(2098 + first_blank.before - bottom - first_printed.before) <= 2


def test_an_order_has_its_mark_20_mm_down_no_rule_and_no_title() -> None:
    order = replace(
        PAPER,
        format=Format.ORDER,
        number="第1号",
        letterhead=Letterhead(("邻鄂镇人民政府",), "令"),
        signature=Signature(dated=DAY, signatory=("镇长", "张三")),
    )
    found = blocks(compose(order))
    assert abs(found["letterhead"].before - millimetres(20)) < millimetres(2)
    assert found["number"].bottom is None
    assert found["number"].after == 2 * LINE
    assert "title" not in found


def test_minutes_list_those_present_and_bear_no_seal() -> None:
    minutes = replace(
        PAPER,
        format=Format.MINUTES,
        letterhead=Letterhead(("邻鄂镇消防安全委员会会议",), "纪要"),
        recipients="",
        attendance=(("出席", "张三、李四"), ("请假", "王五")),
    )
    composition = compose(minutes)
    assert "signature" not in blocks(composition)
    assert keys(composition)[-2:] == ["attendance/0", "attendance/1"]
    assert blocks(composition)["body/0"].after == LINE


def test_minutes_without_a_title_part_their_text_from_the_head() -> None:
    found = blocks(compose(replace(PAPER, format=Format.MINUTES, title="")))
    assert found["number"].after == LINE


def test_minutes_without_a_number_keep_the_rule_below_the_mark() -> None:
    minutes = replace(PAPER, format=Format.MINUTES, number="")
    found = blocks(compose(minutes))
    assert found["number"].bottom is not None
    assert found["number"].justify is Justify.LEFT


def test_the_documents_title_has_no_line_breaks() -> None:
    broken = replace(PAPER, title="邻鄂镇人民政府\n关于开展检查的通知")
    assert compose(broken).title == "邻鄂镇人民政府关于开展检查的通知"
