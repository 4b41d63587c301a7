"""附件说明, 署名, 成文日期, seals, 附注, attendance (GB/T 9704-2012 §7.3.4 to §7.3.6, §10.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from fireoffice.docs.compose.closing import (
    attachment_note,
    attendance_blocks,
    note_block,
    signature_blocks,
    signature_gap,
)
from fireoffice.docs.compose.measures import (
    CHARACTER,
    INDENT,
    LINE,
    SEAL_DIAMETER,
    TEXT_WIDTH,
    millimetres,
    text_width,
)
from fireoffice.docs.composition import Justify
from fireoffice.docs.paper import Letterhead, Paper, SealImage, Signature
from fireoffice.docs.style import Face

DAY = date(2021, 4, 1)
PAPER = Paper(Letterhead(("黔江区邻鄂镇人民政府",)), "通知", signature=Signature(dated=DAY))


def signed(**changes: object) -> Paper:
    return replace(PAPER, signature=replace(PAPER.signature, **changes))  # type: ignore[arg-type]


def test_one_attachment_is_named_without_a_number_and_without_a_full_stop() -> None:
    (block,) = attachment_note(("邻鄂镇微型消防站名单。",))
    assert block.text == "附件：邻鄂镇微型消防站名单"
    assert block.left + block.first == INDENT
    assert block.left == INDENT + 3 * CHARACTER


def test_several_attachments_are_numbered_and_their_names_stand_below_each_other() -> None:
    first, second = attachment_note(("名单", "计划"))
    assert first.text == "附件：1.\t名单"
    assert second.text == "2.\t计划"
    assert first.left == second.left
    assert first.left + first.first == INDENT
    assert second.left + second.first == INDENT + 3 * CHARACTER


def test_the_date_stands_four_characters_from_the_right_under_the_centred_name() -> None:
    name, dated = signature_blocks(PAPER, 0)
    assert dated.text == "2021年4月1日"
    assert dated.right == 4 * CHARACTER
    name_centre = TEXT_WIDTH - name.right - text_width(name.text) / 2
    date_centre = TEXT_WIDTH - dated.right - text_width(dated.text) / 2
    assert abs(name_centre - date_centre) <= 1
    assert name.keep_next
    assert signature_gap(PAPER.signature) == 2


def test_a_name_too_long_for_the_centre_moves_the_date_to_the_left_instead() -> None:
    name, dated = signature_blocks(signed(issuers=("很长的名称" * 5,)), 0)
    assert name.right == 0
    assert dated.right > 4 * CHARACTER


def test_the_seals_centre_lies_above_the_block_and_its_top_within_a_line_of_the_text() -> None:
    name, _ = signature_blocks(PAPER, 0)
    (seal,) = name.seals
    assert seal.data is None
    assert seal.diameter == SEAL_DIAMETER
    assert seal.y < LINE
    top = seal.y - seal.diameter // 2
    assert -2 * LINE < top < -LINE


def test_a_seal_of_the_office_keeps_its_own_diameter() -> None:
    name, _ = signature_blocks(signed(seals=(SealImage(b"png", 38.0),)), 0)
    assert name.seals[0].data == b"png"
    assert name.seals[0].diameter == millimetres(38)


def test_joint_seals_neither_touch_nor_leave_the_text_box_and_the_last_covers_the_date() -> None:
    blocks = signature_blocks(
        signed(issuers=("甲镇政府", "甲镇派出所", "甲镇消安委", "甲镇学校")), 0
    )
    *rows, dated = blocks
    assert [row.text for row in rows] == ["\t甲镇政府\t甲镇派出所\t甲镇消安委", "\t甲镇学校"]
    centres = [seal.x for seal in rows[0].seals]
    assert all(right - left > SEAL_DIAMETER for left, right in pairwise(centres))
    assert centres[0] - SEAL_DIAMETER // 2 >= 0
    date_centre = TEXT_WIDTH - dated.right - text_width(dated.text) // 2
    assert rows[1].seals[0].x == date_centre
    drop = rows[0].after + LINE + rows[1].seals[0].y - rows[0].seals[0].y
    assert drop > SEAL_DIAMETER


def test_an_unsealed_date_begins_two_characters_after_the_name() -> None:
    name, dated = signature_blocks(signed(sealed=False), 0)
    assert signature_gap(replace(PAPER.signature, sealed=False)) == 1
    assert name.left + text_width(name.text) == TEXT_WIDTH - 2 * CHARACTER
    assert dated.left == name.left + 2 * CHARACTER
    assert not name.seals


def test_an_unsealed_date_longer_than_the_name_stands_two_characters_from_the_right() -> None:
    name, dated = signature_blocks(signed(sealed=False, issuers=("镇政府",)), 0)
    assert dated.right == 2 * CHARACTER
    assert dated.justify is Justify.RIGHT
    assert name.left + 2 * CHARACTER + text_width(dated.text) == TEXT_WIDTH - 2 * CHARACTER


def test_unsealed_joint_names_stand_below_each_other() -> None:
    blocks = signature_blocks(signed(sealed=False, issuers=("甲镇人民政府", "甲镇派出所")), LINE)
    assert [block.text for block in blocks] == ["甲镇人民政府", "甲镇派出所", "2021年4月1日"]
    assert [block.before for block in blocks] == [LINE, 0, 0]


def test_a_signatory_stands_over_a_date_one_line_below() -> None:
    name, dated = signature_blocks(signed(signatory=("镇长", "张三")), 0)
    assert name.text == "镇长　　张三"
    assert name.right == dated.right == 4 * CHARACTER
    assert name.after == LINE
    assert signature_gap(replace(PAPER.signature, signatory=("镇长", "张三"))) == 2


def test_a_paper_without_a_date_leaves_the_line_empty() -> None:
    assert signature_blocks(signed(dated=None, issuers=("镇政府",)), 0)[-1].text == ""


def test_a_note_stands_in_full_width_brackets() -> None:
    block = note_block("(联系人：张三，电话：023-79000000)")
    assert block.text == "（联系人：张三，电话：023-79000000）"
    assert block.first == INDENT
    assert block.justify is Justify.BOTH


def test_names_of_the_attendance_hang_under_the_first_one() -> None:
    (block,) = attendance_blocks((("出席：", "张三、李四"),))
    assert isinstance(block.left, int)  # type: ignore[union-attr]
    assert block.text == "出席：张三、李四"  # type: ignore[union-attr]
    assert block.runs[0].face is Face.HEITI  # type: ignore[union-attr]
