"""A register: a model and what table, form, search and command line make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.fields import fields_of
from fireoffice.db.models.base import Record
from fireoffice.db.work import Work
from fireoffice.domain.attachments import PLAIN_ROLES
from fireoffice.domain.deadlines import SOON_DAYS
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.steps import Step
from fireoffice.registers.agenda import Agenda
from fireoffice.registers.facts import Facts

STAGE: Final = "stage"
"""Name of the column that shows the stage."""
REMAINING: Final = "remaining"
"""Name of the column that shows how near the deadline is."""

DUE_ORDER: Final = "due_order"
"""Name of the column by which deadlines are sorted, what has none coming last."""


@dataclass(frozen=True)
class Column:
    """One column of the table: a field, or `STAGE`, or `REMAINING`.

    `width` is in device-independent pixels at 100 %; 0 takes what is left. `wide` columns show
    from a window of 1600 pixels up.
    """

    name: str
    label: str = ""
    width: int = 0
    wide: bool = False


@dataclass(frozen=True)
class Chip:
    """A quick filter: its word, its condition on a given day, and how it is coloured.

    `tone` is "red" (overdue), "amber" (soon or waiting) or "" for none.
    """

    name: str
    label: str
    condition: Callable[[date], ColumnElement[bool]]
    tone: str = ""


@dataclass(frozen=True)
class Numbering:
    """The form of 编号: `form` with `{year}` and `{n}`; the year is that of `dated`."""

    form: str
    dated: str = ""


@dataclass(frozen=True)
class Detail:
    """Records of another register that belong to one record and are kept in its panel.

    `register` is the name of theirs, `parent` their field that refers to the record, `columns`
    the fields told in each line, newest or in the order of their own register.
    """

    register: str
    parent: str
    title: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """The place where the records of a register are opened.

    `tab` is the word of the tab in which they have a list of their own; registers of a tab stand
    in the order of the index. Without one, `inside` is the field that refers to the record in
    whose panel they are kept.
    """

    tab: str = ""
    inside: str = ""


def no_problems(_record: Any, _today: date) -> dict[str, str]:
    """The check of a register without rules across fields."""
    return {}


def no_step(_record: Any) -> Step | None:
    """The next step of a register without stages."""
    return None


def no_other_steps(_record: Any) -> tuple[Step, ...]:
    """The other steps of a register whose records have one step at a time."""
    return ()


def as_typed(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The typed values unchanged: for a register whose fields take nothing but their own values."""
    return given


def no_preparation(_session: Session, _record: Any) -> None:
    """The preparation of a register that completes nothing."""


def nothing_follows(_work: Work, _today: date) -> None:
    """The consequences of an action in a register that declares none: nothing is done."""


def none_incomplete(_session: Session) -> Sequence[Any]:
    """The incomplete records of a register whose every schema had all."""
    return ()


@dataclass(frozen=True)
class Daily:
    """Records that the program itself makes each day, as an operation named `label`."""

    label: str
    missing: Callable[[Session, date], Sequence[Record]]


@dataclass(frozen=True)
class Register:
    """One register. `name` is for programs, `title` for the tab, `noun` for sentences.

    `order` is the first sorting: pairs of column name and whether ascending. `check` tells
    contradictions between fields, `spelled_out` puts what may be typed in short into the fields
    that it means (「10个工作日」 for a date), by name or label, `prepare` completes a record before
    it is written, `next_step` names what is to be done next, `other_steps` what else may be done
    instead. `due` is the field that holds the deadline, `met_by` the field that, once filled, says
    that what was due has been done: then no deadline runs any more, though more steps may follow.
    `duplicates` are sets of fields: records that agree in all fields of one set may be the same.
    `details` are the records of other registers that are kept in a record's panel.
    `carried` are the fields that a record entered right after another takes over from it.
    `told_apart_by` are the fields that follow the title in brackets where two have the same.
    `attachment_roles` are what photos and files of a record may be for; 整改前 and 整改后 among
    them stand in pairs. `marks` are fields with a word each: a record in which the field holds
    something bears the word in the list, beside its title. `code_lists` are the words with which
    every office begins the register's own code lists. `facts` declares what may happen to a
    record: the steps that append a fact, and the register in which they are kept. `agenda` tells
    how its records come into 今日待办; `not_in_agenda` says why a register with a deadline is not
    there. `follow` writes what follows from an action of the user into the same operation,
    `daily` makes what each day brings, `incomplete` finds records of an older schema that
    `prepare` has to complete.
    """

    name: str
    title: str
    noun: str
    new_label: str
    model: type[Record]
    place: Place
    columns: tuple[Column, ...]
    order: tuple[tuple[str, bool], ...]
    title_field: str
    filters: tuple[str, ...] = ()
    chips: tuple[Chip, ...] = ()
    due: str = ""
    met_by: str = ""
    numbering: Numbering | None = None
    check: Callable[[Any, date], dict[str, str]] = no_problems
    spelled_out: Callable[[Mapping[str, Any]], Mapping[str, Any]] = as_typed
    prepare: Callable[[Session, Any], None] = no_preparation
    next_step: Callable[[Any], Step | None] = no_step
    other_steps: Callable[[Any], tuple[Step, ...]] = no_other_steps
    stages: tuple[str, ...] = field(default=())
    duplicates: tuple[tuple[str, ...], ...] = ()
    details: tuple[Detail, ...] = ()
    carried: tuple[str, ...] = ()
    told_apart_by: tuple[str, ...] = ()
    attachment_roles: tuple[str, ...] = PLAIN_ROLES
    marks: tuple[tuple[str, str], ...] = ()
    code_lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    facts: Facts | None = None
    agenda: Agenda | None = None
    not_in_agenda: str = ""
    follow: Callable[[Work, date], None] = nothing_follows
    daily: Daily | None = None
    incomplete: Callable[[Session], Sequence[Any]] = none_incomplete

    @cached_property
    def fields(self) -> tuple[FieldInfo, ...]:
        """The declared fields, in the order of the form."""
        return fields_of(self.model)

    @cached_property
    def search(self) -> tuple[FieldInfo, ...]:
        """The fields that the search box looks through."""
        return tuple(self.field(name) for name in self.model.searched)

    @cached_property
    def copied(self) -> tuple[str, ...]:
        """The fields that a record made after the model of another takes over from it.

        Not what is its own (number, identity, day) nor, where records pass through stages, what
        was recorded later than its first group.
        """
        first = self.fields[0].group
        dated = self.numbering.dated if self.numbering else ""
        return tuple(
            info.name
            for info in self.fields
            if not (info.unique or info.automatic or info.derived or info.personal)
            and info.name != dated
            and (not self.is_staged or info.group == first)
        )

    def field(self, name: str) -> FieldInfo:
        """The field of this name or label. Raises `InputError`."""
        for info in self.fields:
            if name in (info.name, info.label):
                return info
        raise InputError(
            f"{self.title}没有“{name}”这一项。",
            f"可用的有：{'、'.join(info.label for info in self.fields)}。",
        )

    def column_label(self, column: Column) -> str:
        """The heading of a column."""
        if column.label or column.name in (STAGE, REMAINING):
            return column.label or {STAGE: "状态", REMAINING: "剩余"}[column.name]
        return self.field(column.name).label

    def chip(self, name: str) -> Chip:
        """The quick filter of this name or label. Raises `InputError`."""
        for chip in self.chips:
            if name in (chip.name, chip.label):
                return chip
        raise InputError(f"{self.title}没有“{name}”这个筛选。")

    @property
    def late_chip(self) -> Chip | None:
        """The quick filter for what is overdue, if there is one."""
        return next((chip for chip in self.chips if chip.tone == "red"), None)

    @property
    def is_staged(self) -> bool:
        """True if its records pass through stages."""
        return bool(self.stages)

    def is_overdue(self, today: date) -> ColumnElement[bool]:
        """The condition that a record is past its deadline and what was due is not done."""
        if not self.due:
            return false()
        return and_(self.is_running(), self.attribute(DUE_ORDER) < today)

    def is_soon(self, today: date) -> ColumnElement[bool]:
        """The condition that a record is to be done today or within `SOON_DAYS`."""
        if not self.due:
            return false()
        last = today + timedelta(days=SOON_DAYS)
        return and_(self.is_running(), self.attribute(DUE_ORDER).between(today, last))

    def is_overdue_or_soon(self, today: date) -> ColumnElement[bool]:
        """The condition that a record is either of these: what the day's list shows."""
        if not self.due:
            return false()
        last = today + timedelta(days=SOON_DAYS)
        return and_(self.is_running(), self.attribute(DUE_ORDER) <= last)

    def is_running(self) -> ColumnElement[bool]:
        """The condition that a record is open and its deadline, if it has one, still counts."""
        if not self.met_by:
            return self.is_open()
        return and_(self.is_open(), self.attribute(self.met_by).is_(None))

    def running_due(self, row: Any) -> date | None:
        """The deadline of a record where one runs; the SQL of it is `is_running`."""
        if not self.due or (self.met_by and getattr(row, self.met_by)):
            return None
        return getattr(row, self.due)

    def is_open(self) -> ColumnElement[bool]:
        """The condition that a record is not closed."""
        return self.attribute("closed").is_(False)

    def attribute(self, name: str) -> Any:
        """The mapped attribute behind a column of the table."""
        return getattr(self.model, self.due if name == REMAINING else name)
