"""A table comes out of Excel as it went in."""

from __future__ import annotations

import errno
from collections.abc import Generator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.sheets import writing
from fireoffice.sheets.writing import Table, free_name, write_table
from tests.sheets.reader import cells_of


def written(table: Table, target: Path) -> list[list[Any]]:
    """The cells of `table` after it was written to `target`."""
    exhausted(write_table(table, target))
    return cells_of(target)


def exhausted(steps: Generator[Any, None, Any]) -> Any:
    """What `steps` returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_days_are_days_numbers_numbers_and_all_else_text(tmp_path: Path) -> None:
    row = (date(2021, 4, 1), 12, 3.5, "001", "500239200001011234", "=1+1", "https://a.cn", None)
    cells = written(Table("表", "甲乙丙丁戊己庚辛", [row]), tmp_path / "表.xlsx")
    assert cells[1] == [date(2021, 4, 1), 12, 3.5, "001", *row[4:7], None]


def test_a_number_too_long_for_excel_is_written_to_the_last_digit(tmp_path: Path) -> None:
    cells = written(Table("表", ("号",), [(500239200001011234,)]), tmp_path / "表.xlsx")
    assert cells[1] == ["500239200001011234"]


def test_the_title_and_its_note_stand_above_the_heads(tmp_path: Path) -> None:
    table = Table("表", ("甲",), [("一",)], title="隐患台账", note="未办结")
    cells = written(table, tmp_path / "表.xlsx")
    assert [row[0] for row in cells] == ["隐患台账", "未办结", "甲", "一"]


def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    (_, (text,)) = written(Table("表", ("甲",), [("长" * 40_000,)]), tmp_path / "表.xlsx")
    assert len(text) == 32_767
    assert text.endswith("…")


def test_a_name_that_excel_does_not_take_for_a_sheet_is_made_fit(tmp_path: Path) -> None:
    name = "责任/清单：[2021]" * 5
    assert written(Table(name, ("甲",), []), tmp_path / "表.xlsx") == [["甲"]]


def test_given_up_half_way_nothing_is_left_and_an_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "表.xlsx"
    target.write_bytes(b"old")
    steps = write_table(Table("表", ("甲",), [("一",)] * 2_000), target)
    next(steps)
    steps.close()
    assert [file.name for file in tmp_path.iterdir()] == ["表.xlsx"]
    assert target.read_bytes() == b"old"


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(EnvironmentProblem, match="磁盘已满"):
        exhausted(write_table(Table("表", ("甲",), [("一",)]), tmp_path / "表.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_open_in_excel_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "表.xlsx"
    target.write_bytes(b"old")
    opened = Path.open

    def locked(self: Path, *given: Any, **more: Any) -> Any:
        if self == target:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(self, *given, **more)

    monkeypatch.setattr(Path, "open", locked)
    steps = write_table(Table("表", ("甲",), [("一",)]), target)
    with pytest.raises(EnvironmentProblem, match="正在Excel或WPS里打开"):
        next(steps)
    assert [file.name for file in tmp_path.iterdir()] == ["表.xlsx"]


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 3)
    with pytest.raises(writing.InputError, match="放不下"):
        exhausted(write_table(Table("表", ("甲",), [("一",)] * 4), tmp_path / "表.xlsx"))


def test_the_first_free_name_is_found(tmp_path: Path) -> None:
    target = tmp_path / "隐患台账.xlsx"
    assert free_name(target) == target
    target.touch()
    (tmp_path / "隐患台账（2）.xlsx").touch()
    assert free_name(target).name == "隐患台账（3）.xlsx"


def test_a_moment_counts_as_its_day(tmp_path: Path) -> None:
    cells = written(Table("表", ("日",), [(datetime(2021, 4, 1),)]), tmp_path / "表.xlsx")  # noqa: DTZ001
    assert cells[1] == [date(2021, 4, 1)]
