"""No place of a rota stays empty that an exchange could fill."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain.rota import Member, Plan, conflicts, propose

FIRST = date(2021, 5, 1)
DAYS = tuple(FIRST + timedelta(days=at) for at in range(6))
AWAY = st.lists(st.sets(st.sampled_from(DAYS), max_size=5), min_size=1, max_size=5)


def _members(away: list[set[date]]) -> list[Member]:
    return [Member(f"m{at}", away=frozenset(days)) for at, days in enumerate(away)]


def _most(members: list[Member], plan: Plan) -> int:
    """By trying everything: how many places can be filled at the most."""
    best: dict[frozenset[str], int] = {frozenset(plan.fixed.get(FIRST - timedelta(days=1), ())): 0}
    for day in plan.days:
        after = plan.fixed.get(day + timedelta(days=1), ())
        fixed = frozenset(plan.fixed.get(day, ()))
        free = [
            one.key
            for one in members
            if day not in one.away and one.key not in after and one.key not in fixed
        ]
        room = max(0, plan.each - len(fixed))
        choices = [
            fixed | set(some) for size in range(room + 1) for some in combinations(free, size)
        ]
        best = {
            chosen: max(
                (
                    filled + min(plan.each, len(chosen))
                    for before, filled in best.items()
                    if not before & chosen
                ),
                default=-100,
            )
            for chosen in choices
        }
    return max(best.values())


def _filled(rota: dict[date, tuple[str, ...]]) -> int:
    return sum(len(keys) for keys in rota.values())


@given(
    away=AWAY, each=st.integers(1, 3), off=st.sets(st.sampled_from(DAYS)), seed=st.integers(0, 9)
)
def test_as_many_places_are_filled_as_any_arrangement_could(
    away: list[set[date]], each: int, off: set[date], seed: int
) -> None:
    members, plan = _members(away), Plan(DAYS, each, frozenset(off))
    rota = propose(members, plan, seed)
    assert conflicts(rota) == {}
    assert all(one.away.isdisjoint(day for day in DAYS if one.key in rota[day]) for one in members)
    assert all(len(keys) <= each for keys in rota.values())
    assert _filled(rota) == _most(members, plan)


@given(
    away=AWAY,
    each=st.integers(1, 2),
    at=st.integers(-1, 6),
    who=st.integers(0, 4),
    seed=st.integers(0, 9),
)
def test_what_is_fixed_stays_while_the_others_are_exchanged(
    away: list[set[date]], each: int, at: int, who: int, seed: int
) -> None:
    members, day = _members(away), FIRST + timedelta(days=at)
    plan = Plan(DAYS, each, fixed={day: (f"m{who}",)})
    rota = propose(members, plan, seed)
    assert conflicts({**plan.fixed, **rota}) == {}
    assert day not in rota or f"m{who}" in rota[day]
    assert _filled(rota) == _most(members, plan)


def test_who_alone_can_serve_on_a_day_is_kept_free_for_it() -> None:
    """Both may serve on the first day, only one of them on the second."""
    second = frozenset({DAYS[1]})
    for names in (("a", "b"), ("b", "a")):
        members = [Member(names[0], before=1), Member(names[1], away=second)]
        tight = [Member(names[0]), Member(names[1], before=1, away=second)]
        for some in (members, tight):
            assert [len(keys) for keys in propose(some, Plan(DAYS[:2], 1), 1).values()] == [1, 1]


def test_a_month_of_thirty_people_with_much_leave_is_filled() -> None:
    days = tuple(FIRST + timedelta(days=at) for at in range(31))
    members = [
        Member(f"m{at}", away=frozenset(day for day in days if (day.day * 7 + at * 11) % 5 < 3))
        for at in range(30)
    ]
    rota = propose(members, Plan(days, 4), 3)
    assert all(len(keys) == 4 for keys in rota.values())
    assert conflicts(rota) == {}
