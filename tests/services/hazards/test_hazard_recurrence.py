"""A hazard of the same kind at the same place is pointed out, and counted."""

from __future__ import annotations

import pytest

from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.hazards.recurrence import recurrence_of
from fireoffice.services.office import Office
from tests.hazard_lives import ABOUT


def closed(office: Office, day: str) -> str:
    key = records.create(office, HAZARDS, ABOUT | {"found_on": day})
    hazard_events.record_event(office, key, "整改完成", {"day": day, "people": "张三"})
    given = {"day": day, "people": "李强", "result": "合格"}
    hazard_events.record_event(office, key, "复查", given)
    hazard_events.record_event(office, key, "销号", {"day": day})
    return key


def test_the_registration_counts_them_and_offers_the_closed_one(town: Office) -> None:
    closed(town, "2020-09-01")
    last = closed(town, "2021-02-01")
    told = recurrence_of(town, ABOUT | {"found_on": "4月20日"})
    assert told is not None
    assert told.sentence == (
        "该场所近12个月同类隐患第3次：2021-0001（已销号）、2020-0001（已销号）"
    )
    assert told.reopened_by == last


def test_one_that_is_still_open_cannot_come_back(town: Office) -> None:
    closed(town, "2020-09-01")
    records.create(town, HAZARDS, ABOUT | {"found_on": "2021-03-01"})
    told = recurrence_of(town, ABOUT | {"found_on": "2021-04-20"})
    assert told is not None
    assert told.reopened_by == ""


@pytest.mark.parametrize("without", ["place", "category"])
def test_nothing_is_said_before_place_and_kind_are_known(town: Office, without: str) -> None:
    closed(town, "2021-02-01")
    texts = {name: text for name, text in ABOUT.items() if name != without}
    assert recurrence_of(town, texts) is None
