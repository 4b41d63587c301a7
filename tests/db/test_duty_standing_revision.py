"""What an old database says of its duties stands as it was, and the first level has its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.registers import DUTIES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping.checking import inspect
from tests import past


def _write(file: Path, **values: str) -> str:
    """A duty as the program of then wrote it, row and log; its id."""
    told = {"holder": "镇应急办", "content": "每月检查", **values}
    follows = {"stage": "待履行", "due_order": values.get("due", "9999-12-31")}
    return past.write(file, "duties", told, past.STAGED | follows)


def test_the_level_of_the_towns_leaders_is_renamed_and_the_log_says_so(
    data_folder: Path, clock: FixedClock
) -> None:
    file = past.left_by("0001", data_folder / DATABASE_NAME)
    leaders = _write(file, level="镇", due="2021-04-30")
    others = _write(file, level="部门")
    with Office.open(data_folder, clock) as office:
        read = records.read(office, DUTIES, leaders)
        assert read.values["level"] == "镇领导"
        assert read.history[0].action == "把责任层级“镇”改称“镇领导”"
        assert records.read(office, DUTIES, others).values["level"] == "部门"


def test_the_deadline_of_a_duty_that_does_not_recur_is_its_own(
    data_folder: Path, clock: FixedClock
) -> None:
    file = past.left_by("0001", data_folder / DATABASE_NAME)
    duty = _write(file, level="镇", due="2021-04-30")
    with Office.open(data_folder, clock) as office:
        read = records.read(office, DUTIES, duty)
        assert read.due == read.values["due"]
        assert read.stage == "待履行"
        assert [one for one in inspect(office).problems if "公文" not in one] == []


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([], (None, "2021-12-31", None, None, 0, "")),
        (
            [("2021-03-31", "2021-03-30", "记录"), ("2021-04-30", None, None)],
            ("2021-04", "2021-04-30", 2, 1, 0, "待履行"),
        ),
        ([("2021-04-30", None, "已查两户")], ("2021-04", "2021-04-30", 1, None, 0, "履行中")),
        (
            [("2021-03-31", "2021-03-30", None), ("2021-04-30", "2021-04-29", None)],
            (None, "2021-04-30", 2, 2, 1, "已完成"),
        ),
    ],
    ids=["none", "one is owed", "one is begun", "all are kept"],
)
def test_a_duty_stands_where_its_occurrences_stand(
    tmp_path: Path,
    periods: list[tuple[str, str | None, str | None]],
    expected: tuple[object, ...],
) -> None:
    old = past.bring_to(tmp_path / DATABASE_NAME, "0006")
    duty = past.put(old, "duties", {"due": "2021-12-31"}, past.STAGED)
    for due, done_on, record in periods:
        told = {"duty": duty, "period": due[:7], "due": due, "done_on": done_on, "record": record}
        past.put(old, "duty_occurrences", told, past.STAGED)
    gone = {"duty": duty, "due": "2021-01-31", "deleted_at": "2021-04-01"}
    past.put(old, "duty_occurrences", gone, past.STAGED)
    past.bring_to(old, "0007")
    kept = "SELECT period, next_due, owed, kept, closed, stage FROM duties"
    assert past.rows(old, kept) == [expected]
