"""The hazards of the sample town: a year of work, most of it done, some of it late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final, TypeAlias

from fireoffice.core.ids import new_key
from fireoffice.db.models import Hazard, HazardEvent, Unit
from fireoffice.domain.hazards import PASSED, EventKind, Stage

_Told: TypeAlias = tuple[Hazard, list[HazardEvent]]

HAZARDS: Final = 400

_OPEN: Final = (
    (-34, Stage.FIXING), (-12, Stage.FIXED), (-10, Stage.FIXING), (-8, Stage.FIXING),
    (-6, Stage.FIXED), (-5, Stage.FIXING), (-4, Stage.NOTIFIED), (-1, Stage.FIXING),
    (0, Stage.FIXED), (1, Stage.FIXING), (2, Stage.FIXING), (3, Stage.FOUND), (3, Stage.FIXED),
    (8, Stage.FIXING), (10, Stage.FIXING), (10, Stage.NOTIFIED), (12, Stage.FIXING),
    (16, Stage.FOUND), (18, Stage.FIXING), (19, Stage.NOTIFIED), (20, Stage.FOUND),
    (22, Stage.FIXING), (25, Stage.NOTIFIED), (28, Stage.FOUND),
)  # fmt: skip
"""The days until the deadline, and the stage, of each hazard that is still open."""

_TRANSFERRED_TO: Final = "黔江区住房城乡建设委"


class SampleHazards:
    """Makes the hazards from templates (`text`, `part`, `category`, `days`, `at` …)."""

    def __init__(
        self,
        random: Random,
        today: date,
        templates: Sequence[dict[str, Any]],
        handlers: Sequence[str],
    ) -> None:
        self._random = random
        self._today = today
        self._templates = templates
        self._handlers = handlers

    def records(self, units: Sequence[Unit]) -> list[Hazard | HazardEvent]:
        """About 400 hazards at `units`, numbered by year in the order of their finding.

        After them the events of each.
        """
        made = [
            self._open(units, days, stage, self._templates[at % len(self._templates)])
            for at, (days, stage) in enumerate(_OPEN)
        ]
        made += [self._finished(units, at) for at in range(HAZARDS - len(_OPEN))]
        made.sort(key=lambda pair: pair[0].found_on)
        numbers: dict[int, int] = {}
        for hazard, _ in made:
            year = hazard.found_on.year
            numbers[year] = numbers.get(year, 0) + 1
            hazard.number = f"{year}-{numbers[year]:04d}"
        events = [event for _, told in made for event in told]
        _number_notices(events)
        return [*(hazard for hazard, _ in made), *events]

    def _open(
        self, units: Sequence[Unit], days: int, stage: Stage, template: dict[str, Any]
    ) -> _Told:
        hazard, term = self._found(units, template)
        due = self._today + timedelta(days=days)
        hazard.found_on = min(due - timedelta(days=term), self._today)
        told: list[HazardEvent] = []
        if stage is Stage.FOUND:
            hazard.first_due = due
        else:
            told.append(self._notify(hazard, due))
        if stage in (Stage.FIXING, Stage.FIXED):
            started = self._later(hazard.found_on, 2, 4)
            told.append(_event(hazard, EventKind.STARTED, started))
            if stage is Stage.FIXED:
                told.append(_event(hazard, EventKind.FIXED, self._later(started, 1, 3)))
        return hazard, _counted(told)

    def _finished(self, units: Sequence[Unit], at: int) -> _Told:
        hazard, term = self._found(units, self._random.choice(self._templates))
        hazard.found_on = self._today - timedelta(days=self._random.randint(12, 364))
        due = hazard.found_on + timedelta(days=term)
        if at % 60 == 59:
            told = [
                self._notify(hazard, due),
                _event(
                    hazard,
                    EventKind.TRANSFERRED,
                    self._later(hazard.found_on, 3, 9),
                    unit=_TRANSFERRED_TO,
                ),
            ]
            return hazard, _counted(told)
        if self._random.random() < 0.22:
            fixed = hazard.found_on
            told = [_event(hazard, EventKind.FIXED_ON_SPOT, fixed)]
        else:
            told = [self._notify(hazard, due)]
            fixed = self._fixed_on(hazard.found_on, term)
            started = min(self._later(hazard.found_on, 1, 3), fixed)
            told.append(_event(hazard, EventKind.STARTED, started))
            told.append(_event(hazard, EventKind.FIXED, fixed))
        rechecked = self._later(fixed, 0, 4)
        both = "、".join(self._random.sample(list(self._handlers), 2))
        told.append(_event(hazard, EventKind.RECHECKED, rechecked, people=both, result=PASSED))
        closed = self._later(rechecked, 0, 1)
        told.append(_event(hazard, EventKind.CLOSED, closed, by=hazard.handler))
        return hazard, _counted(told)

    def _fixed_on(self, found: date, term: int) -> date:
        """One in five is late by up to 12 days; the others need the term or less."""
        is_late = self._random.random() < 0.2
        days = self._random.randint(1, 12) if is_late else -self._random.randint(0, term - 3)
        return min(found + timedelta(days=term + days), self._today)

    def _found(self, units: Sequence[Unit], template: dict[str, Any]) -> tuple[Hazard, int]:
        """A hazard just found, and the days given for it."""
        unit = self._random.choice([one for one in units if one.category in template["at"]])
        handler = self._random.choice(self._handlers)
        second = self._random.choice([one for one in self._handlers if one != handler])
        hazard = Hazard(
            id=new_key(),
            source=self._random.choices(
                ("日常检查", "专项检查", "双随机抽查", "群众举报", "上级交办"), (60, 22, 8, 6, 4)
            )[0],
            inspectors=f"{handler}、{second}",
            place=unit.name,
            unit=unit.id,
            village=unit.village,
            part=template["part"],
            description=template["text"],
            category=template["category"],
            grade=template.get("grade", "一般"),
            basis=template["basis"],
            measures=template["measure"],
            responsible=unit.responsible,
            handler=handler,
        )
        return hazard, template["days"]

    def _notify(self, hazard: Hazard, due: date) -> HazardEvent:
        return _event(
            hazard,
            EventKind.ORDERED,
            self._later(hazard.found_on, 0, 1),
            due=due,
        )

    def _later(self, day: date, least: int, most: int) -> date:
        return min(day + timedelta(days=self._random.randint(least, most)), self._today)


def _event(hazard: Hazard, kind: EventKind, day: date, **told: Any) -> HazardEvent:
    return HazardEvent(id=new_key(), hazard=hazard.id, kind=kind.value, day=day, **told)


def _number_notices(events: Sequence[HazardEvent]) -> None:
    """Give the notices of each year their numbers from 1, in the order of their days."""
    given: dict[int, int] = {}
    notices = [one for one in events if one.kind == EventKind.ORDERED.value]
    for notice in sorted(notices, key=lambda one: one.day):
        year = notice.day.year
        given[year] = given.get(year, 0) + 1
        notice.number = f"邻鄂消通〔{year}〕{given[year]}号"


def _counted(told: list[HazardEvent]) -> list[HazardEvent]:
    for place, event in enumerate(told, start=1):
        event.sequence = place
    return told
