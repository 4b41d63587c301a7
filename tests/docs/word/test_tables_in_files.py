"""Cells of a Word file keep their lines, their places and what they span."""

from __future__ import annotations

from fireoffice.docs.manuscript import Role
from fireoffice.docs.paper import Table
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.reading import to_paper
from fireoffice.docs.typeset import typeset
from fireoffice.docs.word.document import from_word
from fireoffice.docs.word.reading import read_word
from fireoffice.docs.writer import write
from tests.docs.word.circulars import (
    read_around,
    says,
    texts_of,
)
from tests.docs.word.files import cell, paragraph, row


def test_paragraphs_and_line_breaks_of_a_cell_stay_apart() -> None:
    broken = "<w:p><w:r><w:t>更换</w:t><w:br/><w:t>清理</w:t></w:r></w:p>"
    table = row(cell("序号"), cell("问题"), cell("要求"))
    table += row(cell("1"), cell("1.过期", "2.堵塞"), broken)
    assert (
        texts_of(read_around(f"<w:tbl>{table}</w:tbl>"), Role.TABLE)[1]
        == "1\t1.过期⏎2.堵塞\t更换⏎清理"
    )


def test_merged_cells_stay_merged() -> None:
    table = row(cell("单位"), cell("项目", span=2), cell("时限"))
    table += row(cell("甲", merge="restart"), cell("通道"), cell("畅通"), cell("5日"))
    table += row(cell("", merge="continue"), cell("电线"), cell("老化"), cell("9日"))
    reading = read_around(f"<w:tbl>{table}</w:tbl>")
    assert texts_of(reading, Role.TABLE) == [
        "单位\t项目\t⇐\t时限",
        "甲\t通道\t畅通\t5日",
        "⇑\t电线\t老化\t9日",
    ]
    assert (reading.came_out.cells, reading.came_out.tables) == (10, 1)
    assert reading.came_out.cells == reading.went_in.cells


def test_cells_that_an_old_file_joins_sideways_are_one() -> None:
    def joined(text: str, way: str) -> str:
        return f'<w:tcPr><w:hMerge w:val="{way}"/></w:tcPr>{paragraph(text)}'

    table = row(joined("合计", "restart"), joined("", "continue"), cell("3"))
    table = row(cell("甲"), cell("乙"), cell("丙")) + table
    assert texts_of(read_around(f"<w:tbl>{table}</w:tbl>"), Role.TABLE)[1] == "合计\t⇐\t3"


def test_a_cell_that_goes_on_from_nothing_is_a_cell() -> None:
    table = row(cell("甲", merge="continue"), cell("乙")) + row(cell("1"), cell("2"))
    assert texts_of(read_around(f"<w:tbl>{table}</w:tbl>"), Role.TABLE) == ["甲\t乙", "1\t2"]


def test_what_lies_under_a_merged_cell_is_told() -> None:
    table = row(cell("甲", merge="restart"), cell("1"))
    table += row(cell("旧字", merge="continue"), cell("2"))
    assert says(read_around(f"<w:tbl>{table}</w:tbl>"), "旧字", "盖住的文字没有读入")


def test_a_grid_cut_finer_than_its_cells_gives_no_more_columns() -> None:
    table = row(cell("甲", span=3), cell("乙", span=2)) + row(cell("1", span=3), cell("2", span=2))
    assert texts_of(read_around(f"<w:tbl>{table}</w:tbl>"), Role.TABLE) == ["甲\t乙", "1\t2"]


def test_rows_and_columns_left_to_be_filled_in_by_hand_stay() -> None:
    table = row(cell("姓名"), cell("电话"), cell("签名")) + row(cell(""), cell(""), cell("")) * 2
    reading = read_around(f"<w:tbl>{table}</w:tbl>")
    assert texts_of(reading, Role.TABLE) == ["姓名\t电话\t签名", "\t\t", "\t\t"]
    (written,) = [one for one in to_paper(reading.manuscript).paper.body if isinstance(one, Table)]
    assert len(written.rows) == 2


def test_a_table_in_a_cell_is_read_as_a_table_of_its_own() -> None:
    inner = f"<w:tbl>{row(cell('内一'), cell('内二'))}{row(cell('3'), cell('4'))}</w:tbl>"
    table = row(cell("外一"), cell("外二")) + row(cell("1"), f"{inner}{paragraph('2')}")
    reading = read_around(f"<w:tbl>{table}</w:tbl>")
    assert set(texts_of(reading, Role.TABLE)) >= {"外一\t外二", "1\t2", "内一\t内二", "3\t4"}


def test_automatic_numbers_in_a_table_are_read_in_their_cells() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    table = row(cell("序号"), cell("单位"))
    for name in ("甲村", "乙村"):
        table += row(paragraph("", number), cell(name))
    reading = read_around(f"<w:tbl>{table}</w:tbl>", numbering=numbering)
    assert texts_of(reading, Role.TABLE)[1:] == ["1\t甲村", "2\t乙村"]


def test_a_table_of_two_thousand_rows_is_read_again() -> None:
    rows = "\n".join(f"{number}\t松林村\t张三" for number in range(2000))
    text = f"关于核对名单的通知\n各村：\n请核对。\n{rows}\n邻鄂镇人民政府\n2025年6月1日"
    manuscript = read_text(text).manuscript
    data = write(typeset(to_paper(manuscript).paper).composition)

    again = from_word(read_word(data), "名单.docx").manuscript

    assert again.lines == manuscript.lines
