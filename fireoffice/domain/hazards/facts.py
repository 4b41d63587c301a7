"""The facts known of a hazard at one point of its life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fireoffice.domain.hazards.words import State


@dataclass(frozen=True)
class Facts:
    """Everything that follows from the events so far. Reopening forgets all but the counts.

    `asked_due` is the deadline of an extension asked for and not yet decided.
    """

    state: State = State.FOUND
    due: date | None = None
    notified_on: date | None = None
    notice_number: str = ""
    served_on: date | None = None
    asked_due: date | None = None
    started_on: date | None = None
    fixed_on: date | None = None
    fixers: str = ""
    rechecked_on: date | None = None
    recheckers: str = ""
    recheck_result: str = ""
    closed_on: date | None = None
    closed_by: str = ""
    transferred_on: date | None = None
    transferred_to: str = ""
    supervised_on: date | None = None
    listed_on: date | None = None
    exposed_on: date | None = None
    reported_on: date | None = None
    report_number: str = ""
    extensions: int = 0
    reopenings: int = 0
    recurrences: int = 0
