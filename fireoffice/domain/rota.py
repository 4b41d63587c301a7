"""A duty rota that is fair: everybody as often as the others, on days off as well.

Counts reach over the months before, so that what one month could not make even the next one does.
The same names, days and seed always give the same rota.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from fireoffice.domain.rota_filling import fill

_ONE: Final = timedelta(days=1)


@dataclass(frozen=True)
class Member:
    """A person who may be put down for shifts.

    `before` are their shifts of the months before, `off_before` those of them on days off. `away`
    are the days on which they cannot serve.
    """

    key: str
    before: int = 0
    off_before: int = 0
    away: frozenset[date] = field(default_factory=frozenset[date])


Rota = Mapping[date, tuple[str, ...]]
"""Day to the keys of those on duty."""


@dataclass(frozen=True)
class Plan:
    """The shifts to be filled: `days` in order, `each` people a day.

    `off` are days off among them. `fixed` are people who are on duty on a day already, also just
    before the first day and after the last: they stay, and have the days beside free.
    """

    days: tuple[date, ...]
    each: int
    off: frozenset[date] = field(default_factory=frozenset[date])
    fixed: Rota = field(default_factory=dict[date, tuple[str, ...]])


def propose(members: Sequence[Member], plan: Plan, seed: int) -> dict[date, tuple[str, ...]]:
    """The people on duty on each day of `plan`, in the order of `members`.

    Nobody is down on two days running. A place stays empty only where no arrangement at all
    could fill more of them.
    """
    return _Drawing(members, plan, seed).drawn()


def counts(rota: Rota, off: Collection[date]) -> dict[str, tuple[int, int]]:
    """The numbers of days on which each person is on duty: all of them, and those on days `off`."""
    found: dict[str, tuple[int, int]] = {}
    for day, keys in rota.items():
        for key in keys:
            total, free = found.get(key, (0, 0))
            found[key] = (total + 1, free + (day in off))
    return found


def conflicts(rota: Rota) -> dict[date, tuple[str, ...]]:
    """The people who are on duty on a day and on the day before as well, by day."""
    return {
        day: twice
        for day, keys in sorted(rota.items())
        if (twice := tuple(key for key in keys if key in rota.get(day - _ONE, ())))
    }


class _Drawing:
    """Fills the days off first, for they are fewer, then the others; then evens out."""

    def __init__(self, members: Sequence[Member], plan: Plan, seed: int) -> None:
        self._members = {one.key: one for one in members}
        self._plan = plan
        order = list(self._members)
        # The lot must be the same for the same seed; it need not be secure.
        Random(seed).shuffle(order)
        self._lot = {key: place for place, key in enumerate(order)}
        self._down: dict[date, set[str]] = {day: set(keys) for day, keys in plan.fixed.items()}
        self._total = {key: one.before for key, one in self._members.items()}
        self._free = {key: one.off_before for key, one in self._members.items()}
        for day in plan.days:
            for key in self._down.setdefault(day, set()) & self._members.keys():
                self._count(key, day, 1)

    def drawn(self) -> dict[date, tuple[str, ...]]:
        free = [day for day in self._plan.days if day in self._plan.off]
        plain = [day for day in self._plan.days if day not in self._plan.off]
        for day in (*free, *plain):
            while len(self._down[day]) < self._plan.each and (key := self._least(day)):
                self._put(key, day)
        if any(len(self._down[day]) < self._plan.each for day in self._plan.days):
            self._fill()
        self._even_out(free, self._free)
        self._even_out(plain, self._total)
        places = {key: place for place, key in enumerate(self._members)}
        return {
            day: tuple(sorted(self._down[day], key=lambda key: (places.get(key, -1), key)))
            for day in self._plan.days
        }

    def _fill(self) -> None:
        """Fill by exchanges what stayed empty: who was free had a shift on the day beside."""
        fixed = self._plan.fixed
        able = {
            day: {key for key in self._members if self._may(key, day)} for day in self._plan.days
        }
        places = {day: max(0, self._plan.each - len(fixed.get(day, ()))) for day in self._plan.days}
        drawn = {day: self._down[day].difference(fixed.get(day, ())) for day in self._plan.days}
        for day, keys in fill(drawn, able, places).items():
            for key in sorted(drawn[day] - keys):
                self._take(key, day)
            for key in sorted(keys - drawn[day]):
                self._put(key, day)

    def _may(self, key: str, day: date) -> bool:
        """True if what is fixed lets a person serve on `day`."""
        return day not in self._members[key].away and not any(
            key in self._plan.fixed.get(beside, ()) for beside in (day - _ONE, day, day + _ONE)
        )

    def _least(self, day: date) -> str:
        """The person who can serve on `day` and has served least, equal ones by lot; or none."""
        first, second = (
            (self._free, self._total) if day in self._plan.off else (self._total, self._free)
        )
        able = [key for key in self._members if self._can(key, day)]
        return min(able, key=lambda key: (first[key], second[key], self._lot[key]), default="")

    def _can(self, key: str, day: date) -> bool:
        return day not in self._members[key].away and all(
            key not in self._down.get(beside, ()) for beside in (day - _ONE, day, day + _ONE)
        )

    def _put(self, key: str, day: date) -> None:
        self._down[day].add(key)
        self._count(key, day, 1)

    def _take(self, key: str, day: date) -> None:
        self._down[day].remove(key)
        self._count(key, day, -1)

    def _count(self, key: str, day: date, by: int) -> None:
        self._total[key] += by
        self._free[key] += by * (day in self._plan.off)

    def _even_out(self, days: Sequence[date], counted: Mapping[str, int]) -> None:
        """Pass shifts from those with most to those with least, while that evens them out."""
        # Each change brings two counts closer together, so the loop ends.
        while any(self._passed_on(day, counted) for day in days):
            pass

    def _passed_on(self, day: date, counted: Mapping[str, int]) -> bool:
        fixed = self._plan.fixed.get(day, ())
        givers = [key for key in self._down[day] if key in self._members and key not in fixed]
        takers = [key for key in self._members if self._can(key, day)]
        if not givers or not takers:
            return False
        giver = max(givers, key=lambda key: (counted[key], self._lot[key]))
        taker = min(takers, key=lambda key: (counted[key], self._lot[key]))
        if counted[giver] - counted[taker] <= 1:
            return False
        self._take(giver, day)
        self._put(taker, day)
        return True
