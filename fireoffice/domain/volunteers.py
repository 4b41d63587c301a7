"""Volunteer brigades: who serves, what of theirs runs out, which villages must have one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from fireoffice.domain.steps import Step

ROLES: Final = ("队长", "副队长", "驾驶员", "泵手", "水枪手", "通讯员", "队员")
TEAM_KINDS: Final = ("志愿消防队", "专职消防队", "微型消防站")
STATION: Final = "微型消防站"

EXPIRY_DAYS: Final = (30, 7)
"""The numbers of days before a paper runs out at which one is reminded; also on the day itself."""
UNTRAINED_DAYS: Final = (30, 90)
"""The numbers of days without training after which a volunteer is pointed out (clause 11)."""


class Standard(StrEnum):
    """The numbers that differ by place and change with time: dated data of the office."""

    VILLAGE = "行政村应建队人口"
    """The number of residents above which a 行政村 is to have a brigade."""
    COMMUNITY = "社区应建队人口"
    """The same of a 社区; while there is no such standard, a 社区 does not count."""
    MINIMUM = "队伍最低人数"
    """The minimum of a team that has none of its own."""
    OLDEST = "队员年龄上限"
    """The age in full years up to which one serves."""


STANDARD_OF: Final[Mapping[str, Standard]] = {
    "行政村": Standard.VILLAGE,
    "社区": Standard.COMMUNITY,
}


class Stage(StrEnum):
    """The stage of a volunteer: serving, or left."""

    SERVING = "在队"
    LEFT = "已退出"


@dataclass(frozen=True)
class Lapsing:
    """A paper of a volunteer that runs out: its field, its name, and the step that renews it."""

    field: str
    name: str
    action: str
    step: Step


PAPERS: Final = (
    Lapsing(
        "insured_until", "保险", "续保", Step("登记续保", ("insurer", "policy", "insured_until"))
    ),
    Lapsing(
        "healthy_until", "体检", "体检", Step("登记体检", ("health_check_on", "healthy_until"))
    ),
    Lapsing(
        "certified_until", "培训证", "复训", Step("登记复训", ("certificate", "certified_until"))
    ),
)
LEAVING: Final = Step("登记退出", ("left_on", "left_why"), {"left_on": "今天"}, name="leave")


def stage(left_on: date | None) -> Stage:
    """A volunteer serves until a day of leaving is recorded."""
    return Stage.LEFT if left_on else Stage.SERVING


def first_to_lapse(ends: Mapping[str, date | None]) -> tuple[Lapsing, date] | None:
    """The paper that runs out first, and when. `ends` are the last days by field."""
    dated = [(end, paper) for paper in PAPERS if (end := ends.get(paper.field))]
    if not dated:
        return None
    end, paper = min(dated, key=lambda one: one[0])
    return paper, end


def steps(left_on: date | None, ends: Mapping[str, date | None]) -> tuple[Step, ...]:
    """The steps for a volunteer, first what runs out first; who has left has none.

    A paper without an end comes after those that have one, in the order of `PAPERS`.
    """
    if left_on:
        return ()
    ordered = sorted(PAPERS, key=lambda paper: ends.get(paper.field) or date.max)
    return (*(paper.step for paper in ordered), LEAVING)


def needs_brigade(kind: str, population: int | None, thresholds: Mapping[str, int]) -> bool:
    """True if a village of this kind and number of residents must have a brigade.

    `thresholds` are the numbers of `Standard` that hold on the day; what has none does not count.
    """
    threshold = thresholds.get(STANDARD_OF.get(kind, ""))
    return threshold is not None and (population or 0) > threshold


def problems(joined_on: date | None, left_on: date | None) -> dict[str, str]:
    """Contradictions: field name to one Chinese sentence."""
    if joined_on and left_on and left_on < joined_on:
        return {"left_on": f"退出日期早于参加日期{joined_on}，请核对。"}
    return {}


def absence_problems(first: date | None, last: date | None) -> dict[str, str]:
    """Contradictions of a leave of absence."""
    if first and last and last < first:
        return {"last": f"止期早于起始日期{first}，请核对。"}
    return {}


def band(due: date, today: date) -> str:
    """The words for how near the end of a paper is; empty while there is nothing to do."""
    if due < today:
        return "已过期"
    if due == today:
        return "今天到期"
    for days in sorted(EXPIRY_DAYS):
        if due <= today + timedelta(days=days):
            return f"{days}日内到期"
    return ""
