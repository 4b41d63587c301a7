"""Rows made again from the operation log alone, to be held against the rows there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Table, func, insert, literal_column, select, text, type_coerce, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from fireoffice.db.fields import logged_names, unlogged_names
from fireoffice.db.log import CREATION, plain, typed
from fireoffice.db.models.base import Record
from fireoffice.db.models.log import Change, Operation
from fireoffice.db.stored import from_json, reader_of

_BATCH: Final = 500
_TIMES: Final = ("created_at", "updated_at")
"""Times that no one typed but that follow from the log: of a record's first and last operations."""


@dataclass(frozen=True)
class Difference:
    """One record that is not what the log says.

    `logged` holds, by field, what the log says; a field that two writers left in conflict is not
    compared. A column that follows from others is among them only if what stands there is no
    value of its kind. `has_row` and `has_log` tell which side knows the record at all; `place` is
    where SQLite keeps the row, and `row` what stands in one that the log does not know.
    """

    record_id: str
    logged: Mapping[str, Any]
    has_row: bool = True
    has_log: bool = True
    place: int = 0
    row: Mapping[str, Any] = field(default_factory=dict[str, Any])


def differences(session: Session, model: type[Record]) -> Iterator[Difference]:
    """The records of `model` whose columns are not what follows from the log.

    Reads log and rows side by side in the order of the keys: any number of records takes the
    same memory.
    """
    rows = _rows(session, model)
    row = next(rows, None)
    for record_id, logged in _rebuilt(session, model):
        while row and row.key < record_id:
            yield row.unknown()
            row = next(rows, None)
        if row is None or row.key != record_id:
            yield Difference(record_id, logged, has_row=False)
            continue
        wrong = row.wrong(logged)
        if wrong:
            yield Difference(record_id, wrong, place=row.place)
        row = next(rows, None)
    while row:
        yield row.unknown()
        row = next(rows, None)


def put_right(session: Session, model: type[Record], found: Sequence[Difference]) -> None:
    """Write what the log says into the rows, or make the rows, where that can be done.

    A row whose key alone was spoilt gets its key again. What only the row knows stays as it is.
    To be called outside the log: nothing new is said.
    """
    strangers = [one for one in found if not one.has_log]
    for one in found:
        if not one.has_log or (not one.has_row and CREATION not in one.logged):
            continue
        twin = None if one.has_row else _twin(one, strangers)
        if twin is not None:
            strangers.remove(twin)
        # A record whose number another has is left as it is; the check reports it.
        with suppress(IntegrityError), session.begin_nested():
            _write(session, model, one, twin)


def gaps(session: Session) -> list[tuple[str, int]]:
    """Replicas whose operations do not count up without a gap, and how many are missing."""
    counted = session.execute(
        select(
            Operation.replica_id, func.max(Operation.sequence), func.count(Operation.sequence)
        ).group_by(Operation.replica_id)
    )
    return [(replica, last - count) for replica, last, count in counted if last != count]


def unreadable(session: Session) -> int:
    """The number of entries of the log that cannot be read: values or parents are garbled."""
    return session.scalar(text(_UNREADABLE)) or 0


_UNREADABLE: Final = (
    "SELECT count(*) FROM op_changes WHERE NOT json_valid(parents)"
    " OR new IS NOT NULL AND NOT json_valid(new) OR old IS NOT NULL AND NOT json_valid(old)"
)
_BEGUN_BY_NOTHING: Final = (
    "SELECT 1 FROM op_changes GROUP BY record_id HAVING NOT max(field = 'id') LIMIT 1"
)
_WHOLE: Final = "log is whole"


def _is_whole(session: Session) -> bool:
    """True if the log may be believed where it says nothing: that nobody wrote a field.

    Asked once for all models.
    """
    if _WHOLE not in session.info:
        is_torn = unreadable(session) or session.scalar(text(_BEGUN_BY_NOTHING))
        session.info[_WHOLE] = not is_torn
    return bool(session.info[_WHOLE])


def _rebuilt(session: Session, model: type[Record]) -> Iterator[tuple[str, dict[str, Any]]]:
    names, is_whole = logged_names(model), _is_whole(session)
    changes = session.execute(
        select(
            Change.record_id,
            Change.field,
            Change.op_id,
            type_coerce(Change.new, NullType()).label("new"),
            type_coerce(Change.parents, NullType()).label("parents"),
        )
        .where(Change.table == model.__tablename__)
        .order_by(Change.record_id, Change.field, Change.position),
        execution_options={"yield_per": _BATCH},
    )
    for record_id, of_record in groupby(changes, key=lambda change: change.record_id):
        logged: dict[str, Any] = dict.fromkeys(names)
        silent, is_known = set(names), True
        for name, of_field in groupby(of_record, key=lambda change: change.field):
            is_known = is_known and name in names
            silent.discard(name)
            heads = _heads(of_field)
            if len(heads) == 1:
                logged[name] = heads[0]
            else:
                logged.pop(name, None)
        if not (is_whole and is_known):
            # The missing value may stand in a torn entry, so the field is not emptied.
            for name in silent:
                del logged[name]
        yield record_id, {name: value for name, value in logged.items() if name in names}


def _heads(of_field: Iterator[Any]) -> list[Any]:
    """The values of those entries that are no one's parent; none where one cannot be read."""
    try:
        written = {
            op_id: (None if new is None else from_json(new), from_json(parents))
            for _, _, op_id, new, parents in of_field
        }
        seen = {parent for _, parents in written.values() for parent in parents}
    except (ValueError, TypeError):
        return []
    return [new for op_id, (new, _) in written.items() if op_id not in seen]


@dataclass(frozen=True)
class _Row:
    """One row as it stands: the values of its columns, and the columns that hold none."""

    key: str
    place: int
    values: Mapping[str, Any]
    spoilt: Mapping[str, Any]

    def wrong(self, logged: Mapping[str, Any]) -> dict[str, Any]:
        """The values that are to stand where something else does."""
        differing = {
            name: value
            for name, value in logged.items()
            if name in self.spoilt or self.values[name] != value
        }
        following = {name: value for name, value in self.spoilt.items() if name not in self.values}
        return differing | following

    def unknown(self) -> Difference:
        return Difference(self.key, {}, has_log=False, place=self.place, row=self.values)


def _rows(session: Session, model: type[Record]) -> Iterator[_Row]:
    names = [*sorted(logged_names(model)), *sorted(unlogged_names(model))]
    columns = model.__mapper__.columns
    readers = [reader_of(columns[name].type) for name in names]
    following = {name: _beginning(columns[name]) for name in unlogged_names(model)}
    key: Any = columns[CREATION]
    # Rows whose key is no text come last, the others in the order of the log.
    is_torn = func.typeof(key) != "text"
    found = session.execute(
        select(
            _place(model),
            is_torn,
            *(type_coerce(columns[name], NullType()).label(name) for name in names),
        ).order_by(is_torn, key),
        execution_options={"yield_per": _BATCH},
    )
    for place, torn, *stored in found:
        values: dict[str, Any] = {}
        spoilt: dict[str, Any] = {}
        for name, read, value in zip(names, readers, stored, strict=True):
            try:
                if name in following:
                    if read(value) is None and not columns[name].nullable:
                        spoilt[name] = following[name]
                else:
                    values[name] = plain(read(value))
            except ValueError:
                if name in following:
                    spoilt[name] = following[name]
                else:
                    values[name] = None
                    spoilt[name] = None
        yield _Row(_LAST if torn else values[CREATION], place, values, spoilt)


_LAST: Final = chr(0x10FFFF)
"""Sorts after every key."""


def _beginning(column: Any) -> Any:
    """The value of a column that follows from others, before anything happens."""
    return column.default.arg if column.default is not None and column.default.is_scalar else None


def _place(model: type[Record]) -> Any:
    """SQLite's own key of a row (`rowid`): the way to it also when its key is spoilt."""
    return literal_column(f"{model.__tablename__}.rowid")


def _write(
    session: Session, model: type[Record], found: Difference, twin: Difference | None
) -> None:
    table: Table = model.__table__  # pyright: ignore[reportAssignmentType]
    values = _columns(session, model, found)
    if found.has_row or twin is not None:
        place = found.place if twin is None else twin.place
        session.execute(update(table).where(_place(model) == place).values(values))
    else:
        session.execute(insert(table).values(_times(session, found.record_id) | values))


def _columns(session: Session, model: type[Record], found: Difference) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in found.logged.items():
        if name in _TIMES:
            values[name] = _times(session, found.record_id)[name]
        elif name in unlogged_names(model):
            values[name] = value
        else:
            values[name] = typed(model, name, value)
    return values


def _times(session: Session, record_id: str) -> dict[str, Any]:
    first, last = session.execute(
        select(func.min(Operation.at), func.max(Operation.at))
        .join(Change, Change.op_id == Operation.id)
        .where(Change.record_id == record_id)
    ).one()
    return dict(zip(_TIMES, (first, last), strict=True))


def _twin(lost: Difference, strangers: Sequence[Difference]) -> Difference | None:
    """The row that is the lost one but for its key: it says most of what that one said."""
    said = {name: value for name, value in lost.logged.items() if value is not None}

    def agreement(row: Difference) -> int:
        return sum(row.row[name] == value for name, value in said.items())

    likest = max(strangers, key=agreement, default=None)
    return likest if likest is not None and agreement(likest) * 2 > len(said) else None
