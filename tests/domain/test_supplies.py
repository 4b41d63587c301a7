"""Stores: the balance of each place follows from the movements, in whatever order they come."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain.supplies import (
    BRINGS,
    Movement,
    MovementKind,
    Stage,
    problems,
    stage,
    stock,
)

K = MovementKind
FIRST = date(2021, 4, 1)


_serial: Final = count(1)


def moved(
    kind: K, quantity: int, day: int = 0, to_place: str = "", place: str = "镇库"
) -> Movement:
    """A movement `day` days after the first; of one day the earlier written has the lesser key."""
    key = f"{next(_serial):06d}"
    return Movement(key, kind, FIRST + timedelta(days=day), place, quantity, to_place)


def test_what_comes_and_goes_is_summed_by_place() -> None:
    found = stock(
        [
            moved(K.RECEIVED, 20),
            moved(K.ISSUED, 3, 1),
            moved(K.MOVED, 5, 2, "高石村"),
            moved(K.RETURNED, 1, 3),
            moved(K.LOST, 1, 4),
            moved(K.SCRAPPED, 2, 5),
        ]
    )
    assert found.by_place == {"镇库": 10, "高石村": 5}
    assert (found.total, found.spread(), found.objections) == (15, "镇库10、高石村5", {})


def test_what_was_counted_stands_whatever_was_booked_before() -> None:
    found = stock([moved(K.RECEIVED, 20), moved(K.COUNTED, 17, 1), moved(K.ISSUED, 2, 2)])
    assert found.by_place == {"镇库": 15}


def test_what_was_not_there_cannot_leave_and_the_sentence_says_where_and_how_much() -> None:
    issued = moved(K.ISSUED, 99_999, 1)
    found = stock([moved(K.RECEIVED, 12), issued], "具")
    assert found.objections == {
        issued.id: "2021-04-02领用99999具，镇库当时只有12具，请核对数量和存放点。"
    }


def test_what_lies_elsewhere_does_not_help() -> None:
    issued = moved(K.ISSUED, 1, 1, place="高石村")
    assert set(stock([moved(K.RECEIVED, 12), issued]).objections) == {issued.id}


@pytest.mark.parametrize(
    ("given_", "wrong"),
    [
        ((K.ISSUED, 0, "镇库", ""), "quantity"),
        ((K.MOVED, 1, "镇库", ""), "to_place"),
        ((K.MOVED, 1, "镇库", "镇库"), "to_place"),
        ((K.RECEIVED, 1, "镇库", "高石村"), "to_place"),
        ((K.COUNTED, 0, "镇库", ""), ""),
        ((K.MOVED, 1, "镇库", "高石村"), ""),
    ],
)
def test_a_movement_is_whole_in_itself(given_: tuple[K, int, str, str], wrong: str) -> None:
    assert list(problems(*given_)) == ([wrong] if wrong else [])


def test_the_stage_tells_how_much_is_left() -> None:
    assert stage(0, None, None) is Stage.NONE
    assert stage(3, 5, None) is Stage.SHORT
    assert stage(5, 5, None) is Stage.ENOUGH
    assert stage(5, None, FIRST) is Stage.RETIRED


MOVEMENTS = st.lists(
    st.builds(
        lambda kind, quantity, day, place: moved(kind, quantity, day, "丙", place),
        st.sampled_from(list(K)),
        st.integers(0, 30),
        st.integers(0, 6),
        st.sampled_from(["甲", "乙"]),
    ),
    max_size=12,
)


@given(MOVEMENTS, st.randoms())
def test_the_order_of_telling_does_not_matter(movements: list[Movement], random: Random) -> None:
    mixed = list(movements)
    random.shuffle(mixed)
    assert stock(mixed) == stock(movements)


@given(MOVEMENTS)
def test_without_an_objection_no_place_is_ever_below_nothing(movements: list[Movement]) -> None:
    whole = stock(movements)
    accepted = [one for one in movements if one.id not in whole.objections]
    ordered = sorted(accepted, key=lambda one: (one.day, one.id))
    while wrong := stock(ordered).objections:
        ordered = [one for one in ordered if one.id not in wrong]
    for end in range(len(ordered) + 1):
        assert all(count >= 0 for count in stock(ordered[:end]).by_place.values())


@given(MOVEMENTS)
def test_what_moves_between_places_changes_no_total(movements: list[Movement]) -> None:
    without = [one for one in movements if one.kind is not K.COUNTED]
    expected = sum(
        one.quantity if one.kind in BRINGS else 0 if one.kind is K.MOVED else -one.quantity
        for one in without
    )
    assert stock(without).total == expected
