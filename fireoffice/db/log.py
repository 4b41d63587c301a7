"""Writing the operation log: what a transaction changed, field by field, with its parents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Date, event, func, insert, inspect, select
from sqlalchemy.orm import Session

from fireoffice.core.ids import new_key
from fireoffice.db.fields import Moment, logged_names
from fireoffice.db.models.base import Record
from fireoffice.db.models.log import Change, Operation
from fireoffice.db.parts import sum_up_owners
from fireoffice.db.search import search_text

CREATION: Final = "id"
"""The field whose change tells that a record was made."""

_BATCH: Final = 500


@dataclass(frozen=True)
class Signature:
    """Who acts where and when."""

    replica_id: str
    author: str
    at: datetime


@dataclass
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

    def __post_init__(self) -> None:
        event.listen(self.session, "before_flush", self._before_flush)

    def finish(self, label: str, kind: str, undoes: str | None) -> str | None:
        """Write the operation and its changes; its id, or None if nothing was changed."""
        self.session.flush()
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
        made = {record_id for record_id, name in changes if name == CREATION}
        changed = {record_id for record_id, _ in changes} - made
        parents = heads(self.session, changed)
        self.session.execute(
            insert(Change),
            [
                {
                    "op_id": op_id,
                    "table": one.table,
                    "record_id": record_id,
                    "field": name,
                    "old": one.old,
                    "new": one.new,
                    "parents": sorted(parents.get((record_id, name), ())),
                }
                for (record_id, name), one in changes.items()
            ],
        )
        return op_id

    def written(self, table: str) -> dict[str, dict[str, Any]]:
        """What was flushed so far into a table: record -> field -> what stood there before."""
        found: dict[str, dict[str, Any]] = {}
        for (record_id, name), one in self._written.items():
            if one.table == table and one.old != one.new:
                found.setdefault(record_id, {})[name] = one.old
        return found

    def _before_flush(self, session: Session, *_: object) -> None:
        touched = [one for one in (*session.new, *session.dirty) if isinstance(one, Record)]
        for record in touched:
            if record.id is None:  # pyright: ignore[reportUnnecessaryComparison]
                record.id = new_key()
        sum_up_owners(session, touched)
        for record in [one for one in session.new if isinstance(one, Record)]:
            self._complete(record)
            record.created_at = self.signature.at
            for name in logged_names(type(record)):
                self._note(record, name, None, getattr(record, name))
        for record in [one for one in session.dirty if isinstance(one, Record)]:
            self._complete(record)
            state = inspect(record)
            for name in logged_names(type(record)):
                history = state.attrs[name].history
                if history.has_changes():
                    old = history.deleted[0] if history.deleted else None
                    self._note(record, name, old, getattr(record, name))

    def _complete(self, record: Record) -> None:
        if record.sample is None:  # pyright: ignore[reportUnnecessaryComparison]
            record.sample = False
        record.derive()
        record.search_text = search_text(record)
        record.updated_at = self.signature.at

    def _note(self, record: Record, name: str, old: Any, new: Any) -> None:
        key = (record.id, name)
        if key in self._written:
            self._written[key].new = plain(new)
        else:
            self._written[key] = _Written(record.__tablename__, plain(old), plain(new))

    def _next_sequence(self) -> int:
        last = self.session.scalar(
            select(func.max(Operation.sequence)).where(
                Operation.replica_id == self.signature.replica_id
            )
        )
        return (last or 0) + 1


def heads(session: Session, record_ids: Iterable[str]) -> dict[tuple[str, str], set[str]]:
    """The operations that last wrote each field of each record: those that are no one's parent."""
    found: dict[tuple[str, str], set[str]] = {}
    seen: dict[tuple[str, str], set[str]] = {}
    wanted = list(record_ids)
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        rows = session.execute(
            select(Change.record_id, Change.field, Change.op_id, Change.parents).where(
                Change.record_id.in_(some)
            )
        )
        for record_id, name, op_id, parents in rows:
            found.setdefault((record_id, name), set()).add(op_id)
            seen.setdefault((record_id, name), set()).update(parents)
    return {key: ops - seen[key] for key, ops in found.items()}


def plain(value: Any) -> Any:
    """`value` as JSON can keep it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value


def typed(model: type[Record], name: str, value: Any) -> Any:
    """What `plain` made, as the attribute `name` of `model` holds it."""
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


def changes_of(session: Session, op_id: str) -> Sequence[Change]:
    """What one operation wrote."""
    return session.scalars(select(Change).where(Change.op_id == op_id)).all()
