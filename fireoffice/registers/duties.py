"""责任清单."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import and_, func, inspect, select
from sqlalchemy.orm import Session

from fireoffice.db.models import Convention, Duty, Occurrence, Person, Pledge
from fireoffice.domain import duties
from fireoffice.domain.deadlines import SOON_DAYS
from fireoffice.domain.steps import Step
from fireoffice.registers.agenda import Agenda
from fireoffice.registers.recurring import follow, missing_occurrences
from fireoffice.registers.register import (
    REMAINING,
    STAGE,
    Chip,
    Column,
    Daily,
    Detail,
    Numbering,
    Place,
    Register,
)


def _next_step(duty: Duty) -> Step | None:
    if duty.closed:
        return None
    if duty.owed:
        return replace(duties.NEXT_OF_SEVERAL, label=f"登记{duty.period}履责")
    return duties.NEXT_STEPS.get(duties.stage(duty.record, duty.done_on))


def _problems(duty: Duty, _today: date) -> dict[str, str]:
    if duty.starts_on and duty.ends_on and duty.ends_on < duty.starts_on:
        return {"ends_on": "终止日期早于起算日期，请核对。"}
    return {}


def _find_answerable(session: Session, duty: Duty) -> None:
    """The one person of the name written is the one who answers, unless another was chosen."""
    written = inspect(duty).attrs
    if written.answerable.history.has_changes() and duty.answerable:
        return
    if not any(written[name].history.has_changes() for name in ("person", "village", "holder")):
        return
    with session.no_autoflush:
        chosen = session.get(Person, duty.answerable) if duty.answerable else None
        if chosen is None or chosen.name != duty.person:
            duty.answerable = _only_one_called(session, duty)


def _only_one_called(session: Session, duty: Duty) -> str | None:
    """The key of the one person that can be meant; of several, the one of the place or office."""
    if not duty.person:
        return None
    found = session.scalars(
        select(Person).where(Person.name == duty.person, Person.deleted_at.is_(None))
    ).all()
    if len(found) > 1:
        found = [
            one
            for one in found
            if (duty.village and one.village == duty.village)
            or (one.employer and one.employer == duty.holder)
        ]
    return found[0].id if len(found) == 1 else None


DUTIES: Final[Register] = Register(
    name="duties",
    title="责任清单",
    noun=Duty.noun,
    new_label="登记责任",
    model=Duty,
    place=Place("责任清单"),
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
        Column("period", width=96, wide=True),
        Column("next_due", width=96),
        Column(REMAINING, width=90),
    ),
    order=(("number", True),),
    title_field="content",
    filters=("level", "village", "category", "frequency", "person"),
    chips=(
        Chip("overdue", "逾期", lambda day: DUTIES.is_overdue(day), "red"),
        Chip("soon", f"{SOON_DAYS}日内到期", lambda day: DUTIES.is_soon(day), "amber"),
        Chip("open", "未完成", lambda _: DUTIES.is_open()),
        Chip(
            "unassigned",
            "缺责任人",
            lambda _: and_(DUTIES.is_open(), func.coalesce(Duty.person, "") == ""),
            "amber",
        ),
    ),
    due="next_due",
    numbering=Numbering("{n:03d}"),
    check=_problems,
    prepare=_find_answerable,
    next_step=_next_step,
    stages=tuple(duties.Stage),
    told_apart_by=("number",),
    duplicates=(("holder", "content"),),
    details=(Detail("occurrences", "duty", "每期履责", ("period", "due", "done_on", "record")),),
    follow=follow,
    daily=Daily("生成本期履责", missing_occurrences),
    carried=("level", "holder", "village", "category", "basis", "handler"),
    agenda=Agenda(
        action=lambda _: "履责",
        title=lambda duty: duty.content,
        place=lambda duty, _: "，".join(filter(None, (duty.holder, duty.period))),
    ),
)

OCCURRENCES: Final[Register] = Register(
    name="occurrences",
    title="每期履责",
    noun=Occurrence.noun,
    new_label="添加一期",
    model=Occurrence,
    place=Place("责任清单"),
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
    not_in_agenda="每一期由它所属的责任提醒",
)

PLEDGES: Final[Register] = Register(
    name="pledges",
    title="责任书",
    noun=Pledge.noun,
    new_label="登记责任书",
    model=Pledge,
    place=Place("责任清单"),
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
    place=Place("责任清单"),
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
