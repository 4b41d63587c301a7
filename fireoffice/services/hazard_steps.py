"""What may be done with a hazard now, what has happened to it, and where it happened before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.core.settings import load_settings
from fireoffice.db.fields import fields_of
from fireoffice.db.models import Hazard, HazardEvent
from fireoffice.domain.fields import Kind
from fireoffice.domain.hazards import EventKind, Facts, Offer, Story, fold, offers, row_of
from fireoffice.domain.months import months_before
from fireoffice.domain.steps import Step
from fireoffice.domain.values import show
from fireoffice.services.hazard_fields import infos_of, proposals
from fireoffice.services.office import Office

_TITLES: Final[Mapping[EventKind, str]] = {
    EventKind.FIXED_ON_SPOT: "当场改正",
    EventKind.ORDERED: "下达整改通知",
    EventKind.LISTED: "挂牌督办",
    EventKind.REPORTED: "上报市系统",
}
_TOLD_ELSEWHERE: Final = ("result", "term", "counting")
_PLAIN: Final = ("number", "unit", "method")
"""What is understood without its label."""
_MOST_TOLD: Final = 3


@dataclass(frozen=True)
class Allowed:
    """One step of a hazard, with its fields and what is proposed in them.

    `blocked` says why it may not be taken now; empty where it may.
    """

    kind: EventKind
    step: Step
    blocked: str = ""
    is_next: bool = False


@dataclass(frozen=True)
class Happening:
    """One event as people read it; `problem` says where it contradicts the others.

    `id` is empty for the finding itself.
    """

    id: str
    day: date
    title: str
    details: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True)
class Earlier:
    """A hazard of the same kind at the same place, found before."""

    id: str
    number: str
    found_on: date
    description: str
    stage: str


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
    """What has happened to a hazard, oldest first; the first is its finding."""
    with office.reading() as session:
        hazard = _hazard(session, hazard_id)
        story = _story(session, hazard)
        rows = {row.id: row for row in _events(session, hazard)}
    found = "，".join(part for part in (hazard.source, hazard.inspectors) if part)
    lines = tuple(line for line in (found, _seen_before(office, hazard)) if line)
    told = [Happening("", hazard.found_on, "检查发现", lines)]
    for event in story.events:
        row = rows[event.id]
        wrong = story.problem_of(event)
        sentence = wrong.sentence if wrong else ""
        told.append(Happening(event.id, event.day, _title(row), _details(row), sentence))
    return tuple(told)


def recurrences(
    office: Office, values: Mapping[str, Any], months_back: int = 0
) -> tuple[Earlier, ...]:
    """Hazards of the same kind at the same place before the one that `values` describe.

    `values` are fields of a hazard: `unit` or `place` with `village` (keys or names as stored),
    `category`, `found_on`, and `id` if it is registered. Without `months_back` the office's
    setting holds. Newest first.
    """
    category, day = values.get("category"), values.get("found_on") or office.clock.today()
    if not category or not (values.get("unit") or values.get("place")):
        return ()
    back = months_back or load_settings(office.folder).recurrence_months
    alike = (
        Hazard.deleted_at.is_(None),
        Hazard.id != (values.get("id") or ""),
        Hazard.category == category,
        Hazard.found_on.between(months_before(day, back), day),
    )
    found: dict[str, Hazard] = {}
    with office.reading() as session:
        # One statement each, so that each can use its own index.
        for same_place in _same_place(values):
            rows = session.scalars(select(Hazard).where(same_place, *alike))
            found |= {row.id: row for row in rows}
    ordered = sorted(found.values(), key=lambda row: (row.found_on, row.id), reverse=True)
    return tuple(
        Earlier(row.id, row.number or "", row.found_on, row.description, row.stage or "")
        for row in ordered
    )


def _hazard(session: Session, hazard_id: str) -> Hazard:
    hazard = session.get(Hazard, hazard_id)
    if hazard is None:
        raise InputError("找不到这条隐患，它可能已被移除。", "请刷新列表后再试。")
    return hazard


def _seen_before(office: Office, hazard: Hazard) -> str:
    names = ("id", "unit", "place", "village", "category", "found_on")
    before = recurrences(office, {name: getattr(hazard, name) for name in names})
    if not before:
        return ""
    numbers = "、".join(f"{one.number}（{one.stage}）" for one in before[:_MOST_TOLD])
    more = f"等{len(before)}次" if len(before) > _MOST_TOLD else ""
    return f"同一场所此前有过同类隐患：{numbers}{more}"


def _same_place(values: Mapping[str, Any]) -> Iterator[ColumnElement[bool]]:
    if values.get("unit"):
        yield Hazard.unit == values["unit"]
    if values.get("place"):
        same = Hazard.place == values["place"]
        yield and_(same, Hazard.village == values["village"]) if values.get("village") else same


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
    return Allowed(offer.kind, step, offer.blocked, offer.is_next)


def _title(row: HazardEvent) -> str:
    kind = EventKind(row.kind)
    if kind is EventKind.RECHECKED:
        return f"复查{row.result or ''}"
    return _TITLES.get(kind, kind.value)


def _details(row: HazardEvent) -> tuple[str, ...]:
    """What was filled in, the day apart: short things in one line, then the sentences."""
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
    found = session.scalars(
        select(HazardEvent).where(HazardEvent.hazard == hazard.id, HazardEvent.deleted_at.is_(None))
    )
    return list(found)


def _story(session: Session, hazard: Hazard) -> Story:
    return fold(hazard.finding(), [row.event() for row in _events(session, hazard)])
