"""The sample town comes by one action, goes by one action, and is nobody's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError
from fireoffice.db.models import Hazard, HazardEvent, Operation
from fireoffice.domain import duties, hazards, people
from fireoffice.domain.numbering import parse_number
from fireoffice.domain.workdays import WorkCalendar
from fireoffice.registers import (
    DUTIES,
    HAZARDS,
    PEOPLE,
    REGISTERS,
    TRAININGS,
    UNITS,
    VILLAGES,
    VOLUNTEERS,
)
from fireoffice.services import records
from fireoffice.services.daily import produce
from fireoffice.services.office import Office
from fireoffice.services.papers.numbers import next_numbers
from fireoffice.services.papers.planning import kind_named
from fireoffice.services.records import Query
from fireoffice.services.reference.town import TownSetup, VillageSetup, is_set_up, set_up, town
from fireoffice.services.sample import installing as sample
from fireoffice.services.sample.town import SampleTown

SHIPPED = {"calendar", "wordings", "standards", "codes"}
"""What every office has from the beginning."""

OWN = TownSetup("青山镇", "青山镇人民政府", ("青府发",), (VillageSetup("河口村"),))


def _totals(office: Office) -> dict[str, int]:
    of_town = {name: one for name, one in REGISTERS.items() if name not in SHIPPED}
    return {name: records.query(office, one).total for name, one in of_town.items()}


def test_it_has_the_size_of_a_real_small_town(sample_office: Office) -> None:
    assert _totals(sample_office) == {
        "duties": 36,
        "hazards": 400,
        "trainings": 60,
        "volunteers": 120,
        "occurrences": 165,
        "pledges": 6,
        "conventions": 6,
        "units": 300,
        "training_plans": 6,
        "attendances": 249,
        "teams": 5,
        "callouts": 12,
        "callout_members": 72,
        "shifts": 14,
        "absences": 1,
        "villages": 6,
        "grids": 40,
        "people": 720,
        "person_roles": 365,
        "supplies": 12,
        "supply_movements": 60,
    }
    kinds = [row.values["kind"] for row in records.query(sample_office, VILLAGES).rows]
    assert (kinds.count("社区"), kinds.count("行政村")) == (2, 4)
    small = records.query(sample_office, UNITS, Query(filters={"kind": "九小场所"})).total
    assert small > 150


def test_its_recurring_duties_stand_as_their_occurrences_do(sample_office: Office) -> None:
    rows = records.query(sample_office, DUTIES, Query(limit=100)).rows
    recurring = [row for row in rows if row.values["frequency"] != "一次性"]
    assert all(row.values["period"] and row.values["due"] is None for row in recurring)
    assert all(row.stage != duties.Stage.DONE for row in recurring)
    late = records.query(sample_office, DUTIES, Query(chips=("overdue",)))
    assert [row.values["period"] for row in late.rows] == ["2021年第1季度", "2021年第1季度"]
    assert produce(sample_office) == 0


def test_it_is_one_operation(sample_office: Office) -> None:
    with sample_office.reading() as session:
        kinds = session.scalars(select(Operation.kind)).all()
    assert list(kinds)[-1] == "sample"
    assert list(kinds).count("sample") == 1
    assert records.can_undo(sample_office) == ""


def test_it_is_the_same_for_the_same_seed_and_day() -> None:
    def contents(seed: int) -> list[dict[str, object]]:
        made = SampleTown(seed, date(2021, 4, 20), WorkCalendar()).records()
        return [
            {
                column.name: getattr(row, column.name)
                for column in row.__table__.c
                if column.name != "id" and not column.foreign_keys
            }
            for row in made
        ]

    assert contents(1) == contents(1)
    assert contents(1) != contents(2)


@pytest.mark.parametrize("day", [date(2021, 4, 20), date(2024, 2, 29), date(2026, 12, 31)])
def test_its_hazards_contradict_no_rule_and_stand_at_every_stage(day: date) -> None:
    records_ = SampleTown(7, day, WorkCalendar()).records()
    made = [one for one in records_ if isinstance(one, Hazard)]
    events = [one for one in records_ if isinstance(one, HazardEvent)]
    told = {
        one.id: hazards.fold(
            one.finding(), [event.event() for event in events if event.hazard == one.id]
        )
        for one in made
    }
    assert [one for one in told.values() if one.contradictions] == []
    assert {one.facts.state.stage for one in told.values()} == set(hazards.Stage)
    assert all(event.day <= day for event in events)
    assert len({one.number for one in made}) == len(made)
    assert all((day - one.found_on).days <= 366 for one in made)


def test_deadlines_of_every_kind_are_there(sample_office: Office) -> None:
    counted = records.counts(sample_office, HAZARDS)
    assert all(counted[name] > 0 for name in ("overdue", "soon", "waiting", "major", "open"))
    assert counted["overdue"] < counted["open"] < counted["total"] / 10


def test_its_notices_are_numbered_without_a_gap_and_the_next_one_follows(
    sample_office: Office,
) -> None:
    with sample_office.reading() as session:
        events = session.scalars(select(HazardEvent).where(HazardEvent.number.is_not(None))).all()
    numbers = [parse_number(one.number or "") for one in sorted(events, key=lambda one: one.day)]
    for year in (2020, 2021):
        given = [one.sequence for one in numbers if one.year == year]
        assert sorted(given) == list(range(1, len(given) + 1))
        assert len(given) > 50
    here = [one.sequence for one in numbers if one.year == 2021]
    assert str(next_numbers(sample_office, kind_named("整改通知书"), 2021, 1)[0]) == (
        f"邻鄂消通〔2021〕{len(here) + 1}号"
    )


def test_its_people_are_fictitious_but_pass_every_check(sample_office: Office) -> None:
    today = sample_office.clock.today()
    for register in (PEOPLE, VOLUNTEERS):
        for row in records.query(sample_office, register, Query(limit=-1)).rows:
            number, phone = row.values["id_number"], row.values["phone"]
            assert people.id_number_problem(number, today) == ""
            assert number.startswith("990000")
            assert people.sex_of(number) == row.values["sex"]
            assert people.phone_problem(phone) == ""
            assert phone.startswith("1990000")


def test_some_sessions_are_still_to_come(sample_office: Office) -> None:
    planned = records.query(sample_office, TRAININGS, Query(filters={"stage": "待开展"}))
    assert planned.total == 3


def test_filling_twice_is_filling_once(sample_office: Office) -> None:
    before = _totals(sample_office)
    assert sample.fill(sample_office) == 0
    assert _totals(sample_office) == before


def test_an_office_with_a_town_of_its_own_is_left_alone(office: Office) -> None:
    set_up(office, OWN)
    with pytest.raises(InputError, match="已经有自己的乡镇"):
        sample.fill(office)
    assert town(office).villages == ("河口村",)


def test_the_sample_must_go_before_an_own_town_is_set_up(sample_office: Office) -> None:
    with pytest.raises(InputError, match="移除示例数据"):
        set_up(sample_office, OWN)
    sample.remove(sample_office)
    set_up(sample_office, OWN)
    assert town(sample_office).name == "青山镇"


def test_one_action_takes_it_out_without_a_trace_in_lists_and_bins(
    sample_office: Office,
) -> None:
    sample.remove(sample_office)
    assert not sample.present(sample_office)
    assert not is_set_up(sample_office)
    assert set(_totals(sample_office).values()) == {0}
    for register in REGISTERS.values():
        assert records.counts(sample_office, register)["recycled"] == 0
    assert records.undo(sample_office) == "移除示例数据"
    assert _totals(sample_office)["hazards"] == 400


def test_what_the_user_made_stays_with_what_it_refers_to(sample_office: Office) -> None:
    office = sample_office
    unit = records.query(office, UNITS, Query(filters={"village": "高石村"})).rows[0]
    key = records.create(
        office,
        HAZARDS,
        {"place": unit.values["name"], "village": "高石村", "description": "自己登记的隐患"},
    )
    sample.remove(office)
    mine = records.read(office, HAZARDS, key)
    assert mine.values["unit"] == unit.values["name"]
    assert mine.values["village"] == "高石村"
    totals = _totals(office)
    assert (totals["hazards"], totals["units"], totals["villages"]) == (1, 1, 1)
    assert not sample.present(office)
    assert not records.read(office, UNITS, unit.id).sample


def test_after_it_is_gone_numbers_begin_anew(sample_office: Office) -> None:
    sample.remove(sample_office)
    set_up(sample_office, OWN)
    key = records.create(
        sample_office, HAZARDS, {"place": "渡口", "village": "河口村", "description": "一"}
    )
    assert records.read(sample_office, HAZARDS, key).values["number"] == "2021-0001"


def test_it_can_be_filled_again_after_it_was_removed(data_folder: Path) -> None:
    with Office.open(data_folder, FixedClock(date(2026, 11, 23))) as office:
        first = sample.fill(office)
        sample.remove(office)
        assert sample.fill(office) == first
        assert _totals(office)["hazards"] == 400
