"""责任清单."""

from __future__ import annotations

from typing import Final

from fireoffice.db.models import Convention, Duty, Occurrence, Pledge
from fireoffice.domain import duties
from fireoffice.domain.deadlines import SOON_DAYS
from fireoffice.domain.steps import Step
from fireoffice.registers.register import (
    REMAINING,
    STAGE,
    Chip,
    Column,
    Detail,
    Numbering,
    Register,
)


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
    told_apart_by=("number",),
    duplicates=(("holder", "content"),),
    details=(Detail("occurrences", "duty", "每期履责", ("period", "due", "done_on", "record")),),
    carried=("level", "holder", "village", "category", "basis", "handler"),
)

OCCURRENCES: Final[Register] = Register(
    name="occurrences",
    title="每期履责",
    noun=Occurrence.noun,
    new_label="添加一期",
    model=Occurrence,
    columns=(
        Column(STAGE, width=90),
        Column("period", width=110),
        Column("duty"),
        Column("person", width=76),
        Column("due", width=96),
        Column(REMAINING, width=90),
        Column("done_on", width=96),
    ),
    order=(("closed", True), ("due", True)),
    title_field="period",
    filters=("person",),
    chips=(
        Chip("overdue", "逾期", lambda day: OCCURRENCES.is_overdue(day), "red"),
        Chip("soon", f"{SOON_DAYS}日内到期", lambda day: OCCURRENCES.is_soon(day), "amber"),
        Chip("open", "未完成", lambda _: OCCURRENCES.is_open()),
    ),
    due="due",
    next_step=lambda one: duties.NEXT_STEPS.get(duties.stage(one.record, one.done_on)),
    stages=tuple(duties.Stage),
    duplicates=(("duty", "period"),),
)

PLEDGES: Final[Register] = Register(
    name="pledges",
    title="责任书",
    noun=Pledge.noun,
    new_label="登记责任书",
    model=Pledge,
    columns=(
        Column("year", width=60),
        Column("giver"),
        Column("taker", width=180),
        Column("village", width=90),
        Column("signer", width=90),
        Column("signed_on", width=96),
    ),
    order=(("year", False), ("taker", True)),
    title_field="taker",
    filters=("year", "village"),
    chips=(Chip("unsigned", "未签订", lambda _: Pledge.signed_on.is_(None), "amber"),),
    duplicates=(("year", "giver", "taker"),),
)

CONVENTIONS: Final[Register] = Register(
    name="conventions",
    title="防火公约",
    noun=Convention.noun,
    new_label="登记公约",
    model=Convention,
    columns=(
        Column("village", width=110),
        Column("place"),
        Column("posted_on", width=96),
        Column("ended_on", width=96),
    ),
    order=(("village", True), ("posted_on", False)),
    title_field="place",
    filters=("village",),
    chips=(Chip("current", "现行", lambda _: Convention.ended_on.is_(None)),),
    duplicates=(("village", "place", "posted_on"),),
)
