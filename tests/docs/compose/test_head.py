"""版头 (GB/T 9704-2012 §7.2): what stands where above the red rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fireoffice.docs.compose.head import fit_mark, head_blocks, pad_names
from fireoffice.docs.compose.measures import CHARACTER, LINE, TEXT_WIDTH, millimetres
from fireoffice.docs.composition import RED, WHITE, Block, Justify, TableBlock, TextBlock
from fireoffice.docs.paper import Direction, Letterhead, Paper
from fireoffice.docs.style import STANDARD, Face, PaperStyle

PAPER = Paper(
    letterhead=Letterhead(("黔江区邻鄂镇人民政府",)),
    title="关于印发2021年全镇消防工作意见的通知",
    number="邻鄂府发〔2021〕38号",
)
JOINT = replace(PAPER, letterhead=Letterhead(("甲镇人民政府", "甲镇消防安全委员会", "甲镇派出所")))


def texts(blocks: list[Block]) -> list[TextBlock]:
    return [block for block in blocks if isinstance(block, TextBlock)]


def height(blocks: list[Block]) -> int:
    """Height down to and including the line of 发文字号, its rule's room included."""
    total = 0
    for block in texts(blocks):
        lines = block.text.count("\n") + 1
        rule = block.bottom.gap * 20 + block.bottom.eighths * 5 // 2 if block.bottom else 0
        total += block.before + lines * block.pitch + block.after + rule
    return total


def test_the_mark_is_as_large_as_the_line_allows() -> None:
    mark = fit_mark("黔江区邻鄂镇人民政府文件")
    assert mark.size == 36.5
    assert mark.size * len(mark.lines[0]) * 20 <= TEXT_WIDTH


def test_a_short_name_does_not_outgrow_the_largest_size() -> None:
    assert fit_mark("文件").size == 65


def test_a_mark_that_would_be_small_takes_two_lines() -> None:
    mark = fit_mark("重庆市黔江区邻鄂镇人民政府消防安全委员会办公室文件")
    assert len(mark.lines) == 2
    assert "".join(mark.lines) == "重庆市黔江区邻鄂镇人民政府消防安全委员会办公室文件"
    assert mark.size >= 28
    assert mark.height == 2 * mark.pitch


def test_the_mark_is_red_and_centred_35_mm_below_the_upper_edge() -> None:
    mark = texts(head_blocks(PAPER, STANDARD))[0]
    assert mark.text == "黔江区邻鄂镇人民政府文件"
    assert mark.runs[0].color == RED
    assert mark.runs[0].face is Face.XIAOBIAOSONG
    assert mark.justify is Justify.CENTER
    assert abs(mark.before - millimetres(35)) < millimetres(1)


def test_each_line_above_the_mark_leaves_it_where_it_was() -> None:
    classified = replace(PAPER, copy_number="000012", secrecy="机密★1年", urgency="特急")
    plain, marked = head_blocks(PAPER, STANDARD), head_blocks(classified, STANDARD)
    assert [block.text for block in texts(marked)][:3] == ["000012", "机密★1年", "特急"]
    assert [block.runs[0].face for block in texts(marked)][:3] == [
        Face.FANGSONG,
        Face.HEITI,
        Face.HEITI,
    ]
    assert height(plain) == height(marked)


def test_the_number_stands_two_lines_below_the_mark_over_the_red_rule() -> None:
    number = texts(head_blocks(PAPER, STANDARD))[-1]
    assert number.text == "邻鄂府发〔2021〕38号"
    assert number.before == 2 * LINE
    assert number.justify is Justify.CENTER
    assert number.bottom is not None
    assert number.bottom.color == RED


def test_an_upward_paper_names_its_signer_to_the_right_of_the_number() -> None:
    upward = replace(PAPER, direction=Direction.UP, signers=("张三",))
    number = texts(head_blocks(upward, STANDARD))[-1]
    assert number.text == "\t邻鄂府发〔2021〕38号\t签发人：张三"
    assert number.left == 0
    assert number.runs[-1].face is Face.KAITI
    assert [tab.position for tab in number.tabs[:2]] == [CHARACTER, TEXT_WIDTH - CHARACTER * 7]


def test_signers_stand_two_to_a_line_and_the_number_on_the_last() -> None:
    upward = replace(PAPER, direction=Direction.UP, signers=("张三", "欧阳修", "李四"))
    lines = texts(head_blocks(upward, STANDARD))[1:]
    assert [line.text for line in lines] == [
        "\t\t签发人：张　三　欧阳修",
        "\t邻鄂府发〔2021〕38号\t\t李　四",
    ]
    assert [line.before for line in lines] == [2 * LINE, 0]
    assert lines[0].bottom is None
    assert lines[1].bottom is not None
    assert lines[0].tabs == lines[1].tabs


@pytest.mark.parametrize(
    ("names", "padded"),
    [
        (("张三", "李四"), ("张三", "李四")),
        (("张三", "欧阳修"), ("张　三", "欧阳修")),
        (("张三", "买买提江"), ("张三", "买买提江")),
    ],
)
def test_names_of_two_characters_are_as_wide_as_names_of_three(
    names: tuple[str, ...], padded: tuple[str, ...]
) -> None:
    assert pad_names(names) == padded


def test_preprinted_stock_leaves_the_head_blank_to_the_twip() -> None:
    printed = head_blocks(PAPER, STANDARD)
    blank = head_blocks(PAPER, PaperStyle(preprinted=True))
    assert [block.text for block in texts(blank)] == ["邻鄂府发〔2021〕38号"]
    rule = texts(printed)[-1].bottom
    assert rule is not None
    assert texts(blank)[0].bottom == replace(rule, color=WHITE)
    assert height(blank) == height(printed)


def test_joint_issuers_stand_one_below_the_other_with_the_suffix_beside_them() -> None:
    table, number = head_blocks(JOINT, STANDARD)
    assert isinstance(table, TableBlock)
    names = [row.cells[0].blocks[0] for row in table.rows]
    assert [name.text for name in names] == list(JOINT.letterhead.issuers)
    widths = {
        len(name.text) * name.runs[0].size * 10 + (len(name.text) - 1) * name.runs[0].spacing
        for name in names
    }
    assert max(widths) - min(widths) <= len("甲镇消防安全委员会")
    suffix = table.rows[0].cells[1]
    assert suffix.blocks[0].text == "文件"
    assert suffix.rows == 3
    assert sum(table.widths) + 2 * table.indent <= TEXT_WIDTH
    assert isinstance(number, TextBlock)
    assert number.before == 2 * LINE


def test_joint_issuers_without_a_suffix_need_one_column() -> None:
    bare = replace(JOINT, letterhead=replace(JOINT.letterhead, suffix=""))
    table = head_blocks(bare, STANDARD)[0]
    assert isinstance(table, TableBlock)
    assert len(table.widths) == 1


def test_a_joint_paper_may_carry_the_leading_issuer_alone() -> None:
    alone = replace(JOINT, letterhead=replace(JOINT.letterhead, leading_only=True))
    assert texts(head_blocks(alone, STANDARD))[0].text == "甲镇人民政府文件"
