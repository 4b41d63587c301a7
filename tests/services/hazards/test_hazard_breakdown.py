"""The hazards of a time by village, kind and place; what came back is counted."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.registers import HAZARDS
from fireoffice.services import figures, records
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.hazards.breakdown import MOST_PLACES, Grouping, Share, breakdown
from fireoffice.services.office import Office
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up
from tests.lives import make_hazard

YEAR = (date(2021, 1, 1), date(2021, 12, 31))
ABOUT = {
    "place": "福源超市",
    "village": "松林社区",
    "description": "通道堵塞",
    "category": "疏散通道",
}


@pytest.fixture
def town(office: Office) -> Office:
    villages = (VillageSetup("松林社区"), VillageSetup("高石村"))
    set_up(office, TownSetup("邻鄂镇", "镇政府", ("邻鄂府发",), villages))
    return office


def _closed(office: Office, found: str, fixed: str, **about: str) -> str:
    told = {"notified_on": found, "due": fixed, "fixed_on": fixed, "rechecked_on": fixed}
    passed = {"recheckers": "王芳", "recheck_result": "合格", "closed_on": fixed}
    return make_hazard(office, ABOUT | {"found_on": found} | told | passed | about)


def test_what_was_there_before_and_what_was_recorded_as_such_came_back(town: Office) -> None:
    assert breakdown(town, Grouping.VILLAGE, *YEAR).total.rate is None
    first = _closed(town, "2020-09-01", "2020-09-05")
    _closed(town, "2021-02-01", "2021-02-03")
    records.create(town, HAZARDS, ABOUT | {"place": "别处", "found_on": "2021-03-01"})
    total = breakdown(town, Grouping.CATEGORY, *YEAR).total
    assert (total.found, total.again, total.rate) == (2, 1, 50)
    again = {"people": "王芳", "note": "又堵了"}
    hazard_events.record_event(town, first, "复发", again)
    (row,) = breakdown(town, Grouping.CATEGORY, *YEAR).rows
    assert (row.name, row.found, row.again, row.recorded) == ("疏散通道", 2, 2, 1)
    assert row.rate == pytest.approx(200 / 3)


def test_villages_stand_in_their_order_with_days_and_grades(town: Office) -> None:
    _closed(town, "2021-02-01", "2021-02-11", village="高石村")
    _closed(town, "2021-02-01", "2021-02-05", village="高石村", place="甲店")
    major = {"grade": "重大", "basis": "规则", "found_on": "2021-03-01", "due": "2021-03-20"}
    make_hazard(town, ABOUT | major)
    rows = breakdown(town, Grouping.VILLAGE, date(2021, 1, 1), date(2021, 4, 20)).rows
    assert rows == (
        Share("松林社区", found=1, major=1, due=1, remaining=1, overdue=1),
        Share("高石村", found=2, fixed=2, days=14, due=2, due_fixed=2, due_on_time=2),
    )
    assert [row.mean_days for row in rows] == [None, 7]
    assert [(row.fix_rate, row.on_time_rate) for row in rows] == [(0, 0), (100, 100)]


def test_the_busiest_places_are_told_and_the_others_together(town: Office) -> None:
    for at in range(MOST_PLACES + 3):
        place = {"place": f"{at:02d}店", "found_on": "2021-04-01"}
        records.create(town, HAZARDS, ABOUT | place)
    records.create(town, HAZARDS, ABOUT | {"place": "07店", "found_on": "2021-04-02"})
    records.create(town, HAZARDS, {**ABOUT, "category": "", "place": "07店", "village": "高石村"})
    told = breakdown(town, Grouping.PLACE, *YEAR)
    assert (told.rows[0].name, told.rows[0].found, told.rows[0].again) == ("07店", 2, 1)
    assert told.rows[-1].name == "其余4处"
    assert len(told.rows) == MOST_PLACES + 1
    assert sum(row.found for row in told.rows) == told.total.found == MOST_PLACES + 5
    kinds = breakdown(town, Grouping.CATEGORY, *YEAR).rows
    assert [row.name for row in kinds] == ["疏散通道", "未分类"]


@pytest.mark.parametrize("by", Grouping)
def test_it_adds_up_to_the_table_by_village(sample_office: Office, by: Grouping) -> None:
    total = breakdown(sample_office, by, date(2021, 4, 1), date(2021, 4, 20)).total
    month = figures.by_village(sample_office).total
    for name in ("found", "fixed", "due", "due_on_time", "remaining", "overdue"):
        assert getattr(total, name) == getattr(month, name)
