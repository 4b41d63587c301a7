"""What each village has of what it must have, and where what is missing is entered."""

from __future__ import annotations

import pytest

from fireoffice.core.errors import InputError
from fireoffice.registers import (
    ATTENDANCES,
    CONVENTIONS,
    GRIDS,
    PEOPLE,
    PERSON_ROLES,
    PLEDGES,
    REGISTERS,
    TRAININGS,
    VILLAGES,
)
from fireoffice.services import records
from fireoffice.services.duties.completeness import (
    CONVENTION,
    ITEMS,
    KEEPERS,
    LEADERS,
    MANAGER,
    PLEDGE,
    TRAINED,
    WARDENS,
    Cell,
    completeness,
)
from fireoffice.services.duties.pledges import make_for_villages, without_pledge
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up

TOWN = TownSetup(
    "邻鄂镇",
    "黔江区邻鄂镇人民政府",
    ("邻鄂府发",),
    (VillageSetup("高峰村"), VillageSetup("松林村")),
)


@pytest.fixture
def town(office: Office) -> Office:
    set_up(office, TOWN)
    return office


def cell(office: Office, item: str, village: str = "高峰村") -> Cell:
    return next(one for one in completeness(office).rows if one.name == village).cells[item]


def enter(office: Office, item: str, **values: str) -> str:
    """Enter what is missing where the cell says, with what it prefills and `values`."""
    entry = cell(office, item).entry
    assert entry is not None
    register = REGISTERS[entry.register]
    if entry.record:
        records.update(office, register, entry.record, values)
        return entry.record
    return records.create(office, register, {**entry.values, **values})


def person(office: Office, name: str) -> str:
    return records.create(office, PEOPLE, {"name": name, "village": "高峰村"})


def test_a_new_town_lacks_everything_but_training_for_nobody(town: Office) -> None:
    state = completeness(town)
    assert [one.name for one in state.rows] == ["高峰村", "松林村"]
    assert state.rows[0].missing == tuple(one for one in ITEMS if one != TRAINED)
    assert cell(town, TRAINED).words == "—"
    assert state.complete == 0


def test_what_each_cell_leads_to_fills_it(town: Office) -> None:
    for name in ("秦敏", "李强", "王芳"):
        person(town, name)
    enter(town, LEADERS, person="秦敏")
    enter(town, MANAGER, manager="李强")
    enter(town, KEEPERS, code="高峰村第1网格")
    assert cell(town, KEEPERS).words == "缺"
    enter(town, KEEPERS, keeper="王芳")
    enter(town, WARDENS, person="王芳")
    enter(town, CONVENTION, place="村务公开栏")
    enter(town, PLEDGE)
    assert cell(town, PLEDGE).words == "缺"
    enter(town, PLEDGE, signed_on="2021-04-20")
    assert cell(town, TRAINED).words == "缺 0/2"
    state = completeness(town)
    assert state.rows[0].missing == (TRAINED,)
    assert (state.having(LEADERS), state.having(TRAINED)) == (1, 1)


def test_grids_are_counted_and_the_first_without_a_keeper_is_named(town: Office) -> None:
    for at in (1, 2, 3):
        values = {"code": f"高峰村第{at}网格", "village": "高峰村"}
        records.create(town, GRIDS, values | ({"keeper": "王芳"} if at == 1 else {}))
    found = cell(town, KEEPERS)
    assert found.words == "缺 1/3"
    assert found.entry is not None
    assert records.read(town, GRIDS, found.entry.record).values["code"] == "高峰村第2网格"


def test_a_role_counts_from_its_first_day_to_its_last(town: Office) -> None:
    person(town, "秦敏")
    key = enter(town, LEADERS, person="秦敏", since="2021-05-01")
    assert not cell(town, LEADERS).is_complete
    records.update(town, PERSON_ROLES, key, {"since": "2021-01-01"})
    assert cell(town, LEADERS).words == "✓ 1"
    records.update(town, PERSON_ROLES, key, {"until": "2021-04-20"})
    assert not cell(town, LEADERS).is_complete


def test_whoever_came_to_a_training_within_twelve_months_has_been_trained(town: Office) -> None:
    person(town, "秦敏")
    enter(town, LEADERS, person="秦敏")
    training = records.create(
        town,
        TRAININGS,
        {"topic": "业务培训", "kind": "培训", "held_on": "2020-04-20", "attended": "1"},
    )
    listed = records.create(
        town, ATTENDANCES, {"training": training, "name": "秦敏", "person": "秦敏"}
    )
    assert cell(town, TRAINED).words == "✓"
    records.update(town, TRAININGS, training, {"held_on": "2020-04-19"})
    assert not cell(town, TRAINED).is_complete
    records.update(town, TRAININGS, training, {"held_on": "2021-04-01"})
    records.update(town, ATTENDANCES, listed, {"presence": "请假"})
    assert not cell(town, TRAINED).is_complete


def test_a_convention_that_was_taken_down_counts_no_more(town: Office) -> None:
    key = enter(town, CONVENTION, place="村务公开栏")
    assert cell(town, CONVENTION).is_complete
    records.update(town, CONVENTIONS, key, {"ended_on": "2021-04-19"})
    assert not cell(town, CONVENTION).is_complete


def test_pledges_of_a_year_are_made_for_all_villages_in_one_action(town: Office) -> None:
    enter(town, PLEDGE, signed_on="2021-01-15")
    assert without_pledge(town, 2021) == ("松林村",)
    assert len(make_for_villages(town, 2021)) == 1
    assert make_for_villages(town, 2021) == ()
    unsigned = records.query(town, PLEDGES, Query(chips=("unsigned",))).rows
    assert [row.values["taker"] for row in unsigned] == ["松林村"]
    assert unsigned[0].values["giver"] == "黔江区邻鄂镇人民政府"
    assert records.undo(town) == "为各村（居）建2021年责任书"
    assert without_pledge(town, 2021) == ("松林村",)
    assert len(make_for_villages(town, 2022)) == 2
    with pytest.raises(InputError, match="年度"):
        make_for_villages(town, 21)


def test_the_sample_town_shows_what_is_complete_and_what_is_missing(sample_office: Office) -> None:
    state = completeness(sample_office)
    assert len(state.rows) == records.query(sample_office, VILLAGES).total == 6
    assert state.having(LEADERS) == 5
    assert state.having(PLEDGE) == 5
    assert state.having(MANAGER) == state.having(KEEPERS) == 6
