"""The kind of a paper made from records: its records, its options, and what issuing enters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from fireoffice.db import models
from fireoffice.db.work import Work
from fireoffice.docs.forms import Form
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.services.office import Office

DATED: Final = FieldInfo("dated", "成文日期", Kind.DATE, required=True, default="今天")
"""The day of the paper: every kind asks for it."""


@dataclass(frozen=True)
class Source:
    """The source of a paper: the open office, its town, the day, and the options chosen."""

    office: Office
    session: Session
    town: models.Town
    dated: date
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Sheet:
    """One paper to be made. `content` gives, for its number, a form's context or a Manuscript.

    `problems` are sentences that keep it from being made.
    """

    records: tuple[str, ...]
    heading: str
    recipients: str
    content: Callable[[str], Any]
    problems: tuple[str, ...] = ()


def no_companions(_session: Session, _record: Any) -> Sequence[Any]:
    """The companions of a record, for kinds whose paper lists one record."""
    return ()


def nothing_lacking(_record: Any) -> Sequence[FieldInfo]:
    """The fields that a record lacks, for a kind of paper that asks for none."""
    return ()


def no_presets(_source: Source, _records: Sequence[Any]) -> Mapping[str, Any]:
    """The presets of options, for kinds whose options have only their defaults."""
    return {}


def nothing_to_enter(
    _work: Work, _office: Office, _records: Sequence[Any], _number: str, _source: Source
) -> None:
    """Enter nothing: for kinds whose records issuing leaves as they are."""


@dataclass(frozen=True)
class Entered:
    """An entry that issuing made in one record. `objection` says why it cannot be taken out."""

    title: str
    entry: Any
    objection: str = ""


def nothing_entered(_session: Session, _records: Sequence[Any], _number: str) -> Sequence[Entered]:
    """The entries to take out, for kinds whose issuing enters nothing."""
    return ()


def no_numbers(_session: Session) -> Sequence[str]:
    """The numbers that records tell of, for kinds whose records tell of none."""
    return ()


def nothing_to_renew(
    _work: Work, _office: Office, _records: Sequence[Any], _number: str, _source: Source
) -> None:
    """Renew nothing: for kinds whose records issuing leaves as they are."""


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper made from the records of one register.

    `sheets` groups records into papers. `enter` writes into the records what issuing means for
    them, inside the operation that issues. `presets` are the options that stand there before
    anything is typed, beyond their defaults. `companions` are the other records that usually
    stand in the same paper. `lacking` names the fields of a record that must be filled before a
    paper can be made from it. Without `form` the paper is a circular of the 文种
    「通知」, drafted for the editor.

    `verb` is the word that leads to it from a record. Where `takes` names a step of the record,
    that step is this paper, and the step without a paper has the word `without`. `entered` finds
    what `enter` has written, `renew` brings it up to date when the paper is made anew.
    `known_numbers` are those that records tell of papers made without this program.
    """

    name: str
    title: str
    register: str
    sheets: Callable[[Source, Sequence[Any]], Sequence[Sheet]]
    options: tuple[FieldInfo, ...] = (DATED,)
    form: Form | None = None
    enter: Callable[[Work, Office, Sequence[Any], str, Source], None] = nothing_to_enter
    presets: Callable[[Source, Sequence[Any]], Mapping[str, Any]] = no_presets
    companions: Callable[[Session, Any], Sequence[Any]] = no_companions
    lacking: Callable[[Any], Sequence[FieldInfo]] = nothing_lacking
    verb: str = ""
    takes: str = ""
    without: str = ""
    entered: Callable[[Session, Sequence[Any], str], Sequence[Entered]] = nothing_entered
    renew: Callable[[Work, Office, Sequence[Any], str, Source], None] = nothing_to_renew
    known_numbers: Callable[[Session], Sequence[str]] = no_numbers
