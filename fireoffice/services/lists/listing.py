"""Lists of records: searched, filtered, sorted and cut in the database, never in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, literal, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.search import like, terms
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.values import ValueProblem, parse
from fireoffice.registers import REGISTERS, STAGE, Register
from fireoffice.registers.register import DUE_ORDER
from fireoffice.services.lists.pinyin import matching
from fireoffice.services.lists.references import find_references, key_called, labels
from fireoffice.services.lists.rows import RecordRow, place, rows_at, rows_of
from fireoffice.services.office import Office
from fireoffice.services.reference import codes

_EVERYTHING: Final = -1


@dataclass(frozen=True)
class Between:
    """A filter by range: from `first` to `last`, both included, as typed or as values.

    An end that is None is open; with both open, whatever is not empty.
    """

    first: object = None
    last: object = None


@dataclass(frozen=True)
class Query:
    """The part of a register that a list shows.

    `search` is what stands in the search box; each word must be found. `filters` maps a field
    (or `STAGE`) to the value, or sequence of values, that it must have, as shown (None means
    empty), or to `Between`. `chips` are names of quick filters. `sort` are columns, the first
    one first, each with whether ascending; without any the register's own order holds. `limit`
    -1 is everything.
    """

    search: str = ""
    filters: Mapping[str, object] = field(default_factory=dict[str, object])
    chips: tuple[str, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    offset: int = 0
    limit: int = 100
    recycled: bool = False


@dataclass(frozen=True)
class RecordPage:
    """The rows asked for, and how many there are in all."""

    rows: tuple[RecordRow, ...]
    total: int


def query(office: Office, register: Register, query: Query | None = None) -> RecordPage:
    """The part of a register that `query` asks for. Raises `InputError` for unknown names."""
    wanted = query or Query()
    with office.reading() as session:
        found = _selected(office, register, wanted)
        places = _places(session, _part(found, register, wanted, place(register)))
        if len(places) != wanted.limit and (places or not wanted.offset):
            total = wanted.offset + len(places)
        else:
            total = _count(session, found)
        return RecordPage(rows_at(session, register, places), total)


def block(office: Office, register: Register, query: Query) -> tuple[RecordRow, ...]:
    """The rows that `query` asks for, without counting how many there are in all."""
    with office.reading() as session:
        found = _selected(office, register, query)
        places = _places(session, _part(found, register, query, place(register)))
        return rows_at(session, register, places)


def keys(office: Office, register: Register, query: Query) -> tuple[str, ...]:
    """The ids of what `query` asks for, in its order: all of a list without reading its rows."""
    with office.reading() as session:
        found = _selected(office, register, query)
        return tuple(session.scalars(_part(found, register, query, register.model.id)))


def rows(office: Office, register: Register, keys: Sequence[str]) -> tuple[RecordRow, ...]:
    """The rows of `keys`, in that order; one that is gone is left out."""
    with office.reading() as session:
        return rows_of(session, register, keys)


def place_of(office: Office, register: Register, query: Query, record_id: str) -> int:
    """The place of a record, from 0, in the whole list that `query` asks for; -1 if not in it."""
    order = _order(register, query)
    listed = _selected(office, register, query)
    with office.reading() as session:
        own = listed.with_only_columns(*(one.value for one in order))
        at = session.execute(own.where(register.model.id == record_id)).one_or_none()
        if at is None:
            return -1
        # One count for each column that may decide, so that each can use the list's index.
        counted = (
            listed.with_only_columns(func.count()).where(
                *(one.equals(value) for one, value in zip(order[:place], at, strict=False)),
                order[place].precedes(at[place]),
            )
            for place in range(len(order))
        )
        return sum(session.scalar(one) or 0 for one in counted)


def counts(office: Office, register: Register, shown: Query | None = None) -> dict[str, int]:
    """The number of records that each quick filter of a register finds, by its name.

    `total` is all of them, `recycled` those in the bin. With `shown`, its search and filters
    hold too (its quick filters do not).
    """
    today = office.clock.today()
    wanted = shown or Query()
    chips = {chip.name: chip.condition(today) for chip in register.chips}
    with office.reading() as session:
        found = _selected(office, register, Query(wanted.search, wanted.filters))
        # The records are gone through once for all of them: no index finds words, and few chips
        # have one that holds all that they ask.
        each = (func.count().filter(condition) for condition in chips.values())
        told = session.execute(found.with_only_columns(func.count(), *each)).one()
        recycled = _count(session, _selected(office, register, Query(recycled=True)))
        return dict(zip(("total", *chips), told, strict=True)) | {"recycled": recycled}


def count(office: Office, register: Register, query: Query) -> int:
    """The number of records that `query` asks for, wherever it begins and ends."""
    with office.reading() as session:
        return _count(session, _selected(office, register, query))


def _count(session: Session, found: Select[Any]) -> int:
    return session.scalar(found.with_only_columns(func.count())) or 0


def choices(office: Office, field: FieldInfo) -> tuple[str, ...]:
    """The values among which a field chooses; empty if it is free."""
    if field.choices:
        return field.choices
    if field.code_list:
        return codes.code_values(office, field.code_list)
    if field.kind is Kind.REFERENCE and field.target in REGISTERS:
        with office.reading() as session:
            return tuple(labels(session, REGISTERS[field.target]))
    return ("是", "否") if field.kind is Kind.BOOLEAN else ()


def find_choices(office: Office, field: FieldInfo, typed: str = "") -> tuple[str, ...]:
    """The values of `choices` that `typed` may mean: by characters, pinyin or its initials.

    Of a reference the nearest ones only (`find_references`); of a list all.
    """
    if field.kind is Kind.REFERENCE and field.target in REGISTERS:
        return find_references(office, field, typed)
    return matching(choices(office, field), typed, names=field.kind is Kind.NAME)


def suggestions(
    office: Office, register: Register, name: str, start: str = "", limit: int = 50
) -> tuple[str, ...]:
    """The values of a free field elsewhere in the register, most frequent first."""
    column = register.attribute(register.field(name).name)
    with office.reading() as session:
        found = session.scalars(
            select(column)
            .where(
                register.model.deleted_at.is_(None),
                column.is_not(None),
                column.startswith(start, autoescape=True),
            )
            .group_by(column)
            .order_by(func.count().desc(), column)
            .limit(limit)
        )
        return tuple(str(value) for value in found)


def _selected(office: Office, register: Register, wanted: Query) -> Select[Any]:
    model, today = register.model, office.clock.today()
    found = select(model.id).where(
        model.deleted_at.is_not(None) if wanted.recycled else model.deleted_at.is_(None)
    )
    if wanted.recycled:
        # Records of a removed sample town are not shown in the recycle bin.
        found = found.where(model.sample.is_(False))
    for term in terms(wanted.search):
        found = found.where(model.search_text.like(like(term), escape="\\"))
    for name, value in wanted.filters.items():
        found = found.where(_condition(office, register, name, value))
    for name in wanted.chips:
        found = found.where(register.chip(name).condition(today))
    return found


def _condition(office: Office, register: Register, name: str, value: object) -> ColumnElement[bool]:
    today = office.clock.today()
    many = isinstance(value, (list, tuple, set, frozenset))
    values: list[Any] = [one for one in (value if many else (value,)) if one not in (None, "")]
    if many and len(values) < len(value):
        filled = _condition(office, register, name, tuple(values))
        return _condition(office, register, name, None) | filled
    if name in (STAGE, "状态"):
        return _one_of(register.attribute(STAGE), values)
    info = register.field(name)
    column = register.attribute(info.name)
    if isinstance(value, Between):
        return _within(info, column, value, today)
    if not many and not values:
        return column.is_(None)
    if info.kind is Kind.REFERENCE and info.target in REGISTERS:
        target = REGISTERS[info.target]
        title = getattr(target.model, target.title_field)
        key = target.model.id
        # The keys are read first, not asked for in a subquery: SQLite knows how rare each key is.
        with office.reading() as session:
            values = [key_called(session, target, str(value)) or value for value in values]
            found = session.scalars(select(key).where(title.in_(values) | key.in_(values))).all()
        return _one_of(column, [*found])
    return _one_of(column, [_typed(info, one, today) for one in values])


def _within(info: FieldInfo, column: Any, value: Between, today: date) -> ColumnElement[bool]:
    ends = [_typed(info, end, today) for end in (value.first, value.last) if end is not None]
    if not ends:
        return column.is_not(None)
    if value.first is None or value.last is None:
        return column <= ends[0] if value.first is None else column >= ends[0]
    return column.between(*ends)


def _one_of(column: Any, values: list[Any]) -> ColumnElement[bool]:
    # SQLite knows how rare a single value is, but not how rare the values of a list are.
    return column == values[0] if len(values) == 1 else column.in_(values)


def _typed(info: FieldInfo, value: object, today: date) -> Any:
    try:
        return parse(info, value, today)
    except ValueProblem as problem:
        raise InputError(str(problem)) from problem


@dataclass(frozen=True)
class _Ordered:
    """One thing by which a list is ordered; what is empty comes last, whichever way.

    What orders by another record's column (`by`, of the record that `reference` holds the key
    of) is compared there: the few records referred to, not each row of the list.
    """

    value: Any
    ascending: bool
    reference: Any = None
    by: Any = None

    def clause(self) -> Any:
        way = self.value.asc() if self.ascending else self.value.desc()
        return way.nulls_last() if getattr(self.value, "nullable", True) else way

    def equals(self, value: Any) -> ColumnElement[bool]:
        if value is None:
            return self.value.is_(None)
        return self._those(lambda column: column == literal(value, column.type))

    def precedes(self, value: Any) -> ColumnElement[bool]:
        """The condition that a record comes before one that has `value`."""
        if value is None:
            return self.value.is_not(None)
        # A parameter even for a truth value, which SQLAlchemy itself cannot compare with < or >.
        if self.ascending:
            return self._those(lambda column: column < literal(value, column.type))
        return self._those(lambda column: column > literal(value, column.type))

    def _those(self, condition: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
        if self.by is None:
            return condition(self.value)
        return self.reference.in_(select(self.by.class_.id).where(condition(self.by)))


def _places(session: Session, part: Select[Any]) -> Sequence[int]:
    # Not through the session: its search for objects takes as long as SQLite's for the places.
    return session.connection().scalars(part).all()


def _part(found: Select[Any], register: Register, wanted: Query, column: Any) -> Select[Any]:
    """A column of the part of `found` that is wanted, in its order.

    It leads to the rows: sorting those themselves would carry every text through the sorter.
    """
    order = [one.clause() for one in _order(register, wanted)]
    part = found.with_only_columns(column).order_by(*order).offset(wanted.offset)
    return part if wanted.limit == _EVERYTHING else part.limit(wanted.limit)


def _order(register: Register, wanted: Query) -> list[_Ordered]:
    key = register.model.id
    if wanted.recycled and not wanted.sort:
        return [_Ordered(register.model.deleted_at, False), _Ordered(key, True)]
    names = {}
    if not wanted.sort and register.due and register.is_staged:
        # As a later column of an index, only DUE_ORDER can be read with its gaps last.
        names = {register.due: DUE_ORDER}
    sort = wanted.sort or register.order
    order = [_ordered(register, names.get(name, name) if up else name, up) for name, up in sort]
    return [*order, _Ordered(key, sort[-1][1])]


def _ordered(register: Register, name: str, ascending: bool) -> _Ordered:
    """The order by `name`: stages and fixed choices have their own, references their register's."""
    infos = {info.name: info for info in register.fields}
    info = infos.get(name)
    column = register.attribute(name)
    if info and info.kind is Kind.REFERENCE and info.target in REGISTERS:
        target = REGISTERS[info.target]
        by = getattr(target.model, target.order[0][0])
        found = select(by).where(target.model.id == column).correlate(register.model)
        return _Ordered(found.scalar_subquery(), ascending, column, by)
    ranked = register.stages if name == STAGE else info.choices if info else ()
    if ranked:
        column = case({value: rank for rank, value in enumerate(ranked)}, value=column)
    return _Ordered(column, ascending)
