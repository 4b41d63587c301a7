"""The intervals at which drills must be held: dated rules with their source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

SCHOOL_TYPES: Final = ("学校", "小学校（幼儿园）")
"""The types of places that are schools."""
_YEAR_BEGINS: Final = (9, 1)
_HOLIDAYS_BEGIN: Final = (7, 1)


@dataclass(frozen=True)
class DrillRule:
    """The drills due in each school year, from `valid_from` until `valid_to` (None: still)."""

    drills: int
    basis: str
    valid_from: date
    valid_to: date | None = None


SCHOOL_RULES: Final = (
    DrillRule(1, "社会消防安全教育培训规定（公安部令第109号）第二十一条", date(2009, 6, 1)),
)
"""The duties of schools to drill, each rule for its own time."""


def school_rule(on: date) -> DrillRule | None:
    """The rule in force on a day, if one is."""
    return next(
        (
            rule
            for rule in SCHOOL_RULES
            if rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to)
        ),
        None,
    )


def school_year(on: date) -> tuple[date, date]:
    """The first and the last day of the school year of a day."""
    begun = on.year if (on.month, on.day) >= _YEAR_BEGINS else on.year - 1
    first = date(begun, *_YEAR_BEGINS)
    return first, date.fromordinal(date(begun + 1, *_YEAR_BEGINS).toordinal() - 1)


def last_school_day(on: date) -> date:
    """The last day of the school year of `on` before its summer holidays: then nobody drills."""
    _, last = school_year(on)
    return date.fromordinal(date(last.year, *_HOLIDAYS_BEGIN).toordinal() - 1)
