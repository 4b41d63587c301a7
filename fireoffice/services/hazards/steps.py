"""The steps that a hazard offers now, and its story."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.fields import fields_of
from fireoffice.db.models import Hazard, HazardEvent
from fireoffice.db.remembered import remembered
from fireoffice.domain.fields import Kind
from fireoffice.domain.hazards import EventKind, Facts, Offer, Story, fold, offers, row_of
from fireoffice.domain.steps import Step
from fireoffice.domain.values import show
from fireoffice.services.conduct import Allowed, Happening
from fireoffice.services.hazards.fields import infos_of, proposals
from fireoffice.services.hazards.recurrence import seen_before
from fireoffice.services.office import Office

_TITLES: Final[Mapping[EventKind, str]] = {
    EventKind.FIXED_ON_SPOT: "当场改正",
    EventKind.ORDERED: "下达整改通知",
    EventKind.LISTED: "挂牌督办",
    EventKind.REPORTED: "上报市系统",
}
_TOLD_ELSEWHERE: Final = ("result", "term", "counting")
_PLAIN: Final = ("number", "unit", "method")
"""The fields whose values are understood without a label."""


def allowed(office: Office, hazard_id: str) -> tuple[Allowed, ...]:
    """Every step: the next one first, then what is most wanted, those blocked last.

    Raises `InputError` if there is no such hazard.
    """
    with office.reading() as session:
        hazard = _hazard(session, hazard_id)
        facts = _story(session, hazard).facts
        made = offers(facts, hazard.finding())
        return tuple(_allowed(office, hazard, facts, offer) for offer in made)


def happenings(office: Office, hazard_id: str) -> tuple[Happening, ...]:
    """The events of a hazard as people read them, oldest first; the first is its finding."""
    with office.reading() as session:
        hazard = _hazard(session, hazard_id)
        story = _story(session, hazard)
        rows = {row.id: row for row in _events(session, hazard)}
    found = "，".join(part for part in (hazard.source, hazard.inspectors) if part)
    lines = tuple(line for line in (found, seen_before(office, hazard)) if line)
    told = [Happening("", hazard.found_on, "检查发现", lines)]
    for event in story.events:
        row = rows[event.id]
        wrong = story.problem_of(event)
        sentence = wrong.sentence if wrong else ""
        told.append(Happening(event.id, event.day, _title(row), _details(row), sentence))
    return tuple(told)


def _hazard(session: Session, hazard_id: str) -> Hazard:
    hazard = session.get(Hazard, hazard_id)
    if hazard is None:
        raise InputError("找不到这条隐患，它可能已被移除。", "请刷新列表后再试。")
    return hazard


def _allowed(office: Office, hazard: Hazard, facts: Facts, offer: Offer) -> Allowed:
    infos = infos_of(offer.kind, hazard.finding().is_major)
    presets = proposals(row_of(offer.kind), hazard, office.author, office.clock.today())
    step = Step(
        label=offer.verb,
        fields=tuple(info.name for info in infos),
        presets=presets,
        name=offer.kind.value,
        infos=infos,
    )
    return Allowed(step, offer.blocked, offer.first, offer.is_next)


def _title(row: HazardEvent) -> str:
    kind = EventKind(row.kind)
    if kind is EventKind.RECHECKED:
        return f"复查{row.result or ''}"
    return _TITLES.get(kind, kind.value)


def _details(row: HazardEvent) -> tuple[str, ...]:
    """The values that were filled in, without the day: short ones in one line, then sentences."""
    infos = {info.name: info for info in fields_of(HazardEvent)}
    short: list[str] = []
    sentences: list[str] = []
    for ask in row_of(EventKind(row.kind)).asks[1:]:
        text = "" if ask.of_hazard else show(infos[ask.name], getattr(row, ask.name))
        if not text or ask.name in _TOLD_ELSEWHERE:
            continue
        if infos[ask.name].kind is Kind.LONG_TEXT:
            sentences.append(f"{ask.label}：{text}" if ask.name == "reason" else text)
        else:
            short.append(text if ask.name in _PLAIN else f"{ask.label}{text}")
    return (*filter(None, ("，".join(short),)), *sentences)


def _events(session: Session, hazard: Hazard) -> list[HazardEvent]:
    wanted = select(HazardEvent).where(
        HazardEvent.hazard == hazard.id, HazardEvent.deleted_at.is_(None)
    )
    key = (HazardEvent, hazard.id)
    return remembered(session, key, lambda: list(session.scalars(wanted)))


def _story(session: Session, hazard: Hazard) -> Story:
    return fold(hazard.finding(), [row.event() for row in _events(session, hazard)])
