"""培训宣传."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import extract

from fireoffice.db.models import Attendance, Training, TrainingPlan
from fireoffice.domain import trainings
from fireoffice.domain.deadlines import SOON_DAYS
from fireoffice.domain.steps import Step
from fireoffice.registers.agenda import Agenda
from fireoffice.registers.attendance_links import link_person
from fireoffice.registers.register import (
    REMAINING,
    STAGE,
    Chip,
    Column,
    Detail,
    Numbering,
    Place,
    Register,
)


def _problems(training: Training, _: date) -> dict[str, str]:
    return trainings.problems(training.expected, training.attended, training.kind)


def _next_step(training: Training) -> Step | None:
    return _steps(training)[0] if not training.closed else None


def _other_steps(training: Training) -> tuple[Step, ...]:
    return _steps(training)[1:] if not training.closed else _steps(training)


def _steps(training: Training) -> tuple[Step, ...]:
    return trainings.steps(trainings.stage(training.came), training.kind)


TRAININGS: Final[Register] = Register(
    name="trainings",
    title="培训宣传",
    noun=Training.noun,
    new_label="登记活动",
    model=Training,
    place=Place("培训宣传"),
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
        Column("came", label="实到", width=64),
        Column("leaflets", width=76, wide=True),
        Column(REMAINING, width=90),
        Column("handler", width=66, wide=True),
    ),
    order=(("held_on", False),),
    title_field="topic",
    filters=("kind", "campaign", "village", "audience", "plan", "unit", "handler"),
    chips=(
        Chip("overdue", "过期未登记", lambda day: TRAININGS.is_overdue(day), "red"),
        Chip("soon", f"{SOON_DAYS}日内开展", lambda day: TRAININGS.is_soon(day), "amber"),
        Chip("year", "今年", lambda day: extract("year", Training.held_on) == day.year),
        Chip("drills", "演练", lambda _: Training.kind == "演练"),
    ),
    due="held_on",
    numbering=Numbering("{year}-{n:03d}", "held_on"),
    check=_problems,
    next_step=_next_step,
    other_steps=_other_steps,
    stages=tuple(trainings.Stage),
    told_apart_by=("number",),
    duplicates=(("topic", "held_on", "village"),),
    details=(Detail("attendances", "training", "签到", ("name", "unit", "position", "presence")),),
    carried=("held_on", "kind", "village", "host", "handler"),
    agenda=Agenda(
        action=lambda _: "开展",
        title=lambda training: training.topic,
        place=lambda training, _: training.place or "",
    ),
)

TRAINING_PLANS: Final[Register] = Register(
    name="training_plans",
    title="培训计划",
    noun=TrainingPlan.noun,
    new_label="登记计划",
    model=TrainingPlan,
    place=Place("培训宣传"),
    columns=(
        Column("year", width=60),
        Column("topic"),
        Column("kind", width=60),
        Column("campaign", width=76),
        Column("audience", width=110),
        Column("sessions", width=76),
        Column("department", width=110),
        Column("until", width=96),
    ),
    order=(("year", False), ("topic", True)),
    title_field="topic",
    filters=("year", "kind", "campaign", "audience"),
    duplicates=(("year", "topic", "audience"),),
)

ATTENDANCES: Final[Register] = Register(
    name="attendances",
    title="签到",
    noun=Attendance.noun,
    new_label="添加一人",
    model=Attendance,
    place=Place(inside="training"),
    columns=(
        Column("training"),
        Column("place", width=60),
        Column("name", width=90),
        Column("unit", width=180),
        Column("position", width=110),
        Column("presence", width=60),
    ),
    order=(("training", True), ("place", True)),
    title_field="name",
    filters=("presence", "audience"),
    duplicates=(("training", "name", "unit"),),
    prepare=link_person,
)
