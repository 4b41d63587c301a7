"""The declaration of a column: once, on the model, for the whole program."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Boolean, Date, DateTime, Float, ForeignKey, Integer, String, Text, inspect
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE
from sqlalchemy.types import TypeDecorator, TypeEngine

from fireoffice.core.clock import CHINA
from fireoffice.domain.fields import FieldInfo, Kind

KEY_LENGTH: Final = 36
"""Characters of a UUID as text (see `fireoffice.core.ids`)."""

_INFO: Final = "field"
_UNLOGGED: Final = "unlogged"


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as Chinese local time so that the file can be read by eye."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(CHINA).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=CHINA) if value else None


_TYPES: Final[dict[Kind, type[TypeEngine[Any]]]] = {
    Kind.DATE: Date,
    Kind.INTEGER: Integer,
    Kind.DECIMAL: Float,
    Kind.BOOLEAN: Boolean,
}


def field(
    label: str,
    kind: Kind = Kind.TEXT,
    *,
    index: bool = False,
    table: str = "",
    **about: Any,
) -> MappedColumn[Any]:
    """A column of a register, with everything that is said about it.

    `about` are the other attributes of `FieldInfo`; the name is the attribute's own. For a
    reference, `target` is the register and `table` its table if that is named differently.
    Every column may be NULL in the table: a rule about what is required may change, and a
    record from before that must stay readable. What is `derived` is not logged.
    """
    info = FieldInfo(name="", label=label, kind=kind, **about)
    keyed = [ForeignKey(f"{table or info.target}.id")] if kind is Kind.REFERENCE else []
    column = _TYPES.get(kind, Text)() if kind is not Kind.REFERENCE else String(KEY_LENGTH)
    made = mapped_column(column, *keyed, nullable=True, index=index or None, info={_INFO: info})
    return unlogged(made) if info.derived else made


def unlogged(column: MappedColumn[Any]) -> MappedColumn[Any]:
    """Mark a column that follows from others, or is no one's word: not in the operation log."""
    column.column.info[_UNLOGGED] = True
    return column


@cache
def fields_of(model: type[DeclarativeBase]) -> tuple[FieldInfo, ...]:
    """The declared fields of a model, in the order of declaration."""
    return tuple(
        replace(column.info[_INFO], name=attribute.key)
        for attribute in model.__mapper__.column_attrs
        for column in attribute.columns
        if _INFO in column.info
    )


def rewritten(record: DeclarativeBase, names: frozenset[str] | None = None) -> dict[str, Any]:
    """The attributes, of `names` or all, that differ from the database, with its values for them.

    Looks only at those that were set: a record has fifty, and a bulk has thousands of records.
    """
    before: dict[str, Any] = {}
    for name in (names or _names(type(record))) - inspect(record).unmodified:
        history = get_history(record, name, PASSIVE_NO_INITIALIZE)
        if history.has_changes():
            before[name] = history.deleted[0] if history.deleted else None
    return before


@cache
def logged_names(model: type[DeclarativeBase]) -> frozenset[str]:
    """The attributes of a model whose changes belong to the operation log."""
    return frozenset(
        attribute.key
        for attribute in model.__mapper__.column_attrs
        if _UNLOGGED not in attribute.columns[0].info
    )


@cache
def unlogged_names(model: type[DeclarativeBase]) -> frozenset[str]:
    """The attributes of a model that are no one's word."""
    return _names(model) - logged_names(model)


@cache
def _names(model: type[DeclarativeBase]) -> frozenset[str]:
    return frozenset(one.key for one in model.__mapper__.column_attrs)
