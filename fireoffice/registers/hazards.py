"""隐患台账."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, not_, or_, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import FieldErrors
from fireoffice.db.fields import rewritten
from fireoffice.db.models import Hazard, Unit
from fireoffice.db.remembered import remembered
from fireoffice.db.workdays import working_calendar
from fireoffice.domain import hazards
from fireoffice.domain.attachments import RECTIFICATION_ROLES
from fireoffice.domain.deadlines import LATE_BANDS, SOON_DAYS, Urgency
from fireoffice.domain.steps import Step
from fireoffice.domain.terms import term_in
from fireoffice.domain.workdays import Counting, NotAnnounced
from fireoffice.registers.agenda import Agenda, Waiting
from fireoffice.registers.register import REMAINING, STAGE, Chip, Column, Numbering, Place, Register

_FIRST_DUE: Final = ("first_due", "初定期限")
_TERM_LABELS: Final = ("限期天数", "天数算法")


def problems(hazard: Hazard, today: date) -> dict[str, str]:
    """Contradictions within the registration itself: field name to one Chinese sentence."""
    found: dict[str, str] = {}
    if hazard.found_on and hazard.found_on > today:
        found["found_on"] = "排查日期在今天之后，请核对。"
    if hazard.found_on and hazard.first_due and hazard.first_due < hazard.found_on:
        found["first_due"] = f"初定期限早于排查日期{hazard.found_on}，请核对。"
    if hazard.grade == hazards.MAJOR and not hazard.basis:
        found["basis"] = "重大隐患请填写判定依据（条款及版本）。"
    return found


def next_step(hazard: Hazard) -> Step | None:
    """The one thing to do next; None when the hazard is closed or handed over."""
    return _steps(hazard)[0] if hazard.state.is_open else None


def other_steps(hazard: Hazard) -> tuple[Step, ...]:
    """The further steps, by the row alone: the most wanted first."""
    return _steps(hazard)[1:] if hazard.state.is_open else _steps(hazard)


def _steps(hazard: Hazard) -> tuple[Step, ...]:
    facts = hazards.Facts(
        state=hazard.state,
        due=hazard.due,
        notified_on=hazard.notified_on,
        asked_due=hazard.asked_due,
    )
    return _offered(facts, hazard.finding())


@lru_cache(maxsize=500)
def _offered(facts: hazards.Facts, finding: hazards.Finding) -> tuple[Step, ...]:
    """The steps for a hazard, cached: asked for twice with each record that is opened."""
    return tuple(
        Step(offer.verb, tuple(ask.name for ask in offer.asks), name=offer.kind.value)
        for offer in hazards.offers(facts, finding)
        if not offer.blocked
    )


def spelled_out(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """A deadline thought of as a term (「15日」) stands in the fields of the term."""
    key = next((name for name in _FIRST_DUE if name in given), "")
    term = term_in(given.get(key))
    if term is None:
        return given
    meant = {key: None, "term": term.length, "counting": term.counting.value}
    return {name: value for name, value in given.items() if name not in _TERM_LABELS} | meant


_DECISIVE: Final = frozenset(
    {"unit", "place", "village", "first_due", "term", "counting", "found_on"}
)
"""Fields from which others follow, or on which events depend."""


def _prepare(session: Session, hazard: Hazard) -> None:
    before = rewritten(hazard, _DECISIVE)
    _link_unit(session, hazard, before)
    _set_first_due(session, hazard, before)


_UNIT_NAMED: Final = (
    select(Unit.id)
    .where(
        Unit.name == bindparam("place"),
        Unit.village == bindparam("village"),
        Unit.deleted_at.is_(None),
    )
    .limit(1)
)
"""The query for the unit by village and name; built once, asked for every hazard of a batch."""


def _link_unit(session: Session, hazard: Hazard, before: Mapping[str, Any]) -> None:
    """A place named like a unit of the village is that unit, unless another was chosen."""
    if "unit" in before and hazard.unit:
        return
    if before.keys() & {"place", "village"}:
        wanted = {"place": hazard.place, "village": hazard.village}
        hazard.unit = remembered(
            session,
            (Unit, *wanted.values()),
            lambda: session.connection().scalar(_UNIT_NAMED, wanted),
        )


def _set_first_due(session: Session, hazard: Hazard, before: Mapping[str, Any]) -> None:
    """A term given in days makes the date, unless a date was given with it.

    Raises `FieldErrors` where the calendar does not reach so far.
    """
    told = "first_due" in before and hazard.first_due
    needed = before.keys() & {"term", "counting", "found_on"} or not hazard.first_due
    if told or not needed or not hazard.term or not hazard.found_on:
        return
    counting = Counting(hazard.counting or Counting.DAYS)
    calendar = working_calendar(session)
    try:
        hazard.first_due = calendar.due(hazard.found_on, hazard.term, counting)
    except NotAnnounced as problem:
        raise FieldErrors({"first_due": str(problem)}) from problem


def _late(least: int, most: int | None) -> Callable[[date], ColumnElement[bool]]:
    """The condition that a hazard is not put right and overdue by `least` to `most` days."""

    def condition(day: date) -> ColumnElement[bool]:
        last = Hazard.due_order <= day - timedelta(days=least)
        if most is None:
            return and_(HAZARDS.is_running(), last)
        return and_(HAZARDS.is_running(), last, Hazard.due_order >= day - timedelta(days=most))

    return condition


_BEYOND: Final = (
    ("supervised_on", "督", "督办"),
    ("listed_on", "挂", "挂牌"),
    ("exposed_on", "曝", "曝光"),
    ("transferred_on", "移", "已移送"),
    ("reported_on", "报", "已上报"),
    ("recurrences", "复", "复发"),
)
"""Turns off the way from finding to 销号: the field, its mark in the list, its word."""


def _with(name: str) -> Callable[[date], ColumnElement[bool]]:
    """The condition that a hazard holds something in the field `name`."""
    return lambda _: HAZARDS.attribute(name).is_not(None)


def _action(hazard: Hazard) -> str:
    """The verb for the stage of a hazard in the day's list."""
    if hazard.state is hazards.State.PASSED:
        return "销号"
    return {hazards.Stage.FOUND: "下达通知", hazards.Stage.FIXED: "复查"}.get(
        hazards.Stage(hazard.stage or hazards.Stage.FOUND), "催办"
    )


def _major_unnotified(day: date) -> ColumnElement[bool]:
    """The condition that a 重大 hazard has not been notified: due at once, though no term runs.

    What its own deadline reminds of on `day` is told by that.
    """
    return and_(
        Hazard.grade == hazards.MAJOR,
        Hazard.stage == hazards.Stage.FOUND.value,
        not_(HAZARDS.is_overdue_or_soon(day)),
    )


def _fixed(_: date) -> ColumnElement[bool]:
    """The condition that a hazard was put right and nobody has looked at it again, or closed it."""
    return and_(Hazard.stage == hazards.Stage.FIXED.value, Hazard.fixed_on.is_not(None))


def _at_once(_: Hazard, _days: int) -> str:
    return "立即告知"


def _since_fixed(_: Hazard, days: int) -> str:
    return f"已改{days}天" if days else "今天改好"


HAZARDS: Final[Register] = Register(
    name="hazards",
    title="隐患台账",
    noun=Hazard.noun,
    new_label="登记隐患",
    model=Hazard,
    place=Place("隐患台账"),
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
        Chip("major", "重大", lambda _: and_(Hazard.grade == hazards.MAJOR, HAZARDS.is_open())),
        Chip("open", "未办结", lambda _: HAZARDS.is_open()),
        *(
            Chip(f"late_{least}", label, _late(least, most), "red")
            for label, least, most in LATE_BANDS
        ),
        Chip(
            "supervised",
            "督办挂牌",
            lambda _: and_(
                or_(Hazard.supervised_on.is_not(None), Hazard.listed_on.is_not(None)),
                HAZARDS.is_open(),
            ),
        ),
        *(Chip(name, word, _with(name)) for name, _, word in _BEYOND[2:]),
    ),
    due="due",
    met_by="fixed_on",
    numbering=Numbering("{year}-{n:04d}", "found_on"),
    check=problems,
    spelled_out=spelled_out,
    prepare=_prepare,
    next_step=next_step,
    other_steps=other_steps,
    stages=tuple(hazards.Stage),
    duplicates=(("place", "description"), ("place", "category", "found_on")),
    attachment_roles=RECTIFICATION_ROLES,
    marks=tuple((name, word) for name, word, _ in _BEYOND),
    carried=("found_on", "source", "inspectors", "village", "handler"),
    agenda=Agenda(
        action=_action,
        title=lambda hazard: hazard.description,
        place=lambda hazard, _: hazard.place,
        waiting=(
            Waiting(_major_unnotified, "found_on", _at_once, Urgency.TODAY),
            Waiting(_fixed, "fixed_on", _since_fixed),
        ),
    ),
)
