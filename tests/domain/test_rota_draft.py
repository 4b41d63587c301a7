"""A rota being arranged: swapped, given away, moved, and who was down before is remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from fireoffice.core.errors import InputError
from fireoffice.domain import rota_draft
from fireoffice.domain.rota_draft import Slot, Slots, keys_of

FIRST, SECOND, THIRD = (date(2021, 5, day) for day in (1, 2, 3))
SLOTS: Slots = {FIRST: (Slot("王芳", "班一"), Slot("李强")), SECOND: (Slot("张伟", "班二"),)}


def test_a_swap_changes_who_is_on_duty_and_keeps_the_shifts() -> None:
    swapped = rota_draft.swapped(SLOTS, FIRST, "王芳", SECOND, "张伟")
    assert keys_of(swapped) == {FIRST: ("张伟", "李强"), SECOND: ("王芳",)}
    assert swapped[FIRST][0] == Slot("张伟", "班一", "王芳")
    assert swapped[SECOND][0] == Slot("王芳", "班二", "张伟")


def test_who_gets_their_own_shift_back_stands_in_for_nobody() -> None:
    away = rota_draft.given(SLOTS, FIRST, "王芳", "张伟")
    further = rota_draft.given(away, FIRST, "张伟", "刘洋")
    assert further[FIRST][0] == Slot("刘洋", "班一", "王芳")
    assert rota_draft.given(further, FIRST, "刘洋", "王芳") == SLOTS


def test_what_was_never_written_remembers_nobody() -> None:
    assert rota_draft.given(SLOTS, FIRST, "李强", "张伟")[FIRST][1] == Slot("张伟")


def test_a_shift_is_put_down_moved_and_taken_out() -> None:
    more = rota_draft.added(SLOTS, THIRD, "张伟")
    assert keys_of(more)[THIRD] == ("张伟",)
    moved = rota_draft.moved(more, FIRST, "李强", THIRD)
    assert keys_of(moved) == {FIRST: ("王芳",), SECOND: ("张伟",), THIRD: ("张伟", "李强")}
    assert keys_of(rota_draft.removed(moved, THIRD, "张伟"))[THIRD] == ("李强",)
    assert keys_of(rota_draft.removed({}, THIRD, "张伟")) == {THIRD: ()}


@pytest.mark.parametrize(
    "step",
    [
        lambda: rota_draft.given(SLOTS, FIRST, "王芳", "李强"),
        lambda: rota_draft.added(SLOTS, FIRST, "王芳"),
        lambda: rota_draft.moved(SLOTS, SECOND, "张伟", SECOND),
    ],
    ids=["given", "added", "moved"],
)
def test_nobody_is_down_twice_on_a_day(step: Callable[[], object]) -> None:
    with pytest.raises(InputError, match="已有班"):
        step()


@pytest.mark.parametrize(("day", "other"), [(FIRST, "李强"), (SECOND, "王芳")])
def test_a_swap_is_of_two_people_on_two_days(day: date, other: str) -> None:
    with pytest.raises(InputError, match="不同日子"):
        rota_draft.swapped(SLOTS, FIRST, "王芳", day, other)
