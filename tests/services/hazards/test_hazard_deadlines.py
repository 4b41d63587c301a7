"""A deadline is written as a date or as a term; the calendar makes the date and says how."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.entry.trial import try_values
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.hazards.remarks import remarks_on_event, remarks_on_finding
from fireoffice.services.office import Office
from fireoffice.services.records import FieldErrors
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up

ABOUT = {
    "place": "福源超市",
    "village": "松林社区",
    "description": "通道堵塞",
    "found_on": "2021-04-20",
}


@pytest.fixture
def town(office: Office) -> Office:
    set_up(office, TownSetup("邻鄂镇", "镇政府", ("邻鄂府发",), (VillageSetup("松林社区"),)))
    return office


def made(office: Office, **values: str) -> str:
    return records.create(office, HAZARDS, ABOUT | values)


@pytest.mark.parametrize(
    ("typed", "due", "term", "counting"),
    [
        ("15日", date(2021, 5, 5), 15, "天"),
        ("10个工作日", date(2021, 5, 6), 10, "工作日"),
        ("4月30日", date(2021, 4, 30), None, None),
    ],
)
def test_the_registration_takes_a_term_where_a_date_stands(
    town: Office, typed: str, due: date, term: int | None, counting: str | None
) -> None:
    values = records.read(town, HAZARDS, made(town, first_due=typed)).values
    assert (values["first_due"], values["term"], values["counting"]) == (due, term, counting)


def test_the_same_term_written_again_leaves_the_date(town: Office) -> None:
    key = made(town, first_due="15日")
    records.update(town, HAZARDS, key, {"初定期限": "15日"})
    assert records.read(town, HAZARDS, key).values["first_due"] == date(2021, 5, 5)


def test_the_date_is_foreseen_while_the_term_is_typed(town: Office) -> None:
    trial = try_values(town, HAZARDS, ABOUT | {"first_due": "10个工作日"})
    assert trial.texts["first_due"] == "2021-05-06"
    told = remarks_on_finding(town, ABOUT | {"first_due": "10个工作日"})["first_due"]
    assert "到2021-05-06（星期四）" in told
    assert "5月3日至5日放假" in told
    assert "4月25日补班" in told


def test_nothing_is_said_of_a_date_written_by_hand(town: Office) -> None:
    assert remarks_on_finding(town, ABOUT | {"first_due": "2021-05-07"}) == {}
    assert remarks_on_finding(town, ABOUT | {"first_due": "10个工作日", "found_on": "某天"}) == {}


def test_a_year_not_announced_is_named_and_a_date_by_hand_is_taken(town: Office) -> None:
    town.clock = FixedClock(date(2026, 12, 20))
    late = ABOUT | {"found_on": "2026-12-20"}
    typed = late | {"first_due": "15个工作日"}
    assert "没有2027年的放假安排" in remarks_on_finding(town, typed)["first_due"]
    with pytest.raises(FieldErrors) as caught:
        records.create(town, HAZARDS, typed)
    assert "请直接填写日期" in caught.value.problems["first_due"]
    by_hand = late | {"first_due": "2027-01-11", "term": "15", "counting": "工作日"}
    key = records.create(town, HAZARDS, by_hand)
    assert records.read(town, HAZARDS, key).values["first_due"] == date(2027, 1, 11)


def test_a_notice_takes_a_term_and_keeps_how_it_was_counted(town: Office) -> None:
    key = made(town)
    hazard_events.record_event(town, key, "限期", {"due": "10个工作日"})
    record = records.read(town, HAZARDS, key)
    assert record.due == date(2021, 5, 6)
    told = remarks_on_event(town, key, "限期", {"day": "2021-04-20", "due": "10个工作日"})["due"]
    assert "到2021-05-06" in told


def test_an_extension_by_a_term_adds_to_the_deadline(town: Office) -> None:
    key = made(town)
    hazard_events.record_event(town, key, "限期", {"due": "2021-04-30"})
    asked = {"due": "15日", "reason": "工期长"}
    told = remarks_on_event(town, key, "申请延期", {"day": "2021-04-20"} | asked)["due"]
    assert told == "从2021-04-30起15天，到2021-05-15（星期六）。"
    hazard_events.record_event(town, key, "申请延期", asked)
    assert records.read(town, HAZARDS, key).values["asked_due"] == date(2021, 5, 15)


def test_a_recheck_asks_for_the_photos_that_are_missing(town: Office) -> None:
    key = made(town)
    assert remarks_on_event(town, key, "复查", {})["result"] == (
        "还没有整改前、整改后照片，请在“照片”中添加。"
    )
