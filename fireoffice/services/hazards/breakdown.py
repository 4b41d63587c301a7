"""Hazards and their returns counted by village, kind or place (clause 10 of the circular)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from fireoffice.core.settings import load_settings
from fireoffice.db.models import Hazard, HazardEvent, Village
from fireoffice.domain.hazards import MAJOR, EventKind
from fireoffice.reports.ranking import ranked
from fireoffice.services.hazards.standing import Rates, concerns, late_at, open_at
from fireoffice.services.office import Office

MOST_PLACES: Final = 10
"""The number of places that have a line of their own; the others share one."""
_NAMELESS: Final = "未分类"
_BUSIEST: Final = ("found", "again", "remaining")
"""The counts by which lines are ordered, the busiest first."""


class Grouping(StrEnum):
    """The thing that a line stands for."""

    VILLAGE = "村（居）"
    CATEGORY = "类别"
    PLACE = "场所"


@dataclass(frozen=True)
class Share(Rates):
    """One line: hazards found, put right and handed over in the period, and those open at its end.

    `days` is how long all that was `fixed` took together. `due` counts what fell due in the time,
    `due_fixed` and `due_on_time` what of it was put right by its end, or within its deadline.
    `again` counts what had been there before at the same place, and what was recorded as 复发;
    that one is not among `found`.
    """

    name: str
    found: int = 0
    major: int = 0
    transferred: int = 0
    fixed: int = 0
    days: int = 0
    due: int = 0
    due_fixed: int = 0
    due_on_time: int = 0
    again: int = 0
    recorded: int = 0
    remaining: int = 0
    overdue: int = 0

    @property
    def mean_days(self) -> float | None:
        """平均整改天数, from finding to 整改完成; None where nothing was put right."""
        return self.days / self.fixed if self.fixed else None

    @property
    def rate(self) -> float | None:
        """复发率 in percent: what came back, of all that turned up; None where nothing did."""
        turned_up = self.found + self.recorded
        return self.again / turned_up * 100 if turned_up else None


@dataclass(frozen=True)
class Breakdown:
    """The lines of a period, the busiest first (villages in their order), and their sum."""

    rows: tuple[Share, ...]
    total: Share


def breakdown(office: Office, by: Grouping, first: date, last: date) -> Breakdown:
    """The hazards from `first` to `last`, and how they stood at the end of `last`."""
    months = load_settings(office.folder).recurrence_months
    with office.reading() as session:
        counted = _counted(session, by, first, last)
        returned = _returned(session, by, first, last, months)
        recorded = _recorded(session, by, first, last)
        villages: Any = session.execute(
            select(Village.id, Village.name).order_by(Village.order, Village.name)
        ).all()
    names: dict[str, str] = {row[0]: row[1] for row in villages}
    keys = list(dict.fromkeys([*counted, *returned, *recorded]))
    counts = [
        {
            **counted.get(key, {}),
            "again": returned.get(key, 0) + recorded.get(key, 0),
            "recorded": recorded.get(key, 0),
        }
        for key in keys
    ]
    order = list(names.values()) if by is Grouping.VILLAGE else None
    table = ranked(
        [_name(by, key, names) for key in keys],
        counts,
        _BUSIEST,
        order,
        MOST_PLACES if by is Grouping.PLACE else None,
    )
    *rows, total = (Share(**line) for line in table)
    return Breakdown(tuple(rows), total)


def _columns(by: Grouping) -> tuple[Any, ...]:
    match by:
        case Grouping.VILLAGE:
            return (Hazard.village,)
        case Grouping.CATEGORY:
            return (Hazard.category,)
        case Grouping.PLACE:
            return (Hazard.place, Hazard.village)


def _name(by: Grouping, key: tuple[Any, ...], villages: Mapping[str, str]) -> str:
    first = key[0] or ""
    return villages.get(first, "") if by is Grouping.VILLAGE else first or _NAMELESS


def _counted(
    session: Session, by: Grouping, first: date, last: date
) -> dict[tuple[Any, ...], dict[str, int]]:
    found = Hazard.found_on.between(first, last)
    fixed = Hazard.fixed_on.between(first, last)
    due = Hazard.due.between(first, last)
    took = func.julianday(Hazard.fixed_on) - func.julianday(Hazard.found_on)
    counts: dict[str, ColumnElement[Any]] = {
        "found": func.count().filter(found),
        "major": func.count().filter(and_(found, Hazard.grade == MAJOR)),
        "transferred": func.count().filter(Hazard.transferred_on.between(first, last)),
        "fixed": func.count().filter(fixed),
        "days": func.coalesce(func.sum(took).filter(fixed), 0),
        "due": func.count().filter(due),
        "due_fixed": func.count().filter(and_(due, Hazard.fixed_on <= last)),
        "due_on_time": func.count().filter(and_(due, Hazard.fixed_on <= Hazard.due)),
        "remaining": func.count().filter(open_at(last)),
        "overdue": func.count().filter(late_at(last)),
    }
    columns = _columns(by)
    rows = session.execute(
        select(*columns, *counts.values())
        .where(Hazard.deleted_at.is_(None), concerns(first))
        .group_by(*columns)
    ).all()
    width = len(columns)
    return {
        tuple(row[:width]): {
            name: int(value) for name, value in zip(counts, row[width:], strict=True)
        }
        for row in rows
    }


def _returned(
    session: Session, by: Grouping, first: date, last: date, months: int
) -> dict[tuple[Any, ...], int]:
    """The number found at a place that had one of the same kind within `months` before."""
    earlier = aliased(Hazard)
    alike = and_(
        earlier.deleted_at.is_(None),
        earlier.place == Hazard.place,
        earlier.village == Hazard.village,
        earlier.category == Hazard.category,
        earlier.id != Hazard.id,
        earlier.found_on >= func.date(Hazard.found_on, f"-{months} months"),
        (earlier.found_on < Hazard.found_on)
        | and_(earlier.found_on == Hazard.found_on, earlier.id < Hazard.id),
    )
    columns = _columns(by)
    rows = session.execute(
        select(*columns, func.count())
        .where(
            Hazard.deleted_at.is_(None),
            Hazard.found_on.between(first, last),
            exists().where(alike).correlate(Hazard),
        )
        .group_by(*columns)
    ).all()
    return {tuple(row[:-1]): row[-1] for row in rows}


def _recorded(
    session: Session, by: Grouping, first: date, last: date
) -> dict[tuple[Any, ...], int]:
    """The number reopened as 复发, counted on the day of reopening."""
    columns = _columns(by)
    rows = session.execute(
        select(*columns, func.count())
        .join(HazardEvent, HazardEvent.hazard == Hazard.id)
        .where(
            Hazard.deleted_at.is_(None),
            HazardEvent.deleted_at.is_(None),
            HazardEvent.kind == EventKind.RECURRED.value,
            HazardEvent.day.between(first, last),
        )
        .group_by(*columns)
    ).all()
    return {tuple(row[:-1]): row[-1] for row in rows}
