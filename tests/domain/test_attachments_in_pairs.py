"""Photos in pairs: 整改前 beside 整改后."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain.attachments import (
    AFTER,
    BEFORE,
    MATERIAL,
    PLAIN_ROLES,
    RECTIFICATION_ROLES,
    SCAN,
    SCENE,
    next_pair,
    pairs,
    photo_roles,
    role_of,
    size_words,
)


@dataclass(frozen=True)
class One:
    """Anything with a role and a place."""

    role: str
    pair: int | None = None


ANY = st.lists(
    st.builds(One, st.sampled_from(RECTIFICATION_ROLES), st.one_of(st.none(), st.integers(1, 4)))
)


@given(ANY)
def test_no_photo_is_lost_or_shown_twice(items: list[One]) -> None:
    shown = [one for pair in pairs(items) for one in (pair.before, pair.after) if one]
    photos = [one for one in items if one.role in (BEFORE, AFTER)]
    assert sorted(shown, key=str) == sorted(photos, key=str)
    assert all(pair.before is None or pair.before.role == BEFORE for pair in pairs(items))
    numbers = [pair.number for pair in pairs(items)]
    assert len(set(numbers)) == len(numbers)


@given(ANY, st.sampled_from((BEFORE, AFTER)))
def test_a_new_photo_never_takes_a_place_that_is_taken(items: list[One], role: str) -> None:
    number = next_pair(items, role)
    standing = {
        (pair.number, one.role) for pair in pairs(items) for one in (pair.before, pair.after) if one
    }
    assert (number, role) not in standing


@pytest.mark.parametrize(
    ("standing", "put_right", "expected"),
    [
        ([], False, BEFORE),
        ([One(BEFORE, 1)], False, BEFORE),
        ([One(BEFORE, 1), One(BEFORE, 2)], False, BEFORE),
        ([], True, BEFORE),
        ([One(BEFORE, 1)], True, AFTER),
        ([One(BEFORE, 1), One(AFTER, 1)], True, BEFORE),
    ],
)
def test_a_spot_photographed_before_is_photographed_after_only_once_it_is_put_right(
    standing: list[One], put_right: bool, expected: str
) -> None:
    found = role_of(RECTIFICATION_ROLES, standing, photo=True, pdf=False, put_right=put_right)
    assert found == expected


@pytest.mark.parametrize("roles", [PLAIN_ROLES, RECTIFICATION_ROLES])
def test_a_document_is_a_scan_or_material(roles: tuple[str, ...]) -> None:
    assert role_of(roles, [], photo=False, pdf=True, put_right=False) == SCAN
    assert role_of(roles, [], photo=False, pdf=False, put_right=False) == MATERIAL


def test_which_roles_a_photo_may_have() -> None:
    assert photo_roles(RECTIFICATION_ROLES) == (BEFORE, AFTER)
    assert photo_roles(PLAIN_ROLES) == (SCENE,)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0字节"), (1023, "1023字节"), (1024, "1.0KB"), (20_480, "20KB"), (1_258_291, "1.2MB")],
)
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert size_words(size) == words


def test_what_is_not_before_or_after_stands_in_no_pair() -> None:
    assert next_pair([], SCENE) is None
