"""What a list shows is what stands in the workbook."""

from __future__ import annotations

import logging
from collections.abc import Generator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fireoffice.registers import HAZARDS, VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.lists.exporting import Exported, Selection, export
from fireoffice.services.lists.listing import keys
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from tests.sheets.reader import cells_of

_LATE = Query(chips=("overdue",), sort=(("village", True), ("due", False)))


def done(steps: Generator[Any, None, Exported]) -> Exported:
    """What `steps` returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_the_workbook_holds_the_rows_of_the_list_in_its_order(
    sample_office: Office, tmp_path: Path
) -> None:
    target = tmp_path / "逾期.xlsx"
    columns = ("stage", "number", "village", "due", "remaining")
    made = done(export(sample_office, HAZARDS, Selection(_LATE), target, columns))
    head, *rows = cells_of(target)
    shown = records.query(sample_office, HAZARDS, _LATE).rows
    assert head == ["状态", "编号", "村（居）", "整改期限", "剩余"]
    assert [row[1] for row in rows] == [row.values["number"] for row in shown]
    assert [row[3] for row in rows] == [row.due for row in shown]
    assert all(row[4].startswith("逾期") for row in rows)
    assert made.records == len(rows) == len(shown) > 1


def test_without_columns_every_field_is_there(sample_office: Office, tmp_path: Path) -> None:
    target = tmp_path / "全部.xlsx"
    done(export(sample_office, HAZARDS, Selection(), target))
    head, *rows = cells_of(target)
    assert {info.label for info in HAZARDS.fields} - {"隐患描述"} <= set(head)
    assert len(rows) == 400


def test_chosen_records_come_in_the_order_of_the_list(
    sample_office: Office, tmp_path: Path
) -> None:
    ids = keys(sample_office, HAZARDS, _LATE)
    some = Selection(_LATE, (ids[5], ids[1]))
    target = tmp_path / "所选.xlsx"
    done(export(sample_office, HAZARDS, some, target, ("number",)))
    numbers = [records.read(sample_office, HAZARDS, key).values["number"] for key in ids]
    assert cells_of(target) == [["编号"], [numbers[1]], [numbers[5]]]


def test_personal_data_are_hidden_unless_asked_for_and_the_log_says_which(
    sample_office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    columns = ("name", "phone")
    hidden, open_ = tmp_path / "遮.xlsx", tmp_path / "全.xlsx"
    done(export(sample_office, VOLUNTEERS, Selection(), hidden, columns))
    made = done(export(sample_office, VOLUNTEERS, Selection(), open_, columns, personal=True))
    masked = [row[1] for row in cells_of(hidden)[1:] if row[1]]
    plain = [row[1] for row in cells_of(open_)[1:] if row[1]]
    assert all("****" in phone for phone in masked)
    assert not any("*" in phone for phone in plain)
    assert made.personal
    assert "不含个人信息" in caplog.messages[0]
    assert "，含个人信息" in caplog.messages[1]
    assert not any(phone in message for phone in plain for message in caplog.messages)


def test_the_title_row_says_how_the_list_was_narrowed(
    sample_office: Office, tmp_path: Path
) -> None:
    query = Query(search="店", filters={"village": ("松林社区",)}, chips=("open",))
    target = tmp_path / "表.xlsx"
    done(export(sample_office, HAZARDS, Selection(query), target, ("number",), titled=True))
    title, note, *_ = cells_of(target)
    assert title[0] == "隐患台账"
    assert note[0].startswith("未办结；村（居）为松林社区；查“店”；共")
    assert note[0].endswith("2021年4月20日导出")


def test_days_that_are_not_known_are_empty_cells(sample_office: Office, tmp_path: Path) -> None:
    target = tmp_path / "表.xlsx"
    done(export(sample_office, HAZARDS, Selection(), target, ("closed_on", "number")))
    days = {type(row[0]) for row in cells_of(target)[1:]}
    assert days == {date, type(None)}
