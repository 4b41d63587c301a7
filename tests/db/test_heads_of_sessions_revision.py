"""In an old database a list of names decides how many came, as in a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.registers import TRAININGS
from fireoffice.services import records
from fireoffice.services.office import Office
from tests import past

_BEFORE = "0008"


@pytest.fixture
def old(data_folder: Path) -> Path:
    """An empty database of the schema before."""
    return past.bring_to(data_folder / DATABASE_NAME, _BEFORE)


def _session(file: Path, attended: int | None, *presences: str) -> str:
    told = {"topic": "培训", "kind": "培训", "held_on": "2021-03-01", "attended": attended}
    staged = {"stage": "待开展", "closed": 0, "due_order": "2021-03-01"}
    key = past.put(file, "trainings", told, staged)
    for place, presence in enumerate(presences, start=1):
        listed = {"name": f"王{place}", "place": place, "presence": presence}
        past.put(file, "attendances", {"training": key, **listed}, {})
    return key


def test_what_was_typed_stays_where_there_is_no_list_and_gives_way_to_one(
    old: Path, clock: FixedClock
) -> None:
    typed = _session(old, 30)
    listed = _session(old, 30, "已到", "已到", "未到")
    planned = _session(old, None)
    with Office.open(old.parent, clock) as office:
        found = {key: records.read(office, TRAININGS, key) for key in (typed, listed, planned)}
    told = [
        (one.values["called"], one.values["came"], one.values["counted_from"], one.stage)
        for one in found.values()
    ]
    assert told == [
        (None, 30, "填报", "已开展"),
        (3, 2, "签到名单（填报的实到30人不计）", "已开展"),
        (None, None, None, "待开展"),
    ]
