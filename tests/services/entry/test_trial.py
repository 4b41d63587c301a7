"""What would be wrong, and what the program would fill in, told before anything is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fireoffice.core.errors import InputError
from fireoffice.domain.fields import FieldInfo
from fireoffice.registers import HAZARDS, REGISTERS, TRAININGS, VILLAGES, VOLUNTEERS, Register
from fireoffice.services import records
from fireoffice.services.entry.trial import check_values, try_values
from fireoffice.services.office import Office


@pytest.fixture
def town(office: Office) -> Office:
    records.create(office, VILLAGES, {"name": "松林社区", "kind": "社区"})
    return office


HAZARD = {"place": "利民超市", "village": "松林社区", "description": "灭火器过期"}


def test_nothing_is_written(town: Office) -> None:
    check_values(town, HAZARDS, HAZARD)
    assert records.counts(town, HAZARDS)["total"] == 0


def test_every_field_at_fault_has_its_sentence(town: Office) -> None:
    problems = check_values(
        town, HAZARDS, {"place": "", "village": "无此村", "found_on": "4月31日"}
    )
    assert problems["place"] == "请填写场所。"
    assert "没有“无此村”" in problems["village"]
    assert "没有2021年4月31日" in problems["found_on"]


def test_rules_across_fields_and_values_already_used_are_told(town: Office) -> None:
    problems = check_values(town, HAZARDS, HAZARD | {"found_on": "2021-05-01"})
    assert problems == {"found_on": "排查日期在今天之后，请核对。"}
    records.create(town, HAZARDS, HAZARD | {"number": "2021-0007"})
    assert "已被使用" in check_values(town, HAZARDS, HAZARD | {"number": "2021-0007"})["number"]


def test_the_number_and_what_follows_from_other_fields_are_foreseen(town: Office) -> None:
    records.create(town, HAZARDS, HAZARD)
    assert try_values(town, HAZARDS, HAZARD).texts["number"] == "2021-0002"
    texts = try_values(town, VOLUNTEERS, {"id_number": "990000198001010012"}).texts
    assert (texts["sex"], texts["birthday"]) == ("男", "1980-01-01")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("4.20", "2021-04-20"), ("今天", "2021-04-20"), ("+7", "2021-04-27"), ("-1", "2021-04-19")],
)
def test_days_are_understood_as_they_are_typed(town: Office, typed: str, meant: str) -> None:
    assert try_values(town, TRAININGS, {"held_on": typed}).texts["held_on"] == meant


def test_a_change_is_judged_with_the_rest_of_its_record(town: Office) -> None:
    key = records.create(town, HAZARDS, HAZARD | {"found_on": "2021-04-10"})
    assert "found_on" in check_values(town, HAZARDS, {"found_on": "2021-05-01"}, key)
    assert check_values(town, HAZARDS, {"found_on": "2021-04-12"}, key) == {}
    assert str(records.read(town, HAZARDS, key).values["found_on"]) == "2021-04-10"
    with pytest.raises(InputError, match="找不到"):
        check_values(town, HAZARDS, {}, "无")


def _with_derived(register: Register, name: str) -> Register:
    """The register with the field ``name`` following from other records."""
    made = replace(register)
    fields: tuple[FieldInfo, ...] = tuple(
        replace(info, derived=True) if info.name == name else info for info in register.fields
    )
    made.__dict__["fields"] = fields
    return made


def test_what_follows_from_other_records_is_never_written_by_hand(town: Office) -> None:
    register = _with_derived(REGISTERS["trainings"], "attended")
    with pytest.raises(records.FieldErrors, match="实到由其他记录得出，不能填写"):
        records.create(town, register, {"topic": "培训", "attended": "30"})
    key = records.create(town, register, {"topic": "培训", "attended": ""})
    with pytest.raises(records.FieldErrors, match="不能填写"):
        records.update(town, register, key, {"attended": "30"})


def test_what_follows_from_other_records_may_be_said_again(town: Office) -> None:
    key = records.create(town, TRAININGS, {"topic": "培训", "attended": "30"})
    register = _with_derived(REGISTERS["trainings"], "attended")
    records.update(town, register, key, {"attended": "30", "expected": "40"})
    assert records.read(town, register, key).values["expected"] == 40
