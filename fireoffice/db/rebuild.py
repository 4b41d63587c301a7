"""Rows made again from the operation log alone, to be held against the rows there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from fireoffice.db.fields import logged_names
from fireoffice.db.log import CREATION, plain, typed
from fireoffice.db.models.base import Record
from fireoffice.db.models.log import Change, Operation

_BATCH: Final = 500


@dataclass(frozen=True)
class Difference:
    """One record that is not what the log says.

    `logged` holds, by field, what the log says; a field that two writers left in conflict is not
    compared. `has_row` and `has_log` tell which side knows the record at all.
    """

    record_id: str
    logged: Mapping[str, Any]
    has_row: bool = True
    has_log: bool = True


def differences(session: Session, model: type[Record]) -> Iterator[Difference]:
    """The records of `model` whose logged columns are not what follows from the log.

    Reads log and rows side by side in the order of the keys: any number of records takes the
    same memory.
    """
    rows = _rows(session, model)
    row = next(rows, None)
    for record_id, logged in _rebuilt(session, model):
        while row and row["id"] < record_id:
            yield Difference(row["id"], {}, has_log=False)
            row = next(rows, None)
        if row is None or row["id"] != record_id:
            yield Difference(record_id, logged, has_row=False)
            continue
        wrong = {name: value for name, value in logged.items() if row[name] != value}
        if wrong:
            yield Difference(record_id, wrong)
        row = next(rows, None)
    while row:
        yield Difference(row["id"], {}, has_log=False)
        row = next(rows, None)


def put_right(session: Session, model: type[Record], found: Difference) -> bool:
    """Write what the log says into the row, or make the row; whether that could be done.

    What only the row knows stays as it is. To be called outside the log: nothing new is said.
    """
    if not found.has_log or (not found.has_row and CREATION not in found.logged):
        return False
    values = {name: typed(model, name, value) for name, value in found.logged.items()}
    row = session.get(model, found.record_id)
    if row is None:
        first, last = session.execute(
            select(func.min(Operation.at), func.max(Operation.at))
            .join(Change, Change.op_id == Operation.id)
            .where(Change.record_id == found.record_id)
        ).one()
        row = model(created_at=first, updated_at=last)
        session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    return True


def gaps(session: Session) -> list[tuple[str, int]]:
    """Replicas whose operations do not count up without a gap, and how many are missing."""
    counted = session.execute(
        select(
            Operation.replica_id, func.max(Operation.sequence), func.count(Operation.sequence)
        ).group_by(Operation.replica_id)
    )
    return [(replica, last - count) for replica, last, count in counted if last != count]


def _rebuilt(session: Session, model: type[Record]) -> Iterator[tuple[str, dict[str, Any]]]:
    names = logged_names(model)
    changes = session.execute(
        select(Change.record_id, Change.field, Change.op_id, Change.new, Change.parents)
        .where(Change.table == model.__tablename__)
        .order_by(Change.record_id, Change.field, Change.position),
        execution_options={"yield_per": _BATCH},
    )
    for record_id, of_record in groupby(changes, key=lambda change: change.record_id):
        logged: dict[str, Any] = dict.fromkeys(names)
        for name, of_field in groupby(of_record, key=lambda change: change.field):
            written = {op_id: (new, parents) for _, _, op_id, new, parents in of_field}
            seen = {parent for _, parents in written.values() for parent in parents}
            heads = [new for op_id, (new, _) in written.items() if op_id not in seen]
            if len(heads) == 1:
                logged[name] = heads[0]
            else:
                logged.pop(name, None)
        yield record_id, {name: value for name, value in logged.items() if name in names}


def _rows(session: Session, model: type[Record]) -> Iterator[dict[str, Any]]:
    table: Table = model.__table__  # pyright: ignore[reportAssignmentType]
    names = sorted(logged_names(model))
    columns = model.__mapper__.columns
    found = session.execute(
        select(*(columns[name] for name in names)).order_by(table.c.id),
        execution_options={"yield_per": _BATCH},
    )
    for row in found:
        yield {name: plain(value) for name, value in zip(names, row, strict=True)}
