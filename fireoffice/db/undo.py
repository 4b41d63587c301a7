"""Undo: an operation is taken back by a new operation, so that nothing is ever forgotten."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.fields import logged_names
from fireoffice.db.log import CREATION, Before, changes_of, heads, model_named, typed
from fireoffice.db.models.base import Record
from fireoffice.db.models.log import Change, Operation
from fireoffice.db.work import FINAL, UNDO, Work, references_to, refuse_if_referred_to

_REASON: Final = "撤销"
_BATCH: Final = 500


class BuiltUpon(InputError):
    """An operation stands in the way of undoing an earlier one; `op_id` is the one in the way."""

    def __init__(self, message: str, hint: str, op_id: str) -> None:
        super().__init__(message, hint)
        self.op_id = op_id


def take_back(work: Work, op_id: str) -> None:
    """Write back what stood before the operation `op_id`.

    A record that it made goes to the recycle bin. An operation that took another back can be
    taken back too (redo). Raises `InputError` when it is final or not there, `BuiltUpon` when a
    later operation, itself not taken back, has written one of its fields or refers to its records.
    """
    operation = work.session.get(Operation, op_id)
    if operation is None:
        raise InputError("找不到要撤销的操作。", "请刷新后再试。")
    if operation.kind == FINAL:
        raise InputError(f"“{operation.label}”已经生效，不能撤销。", "公文可以作废，台账可以更正。")
    changes = changes_of(work.session, op_id)
    _refuse_if_built_upon(work.session, operation, changes)
    records = _records(work.session, changes)
    made = {change.record_id for change in changes if change.field == CREATION}
    _refuse_if_no_longer_kept(operation, records, changes, made)
    for record_id in made:
        record = records[record_id]
        if record.deleted_at is None:
            work.discard(record, f"{_REASON}：{operation.label}")
    for change in changes:
        if change.record_id not in made:
            record = records[change.record_id]
            work.set(record, **{change.field: typed(type(record), change.field, change.old)})
    _refuse_if_referred_to(work, [records[record_id] for record_id in made])


def _refuse_if_referred_to(work: Work, gone: Sequence[Record]) -> None:
    """Refuse when live records still refer to any of `gone`, now in the recycle bin."""
    work.session.flush()
    known = {record.id: record for record in gone}
    for target in {record.__tablename__ for record in gone}:
        for table, column in references_to(target):
            found = _first_referring(work.session, table, column, list(known))
            if found is None:
                continue
            user, record_id = found
            try:
                refuse_if_referred_to(work.session, known[record_id])
            except InputError as problem:
                writers = heads(work.session, [user])[user, column]
                raise BuiltUpon(problem.message, problem.hint, min(writers)) from problem


def _first_referring(
    session: Session, table: Table, column: str, ids: Sequence[str]
) -> tuple[str, str] | None:
    """A live record of `table` that refers to one of `ids`: its id and whom it refers to."""
    reference = table.c[column]
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        found = session.execute(
            select(table.c.id, reference)
            .where(reference.in_(some), table.c.deleted_at.is_(None))
            .limit(1)
        ).first()
        if found:
            return found[0], found[1]
    return None


def _records(session: Session, changes: Sequence[Before]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    by_table: dict[str, set[str]] = {}
    for change in changes:
        by_table.setdefault(change.table, set()).add(change.record_id)
    for table, ids in by_table.items():
        model = model_named(table)
        wanted = sorted(ids)
        for start in range(0, len(wanted), _BATCH):
            some = wanted[start : start + _BATCH]
            found |= {
                one.id: one for one in session.scalars(select(model).where(model.id.in_(some)))
            }
    return found


def _refuse_if_no_longer_kept(
    operation: Operation,
    records: Mapping[str, Record],
    changes: Sequence[Before],
    made: Collection[str],
) -> None:
    """Refuse where a field written then follows from other records by now."""
    for change in changes:
        names = logged_names(type(records[change.record_id]))
        if change.record_id not in made and change.field not in names:
            raise InputError(
                f"“{operation.label}”是程序升级以前的操作，不能撤销。", "请在它的经过中更正。"
            )


def _refuse_if_built_upon(
    session: Session, operation: Operation, changes: Sequence[Before]
) -> None:
    made = {change.record_id for change in changes if change.field == CREATION}
    fields = {(change.record_id, change.field) for change in changes}
    ids = {change.record_id for change in changes}
    trail = _Trail(session, ids)
    written = () if made else {change.field for change in changes}
    for (record_id, name), ops in heads(session, ids, written).items():
        if ops == {operation.id} or (record_id not in made and (record_id, name) not in fields):
            continue
        standing = trail.standing(record_id, name, ops, operation.id) - {operation.id}
        if standing:
            newer = session.get_one(Operation, min(standing))
            raise BuiltUpon(
                f"“{operation.label}”之后又有“{newer.label}”"
                f"（{newer.at:%Y-%m-%d %H:%M}，{newer.author}）改了同一处，不能撤销。",
                f"请先撤销“{newer.label}”。",
                newer.id,
            )


class _Trail:
    """Finds the operations whose values stand in `record_ids`, passing over those taken back."""

    def __init__(self, session: Session, record_ids: Collection[str]) -> None:
        self._session = session
        self._record_ids = tuple(record_ids)
        self._seen: dict[str, dict[tuple[str, str], list[str]]] = {}
        self._undoes: dict[str, str | None] = {}

    def standing(self, record_id: str, name: str, ops: set[str], wanted: str) -> set[str]:
        """The operations behind `ops` that really wrote what the field now holds.

        `wanted` counts as standing also where it took another one back itself.
        """
        found: set[str] = set()
        waiting = list(ops)
        while waiting:
            op_id = waiting.pop()
            taken_back = None if op_id == wanted else self._taken_back_by(op_id)
            if taken_back is None:
                found.add(op_id)
            else:
                # Where a field's first writing is taken back, no earlier operation stands.
                waiting.extend(self._parents(taken_back).get((record_id, name), ()))
        return found

    def _taken_back_by(self, op_id: str) -> str | None:
        if op_id not in self._undoes:
            operation = self._session.get_one(Operation, op_id)
            self._undoes[op_id] = operation.undoes if operation.kind == UNDO else None
        return self._undoes[op_id]

    def _parents(self, op_id: str) -> dict[tuple[str, str], list[str]]:
        """The entries that the writer of an operation had seen in each field of the records."""
        if op_id not in self._seen:
            seen = self._seen[op_id] = {}
            for start in range(0, len(self._record_ids), _BATCH):
                some = self._record_ids[start : start + _BATCH]
                found = self._session.execute(
                    select(Change.record_id, Change.field, Change.parents).where(
                        Change.op_id == op_id, Change.record_id.in_(some)
                    )
                )
                seen |= {(record_id, name): parents for record_id, name, parents in found}
        return self._seen[op_id]
