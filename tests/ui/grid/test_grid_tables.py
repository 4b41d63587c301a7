"""Blocks of cells as they are read from the clipboard and put onto it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fireoffice.ui.grid.tables import read_html, read_text, write_html, write_text

CELL = st.text(st.sampled_from("一二ab\"\t\n ,'；"), max_size=8)
BLOCK = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(BLOCK)
def test_a_block_of_any_cells_comes_back_from_the_clipboard_as_it_was(
    block: list[list[str]],
) -> None:
    assert read_text(write_text(block)) == block


@given(st.text(st.sampled_from('a"\t\r\n一'), max_size=30))
def test_any_text_is_a_block_of_equal_rows(text: str) -> None:
    assert len({len(row) for row in read_text(text)}) == 1


def test_a_quote_inside_a_cell_is_a_quote() -> None:
    assert read_text('5"水带\t"未闭合\r\n') == [['5"水带', '"未闭合']]
    assert read_text('"他说""好""\t是"\t乙') == [['他说"好"\t是', "乙"]]


def test_a_table_of_word_keeps_the_lines_of_a_cell_and_excel_is_read_as_text() -> None:
    html = "<table><tr><td>甲<br>乙</td><td colspan=2>丙</td></tr><tr><td>丁</td></tr></table>"
    assert read_html(html) == [["甲\n乙", "丙", ""], ["丁", "", ""]]
    assert read_html(f'<html xmlns:x="urn:schemas-microsoft-com:office:excel">{html}') is None
    assert read_html("<p>没有表格</p>") is None
    assert read_html(write_html([["1<2", "a\nb"]])) == [["1<2", "a\nb"]]
