"""隐患台账."""

from __future__ import annotations

from typing import Final

from sqlalchemy import and_, inspect, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Hazard, Unit
from fireoffice.domain import hazards
from fireoffice.domain.attachments import RECTIFICATION_ROLES
from fireoffice.domain.deadlines import SOON_DAYS
from fireoffice.registers.register import REMAINING, STAGE, Chip, Column, Numbering, Register


def _link_unit(session: Session, hazard: Hazard) -> None:
    """A place named like a unit of the village is that unit, unless another was chosen."""
    written = inspect(hazard).attrs
    if written.unit.history.has_changes() and hazard.unit:
        return
    if not (written.place.history.has_changes() or written.village.history.has_changes()):
        return
    hazard.unit = session.scalar(
        select(Unit.id)
        .where(Unit.name == hazard.place, Unit.village == hazard.village, Unit.deleted_at.is_(None))
        .limit(1)
    )


HAZARDS: Final[Register] = Register(
    name="hazards",
    title="隐患台账",
    noun=Hazard.noun,
    new_label="登记隐患",
    model=Hazard,
    columns=(
        Column(STAGE, width=90),
        Column("number", width=84),
        Column("description", label="隐患"),
        Column("place", width=142),
        Column("part", width=110, wide=True),
        Column("village", width=76),
        Column("grade", width=50),
        Column("category", width=90, wide=True),
        Column("responsible", width=90, wide=True),
        Column("due", width=96),
        Column(REMAINING, width=90),
        Column("handler", width=66),
    ),
    order=(("closed", True), ("due", True)),
    title_field="description",
    filters=("village", "grade", "handler", "category", "source"),
    chips=(
        Chip("overdue", "逾期", lambda day: HAZARDS.is_overdue(day), "red"),
        Chip("soon", f"{SOON_DAYS}日内到期", lambda day: HAZARDS.is_soon(day), "amber"),
        Chip(
            "waiting", hazards.Stage.FIXED, lambda _: Hazard.stage == hazards.Stage.FIXED, "amber"
        ),
        Chip("major", "重大", lambda _: and_(Hazard.grade == "重大", HAZARDS.is_open())),
        Chip("open", "未办结", lambda _: HAZARDS.is_open()),
    ),
    due="due",
    numbering=Numbering("{year}-{n:04d}", "found_on"),
    check=hazards.problems,
    prepare=_link_unit,
    next_step=hazards.next_step,
    stages=tuple(hazards.Stage),
    attachment_roles=RECTIFICATION_ROLES,
)
