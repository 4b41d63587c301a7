"""The search box finds words, pinyin, its initials and numbers; nothing typed is a wildcard."""

from __future__ import annotations

import pytest

from fireoffice.registers import PEOPLE, UNITS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.records import Query


@pytest.fixture
def named(office: Office) -> Office:
    from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up

    set_up(office, TownSetup("邻鄂镇", "镇政府", ("邻鄂府发",), (VillageSetup("松林社区"),)))
    for name in ("老街李家副食店", "顺发木材加工坊", "100%棉_布店", "KTV欢乐厅", "𠮷野家"):
        records.create(office, UNITS, {"name": name, "kind": "九小场所", "village": "松林社区"})
    return office


def _found(office: Office, search: str) -> set[str]:
    page = records.query(office, UNITS, Query(search=search))
    return {row.values["name"] for row in page.rows}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("副食", "老街李家副食店"),
        ("ljljfsd", "老街李家副食店"),
        ("LJFSD", "老街李家副食店"),
        ("laojie", "老街李家副食店"),
        ("木材 sf", "顺发木材加工坊"),
        ("ktv", "KTV欢乐厅"),
        ("100%", "100%棉_布店"),
        ("棉_布", "100%棉_布店"),
        ("𠮷", "𠮷野家"),
    ],
)
def test_a_place_is_found_by(named: Office, typed: str, found: str) -> None:
    assert _found(named, typed) == {found}


@pytest.mark.parametrize("typed", ["%", "_", "\\", "老街 木材", "' OR 1=1 --"])
def test_nothing_typed_is_understood_as_a_pattern(named: Office, typed: str) -> None:
    expected = {"%": {"100%棉_布店"}, "_": {"100%棉_布店"}}.get(typed, set())
    assert _found(named, typed) == expected


def test_a_surname_is_read_as_a_surname(office: Office) -> None:
    records.create(office, PEOPLE, {"name": "曾强"})
    records.create(office, PEOPLE, {"name": "单小兰"})
    for typed, name in (("zq", "曾强"), ("zengqiang", "曾强"), ("sxl", "单小兰")):
        page = records.query(office, PEOPLE, Query(search=typed))
        assert [row.values["name"] for row in page.rows] == [name]


def test_what_is_found_follows_a_change_of_name(named: Office) -> None:
    key = records.query(named, UNITS, Query(search="𠮷")).rows[0].id
    records.update(named, UNITS, key, {"name": "福源超市"})
    assert _found(named, "fycs") == {"福源超市"}
    assert _found(named, "𠮷") == set()


@pytest.mark.parametrize("typed", ["字" * 100_000, "一 " * 5_000, "%" * 60_000, "松林社区" * 9_999])
def test_a_page_pasted_into_the_search_box_finds_nothing_and_harms_nothing(
    named: Office, typed: str
) -> None:
    assert records.query(named, UNITS, Query(typed)).total == 0
