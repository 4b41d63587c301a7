"""The duty rota: fair, without two days running, and the same each time it is drawn."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain.rota import Member, Plan, conflicts, counts, propose

FIRST = date(2021, 5, 1)
DAYS = tuple(FIRST + timedelta(days=at) for at in range(31))
OFF = frozenset(day for day in DAYS if day.weekday() >= 5) | set(DAYS[:5])


def _members(count: int) -> list[Member]:
    return [Member(f"m{at}") for at in range(count)]


def _spread(numbers: list[int]) -> int:
    return max(numbers) - min(numbers)


@given(each=st.integers(1, 4), spare=st.integers(0, 12), seed=st.integers(0, 99))
def test_everyone_serves_as_often_as_the_others_also_on_days_off(
    each: int, spare: int, seed: int
) -> None:
    members = _members(3 * each + spare)
    rota = propose(members, Plan(DAYS, each, OFF), seed)
    assert all(len(keys) == each for keys in rota.values())
    found = counts(rota, OFF)
    assert _spread([found.get(one.key, (0, 0))[0] for one in members]) <= 1
    assert _spread([found.get(one.key, (0, 0))[1] for one in members]) <= 1


@given(
    before=st.lists(st.integers(0, 6), min_size=4, max_size=12),
    each=st.integers(1, 2),
    seed=st.integers(0, 99),
)
def test_who_served_more_in_the_months_before_serves_less_now(
    before: list[int], each: int, seed: int
) -> None:
    members = [Member(f"m{at}", before=number) for at, number in enumerate(before)]
    rota = propose(members, Plan(DAYS, each), seed)
    found = counts(rota, ())
    for one in members:
        for other in members:
            if one.before > other.before:
                assert found.get(one.key, (0, 0))[0] <= found.get(other.key, (0, 0))[0] + 1


@given(
    away=st.lists(st.sets(st.sampled_from(DAYS), max_size=20), min_size=1, max_size=9),
    each=st.integers(1, 4),
    seed=st.integers(0, 99),
)
def test_nobody_serves_two_days_running_or_while_away(
    away: list[set[date]], each: int, seed: int
) -> None:
    members = [Member(f"m{at}", away=frozenset(days)) for at, days in enumerate(away)]
    rota = propose(members, Plan(DAYS, each, OFF), seed)
    assert conflicts(rota) == {}
    for one in members:
        assert not any(one.key in rota[day] for day in one.away)


@given(each=st.integers(1, 3), people=st.integers(1, 12), seed=st.integers(0, 99))
def test_a_rota_can_be_drawn_again(each: int, people: int, seed: int) -> None:
    plan = Plan(DAYS, each, OFF)
    assert propose(_members(people), plan, seed) == propose(_members(people), plan, seed)


def test_another_seed_gives_another_rota() -> None:
    plan = Plan(DAYS, 2, OFF)
    assert propose(_members(9), plan, 1) != propose(_members(9), plan, 2)


def test_who_is_down_already_stays_and_has_the_days_beside_free() -> None:
    before, fifth = FIRST - timedelta(days=1), DAYS[4]
    plan = Plan(DAYS, 1, fixed={before: ("m0",), fifth: ("m1",)})
    rota = propose(_members(3), plan, 7)
    assert rota[fifth] == ("m1",)
    assert "m0" not in rota[FIRST]
    assert conflicts(rota) == {}


def test_a_day_for_which_nobody_is_left_stays_empty() -> None:
    rota = propose(_members(1), Plan(DAYS[:3], 1), 1)
    assert [len(rota[day]) for day in DAYS[:3]] == [1, 0, 1]


def test_two_days_running_are_told() -> None:
    assert conflicts({FIRST: ("m0", "m1"), DAYS[1]: ("m1",)}) == {DAYS[1]: ("m1",)}
