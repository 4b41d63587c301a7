"""The history of one record: each field that each action wrote, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from json import JSONDecoder
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Row,
    Select,
    Text,
    bindparam,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from fireoffice.core.clock import CHINA
from fireoffice.db.fields import fields_of
from fireoffice.db.log import CREATION
from fireoffice.db.models import Change, Operation, Record
from fireoffice.db.parts import parts_of
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.values import show
from fireoffice.registers import Register

_Columns: TypeAlias = tuple[str, str, Any, Any, str, datetime, str, str]
Written: TypeAlias = Row[*_Columns]
"""A change: table, field, old and new value (JSON or None); operation's id, time, author, label."""

_RECYCLING: Final = "deleted_at"
_decode: Final = JSONDecoder().raw_decode


def _json(column: Any) -> ColumnElement[Any]:
    return type_coerce(column, Text)


# One statement made once, plain columns, values decoded here: loading objects takes five times
# as long, and a record is opened with each press of an arrow key.
@cache
def _statement(model: type[Record]) -> Select[*_Columns]:
    key = bindparam("record")
    ids = [select(part.id).where(getattr(part, part.part_of) == key) for part in parts_of(model)]
    wanted = or_(Change.record_id == key, *(Change.record_id.in_(one) for one in ids))
    return (
        select(
            Change.table,
            Change.field,
            _json(Change.old),
            _json(Change.new),
            Operation.id,
            type_coerce(Operation.at, DateTime),
            Operation.author,
            Operation.label,
        )
        .join(Operation, Operation.id == Change.op_id)
        .where(wanted)
        .order_by(Operation.at.desc(), Operation.id.desc(), Change.position)
    )


class HistoryEntry(NamedTuple):
    """One field written by one action; `old` and `new` as people read them.

    `field` is None for the making of the record, removal and restoration. `op_id` is the
    operation, by which it can be taken back.
    """

    at: datetime
    author: str
    action: str
    field: FieldInfo | None
    old: str
    new: str
    op_id: str


def written(session: Session, register: Register, record_id: str) -> Sequence[Written]:
    """Every change of a record and its parts as it stands in the log, newest action first."""
    return session.connection().execute(_statement(register.model), {"record": record_id}).all()


def keys_in(register: Register, changes: Iterable[Written]) -> Iterator[dict[str, Any]]:
    """The keys that reference fields ever held, as rows for `names_of`."""
    references = {info.name for info in register.fields if info.kind is Kind.REFERENCE}
    own = register.model.__tablename__
    for table, field, old, new, *_ in changes:
        if field in references and table == own:
            yield {field: _value(old)}
            yield {field: _value(new)}


def entries(
    register: Register, changes: Iterable[Written], name: Callable[[FieldInfo, Any], Any]
) -> tuple[HistoryEntry, ...]:
    """`changes` as people read them, within an action in the order of the form.

    `name` turns the key that a reference holds into a name. What a part holds follows the rest.
    """
    infos: dict[tuple[str, str], FieldInfo | None] = {}
    for model in (register.model, *parts_of(register.model)):
        table = model.__tablename__
        infos |= {(table, CREATION): None, (table, _RECYCLING): None}
        # A part's reference to its owner is left out: it is the record whose history this is.
        whole = "" if model is register.model else model.part_of
        infos |= {(table, one.name): one for one in fields_of(model) if one.name != whole}
    places = {field: place for place, field in enumerate(infos)}
    made: list[HistoryEntry] = []
    action: list[tuple[int, HistoryEntry]] = []
    latest, moment = "", None
    for table, name_, old, new, op_id, at, author, label in changes:
        field = (table, name_)
        if field not in infos:
            continue
        if moment is None or op_id != latest:
            made += _in_order(action)
            action, latest, moment = [], op_id, at.replace(tzinfo=CHINA)
        before = after = ""
        if info := infos[field]:
            before = show(info, name(info, _value(old))) if old is not None else ""
            after = show(info, name(info, _value(new))) if new is not None else ""
        entry = HistoryEntry(moment, author, label, info, before, after, op_id)
        action.append((places[field], entry))
    return (*made, *_in_order(action))


def _value(text: Any) -> Any:
    # A JSON column has numeric affinity: a number comes back from plain SQL as a number.
    return _decode(text)[0] if isinstance(text, str) else text


def _in_order(action: list[tuple[int, HistoryEntry]]) -> list[HistoryEntry]:
    if len(action) > 1:
        action.sort(key=lambda placed: placed[0])
    return [entry for _, entry in action]
