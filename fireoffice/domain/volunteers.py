"""Volunteer brigades: who serves, and which villages must have one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from fireoffice.domain.steps import Step

ROLES: Final = ("队长", "副队长", "驾驶员", "泵手", "水枪手", "通讯员", "队员")
TEAM_KINDS: Final = ("志愿消防队", "专职消防队", "微型消防站")
BRIGADE_POPULATION: Final = 1000
"""A 行政村 with more residents than this is to have a brigade (the circular's clause 11)."""


class Stage(StrEnum):
    """Whether someone serves."""

    SERVING = "在队"
    LEFT = "已退出"


NEXT_STEPS: Final[Mapping[Stage, Step]] = {
    Stage.SERVING: Step("登记续保", ("insurer", "policy", "insured_until")),
}


def stage(left_on: date | None) -> Stage:
    """A volunteer serves until a day of leaving is recorded."""
    return Stage.LEFT if left_on else Stage.SERVING


def needs_brigade(kind: str, population: int | None) -> bool:
    """Whether a village of this kind and number of residents must have a brigade."""
    return kind == "行政村" and (population or 0) > BRIGADE_POPULATION


def problems(joined_on: date | None, left_on: date | None) -> dict[str, str]:
    """Contradictions: field name to one Chinese sentence."""
    if joined_on and left_on and left_on < joined_on:
        return {"left_on": f"退出日期早于参加日期{joined_on}，请核对。"}
    return {}
