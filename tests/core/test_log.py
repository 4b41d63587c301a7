from __future__ import annotations

import logging
from pathlib import Path

import pytest

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.log import mask, start_log, stop_log

# An identity number and telephones that belong to nobody.
IDENTITY = "330411190001010000"
PHONE = "13800000000"

log = logging.getLogger("fireoffice.test")


@pytest.mark.parametrize(
    "secret",
    [
        IDENTITY,
        "33041119000101000X",
        "330411 19000101 000x",
        "３３０４１１１９０００１０１００００",
        PHONE,
        "138 0000 0000",
        "138-0000-0000",
        "１３８００００００００",
        "+8613800000000",
        "+86 138 0000 0000",
        "0086-138-0000-0000",
        "138 000 00000",
        "330411190001010",
        "330411 190001 010",
        "3304 1119 0001 0100 0X",
    ],
)
def test_identity_numbers_and_telephones_are_masked_however_they_are_typed(secret: str) -> None:
    assert not any(character.isdigit() for character in mask(f"姓名甲{secret}，网格"))


@pytest.mark.parametrize(
    "text", ["邻鄂府发〔2021〕38号", "2021-04-20 09:00:00", "共 1234567890 条", "23800000000"]
)
def test_other_numbers_stay(text: str) -> None:
    assert mask(text) == text


def test_the_log_lies_in_the_data_folder_and_holds_what_happened(data_folder: Path) -> None:
    path = start_log(data_folder)
    log.info("打开数据库")
    log.debug("details that nobody reads")
    assert path.parent == data_folder / "logs"
    (line,) = path.read_text("utf-8").splitlines()
    assert line.endswith("INFO fireoffice.test: 打开数据库")


def test_arguments_and_exceptions_are_masked_too(data_folder: Path) -> None:
    path = start_log(data_folder)
    try:
        raise ValueError(f"{IDENTITY} 不是日期")
    except ValueError:
        log.exception("电话 %s 有误", PHONE)
    text = path.read_text("utf-8")
    assert "Traceback" in text
    assert "〔身份证号〕" in text
    assert "〔手机号〕" in text
    assert IDENTITY not in text
    assert PHONE not in text


def test_another_data_folder_gets_its_own_log(data_folder: Path, tmp_path: Path) -> None:
    first = start_log(data_folder)
    second = start_log(tmp_path / "another")
    log.warning("只写一处")
    assert first.read_text("utf-8") == ""
    assert "只写一处" in second.read_text("utf-8")


def test_a_closed_log_is_written_no_more(data_folder: Path) -> None:
    path = start_log(data_folder)
    stop_log()
    log.warning("没有人记录")
    assert path.read_text("utf-8") == ""


def test_a_data_folder_that_cannot_be_written_is_explained(data_folder: Path) -> None:
    (data_folder / "logs").write_bytes(b"a file where the folder should be")
    with pytest.raises(EnvironmentProblem, match="打开日志失败"):
        start_log(data_folder)
