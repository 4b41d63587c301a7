"""责任清单."""

from __future__ import annotations

from typing import Final

from fireoffice.db.models import Duty
from fireoffice.domain import duties
from fireoffice.domain.deadlines import SOON_DAYS
from fireoffice.domain.steps import Step
from fireoffice.registers.register import REMAINING, STAGE, Chip, Column, Numbering, Register


def _next_step(duty: Duty) -> Step | None:
    return duties.NEXT_STEPS.get(duties.stage(duty.record, duty.done_on))


DUTIES: Final[Register] = Register(
    name="duties",
    title="责任清单",
    noun=Duty.noun,
    new_label="登记责任",
    model=Duty,
    columns=(
        Column(STAGE, width=90),
        Column("number", width=60),
        Column("content"),
        Column("level", width=70),
        Column("holder", width=140),
        Column("person", width=76),
        Column("category", width=110, wide=True),
        Column("clause", width=76, wide=True),
        Column("frequency", width=76),
        Column("due", width=96),
        Column(REMAINING, width=90),
    ),
    order=(("number", True),),
    title_field="content",
    filters=("level", "village", "category", "frequency", "person"),
    chips=(
        Chip("overdue", "逾期", lambda day: DUTIES.is_overdue(day), "red"),
        Chip("soon", f"{SOON_DAYS}日内到期", lambda day: DUTIES.is_soon(day), "amber"),
        Chip("open", "未完成", lambda _: DUTIES.is_open()),
    ),
    due="due",
    numbering=Numbering("{n:03d}"),
    next_step=_next_step,
    stages=tuple(duties.Stage),
)
