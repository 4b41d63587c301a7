"""What is pasted from other people's sign-in sheets is understood, however they drew them."""

from __future__ import annotations

import pytest

from fireoffice.domain.sign_in_sheets import read_names


def block(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.split("\n")]


def test_headings_say_what_stands_where_whatever_blanks_they_hold() -> None:
    found = read_names(
        block(
            "消防安全培训签 到 表|||\n序号|姓  名|工作单位|联系电话\n1|王 芳|松林社区|138 1234 5678"
        )
    )
    (one,) = found
    assert (one.name, one.unit, one.phone) == ("王芳", "松林社区", "13812345678")


def test_the_left_half_of_a_sheet_comes_before_the_right_half() -> None:
    sheet = block(
        "序号|姓名|单位|序号|姓名|单位\n1|王芳|松林社区|3|赵六|庙岭村\n2|李强|同上|4|钱七|〃"
    )
    assert [(one.name, one.unit) for one in read_names(sheet)] == [
        ("王芳", "松林社区"),
        ("李强", "松林社区"),
        ("赵六", "庙岭村"),
        ("钱七", "庙岭村"),
    ]


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("王芳\n李强", ["王芳", "李强"]),
        ("1|王芳|13812345678\n2|李强|13912345678", ["王芳", "李强"]),
        ("13812345678|王芳|松林社区\n13912345678|李强|庙岭村", ["王芳", "李强"]),
    ],
)
def test_without_headings_the_content_tells(pasted: str, names: list[str]) -> None:
    assert [one.name for one in read_names(block(pasted))] == names


def test_marks_remarks_and_scores_are_taken_over() -> None:
    sheet = block("姓名|签到|成绩\n王芳|√|95\n李强（请假）||\n张三|×|")
    assert [(one.name, one.presence, one.score) for one in read_names(sheet)] == [
        ("王芳", "已到", "95"),
        ("李强", "请假", ""),
        ("张三", "未到", ""),
    ]


def test_footers_and_lines_without_a_name_are_left_out() -> None:
    sheet = block("姓名|电话\n王芳|\n|\n合计|1\n填表人：李强|")
    assert [one.name for one in read_names(sheet)] == ["王芳"]


def test_of_two_numbers_the_first_is_kept_and_one_that_is_none_is_said_to_be_lost() -> None:
    first, second = read_names(block("姓名|电话\n王芳|13812345678、13912345678\n李强|1.39E+10"))
    assert (first.phone, first.is_phone_lost) == ("13812345678", False)
    assert (second.phone, second.is_phone_lost) == ("", True)


def test_what_has_no_names_is_no_list() -> None:
    assert read_names([]) == ()
    assert read_names(block("2021|2022\n3|4")) == ()


def test_what_the_columns_are_is_guessed_from_most_of_their_cells() -> None:
    found = read_names(
        block("500101199001011237|王芳|松林社区党支部|是\n500101199001011245|李强|高石村党支部|否")
    )
    assert [(one.id_number, one.name, one.unit, one.presence) for one in found] == [
        ("500101199001011237", "王芳", "松林社区党支部", "已到"),
        ("500101199001011245", "李强", "高石村党支部", "未到"),
    ]


def test_columns_without_a_known_heading_and_lines_without_a_name_are_left_out() -> None:
    found = read_names(block("姓名|籍贯|电话\n王芳|重庆|13812345678\n1||\n|黔江|13912345678"))
    assert [(one.name, one.phone) for one in found] == [("王芳", "13812345678")]


def test_a_block_in_which_nothing_is_a_name_gives_none() -> None:
    assert read_names(block("关于开展消防安全培训的通知\n各村（居）、各单位请按时参加")) == ()


def test_an_empty_column_is_passed_over() -> None:
    assert [one.name for one in read_names(block("王芳||松林社区\n李强||高石村"))] == [
        "王芳",
        "李强",
    ]
