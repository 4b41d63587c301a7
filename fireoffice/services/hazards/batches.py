"""The same event for many hazards: the kinds that may be recorded, and the hazards they exclude."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import FieldErrors, InputError
from fireoffice.db.models import Hazard, HazardEvent
from fireoffice.db.workdays import working_calendar
from fireoffice.domain.hazards import (
    Event,
    EventKind,
    Story,
    fold,
    missing_for_major,
    objections,
    offers,
    row_of,
)
from fireoffice.domain.steps import Step
from fireoffice.services.conduct import ForMany, Hindered
from fireoffice.services.hazards.fields import infos_of, understood
from fireoffice.services.office import Office

_CHUNK: Final = 500
_OWN: Final = "="
_AUTHOR: Final = "=author"


def allowed_for_many(office: Office, hazard_ids: Sequence[str]) -> tuple[ForMany, ...]:
    """The events that may be recorded for several hazards at once, the most awaited first."""
    able: dict[EventKind, list[str]] = {}
    hindered: dict[EventKind, list[Hindered]] = {}
    awaited: dict[EventKind, int] = {}
    with office.reading() as session:
        for hazard, story in _stories(session, hazard_ids):
            for offer in offers(story.facts, hazard.finding()):
                blocked = "在回收站里。" if hazard.deleted_at else offer.blocked
                if blocked:
                    said = Hindered(hazard.id, hazard.title(), blocked)
                    hindered.setdefault(offer.kind, []).append(said)
                else:
                    able.setdefault(offer.kind, []).append(hazard.id)
                    awaited[offer.kind] = awaited.get(offer.kind, 0) + offer.is_next
    most_awaited = sorted(able, key=lambda kind: (-awaited[kind], -len(able[kind])))
    return tuple(
        ForMany(_step(office, kind), tuple(able[kind]), tuple(hindered.get(kind, ())))
        for kind in most_awaited
    )


def hindered_by(
    office: Office,
    hazard_ids: Sequence[str],
    kind: EventKind,
    values: Mapping[str, object],
) -> tuple[Hindered, ...]:
    """The hazards for which the event, filled in with `values`, cannot be recorded.

    Writes nothing. Raises `FieldErrors` for a value that would be wrong for any hazard.
    """
    today, row = office.clock.today(), row_of(kind)
    found: list[Hindered] = []
    with office.reading() as session:
        calendar = working_calendar(session)
        for hazard, story in _stories(session, hazard_ids):
            why = ""
            try:
                told, _ = understood(row, hazard, values, office.author, today, calendar)
                if told["day"] is None:
                    raise FieldErrors({"day": f"请填写{row.asks[0].label}。"})
                event = replace(HazardEvent(kind=kind.value, **told).event(), id="new")
                event = replace(event, sequence=_next(story))
                own = {ask.name: getattr(hazard, ask.name) for ask in row.asks if ask.of_hazard}
                wrong = objections(story, event, today)
                wrong |= missing_for_major(row, hazard.finding(), own)
                why = next(iter(wrong.values()), "")
            except FieldErrors:
                raise
            except InputError as problem:
                why = str(problem)
            if hazard.deleted_at:
                why = "在回收站里。"
            if why:
                found.append(Hindered(hazard.id, hazard.title(), why))
    return tuple(found)


def _step(office: Office, kind: EventKind) -> Step:
    """The step for an event of several hazards: without the fields that belong to one alone."""
    row = row_of(kind)
    shared = [ask for ask in row.asks if not ask.of_hazard]
    infos = {info.name: info for info in infos_of(kind, False)}
    presets: dict[str, str] = {}
    for ask in shared:
        if ask.preset == "今天":
            presets[ask.name] = f"{office.clock.today():%Y-%m-%d}"
        elif ask.preset == _AUTHOR:
            presets[ask.name] = office.author
        elif not ask.preset.startswith(_OWN):
            presets[ask.name] = ask.preset
    return Step(
        label=row.verb,
        fields=tuple(ask.name for ask in shared),
        presets={name: text for name, text in presets.items() if text},
        name=kind.value,
        infos=tuple(
            replace(infos[ask.name], required=infos[ask.name].required and not _is_own(ask.preset))
            for ask in shared
        ),
    )


def _is_own(preset: str) -> bool:
    """True if the proposed value comes from each hazard itself."""
    return preset.startswith(_OWN) and preset != _AUTHOR


def _next(story: Story) -> int:
    return 1 + max((one.sequence for one in story.events), default=0)


def _stories(session: Session, hazard_ids: Sequence[str]) -> list[tuple[Hazard, Story]]:
    """The hazards in the order given, each with what has happened to it."""
    hazards: dict[str, Hazard] = {}
    told: dict[str, list[Event]] = {key: [] for key in hazard_ids}
    for start in range(0, len(hazard_ids), _CHUNK):
        some = hazard_ids[start : start + _CHUNK]
        rows = session.scalars(select(Hazard).where(Hazard.id.in_(some)))
        hazards |= {row.id: row for row in rows}
        events = session.scalars(
            select(HazardEvent).where(
                HazardEvent.hazard.in_(some), HazardEvent.deleted_at.is_(None)
            )
        )
        for event in events:
            told[event.hazard].append(event.event())
    found = [hazards[key] for key in hazard_ids if key in hazards]
    return [(hazard, fold(hazard.finding(), told[hazard.id])) for hazard in found]
