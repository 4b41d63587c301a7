"""The progress of a duty: by its own record, or, where it recurs, by its occurrences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from fireoffice.domain.steps import Step

LEVELS: Final = ("镇领导", "部门", "村居", "单位")


class Stage(StrEnum):
    """The progress of a duty."""

    OPEN = "待履行"
    UNDER_WAY = "履行中"
    DONE = "已完成"


NEXT_STEPS: Final[Mapping[Stage, Step]] = {
    Stage.OPEN: Step("登记履责", ("record", "evidence")),
    Stage.UNDER_WAY: Step("登记完成", ("done_on", "record", "evidence"), {"done_on": "今天"}),
}

NEXT_OF_SEVERAL: Final = Step(
    "登记本期履责",
    ("done_on", "record", "evidence"),
    {"done_on": "今天"},
    name="occurrence",
    brief="登记履责",
)
"""The step of a duty that recurs: its current occurrence is fulfilled."""


def stage(record: str | None, done_on: date | None) -> Stage:
    """The stage that follows from the record of work and the day of completion."""
    if done_on:
        return Stage.DONE
    return Stage.UNDER_WAY if record else Stage.OPEN


@dataclass(frozen=True)
class Turn:
    """One time that a duty is to be fulfilled, as far as it matters for the whole."""

    period: str
    due: date
    record: str | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """The state of a duty. `period` is the next occurrence's; empty for a duty without occurrences.

    `owed` counts its occurrences, `kept` those fulfilled.
    """

    stage: Stage
    due: date | None
    period: str = ""
    owed: int = 0
    kept: int = 0


def standing(
    turns: Iterable[Turn], record: str | None, done_on: date | None, due: date | None
) -> Standing:
    """The state of a duty: by its `turns`, or without any by what its own row says."""
    every = sorted(turns, key=lambda one: (one.due, one.period))
    if not every:
        return Standing(stage(record, done_on), due)
    waiting = [one for one in every if one.done_on is None]
    kept = len(every) - len(waiting)
    if not waiting:
        return Standing(Stage.DONE, every[-1].due, owed=len(every), kept=kept)
    following = waiting[0]
    return Standing(
        stage(following.record, None), following.due, following.period, len(every), kept
    )
