"""How many were expected and came: by the list of names as far as it goes, else as typed."""

from __future__ import annotations

import pytest

from fireoffice.domain.trainings import Heads, Roll, count_roll, heads


def test_a_list_is_counted_by_its_marks() -> None:
    roll = count_roll(["已到", "已到", "未到", "请假", "待签到"])
    assert roll == Roll(present=2, absent=1, excused=1, waiting=1)
    assert (roll.listed, roll.is_marked) == (5, True)
    assert roll.told() == "应到5　实到2　未到1　请假1　未标记1"
    assert Roll(waiting=3).is_marked is False


@pytest.mark.parametrize(
    ("typed", "roll", "expected"),
    [
        ((None, None), Roll(), Heads(None, None, None)),
        ((30, None), Roll(), Heads(30, None, "填报")),
        ((30, 28), Roll(), Heads(30, 28, "填报")),
        ((30, None), Roll(waiting=25), Heads(25, None, "应到按名单")),
        ((30, 20), Roll(waiting=25), Heads(25, 20, "应到按名单，实到为填报")),
        ((30, None), Roll(present=2, absent=1), Heads(3, 2, "签到名单")),
        ((30, 28), Roll(present=2, absent=1), Heads(3, 2, "签到名单（填报的实到28人不计）")),
        ((30, None), Roll(present=2), Heads(30, 2, "实到按签到名单，应到为填报")),
        ((None, 2), Roll(present=2), Heads(2, 2, "签到名单")),
    ],
)
def test_the_list_decides_as_far_as_it_goes(
    typed: tuple[int | None, int | None], roll: Roll, expected: Heads
) -> None:
    assert heads(*typed, roll) == expected
