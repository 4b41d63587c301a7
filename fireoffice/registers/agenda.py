"""The declaration of how a register's records come into 今日待办."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from fireoffice.domain.deadlines import SOON_DAYS, Urgency

Names = Mapping[str, str]
"""The names of the records that a row refers to, by their keys."""


@dataclass(frozen=True)
class Reminder:
    """One thing to do, as a source of its own tells it; `place` and `village` may be keys."""

    id: str
    action: str
    title: str
    due: date
    step: str
    place: str = ""
    village: str = ""
    stage: str = ""


@dataclass(frozen=True)
class Waiting:
    """Records that have to be done though no deadline runs: a 复查, a shortage.

    `since` is the field with the day since which one waits, `words` what is said of it by the
    record and the days it has waited. Where `urgency` is not `NONE` it stands among what is due.
    """

    condition: Callable[[date], ColumnElement[bool]]
    since: str
    words: Callable[[Any, int], str]
    urgency: Urgency = Urgency.NONE


def title_of(record: Any) -> str:
    """The title under which a record is told where its register says nothing else."""
    return str(record.title())


def nowhere(_record: Any, _names: Names) -> str:
    """The place of what happens at no place."""
    return ""


def the_next(_record: Any) -> str:
    """The label of the step for what is due: none of its own, but the record's next one."""
    return ""


def no_reminders(_session: Session, _day: date) -> Iterable[Reminder]:
    """The reminders of a register that reminds of each record by its deadline alone."""
    return ()


@dataclass(frozen=True)
class Agenda:
    """The part of a register that is told in 今日待办, and its words.

    `action` is the verb of what a record needs, `title` and `place` what is said of it. A record
    is told `ahead` days before its deadline; `waiting` are those without one. `step` is the
    label of the step that does what is due, where that is not the record's next one. A register
    that tells several records in one line, or one in several, leaves its deadlines to
    `reminders` and sets `by_deadline` to False.
    """

    action: Callable[[Any], str]
    title: Callable[[Any], str] = title_of
    place: Callable[[Any, Names], str] = nowhere
    ahead: int = SOON_DAYS
    waiting: tuple[Waiting, ...] = ()
    by_deadline: bool = True
    step: Callable[[Any], str] = the_next
    reminders: Callable[[Session, date], Iterable[Reminder]] = no_reminders
