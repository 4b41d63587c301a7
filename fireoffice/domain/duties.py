"""The stage of a duty, from what has been recorded of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from fireoffice.domain.steps import Step

LEVELS: Final = ("镇", "部门", "村居", "单位")


class Stage(StrEnum):
    """How far a duty is."""

    OPEN = "待履行"
    UNDER_WAY = "履行中"
    DONE = "已完成"


NEXT_STEPS: Final[Mapping[Stage, Step]] = {
    Stage.OPEN: Step("登记履责", ("record", "evidence")),
    Stage.UNDER_WAY: Step("登记完成", ("done_on", "record", "evidence"), {"done_on": "今天"}),
}


def stage(record: str | None, done_on: date | None) -> Stage:
    """The stage that follows from the record of work and the day of completion."""
    if done_on:
        return Stage.DONE
    return Stage.UNDER_WAY if record else Stage.OPEN
