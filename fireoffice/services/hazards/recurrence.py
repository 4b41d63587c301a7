"""Hazards that come back: of the same kind, at the same place, within some months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, select, union

from fireoffice.core.settings import load_settings
from fireoffice.db.models import Hazard
from fireoffice.domain.hazards import Stage
from fireoffice.domain.months import months_before
from fireoffice.registers import HAZARDS
from fireoffice.services.entry.values import Vocabulary, understood
from fireoffice.services.office import Office

_MOST_TOLD: Final = 3
_TELLING: Final = ("place", "village", "category", "found_on")


@dataclass(frozen=True)
class Earlier:
    """A hazard of the same kind at the same place, found before."""

    id: str
    number: str
    found_on: date
    description: str
    stage: str


@dataclass(frozen=True)
class Recurrence:
    """The warning that a hazard was there before, with the earlier ones, newest first.

    `reopened_by` is the id of the newest one, if it is closed and may be recorded as 复发.
    """

    sentence: str
    earlier: tuple[Earlier, ...]
    reopened_by: str = ""


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
    # One query for each way of naming the place, so that each can use its own index.
    ways = [select(Hazard.id).where(same, *alike) for same in _same_place(values)]
    with office.reading() as session:
        rows = session.scalars(select(Hazard).where(Hazard.id.in_(union(*ways))))
        ordered = sorted(rows, key=lambda row: (row.found_on, row.id), reverse=True)
    return tuple(
        Earlier(row.id, row.number or "", row.found_on, row.description, row.stage or "")
        for row in ordered
    )


def recurrence_of(office: Office, texts: Mapping[str, object]) -> Recurrence | None:
    """The warning for a new hazard of these `texts`, as typed; None if there was none like it."""
    given = {name: texts[name] for name in _TELLING if texts.get(name)}
    with office.reading() as session:
        words = Vocabulary(session, office)
        values, _ = understood(words, HAZARDS, given, office.clock.today())
    earlier = recurrences(office, values)
    if not earlier:
        return None
    months = load_settings(office.folder).recurrence_months
    sentence = f"该场所近{months}个月同类隐患第{len(earlier) + 1}次：{_listed(earlier)}"
    newest = earlier[0]
    return Recurrence(sentence, earlier, newest.id if newest.stage == Stage.CLOSED else "")


def seen_before(office: Office, hazard: Hazard) -> str:
    """The line that tells of it in the story of a hazard; empty where it is new."""
    names = ("id", "unit", "place", "village", "category", "found_on")
    before = recurrences(office, {name: getattr(hazard, name) for name in names})
    return f"同一场所此前有过同类隐患：{_listed(before)}" if before else ""


def _listed(earlier: tuple[Earlier, ...]) -> str:
    numbers = "、".join(f"{one.number}（{one.stage}）" for one in earlier[:_MOST_TOLD])
    return numbers + (f"等{len(earlier)}次" if len(earlier) > _MOST_TOLD else "")


def _same_place(values: Mapping[str, Any]) -> Iterator[ColumnElement[bool]]:
    if values.get("unit"):
        yield Hazard.unit == values["unit"]
    if values.get("place"):
        same = Hazard.place == values["place"]
        yield and_(same, Hazard.village == values["village"]) if values.get("village") else same
