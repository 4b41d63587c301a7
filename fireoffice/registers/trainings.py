"""培训宣传."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, extract

from fireoffice.db.models import Training
from fireoffice.domain import trainings
from fireoffice.domain.deadlines import SOON_DAYS
from fireoffice.domain.steps import Step
from fireoffice.registers.register import REMAINING, STAGE, Chip, Column, Numbering, Register


def _overdue(today: date) -> ColumnElement[bool]:
    return TRAININGS.is_overdue(today)


def _soon(today: date) -> ColumnElement[bool]:
    return TRAININGS.is_soon(today)


def _this_year(today: date) -> ColumnElement[bool]:
    return extract("year", Training.held_on) == today.year


def _drills(today: date) -> ColumnElement[bool]:
    return Training.kind == "演练"


def _problems(training: Training, today: date) -> dict[str, str]:
    return trainings.problems(training.expected, training.attended, training.kind)


def _next_step(training: Training) -> Step | None:
    return trainings.NEXT_STEPS.get(trainings.stage(training.attended))


TRAININGS = Register(
    name="trainings",
    title="培训宣传",
    noun=Training.noun,
    new_label="登记活动",
    model=Training,
    columns=(
        Column(STAGE, width=90),
        Column("number", width=84),
        Column("topic"),
        Column("kind", width=60),
        Column("campaign", width=76),
        Column("held_on", width=96),
        Column("village", width=76),
        Column("place", width=130, wide=True),
        Column("audience", width=110),
        Column("attended", width=64),
        Column("leaflets", width=76, wide=True),
        Column(REMAINING, width=90),
        Column("handler", width=66),
    ),
    order=(("held_on", False),),
    title_field="topic",
    filters=("kind", "campaign", "village", "audience", "handler"),
    chips=(
        Chip("overdue", "过期未登记", _overdue, "red"),
        Chip("soon", f"{SOON_DAYS}日内开展", _soon, "amber"),
        Chip("year", "今年", _this_year),
        Chip("drills", "演练", _drills),
    ),
    due="held_on",
    numbering=Numbering("{year}-{n:03d}", "held_on"),
    check=_problems,
    next_step=_next_step,
    stages=tuple(trainings.Stage),
)
