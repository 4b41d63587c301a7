"""Tables of the body: the width of columns, the place of text in a cell, rows and headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.docs.compose.body import body_blocks
from fireoffice.docs.compose.measures import SIZE_SMALL_4, TEXT_WIDTH, text_width
from fireoffice.docs.compose.tables import TABLE_FOOT, TABLE_MARGIN, column_widths, table_block
from fireoffice.docs.composition import Justify, TableBlock, TextBlock
from fireoffice.docs.paper import Align, Table
from fireoffice.docs.style import STANDARD

TABLE = Table(
    header=(("序号", "隐患", "期限"),),
    rows=(("1", "一层楼梯间堆放木料，占用疏散通道，影响人员疏散", "4月8日"), ("2", "配电箱无门")),
    aligns=(Align.CENTER, Align.LEFT),
    caption="隐患清单",
)


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


def test_columns_of_long_text_are_readable_before_one_of_them_is_wide() -> None:
    told = ("镇消防安全委员会办公室", "秦敏秀（镇长）", "研判" * 30, "2021年全镇消防工作意见第1项")
    columns = column_widths(Table((("主体", "责任人", "内容", "依据"),), (told,)), 12756)
    inner = [(column - 2 * TABLE_MARGIN) // (SIZE_SMALL_4 * 10) for column in columns]
    assert min(inner) >= 7
    assert inner[2] > 2 * max(inner[0], inner[3])


def test_short_content_stands_in_the_middle_of_its_column() -> None:
    """Unless the table says otherwise."""
    told = ("1", "一层楼梯间堆放木料，占用疏散通道", "王小明", "13900000000")
    heads = ("序号", "隐患", "责任人", "电话")
    middle, left = Justify.CENTER, Justify.LEFT
    for aligns, wanted in (
        ((), [middle, left, middle, middle]),
        ((Align.LEFT,) * 4, [left] * 4),
    ):
        made = table_block("t", Table((heads,), (told,), aligns=aligns), TEXT_WIDTH, 12756)
        assert [cell.blocks[0].justify for cell in made.rows[1].cells] == wanted


def test_the_text_of_a_cell_stands_clear_of_its_lower_rule() -> None:
    made = table_block("t", TABLE, TEXT_WIDTH, 12756)
    assert {cell.blocks[-1].after for row in made.rows for cell in row.cells} == {TABLE_FOOT}


def test_an_empty_table_is_left_out() -> None:
    assert list(body_blocks("body", (Table((), ()),), STANDARD)) == []
