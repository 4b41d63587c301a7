"""The brigades at work: what must be, who is trained, what runs out, who leaves, who went."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.core.errors import InputError
from fireoffice.registers import (
    ATTENDANCES,
    CALLOUTS,
    PEOPLE,
    SHIFTS,
    STANDARDS,
    TEAMS,
    TRAININGS,
    VOLUNTEERS,
)
from fireoffice.services import agenda, figures, records, steps
from fireoffice.services.brigades import callouts as brigade_callouts
from fireoffice.services.brigades import figures as brigade_figures
from fireoffice.services.brigades import hours as brigade_hours
from fireoffice.services.brigades.callouts import Went
from fireoffice.services.office import Office
from fireoffice.services.records import FieldErrors, Query
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up

TODAY = date(2021, 4, 20)


@pytest.fixture
def town(office: Office) -> Office:
    villages = (
        VillageSetup("松林社区", "社区", population=3260),
        VillageSetup("高石村", population=1800),
        VillageSetup("白家村", population=1200),
        VillageSetup("小村", population=900),
    )
    set_up(office, TownSetup("邻鄂镇", "黔江区邻鄂镇人民政府", ("邻鄂府发",), villages))
    records.create(office, TEAMS, {"name": "高石队", "village": "高石村", "minimum": "2"})
    return office


def _volunteer(office: Office, name: str, **more: str) -> str:
    values = {"name": name, "village": "高石村", "team": "高石队", **more}
    return records.create(office, VOLUNTEERS, values)


def _step(office: Office, key: str, label: str) -> object:
    offered = steps.offered(office, VOLUNTEERS, records.read(office, VOLUNTEERS, key))
    first, others = offered.following, offered.others
    return next(one for one in (first, *others) if one and one.label == label)


def test_a_village_above_the_standard_must_have_a_brigade(town: Office) -> None:
    found = brigade_figures.establishment(town)
    assert [one.word for one in found.villages] == ["", "应建已建", "应建未建", ""]
    assert (found.summary, [one.name for one in found.missing]) == ("应建2已建1", ["白家村"])


def test_the_standard_is_the_offices_own_and_has_its_time(town: Office) -> None:
    records.create(
        town,
        STANDARDS,
        {"name": "社区应建队人口", "number": "3000", "valid_from": "2021-05-01"},
    )
    later = brigade_figures.establishment(town, date(2021, 5, 1))
    assert brigade_figures.establishment(town).needed == 2
    assert [one.name for one in later.missing] == ["松林社区", "白家村"]


def test_a_team_lacks_who_is_missing_to_its_minimum(town: Office) -> None:
    assert [(one.name, one.gap) for one in brigade_figures.establishment(town).short] == [
        ("高石队", 2)
    ]
    assert records.query(town, TEAMS, Query(chips=("short",))).total == 1
    _volunteer(town, "李强")
    _volunteer(town, "王芳")
    assert brigade_figures.establishment(town).short == ()
    assert records.query(town, TEAMS, Query(chips=("short",))).total == 0


def test_a_micro_station_is_no_brigade(town: Office) -> None:
    records.create(town, TEAMS, {"name": "白家微站", "kind": "微型消防站", "village": "白家村"})
    state = brigade_figures.establishment(town).villages[2]
    assert (state.built, state.stations) == (False, 1)


def test_the_table_by_village_speaks_of_brigades_as_this_does(town: Office) -> None:
    table = figures.by_village(town)
    assert [row.brigade for row in table.rows] == [
        one.word for one in brigade_figures.establishment(town).villages
    ]


def test_a_volunteer_is_a_person_of_the_office_made_in_the_same_operation(town: Office) -> None:
    key = _volunteer(town, "李强", phone="13800000001")
    people = records.query(town, PEOPLE, Query()).rows
    assert [row.values["name"] for row in people] == ["李强"]
    assert records.read(town, VOLUNTEERS, key).values["person"] == "李强"
    records.undo(town)
    assert records.query(town, PEOPLE, Query()).total == 0


@pytest.mark.parametrize(
    ("known", "entered", "people"),
    [
        ({"phone": "13800000001"}, {"phone": "13800000001"}, 1),
        ({"village": "高石村"}, {}, 1),
        ({"village": "白家村"}, {}, 2),
        ({"village": "高石村", "id_number": "11010519491231002X"}, {}, 1),
        (
            {"village": "高石村", "id_number": "11010519491231002X"},
            {"id_number": "440524188001010014"},
            2,
        ),
    ],
)
def test_who_is_known_already_is_not_made_twice(
    town: Office, known: dict[str, str], entered: dict[str, str], people: int
) -> None:
    records.create(town, PEOPLE, {"name": "李强", **known})
    _volunteer(town, "李强", **entered)
    assert records.query(town, PEOPLE, Query()).total == people


def test_the_next_step_is_the_paper_that_runs_out_first(town: Office) -> None:
    key = _volunteer(
        town, "李强", insured_until="2021-12-31", healthy_until="2021-05-10",
        certified_until="2022-01-01",
    )  # fmt: skip
    read = records.read(town, VOLUNTEERS, key)
    assert (read.values["next_paper"], read.due) == ("体检", date(2021, 5, 10))
    offered = steps.offered(town, VOLUNTEERS, read)
    step, others = offered.following, offered.others
    assert step is not None
    assert step.label == "登记体检"
    labels = [one.label for one in others if not one.paper]
    assert labels == ["登记续保", "登记复训", "登记退出"]


@pytest.mark.parametrize(
    ("until", "chips"),
    [
        ("2021-04-19", {"overdue"}),
        ("2021-04-20", {"week", "soon"}),
        ("2021-04-27", {"week", "soon"}),
        ("2021-04-28", {"soon"}),
        ("2021-05-20", {"soon"}),
        ("2021-05-21", set[str]()),
    ],
)
def test_papers_are_told_thirty_and_seven_days_before_they_run_out(
    town: Office, until: str, chips: set[str]
) -> None:
    _volunteer(town, "李强", healthy_until=until)
    counts = records.counts(town, VOLUNTEERS)
    assert {name for name in ("overdue", "week", "soon") if counts[name]} == chips
    assert bool(agenda.agenda(town)) == bool(chips)


def test_papers_of_a_team_that_end_together_are_one_thing_to_do(town: Office) -> None:
    for name in ("李强", "王芳", "张伟"):
        _volunteer(town, name, insured_until="2021-05-01", healthy_until="2021-04-25")
    assert [(one.action, one.title, one.place) for one in agenda.agenda(town)] == [
        ("体检", "李强等3人的体检", "高石队"),
        ("续保", "李强等3人的保险", "高石队"),
    ]


def test_who_is_older_than_the_standard_is_told(town: Office) -> None:
    _volunteer(town, "刚满六十", birthday="1961-04-20")
    _volunteer(town, "差一天满六十一", birthday="1960-04-21")
    over = _volunteer(town, "满六十一", birthday="1960-04-20")
    found = records.query(town, VOLUNTEERS, Query(chips=("over_age",))).rows
    assert [row.id for row in found] == [over]


def _session(office: Office, day: str, name: str, presence: str = "已到") -> None:
    training = records.create(
        office, TRAININGS, {"topic": "拉练", "held_on": day, "begins": "14:00", "ends": "16:30"}
    )
    person = records.query(office, PEOPLE, Query(name)).rows[0].id
    key = records.create(
        office, ATTENDANCES, {"training": training, "name": name, "presence": presence}
    )
    records.update(office, ATTENDANCES, key, {"person": person})


def test_training_counts_for_who_came(town: Office) -> None:
    for name in ("李强", "王芳", "张伟"):
        _volunteer(town, name)
    _session(town, "2021-04-01", "李强")
    _session(town, "2021-02-01", "王芳")
    _session(town, "2021-04-01", "张伟", "未到")
    rows = {one.name: one for one in brigade_hours.served(town, date(2021, 1, 1), TODAY)}
    assert (rows["李强"].sessions, rows["李强"].session_hours) == (1, 2.5)
    assert [rows[name].untrained for name in ("李强", "王芳", "张伟")] == [0, 30, 90]
    found = records.query(town, VOLUNTEERS, Query(chips=("untrained",))).rows
    assert [row.values["name"] for row in found] == ["张伟"]
    town_sum = brigade_hours.total("全镇", rows.values())
    assert (town_sum.serving, town_sum.active) == (3, 2)
    assert town_sum.active_share == pytest.approx(200 / 3)
    found = records.query(town, VOLUNTEERS, Query(chips=("untrained_soon",))).rows
    assert sorted(row.values["name"] for row in found) == ["张伟", "王芳"]


def _callout(office: Office, **more: str) -> str:
    values = {"team": "高石队", "day": "2021-04-10", "task": "火灾扑救", "place": "高石3组"}
    return records.create(office, CALLOUTS, {**values, **more})


def test_minutes_to_arrival_follow_from_the_times(town: Office) -> None:
    key = _callout(town, called_at="23:50", arrived_at="0:12")
    assert records.read(town, CALLOUTS, key).values["minutes"] == 22
    with pytest.raises(FieldErrors) as refused:
        _callout(town, called_at="14:30", arrived_at="14:10")
    assert "arrived_at" in refused.value.problems


def test_all_who_went_are_put_down_in_one_operation(town: Office) -> None:
    keys = [_volunteer(town, name) for name in ("李强", "王芳", "张伟")]
    callout = _callout(town, hours="2")
    assert all(one.of_team for one in brigade_callouts.candidates(town, callout))
    done = len(town.done)
    brigade_callouts.put_down(
        town, callout, [Went(keys[0], 2, 80), Went(keys[1], 1.5, 80), Went(keys[2])]
    )
    assert len(town.done) == done + 1
    assert records.read(town, CALLOUTS, callout).values["people"] == 3
    brigade_callouts.put_down(town, callout, [Went(keys[0], 2, 80), Went(keys[1], 1.5, 80)])
    rows = brigade_hours.served(town, date(2021, 4, 1), TODAY)
    assert [(one.callouts, one.callout_hours, one.allowance) for one in rows] == [
        (1, 2, 80),
        (1, 1.5, 80),
        (0, 0, 0),
    ]
    assert brigade_hours.by_team(rows)[0].hours == 3.5
    records.undo(town)
    assert records.read(town, CALLOUTS, callout).values["people"] == 3


def test_candidates_are_found_by_the_letters_of_their_names(town: Office) -> None:
    _volunteer(town, "单雄信")
    (one,) = brigade_callouts.candidates(town, _callout(town))
    assert "sxx" in one.spelled


def test_leaving_with_shifts_to_come_asks_who_takes_them(town: Office) -> None:
    leaving, heir = _volunteer(town, "李强"), _volunteer(town, "王芳")
    for day in ("2021-04-19", "2021-04-25"):
        records.create(town, SHIFTS, {"team": "高石队", "day": day, "volunteer": leaving})
    step = _step(town, leaving, "登记退出")
    facts = {"left_on": "2021-04-20", "left_why": "外出务工"}
    with pytest.raises(FieldErrors) as refused:
        steps.take(town, VOLUNTEERS, leaving, step, facts)
    assert list(refused.value.problems) == ["heir"]
    done = len(town.done)
    steps.take(town, VOLUNTEERS, leaving, step, {**facts, "heir": "王芳"})
    assert len(town.done) == done + 1
    assert records.read(town, VOLUNTEERS, leaving).stage == "已退出"
    shifts = records.query(town, SHIFTS, Query()).rows
    assert [(row.values["volunteer"], row.values["instead_of"]) for row in shifts] == [
        ("李强", None),
        ("王芳", "李强"),
    ]
    assert heir != leaving


def test_leaving_without_shifts_asks_for_day_and_reason_alone(town: Office) -> None:
    key = _volunteer(town, "李强")
    step = _step(town, key, "登记退出")
    assert step.fields == ("left_on", "left_why")
    assert step.presets == {"left_on": "2021-04-20"}


def test_sizes_are_counted_of_those_who_serve(town: Office) -> None:
    _volunteer(town, "李强", size="175/96A", shoe_size="42")
    _volunteer(town, "王芳", size="175/96A")
    _volunteer(town, "张伟", size="165/88A", left_on="2021-01-01", joined_on="2020-01-01")
    assert dict(brigade_figures.sizes(town)) == {
        "服装尺码": (("175/96A", 2),),
        "鞋码": (("42", 1), ("未登记", 1)),
        "帽围": (("未登记", 2),),
    }


def test_a_callout_that_is_not_there_has_no_candidates(town: Office) -> None:
    with pytest.raises(InputError, match="找不到这次出动"):
        brigade_callouts.candidates(town, "none")
