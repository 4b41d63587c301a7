"""Writing the operation log: what a transaction changed, field by field, with its parents."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Date, String, Table, event, func, insert, select, type_coerce
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from fireoffice.core.ids import new_key
from fireoffice.db.fields import Moment, logged_names, rewritten
from fireoffice.db.judging import Judge
from fireoffice.db.models.base import Record
from fireoffice.db.models.log import Change, Operation
from fireoffice.db.parts import sum_up_owners
from fireoffice.db.remembered import forget
from fireoffice.db.search import search_text
from fireoffice.domain.changes import CREATION, Changes

_MADE: Final = frozenset({CREATION})
_UNSHOWN: Final = {"updated_at", "search_text"}
"""Columns that no page shows: they change with every writing, or follow from other columns."""

_BATCH: Final = 500
_COLUMNS: Final = ("op_id", "table", "record_id", "field", "old", "new", "parents")
_CHANGES: Final = cast("Table", Change.__table__)
_INSERT: Final = str(_CHANGES.insert().compile(dialect=sqlite.dialect(), column_keys=_COLUMNS))
"""Compiled once and given finished tuples: a bulk writes ten such rows for each record."""


@dataclass(frozen=True)
class Signature:
    """The author of an action, the replica and the moment."""

    replica_id: str
    author: str
    at: datetime


class Before(NamedTuple):
    """The value of one field of a record before an operation wrote it."""

    table: str
    record_id: str
    field: str
    old: Any


@dataclass(slots=True)
class _Written:
    table: str
    old: Any
    new: Any


@dataclass
class Recorder:
    """Follows one session and keeps what its flushes write, until `finish` logs it."""

    session: Session
    signature: Signature
    _written: dict[tuple[str, str], _Written] = field(default_factory=dict[Any, Any])
    _touched: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict[Any, Any])

    def __post_init__(self) -> None:
        self._judge = Judge(self.session)
        event.listen(self.session, "before_flush", self._before_flush)

    def finish(self, label: str, kind: str, undoes: str | None) -> str | None:
        """Write the operation and its changes; its id, or None if nothing was changed."""
        self.session.flush()
        self._judge.refuse()
        changes = {key: one for key, one in self._written.items() if one.old != one.new}
        if not changes:
            return None
        op_id = new_key()
        self.session.execute(
            insert(Operation),
            [
                {
                    "id": op_id,
                    "replica_id": self.signature.replica_id,
                    "sequence": self._next_sequence(),
                    "kind": kind,
                    "label": label,
                    "author": self.signature.author,
                    "at": self.signature.at,
                    "undoes": undoes,
                }
            ],
        )
        self._insert(op_id, changes)
        return op_id

    def changes(self, op_id: str) -> Changes:
        """The changes written, for the views that show them; to be asked for after `finish`."""
        return Changes(op_id, self._touched)

    def _insert(self, op_id: str, changes: Mapping[tuple[str, str], _Written]) -> None:
        made = {record_id for record_id, name in changes if name == CREATION}
        changed = [key for key in changes if key[0] not in made]
        parents = heads(self.session, {key for key, _ in changed}, {name for _, name in changed})
        rows = [
            (
                op_id,
                one.table,
                record_id,
                name,
                _as_json(one.old),
                _as_json(one.new),
                json.dumps(sorted(parents.get((record_id, name), ()))),
            )
            for (record_id, name), one in changes.items()
        ]
        self.session.connection().exec_driver_sql(_INSERT, rows)

    def written(self, table: str) -> dict[str, dict[str, Any]]:
        """The values overwritten so far in a table: record -> field -> what stood there before."""
        found: dict[str, dict[str, Any]] = {}
        for (record_id, name), one in self._written.items():
            if one.table == table and one.old != one.new:
                found.setdefault(record_id, {})[name] = one.old
        return found

    def _before_flush(self, session: Session, *_: object) -> None:
        forget(session)
        touched = [one for one in (*session.new, *session.dirty) if isinstance(one, Record)]
        for record in touched:
            if record.id is None:  # pyright: ignore[reportUnnecessaryComparison]
                record.id = new_key()
        self._judge.note(touched)
        sum_up_owners(session, touched)
        for record in [one for one in session.new if isinstance(one, Record)]:
            self._complete(record)
            record.created_at = self.signature.at
            self._note_new(record)
        for record in [one for one in session.dirty if isinstance(one, Record)]:
            self._complete(record)
            self._note_changed(record)

    def _complete(self, record: Record) -> None:
        if record.sample is None:  # pyright: ignore[reportUnnecessaryComparison]
            record.sample = False
        record.derive()
        record.settle(search_text=search_text(record))
        record.updated_at = self.signature.at

    def _note_new(self, record: Record) -> None:
        table, key, values = record.__tablename__, record.id, record.__dict__
        self._touched.setdefault(table, {})[key] = _MADE
        for name in logged_names(type(record)):
            value = values.get(name)
            if value is not None:
                self._written[key, name] = _Written(table, None, plain(value))

    def _note_changed(self, record: Record) -> None:
        before = rewritten(record)
        touched = self._touched.setdefault(record.__tablename__, {})
        touched[record.id] = touched.get(record.id, frozenset()) | (before.keys() - _UNSHOWN)
        logged = logged_names(type(record))
        for name, old in before.items():
            if name not in logged:
                continue
            new = plain(getattr(record, name))
            if (written := self._written.get((record.id, name))) is not None:
                written.new = new
            else:
                self._written[record.id, name] = _Written(record.__tablename__, plain(old), new)

    def _next_sequence(self) -> int:
        last = self.session.scalar(
            select(func.max(Operation.sequence)).where(
                Operation.replica_id == self.signature.replica_id
            )
        )
        return (last or 0) + 1


def heads(
    session: Session, record_ids: Iterable[str], fields: Collection[str] = ()
) -> dict[tuple[str, str], set[str]]:
    """The operations that last wrote each field of each record: those that are no one's parent.

    With `fields`, of these alone.
    """
    found: dict[tuple[str, str], set[str]] = {}
    seen: dict[tuple[str, str], set[str]] = {}
    wanted = list(record_ids)
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        # Most changes have no parents: the plain text shows it, without reading JSON.
        written = select(
            Change.record_id, Change.field, Change.op_id, type_coerce(Change.parents, String)
        ).where(Change.record_id.in_(some))
        if fields:
            written = written.where(Change.field.in_(fields))
        for record_id, name, op_id, parents in session.execute(written):
            found.setdefault((record_id, name), set()).add(op_id)
            if parents != "[]":
                seen.setdefault((record_id, name), set()).update(json.loads(parents))
    return {key: ops - seen.get(key, set()) for key, ops in found.items()}


def plain(value: Any) -> Any:
    """`value` as JSON can keep it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value


def _as_json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def typed(model: type[Record], name: str, value: Any) -> Any:
    """The value that attribute `name` of `model` holds for what `plain` made of it."""
    if value is None:
        return None
    match model.__mapper__.columns[name].type:
        case Moment():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case _:
            return value


def model_named(table: str) -> type[Record]:
    """The model of a table."""
    for mapper in Record.registry.mappers:
        if issubclass(mapper.class_, Record) and mapper.class_.__tablename__ == table:
            return mapper.class_
    raise LookupError(table)


def changes_of(session: Session, op_id: str) -> list[Before]:
    """The values that one operation wrote over."""
    found = session.execute(
        select(Change.table, Change.record_id, Change.field, Change.old)
        .where(Change.op_id == op_id)
        .order_by(Change.position)
    )
    return [Before(*row) for row in found]
