"""A table's row as one line of text: new lines, merged cells, pictures called by number."""

from __future__ import annotations

import pytest

from fireoffice.docs.cells import at_pictures, cells_of, picture_name, picture_number, table_of
from fireoffice.docs.manuscript import Line, Manuscript, Role
from fireoffice.docs.paper import PICTURE_SIGN, Merge, Paragraph, Picture, Table
from fireoffice.docs.prose.typed import classify
from fireoffice.docs.reading import to_paper

PHOTO = Picture(b"\xff\xd8\xff", 3000, 2000)


def _table(*lines: str) -> Table:
    return table_of([cells_of(line) for line in lines])


def test_a_new_line_in_a_cell_is_one() -> None:
    assert _table("序号\t问题", "1\t1.过期⏎2.堵塞").rows == (("1", "1.过期\n2.堵塞"),)


def test_cells_are_joined_with_the_one_at_the_left_and_the_one_above() -> None:
    table = _table("单位\t项目\t⇐", "甲\t通道\t畅通", "⇑\t电线\t老化")
    assert table.merges == (Merge(0, 1, 1, 2), Merge(1, 0, 2, 1))
    assert table.rows[1] == ("", "电线", "老化")


def test_a_block_of_cells_is_one_merged_cell() -> None:
    table = _table("头\t头\t头", "甲\t⇐\t1", "⇑\t⇑\t2")
    assert table.merges == (Merge(1, 0, 2, 2),)


@pytest.mark.parametrize(
    "lines",
    [
        ("⇐\t甲", "1\t2"),
        ("⇑\t甲", "1\t2"),
        ("头\t头", "甲\t⇐", "⇑\t2"),
    ],
    ids=["left of the first column", "above the first row", "no rectangle"],
)
def test_what_cannot_be_merged_stays_apart(lines: tuple[str, ...]) -> None:
    assert _table(*lines).merges == ()


def test_the_header_takes_the_rows_that_it_is_joined_with() -> None:
    assert len(_table("单位\t检查\t⇐", "⇑\t项目\t结果", "甲\t通道\t畅通").header) == 2


def test_a_first_row_of_one_cell_takes_the_second_one_into_the_header() -> None:
    assert len(_table("检查表\t⇐", "项目\t结果", "通道\t畅通").header) == 2


def test_a_cell_down_the_whole_table_leaves_it_without_header() -> None:
    table = _table("甲\t1", "⇑\t2", "⇑\t3")
    assert (table.header, len(table.rows)) == ((), 3)


def test_pictures_stand_in_cells_in_reading_order() -> None:
    other = Picture(b"\x89PNG", 10, 10)
    table = table_of([("前", "后"), ("〔图片2〕", "〔图片1〕⏎已改")], (PHOTO, other))
    assert table.rows == ((PICTURE_SIGN, PICTURE_SIGN + "\n已改"),)
    assert table.pictures == (other, PHOTO)


def test_a_line_that_names_a_picture_is_one() -> None:
    assert classify([Role.TEXT], "〔图片12〕") is Role.PICTURE
    assert picture_number(picture_name(3)) == 3
    assert at_pictures("前〔图片1〕后〔图片2〕") == ["前", "〔图片1〕", "后", "〔图片2〕"]


def test_a_picture_is_a_part_of_the_body_where_its_line_stands() -> None:
    lines = (
        Line(Role.TITLE, "关于检查的通知"),
        Line(Role.TEXT, "如下。"),
        Line(Role.PICTURE, "〔图片1〕"),
    )
    reading = to_paper(Manuscript(lines=lines, pictures=(PHOTO,)))
    assert reading.paper.body == (Paragraph("如下。"), PHOTO)
    assert reading.keys[2] == "body/1"


@pytest.mark.parametrize(
    "line",
    [Line(Role.PICTURE, "〔图片2〕"), Line(Role.TABLE, "甲\t〔图片2〕")],
    ids=lambda line: line.role,
)
def test_a_picture_that_is_not_there_is_a_problem(line: Line) -> None:
    lines = (Line(Role.TITLE, "关于检查的通知"), line)
    (problem,) = to_paper(Manuscript(lines=lines, pictures=(PHOTO,))).problems
    assert (problem.line, problem.message) == (1, "没有第2张图片。")
