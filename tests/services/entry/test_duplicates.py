"""What may already be there is pointed out, however it was written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fireoffice.registers import REGISTERS, Register
from fireoffice.services import records
from fireoffice.services.entry.duplicates import likely, likely_in, normalised
from fireoffice.services.office import Office

UNITS = replace(REGISTERS["units"], duplicates=(("name", "village"),))
HAZARDS = replace(
    REGISTERS["hazards"],
    duplicates=(("place", "description"), ("place", "part", "category")),
)
PEOPLE = replace(REGISTERS["people"], duplicates=(("name", "phone"), ("id_number",)))


@pytest.fixture
def town(office: Office) -> Office:
    for name in ("松林社区", "高石村"):
        records.create(office, REGISTERS["villages"], {"name": name, "kind": "社区"})
    return office


def _unit(office: Office, name: str, village: str = "松林社区") -> str:
    return records.create(office, UNITS, {"name": name, "village": village, "kind": "九小场所"})


@pytest.mark.parametrize(
    "typed",
    ["利民超市（老街店）", "利民超市(老街店)", " 利民 超市老街店", "利民超市【老街店】"],
)
def test_width_blanks_and_brackets_make_no_difference(town: Office, typed: str) -> None:
    key = _unit(town, "利民超市（老街店）")
    found = likely(town, UNITS, {"name": typed, "village": "松林社区"})
    assert [one.id for one in found] == [key]
    assert found[0].why == "场所名称、村（居）相同"


def test_letters_and_figures_are_compared_in_one_width_and_case(town: Office) -> None:
    key = _unit(town, "ABC１２网吧")
    assert likely(town, UNITS, {"name": "abc12网吧", "village": "松林社区"})[0].id == key
    assert normalised("ＫＴＶ（二楼）") == normalised("ktv 二楼")


def test_all_fields_of_a_set_must_agree_and_be_given(town: Office) -> None:
    _unit(town, "利民超市")
    assert likely(town, UNITS, {"name": "利民超市", "village": "高石村"}) == ()
    assert likely(town, UNITS, {"name": "利民超市"}) == ()
    assert likely(town, UNITS, {"name": "利民超市二店", "village": "松林社区"}) == ()


def test_what_cannot_be_read_is_as_if_not_given(town: Office) -> None:
    _unit(town, "利民超市")
    assert likely(town, UNITS, {"name": "利民超市", "village": "没有这个村"}) == ()


def test_the_record_itself_and_the_recycle_bin_do_not_count(town: Office) -> None:
    key = _unit(town, "利民超市")
    values = {"name": "利民超市", "village": "松林社区"}
    assert likely(town, UNITS, values, key) == ()
    records.remove(town, UNITS, key)
    assert likely(town, UNITS, values) == ()


def test_any_one_set_is_enough(town: Office) -> None:
    key = records.create(
        town, PEOPLE, {"name": "李四", "phone": "19900001234", "id_number": "990000198001010012"}
    )
    assert likely(town, PEOPLE, {"name": "李四", "phone": "199 0000 1234"})[0].id == key
    assert likely(town, PEOPLE, {"id_number": "990000198001010012"})[0].why == "身份证号相同"


def test_the_same_finding_years_ago_is_another_hazard(town: Office) -> None:
    finding = {"place": "利民超市", "village": "松林社区", "description": "灭火器过期"}
    records.create(town, HAZARDS, finding | {"found_on": "2019-04-01"})
    assert likely(town, HAZARDS, finding | {"found_on": "2021-04-01"}) == ()
    key = records.create(town, HAZARDS, finding | {"found_on": "2021-03-01"})
    found = likely(town, HAZARDS, finding | {"found_on": "2021-04-01"})
    assert [one.id for one in found] == [key]
    assert found[0].title.startswith("2021-0001")


@pytest.mark.parametrize("filler", [0, 40])
def test_a_batch_is_compared_with_the_register_and_with_itself(town: Office, filler: int) -> None:
    key = _unit(town, "利民超市")
    rows = [
        {"name": "利民 超市", "village": "松林社区"},
        {"name": "新店", "village": "松林社区"},
        {"name": "新 店", "village": "松林社区"},
        *({"name": f"第{n}店", "village": "高石村"} for n in range(filler)),
    ]
    found = likely_in(town, UNITS, rows)
    assert [one.id for one in found[0]] == [key]
    assert found[1] == ()
    assert [(one.id, one.title) for one in found[2]] == [("", "第2行")]
    assert not any(found[3:])


def test_a_register_that_declares_none_never_warns(town: Office) -> None:
    plain: Register = replace(UNITS, duplicates=())
    _unit(town, "利民超市")
    assert likely(town, plain, {"name": "利民超市", "village": "松林社区"}) == ()
    assert likely_in(town, plain, [{"name": "利民超市"}]) == ((),)
