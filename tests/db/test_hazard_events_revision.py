"""What an old database says of its hazards becomes events, and they say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.hazards.steps import happenings
from fireoffice.services.office import Office
from fireoffice.services.safekeeping.checking import inspect
from tests import past

FOUND = {"found_on": "2021-03-01", "place": "福源超市", "description": "通道堵塞", "grade": "一般"}
NOTICE = {"notified_on": "2021-03-02", "notice_number": "通〔2021〕1号", "due": "2021-03-16"}
FIXED = {"started_on": "2021-03-03", "fixed_on": "2021-03-10"}
RECHECK = {"rechecked_on": "2021-03-11", "recheckers": "王芳、李强", "recheck_result": "合格"}
CLOSED = {"closed_on": "2021-03-12", "closed_by": "王芳"}
TRANSFER = {"transferred_on": "2021-03-20", "transferred_to": "区住建委"}


@pytest.fixture
def old(data_folder: Path) -> Path:
    return past.left_by("0001", data_folder / DATABASE_NAME)


def write(file: Path, **values: str) -> str:
    """A hazard as the program of then wrote it, row and log; its id."""
    [(village,), *_] = past.rows(file, "SELECT id FROM villages WHERE deleted_at IS NULL")
    return past.write(file, "hazards", {"village": village, **FOUND, **values}, past.STAGED)


@pytest.mark.parametrize(
    ("values", "stage", "titles"),
    [
        ({}, "待告知", []),
        ({"due": "2021-03-09"}, "待告知", []),
        (NOTICE, "待整改", ["下达整改通知"]),
        ({"notified_on": "2021-03-02"}, "待整改", ["告知"]),
        (NOTICE | FIXED, "待复查", ["下达整改通知", "整改开始", "整改完成"]),
        (FIXED, "待复查", ["整改开始", "整改完成"]),
        (
            NOTICE | FIXED | RECHECK | CLOSED,
            "已销号",
            ["下达整改通知", "整改开始", "整改完成", "复查合格", "销号"],
        ),
        (NOTICE | TRANSFER, "已移送", ["下达整改通知", "移送"]),
        (
            {"fixed_on": "2021-03-01", "due": "2021-03-01"} | RECHECK,
            "待复查",
            ["当场改正", "复查合格"],
        ),
    ],
)
def test_its_facts_become_events_that_say_the_same(
    old: Path, clock: FixedClock, values: dict[str, str], stage: str, titles: list[str]
) -> None:
    key = write(old, **values)
    with Office.open(old.parent, clock) as office:
        record = records.read(office, HAZARDS, key)
        assert record.stage == stage
        for name, value in values.items():
            kept = record.values[name]
            assert (kept.isoformat() if hasattr(kept, "isoformat") else kept) == value, name
        told = happenings(office, key)
        assert [one.title for one in told[1:]] == titles
        assert [one.problem for one in told if one.problem] == []
        assert [one for one in inspect(office).problems if "公文" not in one] == []


def test_who_was_not_named_is_said_to_be_unknown(old: Path, clock: FixedClock) -> None:
    bare = {"rechecked_on": "2021-03-11", "recheck_result": "合格", "closed_on": "2021-03-12"}
    key = write(old, **(NOTICE | FIXED | bare))
    with Office.open(old.parent, clock) as office:
        values = records.read(office, HAZARDS, key).values
        assert (values["recheckers"], values["closed_by"]) == ("未登记", "未登记")
        assert records.read(office, HAZARDS, key).stage == "已销号"


def test_words_without_a_day_are_kept_in_the_note(old: Path, clock: FixedClock) -> None:
    key = write(old, notice_number="通〔2021〕7号", note="老店")
    with Office.open(old.parent, clock) as office:
        record = records.read(office, HAZARDS, key)
        assert record.values["note"] == "老店\n通知书文号：通〔2021〕7号"
        assert record.history[0].action == "把隐患的办理情况改记为逐项经过"
        assert [one for one in inspect(office).problems if "公文" not in one] == []


def test_a_recheck_that_failed_before_the_last_fixing_is_kept_and_told_as_contradicting(
    old: Path, clock: FixedClock
) -> None:
    failed = {"rechecked_on": "2021-03-08", "recheckers": "王芳", "recheck_result": "不合格"}
    key = write(old, **(NOTICE | FIXED | failed))
    with Office.open(old.parent, clock) as office:
        record = records.read(office, HAZARDS, key)
        assert (record.stage, record.values["contradictions"]) == ("待复查", 1)
        (wrong,) = [one for one in happenings(office, key) if one.problem]
        assert wrong.title == "复查不合格"


def test_what_was_done_before_the_upgrade_is_not_undone_behind_the_events(
    old: Path, clock: FixedClock
) -> None:
    key = write(old, **NOTICE)
    op_id = past.enter(old, "hazards", key, {"fixed_on": (None, "2021-03-10")})
    past.change(old, "UPDATE hazards SET fixed_on = '2021-03-10' WHERE id = ?", key)
    with Office.open(old.parent, clock) as office:
        assert records.read(office, HAZARDS, key).stage == "待复查"
        with pytest.raises(Exception, match="程序升级以前的操作"):
            office.undo(op_id, "撤销")
        assert records.read(office, HAZARDS, key).stage == "待复查"
