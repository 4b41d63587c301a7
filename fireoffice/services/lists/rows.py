"""Lines of a list: all fields of some records of a register, references by their names."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, literal_column, select
from sqlalchemy.orm import Session

from fireoffice.registers import REGISTERS, STAGE, Register
from fireoffice.services.entry.values import names_of


@dataclass(frozen=True)
class RecordRow:
    """One line of a list; references in `values` are names. `due` is the deadline that runs."""

    id: str
    values: Mapping[str, Any]
    stage: str | None = None
    due: date | None = None
    closed: bool = False


def place(register: Register) -> Any:
    """The rowid of a record in SQLite: the shortest way to it, valid while a session reads."""
    return literal_column(f"{register.model.__tablename__}.rowid", Integer)


def rows_at(session: Session, register: Register, places: Sequence[int]) -> tuple[RecordRow, ...]:
    """The rows at `places`, in that order."""
    return _rows(session, register, _at(register.name), places)


def rows_of(session: Session, register: Register, keys: Sequence[str]) -> tuple[RecordRow, ...]:
    """The rows of `keys`, in that order; one that is gone is left out."""
    return _rows(session, register, _of(register.name), keys)


@dataclass(frozen=True)
class _Taken:
    """The columns that a line of a list is read from, and their places in the row."""

    columns: tuple[Any, ...]
    fields: tuple[str, ...]
    stage: int
    due: int
    closed: int
    met_by: int


@cache
def _taken(register: str) -> _Taken:
    found = REGISTERS[register]
    columns = found.model.__table__.c
    fields = tuple(info.name for info in found.fields)
    names = [*fields, *(name for name in (STAGE, "closed") if name in columns), "id"]
    wanted = [STAGE, found.due, "closed", found.met_by]
    at = [names.index(name) if name in names else -1 for name in wanted]
    return _Taken(tuple(columns[name] for name in names), fields, *at)


@cache
def _at(register: str) -> Select[Any]:
    return _wanted(register, place(REGISTERS[register]))


@cache
def _of(register: str) -> Select[Any]:
    return _wanted(register, REGISTERS[register].model.__table__.c.id)


def _wanted(register: str, key: Any) -> Select[Any]:
    # One parameter for all keys: a hundred would each be written into the statement.
    each: Any = func.json_each(bindparam("keys")).table_valued("value")
    rows: Any = select(*_taken(register).columns, key)
    return rows.where(key.in_(select(each.c.value)))


def _rows(
    session: Session, register: Register, statement: Select[Any], keys: Sequence[Any]
) -> tuple[RecordRow, ...]:
    taken = _taken(register.name)
    # Not through the session's machinery for objects: no object is made of these rows.
    read: Any = session.connection().execute(statement, {"keys": json.dumps([*keys])}).all()
    found = {row[-1]: (row, dict(zip(taken.fields, row, strict=False))) for row in read}
    chosen = [found[key] for key in keys if key in found]
    names = names_of(session, register, [values for _, values in chosen])
    for _, values in chosen:
        names.put_into(values)
    return tuple(_line(taken, row, values) for row, values in chosen)


def _line(taken: _Taken, row: Sequence[Any], values: Mapping[str, Any]) -> RecordRow:
    is_met = taken.met_by >= 0 and row[taken.met_by]
    return RecordRow(
        id=row[-2],
        values=values,
        stage=row[taken.stage] if taken.stage >= 0 else None,
        due=row[taken.due] if taken.due >= 0 and not is_met else None,
        closed=bool(taken.closed >= 0 and row[taken.closed]),
    )
