"""Sessions of training, drill and publicity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fireoffice.domain.steps import Step

KINDS: Final = ("培训", "演练", "宣传", "参观")
CAMPAIGNS: Final = ("进企业", "进农村", "进社区", "进学校", "进家庭")
"""五进, as the circular's clause 9 counts them."""
PRESENT: Final = "已到"
ABSENT: Final = "未到"
EXCUSED: Final = "请假"
WAITED_FOR: Final = "待签到"
PRESENCES: Final = (PRESENT, ABSENT, EXCUSED, WAITED_FOR)
"""The marks of a name on a list; only 已到 counts. 待签到 is expected and not marked yet."""
TAUGHT: Final = ("培训", "演练")
"""The kinds of session by which those who came count as trained."""


_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3])[:：点时]([0-5][0-9])?分?")


class Stage(StrEnum):
    """The stage of a session: still to come, or held."""

    PLANNED = "待开展"
    HELD = "已开展"


SIGN_IN: Final = Step("登记签到", (), name="sign_in", page="sign_in")
WITHOUT_NAMES: Final = Step(
    "登记开展情况", ("held_on", "attended", "leaflets", "summary"), name="without_names"
)


@dataclass(frozen=True)
class Roll:
    """A list of names counted by its marks."""

    present: int = 0
    absent: int = 0
    excused: int = 0
    waiting: int = 0

    @property
    def listed(self) -> int:
        """The number of names on the list: 应到."""
        return self.present + self.absent + self.excused + self.waiting

    @property
    def is_marked(self) -> bool:
        """True if anything has been noted of anyone: the session has taken place."""
        return self.listed > self.waiting

    def told(self) -> str:
        """The line at the foot of a list: 「应到25　实到23　未到1　请假1」."""
        parts = [f"应到{self.listed:,}", f"实到{self.present:,}"]
        rest = (("未到", self.absent), ("请假", self.excused), ("未标记", self.waiting))
        return "　".join([*parts, *(f"{word}{count:,}" for word, count in rest if count)])


@dataclass(frozen=True)
class Heads:
    """The number expected, the number who came, and the basis on which that is known."""

    expected: int | None
    attended: int | None
    basis: str | None


def count_roll(presences: Iterable[str | None]) -> Roll:
    """Count the marks of a list of names."""
    marks = list(presences)
    return Roll(*(sum(mark == one for mark in marks) for one in PRESENCES))


def heads(expected: int | None, attended: int | None, roll: Roll) -> Heads:
    """The numbers of a session from what was typed and its list of names.

    The list decides as far as it goes: one of which nobody is marked tells who is expected; one
    on which everybody came does not tell who stayed away, and a larger typed 应到 holds.
    """
    if not roll.listed:
        return Heads(expected, attended, None if expected is attended is None else "填报")
    if not roll.is_marked:
        return Heads(roll.listed, attended, "应到按名单" + ("，实到为填报" if attended else ""))
    larger = roll.listed == roll.present and (expected or 0) > roll.listed
    basis = "实到按签到名单，应到为填报" if larger else "签到名单"
    if attended is not None and attended != roll.present:
        basis += f"（填报的实到{attended:,}人不计）"
    return Heads(expected if larger else roll.listed, roll.present, basis)


def stage(attended: int | None) -> Stage:
    """A session has been held once its attendance is known."""
    return Stage.PLANNED if attended is None else Stage.HELD


def steps(now: Stage, kind: str | None) -> tuple[Step, ...]:
    """The steps for a session, the next first; publicity has no roll to begin with."""
    if now is Stage.HELD:
        return (SIGN_IN,)
    return (WITHOUT_NAMES, SIGN_IN) if kind == "宣传" else (SIGN_IN, WITHOUT_NAMES)


def moment(begins: str | None) -> str:
    """A time of day as a notice says it: 「14:30」 is 下午2时30分; empty where it is none."""
    found = _TIME.fullmatch((begins or "").strip())
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    part = "上午" if hour < 12 else "中午" if hour == 12 else "下午" if hour < 18 else "晚上"
    shown = hour - 12 if hour > 12 else hour
    return f"{part}{shown}时" + (f"{minute}分" if minute else "")


def problems(expected: int | None, attended: int | None, kind: str | None) -> dict[str, str]:
    """Attendance that cannot be: field name to one Chinese sentence. Publicity has no roll."""
    if expected and attended and attended > expected and kind == "培训":
        return {"attended": f"实到{attended}人多于应到{expected}人，请核对。"}
    return {}
