"""Figures are counted from the facts, as of any day, and add up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fireoffice.domain.deadlines import Urgency
from fireoffice.domain.months import Month
from fireoffice.registers import DUTIES, HAZARDS, TEAMS, TRAININGS, VOLUNTEERS
from fireoffice.services import figures, records
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up
from tests.lives import make_hazard

TODAY = date(2021, 4, 20)


@pytest.fixture
def town(office: Office) -> Office:
    villages = (
        VillageSetup("松林社区", population=3260),
        VillageSetup("高石村", population=2410),
        VillageSetup("桐坪村", population=960),
    )
    set_up(office, TownSetup("邻鄂镇", "镇政府", ("邻鄂府发",), villages))
    return office


def _hazard(office: Office, village: str, **values: str) -> str:
    about = {"place": "某店", "village": village, "description": "隐患"}
    return make_hazard(office, about | values)


def _closed(found: str, due: str, fixed: str, checked: str) -> dict[str, str]:
    return {
        "found_on": found,
        "notified_on": found,
        "due": due,
        "fixed_on": fixed,
        "rechecked_on": checked,
        "recheckers": "王芳、李强",
        "recheck_result": "合格",
        "closed_on": checked,
    }


def test_the_agenda_lists_what_is_due_and_nothing_else(town: Office) -> None:
    for days in (-12, 0, 3, 4):
        due = (TODAY + timedelta(days=days)).isoformat()
        _hazard(town, "松林社区", found_on="2021-03-01", due=due)
    _hazard(town, "松林社区", **_closed("2021-03-01", "2021-03-08", "2021-03-09", "2021-03-10"))
    _hazard(town, "松林社区")
    rows = figures.agenda(town)
    assert [(row.deadline.words, row.urgency) for row in rows] == [
        ("逾期12天", Urgency.OVERDUE),
        ("今天到期", Urgency.TODAY),
        ("还剩3天", Urgency.SOON),
    ]


def test_the_agenda_names_the_work_to_be_done_in_every_register(town: Office) -> None:
    due = TODAY.isoformat()
    stages = (
        {},
        {"notified_on": "2021-04-01"},
        {"notified_on": "2021-04-01", "started_on": "2021-04-02"},
        {"notified_on": "2021-04-01", "fixed_on": "2021-04-02"},
    )
    for facts in stages:
        _hazard(town, "高石村", **({"found_on": "2021-04-01", "due": due} | facts))
    duty = {"level": "镇领导", "holder": "镇应急办", "content": "每月检查", "due": due}
    records.create(town, DUTIES, duty)
    records.create(town, TRAININGS, {"topic": "演练", "held_on": due, "village": "高石村"})
    records.create(town, TEAMS, {"name": "一队"})
    volunteer = {"name": "李强", "team": "一队", "village": "高石村", "insured_until": due}
    records.create(town, VOLUNTEERS, volunteer)
    rows = figures.agenda(town)
    assert {(row.register, row.action, row.step, row.village) for row in rows} == {
        ("hazards", "下达通知", "下达整改通知", "高石村"),
        ("hazards", "催办", "登记整改开始", "高石村"),
        ("hazards", "催办", "登记整改完成", "高石村"),
        ("hazards", "复查", "登记复查", "高石村"),
        ("duties", "履责", "登记履责", "镇级"),
        ("trainings", "开展", "登记签到", "高石村"),
        ("volunteers", "续保", "登记续保", "高石村"),
    }


def test_what_is_put_right_is_no_longer_overdue_and_waits_for_its_recheck(town: Office) -> None:
    """It is late to put right late; who waits for 复查 after that is late no more."""
    spot = _hazard(town, "高石村", found_on="2021-04-10", due="2021-04-10", fixed_on="2021-04-10")
    late = _hazard(
        town, "高石村", found_on="2021-03-01", notified_on="2021-03-01", due="2021-03-31",
        fixed_on="2021-04-19",
    )  # fmt: skip
    assert records.counts(town, HAZARDS)["overdue"] == 0
    assert records.counts(town, HAZARDS)["waiting"] == 2
    assert {one.due for one in records.query(town, HAZARDS, Query()).rows} == {None}
    assert records.read(town, HAZARDS, late).due is None
    rows = figures.agenda(town)
    assert [(row.id, row.deadline.words, row.step) for row in rows] == [
        (spot, "已改10天", "登记复查"),
        (late, "已改1天", "登记复查"),
    ]
    assert {row.urgency for row in rows} == {Urgency.NONE}
    shown = {one.name: one for one in figures.key_figures(town)}
    assert shown["逾期"].series[-2:] == (0, 0)
    before = figures.by_village(town, today=date(2021, 4, 18)).total
    assert (before.overdue, figures.by_village(town).total.overdue) == (1, 0)


def test_the_table_by_village_counts_one_month_as_it_stood_at_its_end(town: Office) -> None:
    _hazard(town, "松林社区", **_closed("2021-03-01", "2021-03-15", "2021-03-10", "2021-03-12"))
    _hazard(town, "松林社区", **_closed("2021-03-02", "2021-03-15", "2021-03-20", "2021-03-21"))
    _hazard(town, "松林社区", **_closed("2021-03-05", "2021-03-05", "2021-03-05", "2021-03-05"))
    _hazard(town, "松林社区", **_closed("2021-03-06", "2021-03-25", "2021-04-05", "2021-04-06"))
    _hazard(town, "高石村", found_on="2021-02-01", due="2021-02-20")
    records.create(
        town,
        TRAININGS,
        {"topic": "院坝会", "held_on": "2021-03-09", "village": "松林社区", "attended": "50"},
    )
    table = figures.by_village(town, Month(2021, 3))
    first, second, third = table.rows
    assert (first.found, first.on_the_spot, first.ordered, first.fixed) == (4, 1, 4, 3)
    assert (first.due, first.due_fixed, first.due_on_time) == (4, 3, 2)
    assert (first.fix_rate, first.on_time_rate) == (75, 50)
    assert (first.overdue_7, first.overdue_30, first.overdue_more) == (1, 0, 0)
    assert (first.remaining, first.sessions, first.attended) == (1, 1, 50)
    assert (second.found, second.overdue_more, second.remaining) == (0, 1, 1)
    assert (third.found, third.fix_rate) == (0, None)
    assert table.total.found == 4
    assert (table.total.overdue, table.total.remaining) == (2, 2)


def test_who_must_have_a_brigade_and_has(town: Office) -> None:
    records.create(town, TEAMS, {"name": "一队", "village": "松林社区"})
    table = figures.by_village(town)
    assert [row.brigade for row in table.rows] == ["已建", "应建未建", ""]
    assert table.total.brigade == "应建1已建0"


def test_the_town_is_the_sum_of_its_villages(sample_office: Office) -> None:
    for month in (Month(2021, 4), Month(2021, 3), Month(2020, 12)):
        table = figures.by_village(sample_office, month)
        for name in ("found", "fixed", "due", "overdue", "remaining", "sessions", "volunteers"):
            assert getattr(table.total, name) == sum(getattr(row, name) for row in table.rows)


def test_key_figures_agree_with_the_lists(sample_office: Office) -> None:
    counted = records.counts(sample_office, HAZARDS)
    shown = {one.name: one for one in figures.key_figures(sample_office)}
    assert shown["未办结隐患"].value == counted["open"]
    assert shown["逾期"].value == counted["overdue"]
    assert shown["在队志愿队员"].value == records.counts(sample_office, VOLUNTEERS)["open"]
    assert shown["本月发现"].value == figures.by_village(sample_office).total.found
    assert all(len(one.series) == 12 for one in shown.values())
    assert all(one.series[-1] == one.value for one in shown.values())
    assert [one.name for one in shown.values() if one.is_late] == ["逾期"]


def test_twelve_months_hold_every_hazard_of_the_sample_year(sample_office: Office) -> None:
    counted = figures.months(sample_office)
    assert [one.month for one in counted][::11] == [Month(2020, 5), Month(2021, 4)]
    later = figures.months(sample_office, date(2020, 4, 30))
    assert sum(one.found for one in counted) + later[-1].found == 400


def test_an_office_without_records_has_figures_too(office: Office) -> None:
    assert figures.agenda(office) == ()
    assert {one.name: one.value for one in figures.key_figures(office)}["按期整改率"] is None
    assert figures.by_village(office).rows == ()


def test_the_calendar_shows_plans_and_the_days_of_the_law(sample_office: Office) -> None:
    planned = figures.calendar(sample_office)
    assert [entry.register for entry in planned] == ["trainings"] * 3
    autumn = figures.calendar(sample_office, date(2021, 10, 20))
    assert [(entry.day, entry.text) for entry in autumn] == [
        (date(2021, 11, 1), "全市消防安全宣传月"),
        (date(2021, 11, 9), "消防日"),
    ]
