"""Stores: what lies where follows from the movements alone; nothing leaves that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MovementKind(StrEnum):
    """The kinds of movement of supplies. 盘点 sets what a place holds to what was counted."""

    RECEIVED = "入库"
    ISSUED = "领用"
    RETURNED = "归还"
    MOVED = "调拨"
    LOST = "损耗"
    SCRAPPED = "报废"
    COUNTED = "盘点"


BRINGS = frozenset({MovementKind.RECEIVED, MovementKind.RETURNED})
"""The kinds that bring supplies to a place; all but 盘点 and these take them away."""


class Stage(StrEnum):
    """The stock of a supply against its minimum."""

    ENOUGH = "充足"
    SHORT = "不足"
    NONE = "无库存"
    RETIRED = "已停用"


@dataclass(frozen=True)
class Movement:
    """One movement: `quantity` from or to `place`; of 调拨 it arrives at `to_place`."""

    id: str
    kind: MovementKind
    day: date
    place: str
    quantity: int
    to_place: str = ""


@dataclass(frozen=True)
class Stock:
    """The amount in each place, and a sentence for each movement that took more than was there."""

    by_place: dict[str, int]
    objections: dict[str, str]

    @property
    def total(self) -> int:
        """All of it, wherever it lies."""
        return sum(self.by_place.values())

    def spread(self) -> str:
        """「镇消防站12、高石村4」; empty where nothing is left."""
        return "、".join(f"{place}{count}" for place, count in self.by_place.items() if count)


def stock(movements: Iterable[Movement], unit: str = "") -> Stock:
    """The stock after `movements`, told by day and, within a day, in the order of their keys.

    A movement that takes more than its place held is kept and counted; its sentence says so.
    """
    held: dict[str, int] = {}
    objections: dict[str, str] = {}
    for movement in sorted(movements, key=lambda one: (one.day, one.id)):
        there = held.get(movement.place, 0)
        if movement.kind is MovementKind.COUNTED:
            held[movement.place] = movement.quantity
            continue
        if movement.kind in BRINGS:
            held[movement.place] = there + movement.quantity
            continue
        if movement.quantity > there:
            objections[movement.id] = (
                f"{movement.day}{movement.kind}{movement.quantity}{unit}，"
                f"{movement.place}当时只有{max(0, there)}{unit}，请核对数量和存放点。"
            )
        held[movement.place] = there - movement.quantity
        if movement.kind is MovementKind.MOVED:
            held[movement.to_place] = held.get(movement.to_place, 0) + movement.quantity
    return Stock(held, objections)


def problems(kind: str | None, quantity: int | None, place: str, to_place: str) -> dict[str, str]:
    """Contradictions within one movement: field name to one Chinese sentence."""
    wrong: dict[str, str] = {}
    if quantity == 0 and kind != MovementKind.COUNTED:
        wrong["quantity"] = "数量应大于0；清点后没有了请用“盘点”。"
    if kind == MovementKind.MOVED and not to_place:
        wrong["to_place"] = "请填写调往哪里。"
    elif to_place and kind != MovementKind.MOVED:
        wrong["to_place"] = "只有调拨才填写调往哪里，请删去。"
    elif to_place and to_place == place:
        wrong["to_place"] = "调往的地方与存放点相同，请核对。"
    return wrong


def stage(total: int, minimum: int | None, retired_on: date | None) -> Stage:
    """The stage of a supply by what there is of it."""
    if retired_on:
        return Stage.RETIRED
    if total <= 0:
        return Stage.NONE
    return Stage.SHORT if minimum and total < minimum else Stage.ENOUGH
