"""The same event for many hazards: all or none, and those that cannot are named first."""

from __future__ import annotations

import pytest

from fireoffice.domain.hazards import EventKind
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.hazards.batches import ForMany, allowed_for_many, hindered_by
from fireoffice.services.office import Office
from fireoffice.services.records import FieldErrors
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up


@pytest.fixture
def town(office: Office) -> Office:
    set_up(office, TownSetup("邻鄂镇", "镇政府", ("邻鄂府发",), (VillageSetup("松林社区"),)))
    return office


def fixed(office: Office, place: str, fixer: str) -> str:
    about = {"place": place, "village": "松林社区", "description": "通道堵塞"}
    key = records.create(office, HAZARDS, about | {"found_on": "2021-04-01"})
    hazard_events.record_event(office, key, "整改完成", {"day": "2021-04-10", "people": fixer})
    return key


@pytest.fixture
def three(town: Office) -> tuple[str, str, str]:
    """Two that await 复查, one that was only registered."""
    about = {"place": "丙店", "village": "松林社区", "description": "电线乱拉"}
    return (
        fixed(town, "甲店", "张三"),
        fixed(town, "乙店", "李强"),
        records.create(town, HAZARDS, about | {"found_on": "2021-04-01"}),
    )


def offered(office: Office, ids: tuple[str, ...], kind: EventKind) -> ForMany:
    return next(one for one in allowed_for_many(office, ids) if one.step.name == kind)


def test_what_most_of_them_await_stands_first_and_the_others_are_named(
    town: Office, three: tuple[str, str, str]
) -> None:
    first = allowed_for_many(town, three)[0]
    assert (first.step.name, first.able) == (EventKind.RECHECKED, three[:2])
    (hindered,) = first.hindered
    assert hindered.id == three[2]
    assert "丙店" in hindered.title
    assert "“登记复查”要在“待复查”时办理" in hindered.why


def test_what_every_open_hazard_may_have_hinders_none(
    town: Office, three: tuple[str, str, str]
) -> None:
    one = offered(town, three, EventKind.EXPOSED)
    assert (one.able, one.hindered) == (three, ())
    assert [info.label for info in one.step.infos] == ["曝光日期", "曝光媒体", "说明"]
    assert one.step.presets == {"day": "2021-04-20"}


def test_what_belongs_to_one_hazard_alone_is_not_asked_of_all(
    town: Office, three: tuple[str, str, str]
) -> None:
    names = offered(town, three, EventKind.ORDERED).step.fields
    assert {"day", "due", "term"} <= set(names)
    assert not {"responsible", "measures", "funds"} & set(names)


def test_what_is_typed_hinders_those_for_whom_it_cannot_be(
    town: Office, three: tuple[str, str, str]
) -> None:
    values = {"people": "李强", "result": "合格"}
    found = hindered_by(town, three[:2], EventKind.RECHECKED, values)
    assert [(one.id, "请换人复查" in one.why) for one in found] == [(three[1], True)]
    assert hindered_by(town, three[:1], EventKind.RECHECKED, values) == ()


def test_what_would_be_wrong_for_any_is_told_at_its_field(
    town: Office, three: tuple[str, str, str]
) -> None:
    with pytest.raises(FieldErrors) as caught:
        hindered_by(town, three, EventKind.EXPOSED, {"day": "某天"})
    assert set(caught.value.problems) == {"day"}


def test_all_are_recorded_or_none_and_undone_as_one(
    town: Office, three: tuple[str, str, str]
) -> None:
    values = {"people": "李强", "result": "合格"}
    with pytest.raises(FieldErrors, match="乙店"):
        hazard_events.record_events(town, three[:2], EventKind.RECHECKED, values)
    assert records.read(town, HAZARDS, three[0]).values["rechecked_on"] is None
    hazard_events.record_events(town, three[:2], EventKind.RECHECKED, values | {"people": "王芳"})
    assert records.read(town, HAZARDS, three[1]).values["recheck_result"] == "合格"
    assert records.undo(town) == "登记复查"
    assert records.read(town, HAZARDS, three[1]).values["recheck_result"] is None


def test_one_in_the_recycle_bin_is_named(town: Office, three: tuple[str, str, str]) -> None:
    records.remove(town, HAZARDS, three[0], "重复")
    one = offered(town, three, EventKind.RECHECKED)
    assert one.able == three[1:2]
    assert one.hindered[0].why == "在回收站里。"
