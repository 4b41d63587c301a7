"""The life of a hazard: its stage follows from the facts recorded, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from fireoffice.domain.steps import Step

PASSED: Final = "合格"
FAILED: Final = "不合格"
GRADES: Final = ("一般", "较大", "重大")


class Stage(StrEnum):
    """Where a hazard stands."""

    FOUND = "待告知"
    NOTIFIED = "待整改"
    FIXING = "整改中"
    FIXED = "待复查"
    CLOSED = "已销号"
    TRANSFERRED = "已移送"


CLOSED_STAGES: Final = frozenset({Stage.CLOSED, Stage.TRANSFERRED})


class Facts(Protocol):
    """What has been recorded of a hazard; a model row is one."""

    found_on: date | None
    notified_on: date | None
    started_on: date | None
    due: date | None
    fixed_on: date | None
    responsible: str | None
    rechecked_on: date | None
    recheckers: str | None
    recheck_result: str | None
    closed_on: date | None
    transferred_on: date | None


NEXT_STEPS: Final[Mapping[Stage, Step]] = {
    Stage.FOUND: Step(
        "下达整改通知",
        ("notified_on", "notice_number", "due", "responsible", "measures"),
        {"notified_on": "今天"},
    ),
    Stage.NOTIFIED: Step(
        "登记整改开始", ("started_on", "responsible", "measures"), {"started_on": "今天"}
    ),
    Stage.FIXING: Step("登记整改完成", ("fixed_on", "measures"), {"fixed_on": "今天"}),
    Stage.FIXED: Step(
        "登记复查",
        ("rechecked_on", "recheckers", "recheck_result"),
        {"rechecked_on": "今天", "recheck_result": PASSED},
    ),
}
"""What the officer does next at each stage; a passed recheck leads to `CLOSING`."""

CLOSING: Final = Step("销号", ("closed_on", "closed_by"), {"closed_on": "今天"})


def stage(facts: Facts) -> Stage:
    """The stage that follows from `facts`.

    A failed recheck sends the hazard back to 整改中 until a later completion is recorded.
    """
    if facts.transferred_on:
        return Stage.TRANSFERRED
    if facts.closed_on:
        return Stage.CLOSED
    if facts.fixed_on:
        return Stage.FIXING if _failed_since(facts, facts.fixed_on) else Stage.FIXED
    if facts.started_on:
        return Stage.FIXING
    return Stage.NOTIFIED if facts.notified_on else Stage.FOUND


def next_step(facts: Facts) -> Step | None:
    """What is to be done now; None when the hazard is closed or handed over."""
    now = stage(facts)
    if now is Stage.FIXED and _passed(facts):
        return CLOSING
    return NEXT_STEPS.get(now)


def problems(facts: Facts, today: date) -> dict[str, str]:
    """What in `facts` contradicts itself: field name to one Chinese sentence."""
    found: dict[str, str] = {}
    if facts.found_on and facts.found_on > today:
        found["found_on"] = "排查日期在今天之后，请核对。"
    for name, label in _AFTER_FINDING:
        day: date | None = getattr(facts, name)
        if day and facts.found_on and day < facts.found_on:
            found[name] = f"{label}早于排查日期{facts.found_on}，请核对。"
    found |= _recheck_problems(facts)
    if facts.closed_on:
        if not (facts.fixed_on and _passed(facts)):
            found["closed_on"] = "复查合格后才能销号，请先登记复查。"
        elif facts.rechecked_on and facts.closed_on < facts.rechecked_on:
            found["closed_on"] = f"销号日期早于复查日期{facts.rechecked_on}，请核对。"
        elif facts.transferred_on:
            found["closed_on"] = "已移送的隐患不能再销号。"
    return found


_AFTER_FINDING: Final = (
    ("notified_on", "告知日期"),
    ("started_on", "整改开始日期"),
    ("due", "整改期限"),
    ("fixed_on", "整改完成日期"),
    ("transferred_on", "移送日期"),
)


def _recheck_problems(facts: Facts) -> dict[str, str]:
    found: dict[str, str] = {}
    fixed, rechecked = facts.fixed_on, facts.rechecked_on
    if rechecked and not fixed:
        found["rechecked_on"] = "还没有登记整改完成日期，不能登记复查。"
    elif rechecked and fixed and rechecked < fixed and facts.recheck_result != FAILED:
        # An earlier failed recheck stays on record when the fixing is done again.
        found["rechecked_on"] = f"复查日期早于整改完成日期{fixed}，请核对。"
    if rechecked and not facts.recheck_result:
        found["recheck_result"] = "登记了复查日期，请填写复查结果。"
    if facts.recheck_result and not rechecked:
        found["rechecked_on"] = "填写了复查结果，请填写复查日期。"
    if facts.recheck_result and _rechecked_by_fixer(facts):
        found["recheckers"] = f"复查人不能是整改责任人{facts.responsible}，请换人复查。"
    return found


def _passed(facts: Facts) -> bool:
    return facts.recheck_result == PASSED and facts.rechecked_on is not None


def _failed_since(facts: Facts, fixed_on: date) -> bool:
    return (
        facts.recheck_result == FAILED
        and facts.rechecked_on is not None
        and facts.rechecked_on >= fixed_on
    )


def _rechecked_by_fixer(facts: Facts) -> bool:
    fixer = (facts.responsible or "").strip()
    names = (facts.recheckers or "").replace("，", "、").replace(",", "、").split("、")
    return bool(fixer) and fixer in (name.strip() for name in names)
