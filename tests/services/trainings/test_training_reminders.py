"""Trainings that are owed stand in the day's list: to newcomers, and the schools' drills."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fireoffice.domain.deadlines import Urgency
from fireoffice.registers import PEOPLE, PERSON_ROLES, TEAMS, TRAININGS, UNITS, VOLUNTEERS
from fireoffice.services import agenda, records
from fireoffice.services.office import Office
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up
from fireoffice.services.trainings import attendance, coverage
from fireoffice.services.trainings.attendance import Line
from fireoffice.services.trainings.reminders import COVERAGE, Owed, owed

TODAY = date(2021, 4, 20)


@pytest.fixture
def town(office: Office) -> Office:
    villages = (VillageSetup("高石村"), VillageSetup("庙岭村"))
    set_up(office, TownSetup("邻鄂镇", "镇政府", ("邻鄂府发",), villages))
    records.create(office, TEAMS, {"name": "一队", "village": "高石村"})
    return office


def _volunteer(office: Office, name: str, joined: date) -> str:
    about = {"name": name, "team": "一队", "village": "高石村", "joined_on": joined.isoformat()}
    return records.create(office, VOLUNTEERS, about)


def _told(office: Office, day: date = TODAY) -> list[tuple[str, str, date]]:
    return [(one.title, one.place, one.due) for one in owed(office, day)]


def test_volunteers_who_have_just_joined_are_owed_a_training_within_thirty_days(
    town: Office,
) -> None:
    _volunteer(town, "李强", TODAY - timedelta(days=10))
    _volunteer(town, "周勇", TODAY - timedelta(days=40))
    _volunteer(town, "王芳", TODAY - timedelta(days=900))
    _volunteer(town, "不再算新", TODAY - timedelta(days=91))
    due = TODAY - timedelta(days=10)
    assert _told(town) == [("新任志愿队员2人没有培训", "周勇、李强", due)]
    (row,) = agenda.agenda(town)
    assert (row.register, row.urgency, row.step) == (COVERAGE, Urgency.OVERDUE, "安排培训")
    assert row.village == "高石村"


def test_a_new_keeper_of_a_grid_is_owed_one_too_until_it_was_given(town: Office) -> None:
    person = records.create(town, PEOPLE, {"name": "陈静", "village": "庙岭村"})
    since = (TODAY - timedelta(days=5)).isoformat()
    role = {"person": person, "role": "网格员", "village": "庙岭村", "since": since}
    records.create(town, PERSON_ROLES, role)
    assert _told(town) == [("新任网格员1人没有培训", "陈静", TODAY + timedelta(days=25))]
    (row,) = agenda.agenda(town)
    assert row.urgency is Urgency.LATER
    held = {"topic": "岗前培训", "kind": "培训", "held_on": TODAY.isoformat()}
    training = records.create(town, TRAININGS, held)
    attendance.save(town, training, [Line("陈静", presence="已到", person=person)])
    assert _told(town) == []


@pytest.mark.parametrize(
    ("day", "urgency"),
    [
        (date(2021, 5, 30), None),
        (date(2021, 5, 31), Urgency.LATER),
        (date(2021, 6, 30), Urgency.TODAY),
        (date(2021, 8, 31), Urgency.OVERDUE),
        (date(2021, 9, 1), None),
    ],
)
def test_a_school_without_a_drill_is_told_as_its_year_draws_to_its_end(
    town: Office, day: date, urgency: Urgency | None
) -> None:
    records.create(
        town,
        UNITS,
        {"name": "高石小学", "kind": "一般单位", "village": "高石村", "category": "学校"},
    )
    rows = [row for row in agenda.agenda(town, day) if row.register == COVERAGE]
    assert [row.urgency for row in rows] == ([urgency] if urgency else [])
    assert [row.step for row in rows] == (["安排演练"] if urgency else [])


def test_a_drill_that_is_planned_is_not_asked_for_again(town: Office) -> None:
    unit = {"name": "高石小学", "kind": "一般单位", "village": "高石村", "category": "学校"}
    school = records.create(town, UNITS, unit)
    june = date(2021, 6, 10)
    assert [one.key for one in owed(town, june)] == [school]
    coverage.arrange_drill(town, school, june + timedelta(days=3))
    assert owed(town, june) == ()
    overslept: tuple[Owed, ...] = owed(town, june + timedelta(days=4))
    assert [one.key for one in overslept] == [school]
