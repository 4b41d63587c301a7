"""The nearness of a deadline, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

SOON_DAYS: Final = 3
"""The number of days ahead up to which a deadline is called soon."""


LATE_BANDS: Final[tuple[tuple[str, int, int | None], ...]] = (
    ("逾期7天内", 1, 7),
    ("逾期8—30天", 8, 30),
    ("逾期30天以上", 31, None),
)
"""Degrees of lateness: word, least and most days; clause 10 counts overdue hazards so."""


class Urgency(StrEnum):
    """The band of a deadline; colour on screen follows it and nothing else."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    NONE = "none"


@dataclass(frozen=True)
class Deadline:
    """A deadline as seen on a day: `days` left (negative: overdue; None: none that matters)."""

    urgency: Urgency
    words: str
    days: int | None = None


def deadline(due: date | None, today: date, *, closed: bool = False) -> Deadline:
    """The deadline `due` as seen on `today`; what is closed has none."""
    if due is None or closed:
        return Deadline(Urgency.NONE, "—")
    days = (due - today).days
    if days < 0:
        return Deadline(Urgency.OVERDUE, f"逾期{-days}天", days)
    if days == 0:
        return Deadline(Urgency.TODAY, "今天到期", days)
    urgency = Urgency.SOON if days <= SOON_DAYS else Urgency.LATER
    return Deadline(urgency, f"还剩{days}天", days)
