from __future__ import annotations

import errno
from pathlib import Path

import pytest

from fireoffice.core.errors import (
    EXIT_BUG,
    EnvironmentProblem,
    InputError,
    OfficeError,
    explaining,
    from_os_error,
)


def test_an_error_is_a_sentence_and_what_to_do_about_it() -> None:
    error = InputError("第3行的日期写作“2021-13-1”，不是日期。", "请改为2021-12-1这样的写法。")
    assert error.message == "第3行的日期写作“2021-13-1”，不是日期。"
    assert error.hint == "请改为2021-12-1这样的写法。"
    assert str(error) == error.message + error.hint


def test_the_command_line_tells_input_from_environment_from_bug() -> None:
    assert (InputError.kind, InputError.exit_code) == ("input", 1)
    assert (EnvironmentProblem.kind, EnvironmentProblem.exit_code) == ("environment", 2)
    assert EXIT_BUG not in {0, OfficeError.exit_code, EnvironmentProblem.exit_code}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EDQUOT, "配额"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有权限"),
        (errno.EPERM, "没有权限"),
        (errno.ENOENT, "找不到"),
        (errno.EBUSY, "占用"),
        (errno.ENAMETOOLONG, "太长"),
        (errno.EIO, "读写出错"),
    ],
)
def test_the_refusal_of_the_system_is_said_in_chinese(number: int, words: str) -> None:
    problem = from_os_error(OSError(number, "English"), "保存公文", Path("公文.docx"))
    assert problem.message.startswith("保存公文失败：")
    assert words in problem.message
    assert "公文.docx" in problem.message
    assert "English" not in str(problem)
    assert problem.hint.endswith("。")


def test_a_file_open_in_word_is_told_from_a_missing_permission_on_windows() -> None:
    error = PermissionError(errno.EACCES, "denied")
    error.winerror = 32  # type: ignore[attr-defined]
    assert "占用" in from_os_error(error, "保存公文").message


def test_a_windows_code_without_meaning_to_us_leaves_the_general_one() -> None:
    error = PermissionError(errno.EACCES, "denied")
    error.winerror = 1314  # type: ignore[attr-defined]
    assert "没有权限" in from_os_error(error, "保存公文").message


def test_an_unknown_refusal_keeps_its_number_for_the_technician() -> None:
    problem = from_os_error(OSError(9999, "?"), "备份")
    assert problem.message == "备份失败：系统没有完成这一步（错误号 9999）。"
    assert "日志" in problem.hint


def test_the_file_that_the_system_names_is_named_where_no_other_is_given() -> None:
    error = FileNotFoundError(errno.ENOENT, "missing", "隐患台账.xlsx")
    assert "（隐患台账.xlsx）" in from_os_error(error, "打开").message


def test_a_block_explains_its_os_errors_and_keeps_the_cause() -> None:
    cause = OSError(errno.ENOSPC, "full")
    with (
        pytest.raises(EnvironmentProblem, match="备份失败：磁盘已满") as caught,
        explaining("备份"),
    ):
        raise cause
    assert caught.value.__cause__ is cause


def test_a_block_lets_bugs_through() -> None:
    with pytest.raises(KeyError), explaining("备份"):
        raise KeyError("bug")
