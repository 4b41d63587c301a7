"""Stages of duties, sessions and volunteers, and which villages must have a brigade."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.domain import duties, trainings, volunteers

DAY = date(2021, 4, 1)


def test_a_duty_is_open_under_way_then_done() -> None:
    assert duties.stage(None, None) is duties.Stage.OPEN
    assert duties.stage("开了会", None) is duties.Stage.UNDER_WAY
    assert duties.stage(None, DAY) is duties.Stage.DONE
    assert set(duties.NEXT_STEPS) == {duties.Stage.OPEN, duties.Stage.UNDER_WAY}


def test_a_session_is_held_when_its_attendance_is_known() -> None:
    assert trainings.stage(None) is trainings.Stage.PLANNED
    assert trainings.stage(0) is trainings.Stage.HELD


def test_only_a_training_has_a_roll_that_can_be_exceeded() -> None:
    assert "attended" in trainings.problems(20, 30, "培训")
    assert trainings.problems(20, 30, "宣传") == {}
    assert trainings.problems(20, 20, "培训") == {}


def test_a_volunteer_serves_until_the_day_of_leaving() -> None:
    assert volunteers.stage(None) is volunteers.Stage.SERVING
    assert volunteers.stage(DAY) is volunteers.Stage.LEFT
    assert "left_on" in volunteers.problems(DAY, date(2021, 3, 31))
    assert volunteers.problems(DAY, DAY) == {}


@pytest.mark.parametrize(
    ("kind", "population", "needed"),
    [
        ("行政村", 1001, True),
        ("行政村", 1000, False),
        ("行政村", None, False),
        ("社区", 3260, False),
    ],
)
def test_a_village_of_more_residents_than_its_standard_must_have_a_brigade(
    kind: str, population: int | None, needed: bool
) -> None:
    assert volunteers.needs_brigade(kind, population, {"行政村应建队人口": 1000}) is needed


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        ("9:00", "上午9时"),
        ("14:30", "下午2时30分"),
        ("12：15", "中午12时15分"),
        ("19点", "晚上7时"),
        ("早上", ""),
        (None, ""),
    ],
)
def test_a_notice_says_the_time_of_day_in_words(begins: str | None, said: str) -> None:
    assert trainings.moment(begins) == said


def test_the_next_step_of_a_session_is_its_list_and_of_publicity_its_numbers() -> None:
    planned, held = trainings.Stage.PLANNED, trainings.Stage.HELD
    assert trainings.steps(planned, "培训") == (trainings.SIGN_IN, trainings.WITHOUT_NAMES)
    assert trainings.steps(planned, "宣传") == (trainings.WITHOUT_NAMES, trainings.SIGN_IN)
    assert trainings.steps(held, "宣传") == (trainings.SIGN_IN,)
