"""Plan against done, 五进 by village, and who of each group has had no training."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.core.errors import InputError
from fireoffice.core.settings import Settings, save_settings
from fireoffice.registers import (
    PEOPLE,
    PERSON_ROLES,
    TRAINING_PLANS,
    TRAININGS,
    UNITS,
    VILLAGES,
)
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.trainings import attendance, figures
from fireoffice.services.trainings import coverage as training_coverage
from fireoffice.services.trainings.attendance import Line


@pytest.fixture
def town(office: Office) -> Office:
    for order, name in enumerate(("松林社区", "庙岭村")):
        records.create(office, VILLAGES, {"name": name, "kind": "社区", "order": order})
    return office


def plan(office: Office, **values: str) -> str:
    told = {"year": "2021", "topic": "网格员培训", "kind": "培训", "sessions": "4"}
    return records.create(office, TRAINING_PLANS, told | {"audience": "网格员"} | values)


def held(office: Office, *names: str, **values: str) -> str:
    """A session to which `names` came; without any, as many as were typed."""
    told = {"topic": "业务培训", "kind": "培训", "held_on": "2021-03-10", "audience": "网格员"}
    key = records.create(office, TRAININGS, told | values)
    if names:
        lines = [Line(name, unit="松林社区", presence="已到") for name in names]
        attendance.save(office, key, lines)
    return key


def keeper(office: Office, name: str, since: str = "") -> str:
    key = records.create(office, PEOPLE, {"name": name, "village": "松林社区"})
    role = {"person": key, "role": "网格员", "village": "松林社区", "since": since}
    records.create(office, PERSON_ROLES, role)
    return key


def row(office: Office, group: str, on: date | None = None) -> figures.GroupCoverage:
    return next(one for one in figures.coverage(office, on) if one.group == group)


class TestPlan:
    def test_what_was_held_and_is_counted_into_a_line_is_done(self, town: Office) -> None:
        key = plan(town)
        held(town, "王芳", "李强", plan=key)
        held(town, "王芳", plan=key, held_on="2021-04-01")
        records.create(town, TRAININGS, {"topic": "下周的", "held_on": "2021-04-27", "plan": key})
        (one,) = figures.plan_status(town, 2021).rows
        assert (one.planned, one.done, one.remaining) == (4, 2, 2)

    def test_times_and_people_are_two_numbers(self, town: Office) -> None:
        key = plan(town)
        held(town, "王芳", "李强", plan=key)
        held(town, "王芳", plan=key)
        held(town, plan=key, attended="30")
        count = figures.plan_status(town, 2021).rows[0].count
        assert (count.times, count.people, count.unnamed) == (33, 2, 30)

    def test_a_session_that_fits_one_line_is_proposed_and_counted_in_by_one_action(
        self, town: Office
    ) -> None:
        key = plan(town)
        held(town, "王芳")
        held(town, "王芳", kind="演练")
        held(town, "王芳", held_on="2020-12-01")
        status = figures.plan_status(town, 2021)
        assert (status.proposals, status.beside.sessions, status.rows[0].done) == (1, 2, 0)
        assert figures.count_into_plan(town, 2021, key) == 1
        assert figures.plan_status(town, 2021).rows[0].done == 1
        records.undo(town)
        assert figures.plan_status(town, 2021).rows[0].done == 0

    def test_what_fits_two_lines_is_left_to_people(self, town: Office) -> None:
        plan(town)
        plan(town, topic="另一项")
        held(town, "王芳")
        assert figures.plan_status(town, 2021).proposals == 0
        with pytest.raises(InputError, match="没有可以算进计划的活动"):
            figures.count_into_plan(town, 2021)

    def test_lines_are_summed_by_campaign_and_by_group(self, town: Office) -> None:
        first = plan(town, campaign="进农村")
        plan(town, topic="另一项", campaign="进农村", sessions="2")
        held(town, "王芳", plan=first)
        status = figures.plan_status(town, 2021)
        rural = next(one for one in status.by_campaign if one.title == "进农村")
        assert (rural.planned, rural.done) == (6, 1)
        assert [(one.title, one.planned) for one in status.by_group] == [("网格员", 6)]
        assert (status.total.planned, status.total.done) == (6, 1)

    def test_a_line_past_its_day_and_not_done_is_late(self, town: Office) -> None:
        plan(town, until="2021-04-19")
        assert figures.plan_status(town, 2021).rows[0].is_late

    def test_a_year_with_nothing_has_nothing(self, town: Office) -> None:
        status = figures.plan_status(town, 2018)
        assert (status.rows, status.total.planned, status.beside.sessions) == ((), 0, 0)
        assert figures.years(town) == (2021,)

    def test_the_five_campaigns_by_village_add_up(self, town: Office) -> None:
        held(town, "王芳", campaign="进农村", village="庙岭村")
        held(town, campaign="进学校", attended="200")
        table = dict(figures.five_campaigns(town, 2021).rows)
        assert list(table) == ["松林社区", "庙岭村", "镇级", "全镇"]
        assert [count.sessions for count in table["庙岭村"]] == [0, 1, 0, 0, 0, 1]
        assert table["镇级"][3].times == 200
        assert (table["全镇"][-1].sessions, table["全镇"][-1].times) == (2, 201)


class TestCoverage:
    def test_who_came_in_twelve_months_is_trained(self, town: Office) -> None:
        keeper(town, "王芳")
        keeper(town, "李强")
        held(town, "王芳", held_on="2020-04-21")
        held(town, "李强", held_on="2020-04-20")
        one = row(town, "网格员")
        assert (one.known, one.trained, one.untrained) == (2, 1, 1)
        (missing,) = figures.untrained(town, "网格员")
        assert (missing.name, missing.last) == ("李强", date(2020, 4, 20))

    @pytest.mark.parametrize("presence", ["未到", "请假", "待签到"])
    def test_who_did_not_come_is_not(self, town: Office, presence: str) -> None:
        keeper(town, "王芳")
        key = held(town, "李强")
        lines = attendance.sign_in_list(town, key).lines
        more = Line("王芳", unit="松林社区", presence=presence)
        attendance.save(town, key, [*lines, more])
        assert row(town, "网格员").trained == 0

    def test_publicity_trains_nobody(self, town: Office) -> None:
        keeper(town, "王芳")
        held(town, "王芳", kind="宣传")
        assert row(town, "网格员").trained == 0

    def test_a_session_without_names_is_said_to_be_one(self, town: Office) -> None:
        held(town, attended="40")
        held(town, "王芳")
        one = row(town, "网格员")
        assert (one.sessions, one.nameless) == (2, 1)

    def test_who_has_just_begun_has_some_days(self, town: Office) -> None:
        keeper(town, "王芳", since="2021-04-10")
        keeper(town, "李强", since="2021-03-01")
        one = row(town, "网格员")
        assert (one.newcomers, one.late) == (2, 1)
        first, second = figures.untrained(town, "网格员")
        assert (first.name, first.new_until) == ("李强", date(2021, 3, 31))
        assert second.new_until == date(2021, 5, 10)
        save_settings(town.folder, Settings(newcomer_days=60))
        assert row(town, "网格员").late == 0

    def test_the_groups_are_the_eight_of_the_circular(self, town: Office) -> None:
        assert len(figures.coverage(town)) == 8

    def test_a_session_is_arranged_with_the_names_expected(self, town: Office) -> None:
        keeper(town, "王芳")
        keeper(town, "李强")
        key = training_coverage.arrange(town, "网格员", figures.untrained(town, "网格员"))
        made = records.read(town, TRAININGS, key)
        assert (made.stage, made.values["called"], made.values["village"]) == (
            "待开展",
            2,
            "松林社区",
        )
        assert made.values["number"] == "2021-001"
        lines = attendance.sign_in_list(town, key).lines
        assert all(one.person and one.presence == "待签到" for one in lines)


class TestSchools:
    @pytest.fixture
    def school(self, town: Office) -> str:
        told = {"name": "中心小学", "kind": "一般单位", "category": "学校", "village": "松林社区"}
        return records.create(town, UNITS, told)

    def test_a_drill_counts_within_the_school_year(self, town: Office, school: str) -> None:
        held(town, kind="演练", unit=school, attended="300", held_on="2020-09-01")
        found = figures.school_drills(town)
        assert (found.first, found.last) == (date(2020, 9, 1), date(2021, 8, 31))
        assert [one.held_on for one in found.schools] == [date(2020, 9, 1)]
        assert "109号" in found.basis
        later = figures.school_drills(town, date(2021, 9, 1))
        assert [one.held_on for one in later.schools] == [None]

    def test_a_drill_at_a_place_of_its_name_is_the_schools(self, town: Office, school: str) -> None:
        assert school
        held(town, kind="演练", place="中心小学操场", attended="300")
        assert figures.school_drills(town).schools[0].held_on == date(2021, 3, 10)

    def test_a_drill_is_arranged_at_the_school(self, town: Office, school: str) -> None:
        made = records.read(town, TRAININGS, training_coverage.arrange_drill(town, school))
        values = made.values
        assert (values["kind"], values["unit"], values["village"]) == (
            "演练",
            "中心小学",
            "松林社区",
        )

    def test_before_the_rule_there_is_none(self, town: Office) -> None:
        assert figures.school_drills(town, date(2008, 5, 1)).basis == ""
