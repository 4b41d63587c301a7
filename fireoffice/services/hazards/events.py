"""Recording what happens to hazards: one event, the same one for many, or a correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Hazard, HazardEvent
from fireoffice.db.work import Work
from fireoffice.db.workdays import working_calendar
from fireoffice.domain.hazards import (
    Event,
    EventKind,
    Story,
    fold,
    missing_for_major,
    objections,
    removal_objection,
    row_of,
)
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.entry.values import FieldErrors
from fireoffice.services.hazards.fields import infos_of, kind_named, understood
from fireoffice.services.office import Office


def record_event(
    office: Office, hazard_id: str, kind: EventKind | str, values: Mapping[str, object]
) -> str:
    """Record one event of a hazard, as typed, and return its id.

    What is not given is as `hazards.steps.allowed` proposes it, but for the result of a 复查.
    Raises `FieldErrors` with a sentence for each field that stands in the way, `InputError` where
    the event cannot be now.
    """
    return record_events(office, [hazard_id], kind, values)[0]


def record_events(
    office: Office,
    hazard_ids: Sequence[str],
    kind: EventKind | str,
    values: Mapping[str, object],
) -> tuple[str, ...]:
    """Record the same event for several hazards, all or none, as one action; return its ids.

    Raises as `record_event`, naming the hazard where there are several.
    """
    wanted = kind if isinstance(kind, EventKind) else kind_named(kind)
    with office.change(row_of(wanted).verb) as work:
        made = [
            _one_of(work, office, hazard_id, wanted, values, alone=len(hazard_ids) == 1)
            for hazard_id in hazard_ids
        ]
    return tuple(event.id for event in made)


def add_event(
    work: Work, office: Office, hazard: Hazard, kind: EventKind, values: Mapping[str, object]
) -> HazardEvent:
    """Record an event as `record_event` does, inside an action of the caller's, an issue say."""
    today = office.clock.today()
    row = row_of(kind)
    if hazard.deleted_at is not None:
        raise InputError(f"“{hazard.title()}”在回收站里，不能{row.verb}。", "请先放回原处。")
    calendar = working_calendar(work.session)
    told, of_hazard = understood(row, hazard, values, office.author, today, calendar)
    work.set(hazard, **of_hazard)
    stored = _events(work.session, hazard)
    if told["day"] is None:
        raise FieldErrors({"day": f"请填写{row.asks[0].label}。"})
    event = HazardEvent(
        hazard=hazard.id,
        kind=kind.value,
        sequence=1 + max((one.sequence or 0 for one in stored), default=0),
        sample=hazard.sample,
        **told,
    )
    problems = _objections(hazard, stored, replace(event.event(), id="new"), today)
    if problems:
        raise FieldErrors(problems)
    work.add(event)
    work.session.flush()
    return event


def objections_to(session: Session, hazard: Hazard, event: Event, today: date) -> Mapping[str, str]:
    """The objections to recording `event` of a hazard now, by field; empty where there are none."""
    return _objections(hazard, _events(session, hazard), event, today)


def register_fixed(
    office: Office,
    values: Mapping[str, object],
    fixing: Mapping[str, object],
    photos: Mapping[str, Sequence[Path]] | None = None,
) -> str:
    """Register a hazard that was put right on the spot, as one action, and return its id.

    `fixing` are the fields of 当场改, `photos` the files by what they show (整改前, 整改后).
    Raises `FieldErrors`; `InputError` for a photo that cannot be taken.
    """
    shown = [(role, file) for role, files in (photos or {}).items() for file in files]
    with (
        attachments.arriving(office, [file for _, file in shown]) as arrived,
        office.change("登记当场改正的隐患") as work,
    ):
        hazard = records.make(work, office, HAZARDS, values)
        given = {"day": hazard.found_on, **fixing}
        add_event(work, office, hazard, EventKind.FIXED_ON_SPOT, given)
        for (role, _), one in zip(shown, arrived, strict=True):
            attachments.enter(work, HAZARDS, hazard.id, [one], role)
    return hazard.id


def correct_event(office: Office, event_id: str, values: Mapping[str, object]) -> None:
    """Put right what was mistyped in an event; history keeps what stood there.

    The whole story is judged again. Raises `FieldErrors`.
    """
    with office.change("更正经过") as work:
        change_event(work, office, work.get(HazardEvent, event_id), values)


def change_event(
    work: Work, office: Office, event: HazardEvent, values: Mapping[str, object]
) -> None:
    """Put an event right as `correct_event` does, inside an action of the caller's."""
    today = office.clock.today()
    hazard = work.get(Hazard, event.hazard)
    kind = EventKind(event.kind)
    row = row_of(kind)
    infos = {info.name: info for info in infos_of(kind, False)}
    of_hazard = {ask.name for ask in row.asks if ask.of_hazard}
    stands = {name: getattr(event, name) for name in infos if name not in of_hazard}
    if values.keys() & {"due", "term", "day"} and "term" not in values:
        stands.pop("term", None)
    if "term" in values and "due" not in values:
        stands.pop("due", None)
    calendar = working_calendar(work.session)
    told, changed = understood(row, hazard, stands | dict(values), "", today, calendar)
    if told["day"] is None:
        raise FieldErrors({"day": f"请填写{row.asks[0].label}。"})
    story = _story(hazard, _events(work.session, hazard))
    work.set(hazard, **changed)
    work.set(event, **{name: new for name, new in told.items() if getattr(event, name) != new})
    problems = objections(story, event.event(), today, instead_of=event.id)
    if problems:
        raise FieldErrors(problems)


def withdraw_event(office: Office, event_id: str, reason: str = "") -> None:
    """Take an event out that never happened; it stays in the log and can be brought back.

    Raises `InputError` where a later event would no longer hold.
    """
    with office.change("撤回经过") as work:
        event = work.get(HazardEvent, event_id)
        hazard = work.get(Hazard, event.hazard)
        objection = objection_to_withdrawal(work.session, hazard, event_id)
        if objection:
            raise InputError(objection, "请先撤回后面的经过。")
        work.remove(event, reason)


def objection_to_withdrawal(session: Session, hazard: Hazard, event_id: str) -> str:
    """The sentence naming the later event for which `event_id` must stay; empty if it may go."""
    return removal_objection(_story(hazard, _events(session, hazard)), event_id)


def _one_of(
    work: Work,
    office: Office,
    hazard_id: str,
    kind: EventKind,
    values: Mapping[str, object],
    *,
    alone: bool,
) -> HazardEvent:
    hazard = work.get(Hazard, hazard_id)
    try:
        return add_event(work, office, hazard, kind, values)
    except FieldErrors as problem:
        if alone:
            raise
        told = {name: f"{hazard.title()}：{said}" for name, said in problem.problems.items()}
        raise FieldErrors(told) from problem


def _events(session: Session, hazard: Hazard) -> list[HazardEvent]:
    """The events of a hazard, withdrawn ones too."""
    found = session.scalars(select(HazardEvent).where(HazardEvent.hazard == hazard.id))
    return list(found)


def _objections(
    hazard: Hazard, stored: Sequence[HazardEvent], event: Event, today: date
) -> dict[str, str]:
    row = row_of(event.kind)
    current = {ask.name: getattr(hazard, ask.name) for ask in row.asks if ask.of_hazard}
    problems = objections(_story(hazard, stored), event, today)
    return problems | missing_for_major(row, hazard.finding(), current)


def _story(hazard: Hazard, stored: Sequence[HazardEvent]) -> Story:
    live: list[Any] = [one.event() for one in stored if one.deleted_at is None]
    return fold(hazard.finding(), live)
