"""Title, 主送机关, paragraphs of four levels, tables (GB/T 9704-2012 §7.3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.docs.compose.body import (
    TABLE_MARGIN,
    body_blocks,
    column_widths,
    paragraph_block,
    recipients_block,
    title_block,
    with_space_after,
)
from fireoffice.docs.compose.measures import (
    INDENT,
    LINE,
    SIZE_SMALL_4,
    TEXT_WIDTH,
    text_width,
)
from fireoffice.docs.composition import Block, Justify, TableBlock, TextBlock
from fireoffice.docs.paper import Align, Level, Paragraph, Table
from fireoffice.docs.style import STANDARD, Face, PaperStyle

TABLE = Table(
    header=(("序号", "隐患", "期限"),),
    rows=(("1", "一层楼梯间堆放木料，占用疏散通道，影响人员疏散", "4月8日"), ("2", "配电箱无门")),
    aligns=(Align.CENTER, Align.LEFT),
    caption="隐患清单",
)


def test_twenty_eight_characters_fill_a_line() -> None:
    assert text_width("字" * 28) <= TEXT_WIDTH < text_width("字" * 29)


def test_a_title_is_set_in_22_points_centred_and_broken_at_words() -> None:
    block = title_block(
        "title", "黔江区邻鄂镇人民政府关于印发2021年全镇消防工作意见的通知", before=2, after=1
    )
    assert block.runs[0].face is Face.XIAOBIAOSONG
    assert block.runs[0].size == 44
    assert block.justify is Justify.CENTER
    lines = block.text.split("\n")
    assert len(lines) == 2
    assert all(len(line) <= 20 for line in lines)


def test_the_authors_own_breaks_of_a_title_are_kept() -> None:
    block = title_block("title", "黔江区邻鄂镇人民政府\n关于开展检查的通知", before=2, after=1)
    assert block.text == "黔江区邻鄂镇人民政府\n关于开展检查的通知"


def test_recipients_end_with_one_full_width_colon() -> None:
    assert recipients_block("各村（居）委：： ").text == "各村（居）委："
    assert recipients_block("各村（居）委").first == 0


def test_ordinary_text_is_indented_two_characters() -> None:
    block = paragraph_block("body/0", Paragraph("经镇政府同意。"), STANDARD)
    assert block.first == INDENT
    assert block.outline is None


def test_a_heading_takes_the_face_of_its_level_and_the_text_after_it_stays_fangsong() -> None:
    faces = {
        Level.FIRST: Face.HEITI,
        Level.SECOND: Face.KAITI,
        Level.THIRD: Face.FANGSONG,
        Level.FOURTH: Face.FANGSONG,
    }
    for level, face in faces.items():
        block = paragraph_block("body/0", Paragraph("一、标题。正文。", level, 5), STANDARD)
        assert [(run.text, run.face) for run in block.runs] == [
            ("一、标题。", face),
            ("正文。", Face.FANGSONG),
        ]
        assert block.outline == int(level) - 1
        assert block.style == f"Heading{int(level)}"


def test_a_heading_that_stands_alone_is_one_run() -> None:
    text = "一、强化责任落实"
    block = paragraph_block("body/0", Paragraph(text, Level.FIRST, len(text)), STANDARD)
    assert len(block.runs) == 1


def test_levels_are_bold_only_where_the_office_wants_them() -> None:
    bold = PaperStyle(bold_levels=frozenset({3}))
    paragraph = Paragraph("1. 标题。正文。", Level.THIRD, 6)
    assert [run.bold for run in paragraph_block("b", paragraph, bold).runs] == [True, False]
    assert not paragraph_block("b", paragraph, STANDARD).runs[0].bold


def test_a_table_fills_the_text_width_and_repeats_its_header() -> None:
    caption, table = body_blocks("body", (TABLE,), STANDARD)
    assert isinstance(caption, TextBlock)
    assert caption.keep_next
    assert isinstance(table, TableBlock)
    assert sum(table.widths) == TEXT_WIDTH
    assert [row.header for row in table.rows] == [True, False, False]


def test_a_short_row_is_filled_up_with_empty_cells() -> None:
    table = list(body_blocks("body", (TABLE,), STANDARD))[1]
    assert isinstance(table, TableBlock)
    assert [cell.blocks[0].text for cell in table.rows[2].cells] == ["2", "配电箱无门", ""]
    assert [cell.blocks[0].justify for cell in table.rows[1].cells] == [
        Justify.CENTER,
        Justify.LEFT,
        Justify.LEFT,
    ]


def test_columns_follow_their_content_or_the_given_proportions() -> None:
    narrow, wide, _ = column_widths(TABLE, TEXT_WIDTH)
    assert wide > 2 * narrow
    given = Table(TABLE.header, TABLE.rows, widths=(1, 1, 1))
    assert max(column_widths(given, 9000)) == 3000


def test_short_content_stays_on_its_line_beside_a_column_of_long_text() -> None:
    table = Table((("序号", "内容", "期限"),), (("12", "长" * 60, "2021.12.31"),))
    columns = column_widths(table, TEXT_WIDTH)
    assert sum(columns) == TEXT_WIDTH
    assert columns[2] > text_width("2021.12.31", SIZE_SMALL_4, 0)
    assert columns[1] > TEXT_WIDTH * 0.6


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (("1", "场" * 14, "电线" * 12, "王小明", "2021-12-31", "023—79850119"), 5),
        (("长" * 12, "身份证号500239199001011234", "长" * 40), 1),
    ],
)
def test_a_number_stays_on_its_line_in_any_column(texts: tuple[str, ...], number: int) -> None:
    columns = column_widths(Table((), (texts,)), TEXT_WIDTH)
    digits = texts[number].lstrip("身份证号")
    assert columns[number] - 2 * TABLE_MARGIN > text_width(digits, SIZE_SMALL_4, 0)
    assert sum(columns) == TEXT_WIDTH


@given(st.lists(st.integers(6, 60), min_size=1, max_size=5))
def test_no_line_of_ideographs_just_fits_or_just_does_not(lengths: list[int]) -> None:
    """An engine that takes a column for a twip wider or narrower breaks the lines alike."""
    em = SIZE_SMALL_4 * 10
    table = Table((("序号", *("题目" for _ in lengths)),), (("1", *("长" * n for n in lengths)),))
    columns = column_widths(table, TEXT_WIDTH)
    assert sum(columns) == TEXT_WIDTH
    assert all(10 < (column - 2 * TABLE_MARGIN) % em < em - 10 for column in columns[1:])


def test_a_heading_alone_stays_with_its_text_and_one_that_runs_on_need_not() -> None:
    alone = Paragraph("一、时间", Level.FIRST, 4)
    runs_on = Paragraph("一、时间。四月底前完成。", Level.FIRST, 5)
    assert paragraph_block("body/0", alone, STANDARD).keep_next
    assert not paragraph_block("body/0", runs_on, STANDARD).keep_next


def test_an_empty_table_is_left_out() -> None:
    assert list(body_blocks("body", (Table((), ()),), STANDARD)) == []


def test_blank_lines_go_behind_a_paragraph_and_before_what_follows_a_table() -> None:
    blocks: list[Block] = [paragraph_block("body/0", Paragraph("文"), STANDARD)]
    assert with_space_after(blocks, 2) == 0
    assert isinstance(blocks[0], TextBlock)
    assert blocks[0].after == 2 * LINE
    table: list[Block] = [list(body_blocks("body", (TABLE,), STANDARD))[1]]
    assert with_space_after(table, 2) == 2 * LINE
    assert with_space_after([], 1) == LINE
