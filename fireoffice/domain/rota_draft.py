"""A month's rota while it is being arranged: shifts put down, swapped and given away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from fireoffice.core.errors import InputError


@dataclass(frozen=True)
class Slot:
    """One person on one day. `shift` is the record where it is written already.

    `instead_of` is who was down before a swap; a slot that is not yet written has none.
    """

    volunteer: str
    shift: str = ""
    instead_of: str = ""

    def given_to(self, volunteer: str) -> Slot:
        """The same shift with another on duty."""
        before = self.instead_of or self.volunteer if self.shift else ""
        return replace(self, volunteer=volunteer, instead_of="" if before == volunteer else before)


Slots = Mapping[date, tuple[Slot, ...]]


def keys_of(slots: Slots) -> dict[date, tuple[str, ...]]:
    """The keys of the people on duty on each day."""
    return {day: tuple(one.volunteer for one in some) for day, some in slots.items()}


def swapped(
    slots: Slots, day: date, one: str, other_day: date, other: str
) -> dict[date, tuple[Slot, ...]]:
    """换班: `one` takes the shift of `other`, and `other` that of `one`.

    Raises `InputError` where one of them would be down twice on a day.
    """
    if one == other or day == other_day:
        raise InputError("换班要选两个人在不同日子的班。", "请另选一天。")
    changed = given(slots, day, one, other)
    return given(changed, other_day, other, one)


def given(slots: Slots, day: date, one: str, taker: str) -> dict[date, tuple[Slot, ...]]:
    """替班: `taker` takes the shift of `one`. Raises `InputError` where they are down already."""
    some = slots.get(day, ())
    if any(slot.volunteer == taker for slot in some):
        raise InputError(f"这个人{day.month}月{day.day}日已有班。", "请另选一人或另选一天。")
    changed = tuple(slot.given_to(taker) if slot.volunteer == one else slot for slot in some)
    return {**slots, day: changed}


def moved(slots: Slots, day: date, one: str, other_day: date) -> dict[date, tuple[Slot, ...]]:
    """The draft with the shift of `one` on another day. Raises `InputError` as `given`."""
    if any(slot.volunteer == one for slot in slots.get(other_day, ())):
        raise InputError(
            f"这个人{other_day.month}月{other_day.day}日已有班。", "请另选一人或另选一天。"
        )
    left = tuple(slot for slot in slots.get(day, ()) if slot.volunteer != one)
    return {**slots, day: left, other_day: (*slots.get(other_day, ()), Slot(one))}


def added(slots: Slots, day: date, volunteer: str) -> dict[date, tuple[Slot, ...]]:
    """The draft with another person on duty on `day`. Raises `InputError` as `given`."""
    if any(slot.volunteer == volunteer for slot in slots.get(day, ())):
        raise InputError(f"这个人{day.month}月{day.day}日已有班。", "请另选一人或另选一天。")
    return {**slots, day: (*slots.get(day, ()), Slot(volunteer))}


def removed(slots: Slots, day: date, volunteer: str) -> dict[date, tuple[Slot, ...]]:
    """The draft without `volunteer` on `day`."""
    left = tuple(slot for slot in slots.get(day, ()) if slot.volunteer != volunteer)
    return {**slots, day: left}
