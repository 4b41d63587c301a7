from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from fireoffice.core import refusals
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


@pytest.mark.parametrize(
    ("code", "words", "advice"),
    [
        (3, "找不到", "核对位置"),
        (5, "没有权限，或文件正被其他程序占用", "云盘"),
        (19, "写保护", "开关"),
        (21, "没有接好，或已经拔出", "重新接好"),
        (23, "有坏的地方", "换一个U盘"),
        (32, "正被其他程序占用", "WPS"),
        (33, "正被其他程序占用", "WPS"),
        (53, "网络位置连不上", "网络"),
        (64, "连接已断开", "NAS"),
        (67, "网络位置连不上", "网络"),
        (112, "磁盘已满", "清理磁盘"),
        (206, "路径太长", "缩短"),
        (225, "杀毒软件拦下", "放行"),
        (1117, "读写出错", "备份"),
        (1155, "没有能打开这种文件的程序", "安装 WPS"),
        (1231, "网络位置连不上", "网络"),
        (1326, "用户名或密码不对", "登录"),
    ],
)
def test_what_windows_alone_tells_apart_is_told_apart(code: int, words: str, advice: str) -> None:
    error = PermissionError(errno.EACCES, "denied")
    error.winerror = code  # type: ignore[attr-defined]
    problem = from_os_error(error, "保存公文")
    assert problem.message.startswith("保存公文失败：")
    assert words in problem.message
    assert advice in problem.hint


def test_what_open_alone_does_not_tell_is_asked_by_naming_the_file_as_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "公文.docx"
    asked: list[tuple[str, str]] = []

    def refuse(source: str, target: str) -> None:
        asked.append((source, target))
        error = PermissionError(errno.EACCES, "in use", source)
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(os, "rename", refuse)
    problem = from_os_error(PermissionError(errno.EACCES, "denied", str(paper)), "保存公文")
    assert "正被其他程序占用" in problem.message
    assert asked == [(str(paper), str(paper))]


def test_a_path_that_windows_takes_for_missing_is_called_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(refusals, "LONGEST_PATH", 259)
    fits, does_not = "C:\\" + "长" * 256, "C:\\" + "长" * 257
    error = FileNotFoundError(errno.ENOENT, "missing", fits)
    assert "找不到" in from_os_error(error, "保存公文").message
    error = FileNotFoundError(errno.ENOENT, "missing", does_not)
    assert "太长" in from_os_error(error, "保存公文").message


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
