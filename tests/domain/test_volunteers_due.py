"""What of a volunteer runs out, what may be done, and which villages must have a brigade."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fireoffice.domain.volunteers import (
    Standard,
    absence_problems,
    band,
    first_to_lapse,
    needs_brigade,
    problems,
    steps,
)

TODAY = date(2021, 4, 20)
LATER = TODAY + timedelta(days=1)


def test_what_runs_out_first_is_renewed_first() -> None:
    ends = {"insured_until": LATER, "certified_until": TODAY, "healthy_until": None}
    found = first_to_lapse(ends)
    assert found is not None
    assert (found[0].name, found[1]) == ("培训证", TODAY)
    labels = [step.label for step in steps(None, ends)]
    assert labels == ["登记复训", "登记续保", "登记体检", "登记退出"]
    assert first_to_lapse({"insured_until": None}) is None


def test_who_has_left_has_no_step() -> None:
    assert steps(TODAY, {"insured_until": LATER}) == ()


@pytest.mark.parametrize(
    ("kind", "population", "needed"),
    [
        ("行政村", 1001, True),
        ("行政村", 1000, False),
        ("行政村", None, False),
        ("社区", 9000, False),
        ("林场", 9000, False),
    ],
)
def test_a_village_needs_a_brigade_above_the_standard_of_its_kind(
    kind: str, population: int | None, needed: bool
) -> None:
    assert needs_brigade(kind, population, {Standard.VILLAGE: 1000}) is needed


def test_days_in_the_wrong_order_are_pointed_out() -> None:
    assert problems(LATER, TODAY) == {"left_on": f"退出日期早于参加日期{LATER}，请核对。"}
    assert problems(TODAY, LATER) == problems(None, TODAY) == {}
    assert absence_problems(LATER, TODAY) == {"last": f"止期早于起始日期{LATER}，请核对。"}
    assert absence_problems(TODAY, TODAY) == absence_problems(TODAY, None) == {}


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "已过期"), (0, "今天到期"), (7, "7日内到期"), (8, "30日内到期"), (31, "")],
)
def test_how_near_an_end_is_has_a_word(days: int, words: str) -> None:
    assert band(TODAY + timedelta(days=days), TODAY) == words
