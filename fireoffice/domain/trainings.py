"""Sessions of training, drill and publicity."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from fireoffice.domain.steps import Step

KINDS: Final = ("培训", "演练", "宣传", "参观")
CAMPAIGNS: Final = ("进企业", "进农村", "进社区", "进学校", "进家庭")
"""五进, as the circular's clause 9 counts them."""
PRESENCES: Final = ("已到", "未到", "请假")
"""What a list of names says of each; only 已到 counts."""


class Stage(StrEnum):
    """Whether a session has taken place."""

    PLANNED = "待开展"
    HELD = "已开展"


NEXT_STEPS: Final[Mapping[Stage, Step]] = {
    Stage.PLANNED: Step("登记开展情况", ("held_on", "attended", "leaflets", "summary")),
}


def stage(attended: int | None) -> Stage:
    """A session has been held once its attendance is known."""
    return Stage.PLANNED if attended is None else Stage.HELD


def problems(expected: int | None, attended: int | None, kind: str | None) -> dict[str, str]:
    """Attendance that cannot be: field name to one Chinese sentence. Publicity has no roll."""
    if expected and attended and attended > expected and kind == "培训":
        return {"attended": f"实到{attended}人多于应到{expected}人，请核对。"}
    return {}
