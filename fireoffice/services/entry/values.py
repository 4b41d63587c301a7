"""Typed texts made into the values of a record: words to keys, and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import FieldErrors
from fireoffice.db.models import Record
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.values import ValueProblem, parse
from fireoffice.registers import REGISTERS, Numbering, Register
from fireoffice.services.lists.references import key_of, labels_of
from fireoffice.services.office import Office
from fireoffice.services.reference import codes


@dataclass(frozen=True)
class Names:
    """The names behind the keys that references hold."""

    references: Mapping[str, FieldInfo]
    by_key: Mapping[str, str]

    def name(self, info: FieldInfo, value: Any) -> Any:
        """`value`, or the name of the record that it refers to."""
        return self.by_key.get(value, value) if info.name in self.references else value

    def shown(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """`values` with names in place of keys."""
        return {
            name: self.by_key.get(value, value) if name in self.references else value
            for name, value in values.items()
        }

    def put_into(self, values: dict[str, Any]) -> None:
        """Put names in place of the keys in `values`."""
        for name in self.references:
            value = values.get(name)
            if value is not None:
                values[name] = self.by_key.get(value, value)


def names_of(session: Session, register: Register, rows: Iterable[Mapping[str, Any]]) -> Names:
    """The names of all records that the reference fields of `rows` refer to."""
    references = _references(register.name)
    keys: dict[str, set[str]] = {}
    for row in rows:
        for name, info in references.items():
            if row.get(name):
                keys.setdefault(info.target, set()).add(row[name])
    by_key: dict[str, str] = {}
    for target, wanted in keys.items():
        by_key |= labels_of(session, REGISTERS[target], sorted(wanted))
    return Names(references, by_key)


@cache
def _references(register: str) -> dict[str, FieldInfo]:
    return {
        info.name: info
        for info in REGISTERS[register].fields
        if info.kind is Kind.REFERENCE and info.target in REGISTERS
    }


class Vocabulary:
    """The words that the fields of a register may hold; each is looked up once.

    Good for one action on many records, while `session` lasts.
    """

    def __init__(self, session: Session, office: Office) -> None:
        self._session = session
        self._office = office
        self._allowed: dict[str, tuple[str, ...]] = {}
        self._keys: dict[tuple[str, str], str] = {}

    def known(self, info: FieldInfo, value: Any) -> Any:
        """`value` if the field may hold it; for a reference, the key of the record it names.

        Raises `ValueProblem`.
        """
        if info.kind is Kind.REFERENCE and info.target in REGISTERS:
            name = (info.target, str(value))
            if name not in self._keys:
                target = REGISTERS[info.target]
                self._keys[name] = key_of(self._session, target, str(value), info.label)
            return self._keys[name]
        allowed = self.allowed(info)
        if allowed and value not in allowed:
            raise ValueProblem(f"{info.label}没有“{value}”，可填：{'、'.join(allowed)}。")
        return value

    def allowed(self, info: FieldInfo) -> tuple[str, ...]:
        """The choices of a field that has any, references apart."""
        if info.choices or not info.code_list:
            return info.choices
        if info.code_list not in self._allowed:
            self._allowed[info.code_list] = codes.code_values(self._office, info.code_list)
        return self._allowed[info.code_list]


def read_values(
    session: Session,
    register: Register,
    given: Mapping[str, Any],
    today: date,
    office: Office,
    row: Record | None = None,
) -> dict[str, Any]:
    """The values that `given` means. What `row` already holds is accepted as it is.

    Raises `FieldErrors` with a sentence for each field that means nothing.
    """
    values, problems = understood(Vocabulary(session, office), register, given, today, row)
    if problems:
        raise FieldErrors(problems)
    return values


def understood(
    words: Vocabulary,
    register: Register,
    given: Mapping[str, Any],
    today: date,
    row: Record | None = None,
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values as `read_values` reads them, with the problems of the rest instead of an error."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, raw in register.spelled_out(given).items():
        info = register.field(name)
        try:
            value = parse(info, raw, today)
            if value is not None and not (row and getattr(row, info.name) == value):
                value = words.known(info, value)
            if info.derived:
                _refuse_unless_equal(info, value, row)
            else:
                values[info.name] = value
        except ValueProblem as problem:
            problems[info.name] = str(problem)
    return values, problems


def _refuse_unless_equal(info: FieldInfo, value: Any, row: Record | None) -> None:
    """Raise `ValueProblem` unless a derived field is given the value that it has already."""
    if value != (getattr(row, info.name) if row else None):
        raise ValueProblem(f"{info.label}由其他记录得出，不能填写，请删去。")


def allot_number(session: Session, register: Register, row: Any) -> None:
    """Give `row` the next 编号 of its year, if it has none."""
    Numbers(session, register).allot(row)


class Numbers:
    """Gives 编号 to the records of one action, one after another without a gap.

    `taken` are numbers that the action itself brings along: they are passed over.
    """

    def __init__(self, session: Session, register: Register, taken: Collection[str] = ()) -> None:
        self._session = session
        self._register = register
        self._taken = taken
        self._next: dict[int, int] = {}

    def allot(self, row: Any) -> None:
        """Give `row` the next 编号 of its year, if it has none."""
        numbering = self._register.numbering
        if numbering is None or row.number:
            return
        dated: date | None = getattr(row, numbering.dated) if numbering.dated else None
        if numbering.dated and dated is None:
            return
        year = dated.year if dated else 0
        if year not in self._next:
            self._next[year] = self._last(numbering, year) + 1
        number = numbering.form.format(year=year, n=self._next[year])
        while number in self._taken:
            self._next[year] += 1
            number = numbering.form.format(year=year, n=self._next[year])
        row.number = number
        self._next[year] += 1

    def _last(self, numbering: Numbering, year: int) -> int:
        start = numbering.form.partition("{n")[0].format(year=year)
        model: Any = self._register.model
        # A range, unlike LIKE, can use the index, from which the numbers can be read alone.
        latest = (
            select(model.number)
            .where(model.number.between(start, f"{start}\uffff"))
            .order_by(func.length(model.number).desc(), model.number.desc())
            .limit(1)
        )
        # Numbers of a sample town that was removed are free again.
        is_free = and_(model.sample, model.deleted_at.is_not(None))
        last = self._session.scalar(latest)
        if last and not self._session.scalar(
            select(model.id).where(model.number == last, not_(is_free)).limit(1)
        ):
            last = self._session.scalar(latest.where(not_(is_free)))
        tail = str(last or "").removeprefix(start)
        return int(tail) if tail.isdecimal() else 0
