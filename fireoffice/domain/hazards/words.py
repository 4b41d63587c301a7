"""The words of a hazard's life: its stages, its events, and what is known when it is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

PASSED: Final = "合格"
FAILED: Final = "不合格"
GRADES: Final = ("一般", "较大", "重大")
MAJOR: Final = "重大"
METHODS: Final = ("直接送达", "留置送达", "邮寄送达", "委托送达", "公告送达")
"""The ways of serving a notice, as the form 送达回证 names them."""

_BETWEEN_NAMES: Final = re.compile(r"[、，,；;\s]+")


class Stage(StrEnum):
    """The stage of a hazard, as the list shows it."""

    FOUND = "待告知"
    NOTIFIED = "待整改"
    FIXING = "整改中"
    FIXED = "待复查"
    CLOSED = "已销号"
    TRANSFERRED = "已移送"


CLOSED_STAGES: Final = frozenset({Stage.CLOSED, Stage.TRANSFERRED})


class State(StrEnum):
    """The state of a hazard, as the table of its life (`TABLE`) knows it."""

    FOUND = "待告知"
    NOTIFIED = "待整改"
    FIXING = "整改中"
    FIXED = "待复查"
    PASSED = "待销号"
    CLOSED = "已销号"
    TRANSFERRED = "已移送"

    @property
    def stage(self) -> Stage:
        """The stage shown: what has passed its 复查 and awaits 销号 is still 待复查."""
        return Stage.FIXED if self is State.PASSED else Stage(self.value)

    @property
    def is_open(self) -> bool:
        """True if something is still to be done."""
        return self.stage not in CLOSED_STAGES


class EventKind(StrEnum):
    """The events of a hazard's life, in the order in which several of one day are told."""

    REGISTERED = "登记"
    FIXED_ON_SPOT = "当场改"
    REOPENED = "重新打开"
    RECURRED = "复发"
    INFORMED = "告知"
    ORDERED = "限期"
    SERVED = "送达"
    STARTED = "整改开始"
    EXTENSION_ASKED = "申请延期"
    EXTENSION_GRANTED = "批准延期"
    EXTENSION_REFUSED = "不批准延期"
    FIXED = "整改完成"
    RECHECKED = "复查"
    RETURNED = "退回整改"
    SUPERVISED = "督办"
    LISTED = "挂牌"
    EXPOSED = "曝光"
    REPORTED = "上报"
    CLOSED = "销号"
    TRANSFERRED = "移送"


@dataclass(frozen=True)
class Event:
    """One thing that happened on `day`; which of the others are filled in depends on `kind`.

    `sequence` is one more than the highest that its writer knew of the hazard.
    """

    kind: EventKind
    day: date
    id: str = ""
    sequence: int = 0
    people: str = ""
    by: str = ""
    result: str = ""
    due: date | None = None
    reason: str = ""
    number: str = ""
    unit: str = ""
    method: str = ""
    receiver: str = ""
    approver: str = ""
    note: str = ""


@dataclass(frozen=True)
class Finding:
    """The part of the registration on which later events depend.

    `due` is the deadline thought of before any notice; `responsible` answers for the fixing.
    """

    day: date
    due: date | None = None
    grade: str = GRADES[0]
    responsible: str = ""

    @property
    def is_major(self) -> bool:
        """True if it is a 重大 hazard."""
        return self.grade == MAJOR


def names_in(text: str) -> frozenset[str]:
    """The names written in `text`, however they are separated."""
    return frozenset(name for name in _BETWEEN_NAMES.split(text) if name)
