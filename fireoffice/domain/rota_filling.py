"""Fills as many places of a rota as can be filled, by exchanges where nobody is simply free.

Nobody serves on two days running. Written as a flow, this is exact: for each person and day a unit
that says whether they serve (on even days: whether they do not). Two days beside each other then
bind a person by an arc between that person's own chain and a hub which all share, and so does the
number of people a day. An assignment with empty places is improved along a cycle of this network
that leaves fewer of them; where there is none, nobody can fill more.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_ONE: Final = timedelta(days=1)
_Node = tuple[str, date]
"""The end of a day: of one person's chain, or, without a name, the hub."""


@dataclass
class _Arc:
    """One way through the network with the room left on it; `back` is the way back."""

    tail: int
    head: int
    room: int
    cost: int
    back: int


def fill(
    serving: Mapping[date, Set[str]], able: Mapping[date, Set[str]], places: Mapping[date, int]
) -> dict[date, set[str]]:
    """The people for each day that leave the fewest places empty, beginning with `serving`.

    `places` is how many are wanted on each day, `able` who can serve on it: `serving` is among
    them, within the places, and has nobody on two days running.
    """
    network = _Network(serving, able, places)
    while network.improve():
        pass
    return network.serving()


class _Network:
    """The flow that stands for an assignment; each cycle of negative cost fills a place."""

    def __init__(
        self,
        serving: Mapping[date, Set[str]],
        able: Mapping[date, Set[str]],
        places: Mapping[date, int],
    ) -> None:
        self._nodes: dict[_Node, int] = {}
        self._arcs: list[_Arc] = []
        self._units: dict[tuple[date, str], int] = {}
        self._days = tuple(places)
        for day, wanted in places.items():
            here = serving.get(day, frozenset[str]())
            for key in sorted(able.get(day, ())):
                self._add_unit(day, key, serves=key in here, able=able)
            empty, sign = wanted - len(here), 1 if _is_odd(day) else -1
            used = empty if _is_odd(day) else wanted - empty
            self._add(self._hub(day - _ONE), self._hub(day), used, wanted, sign)
            for key in sorted(able.get(day, frozenset[str]()) & able.get(day + _ONE, set[str]())):
                busy = key in here or key in serving.get(day + _ONE, ())
                ends = self._hub(day), self._node(key, day)
                tail, head = ends if _is_odd(day) else ends[::-1]
                self._add(tail, head, 0 if busy else 1, 1)

    def improve(self) -> bool:
        """Send one unit round a cycle that leaves fewer places empty; False if there is none."""
        cycle = self._cycle()
        for at in cycle:
            self._arcs[at].room -= 1
            self._arcs[self._arcs[at].back].room += 1
        return bool(cycle)

    def serving(self) -> dict[date, set[str]]:
        """The people who serve on each day as the flow stands."""
        found: dict[date, set[str]] = {day: set() for day in self._days}
        for (day, key), at in self._units.items():
            if (self._arcs[at].room == 0) == _is_odd(day):
                found[day].add(key)
        return found

    def _add_unit(
        self, day: date, key: str, *, serves: bool, able: Mapping[date, Set[str]]
    ) -> None:
        """Add the arc of a person's day; beside days that they cannot serve, it meets the hub."""
        before, after = (key in able.get(day + by, ()) for by in (-_ONE, _ONE))
        tail = self._node(key, day - _ONE) if before else self._hub(day - _ONE)
        head = self._node(key, day) if after else self._hub(day)
        self._units[day, key] = self._add(tail, head, int(serves == _is_odd(day)), 1)

    def _add(self, tail: int, head: int, used: int, most: int, cost: int = 0) -> int:
        at = len(self._arcs)
        self._arcs.append(_Arc(tail, head, most - used, cost, at + 1))
        self._arcs.append(_Arc(head, tail, used, -cost, at))
        return at

    def _hub(self, day: date) -> int:
        return self._node("", day)

    def _node(self, key: str, day: date) -> int:
        return self._nodes.setdefault((key, day), len(self._nodes))

    def _cycle(self) -> list[int]:
        """The arcs of a cycle of negative cost with room on it, after Bellman and Ford."""
        away = [0] * len(self._nodes)
        reached_by = [-1] * len(self._nodes)
        changed = True
        while changed:
            changed = False
            for at, arc in enumerate(self._arcs):
                if arc.room and away[arc.tail] + arc.cost < away[arc.head]:
                    away[arc.head] = away[arc.tail] + arc.cost
                    reached_by[arc.head] = at
                    changed = True
            if cycle := self._closed(reached_by):
                return cycle
        return []

    def _closed(self, reached_by: list[int]) -> list[int]:
        """The way back from a node to itself, where there is one."""
        seen = [-1] * len(reached_by)
        for start in range(len(reached_by)):
            node = start
            while seen[node] < 0 and reached_by[node] >= 0:
                seen[node] = start
                node = self._arcs[reached_by[node]].tail
            if seen[node] == start and reached_by[node] >= 0:
                return self._round(node, reached_by)
        return []

    def _round(self, node: int, reached_by: list[int]) -> list[int]:
        arcs: list[int] = []
        at = node
        while not arcs or at != node:
            arcs.append(reached_by[at])
            at = self._arcs[reached_by[at]].tail
        return arcs


def _is_odd(day: date) -> bool:
    return day.toordinal() % 2 == 1
