"""The unit of work: one action of the user, one transaction, one operation in the log."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from sqlalchemy import Engine, Table, func, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.engine import READ_ONLY
from fireoffice.db.log import Recorder, Signature, model_named
from fireoffice.db.models.base import Base, Record
from fireoffice.domain.changes import Changes

EDIT: Final = "edit"
UNDO: Final = "undo"
SAMPLE: Final = "sample"
FINAL: Final = "final"
"""An operation that is not to be undone: issuing a paper, voiding one."""

_R = TypeVar("_R", bound=Record)


class Work:
    """The writing within one action. `session` serves for reading."""

    def __init__(self, session: Session, signature: Signature, recorder: Recorder) -> None:
        self.session = session
        self.signature = signature
        self._recorder = recorder
        self.op_id: str | None = None
        """The operation written; None until the end, and if nothing was changed."""
        self.changes: Changes | None = None
        """The changes that it wrote; None as long as `op_id`."""

    def add(self, *records: Record) -> None:
        """Make new records."""
        self.session.add_all(records)

    def get(self, model: type[_R], record_id: str) -> _R:
        """The record `record_id`, also from the recycle bin. Raises `InputError`."""
        record = self.session.get(model, record_id)
        if record is None:
            raise InputError(f"找不到这条{model.noun}，它可能已被移除。", "请刷新列表后再试。")
        return record

    def written(self, model: type[Record]) -> dict[str, dict[str, Any]]:
        """The values overwritten so far in records of `model`: key -> field -> what stood there."""
        self.session.flush()
        return self._recorder.written(model.__tablename__)

    def set(self, record: Record, /, **values: Any) -> None:
        """Write fields of a record."""
        for name, value in values.items():
            setattr(record, name, value)

    def remove(self, record: Record, reason: str = "") -> None:
        """Put a record into the recycle bin.

        Raises `InputError` while other records refer to it.
        """
        self.session.flush()
        refuse_if_referred_to(self.session, record, but_parts=True)
        self.discard(record, reason)

    def discard(self, record: Record, reason: str = "") -> None:
        """As `remove`, where the caller has seen to the records that refer to it."""
        if record.deleted_at is None:
            record.deleted_at = self.signature.at
            record.deleted_reason = reason or None

    def restore(self, record: Record) -> None:
        """Take a record out of the recycle bin."""
        record.deleted_at = None
        record.deleted_reason = None


@contextmanager
def change(
    engine: Engine, signature: Signature, label: str, kind: str = EDIT, undoes: str | None = None
) -> Generator[Work]:
    """One transaction with its operation; an exception in the block leaves no trace."""
    with Session(engine, expire_on_commit=False, autoflush=False) as session, session.begin():
        recorder = Recorder(session, signature)
        work = Work(session, signature, recorder)
        yield work
        work.op_id = recorder.finish(label, kind, undoes)
        if work.op_id:
            work.changes = recorder.changes(work.op_id)


def reader(engine: Engine) -> Engine:
    """The same engine for `reading`; made once, since that costs more than a small query."""
    return engine.execution_options(**{READ_ONLY: True})


@contextmanager
def reading(reader: Engine) -> Generator[Session]:
    """A session that sees one state of the database and takes no write lock."""
    with Session(reader, expire_on_commit=False, autoflush=False) as session:
        yield session


def refuse_if_referred_to(session: Session, record: Record, *, but_parts: bool = False) -> None:
    """Raise `InputError` naming what refers to `record`, if anything does.

    With `but_parts`, its own parts do not count: they go where it goes.
    """
    users = referrers(session, record, but_parts=but_parts)
    if users:
        listed = "、".join(f"{count}条{noun}" for noun, count in users.items())
        raise InputError(
            f"“{record.title()}”还被{listed}使用，不能移除。",
            f"请先改动或移除这些{'、'.join(users)}。",
        )


def referrers(session: Session, record: Record, *, but_parts: bool = False) -> dict[str, int]:
    """The numbers of records outside the recycle bin that refer to `record`, by their noun."""
    found: dict[str, int] = {}
    for table, column in references_to(record.__tablename__):
        model = model_named(table.name)
        if but_parts and model.part_of == column:
            continue
        noun = model.noun
        count = session.scalar(
            select(func.count())
            .select_from(table)
            .where(table.c[column] == record.id, table.c.deleted_at.is_(None))
        )
        if count:
            found[noun] = found.get(noun, 0) + count
    return found


def references_to(target: str) -> list[tuple[Table, str]]:
    """The record tables and columns that refer to the table `target`."""
    return [
        (table, column.name)
        for table in Base.metadata.sorted_tables
        if "deleted_at" in table.c
        for column in table.c
        for key in column.foreign_keys
        if key.column.table.name == target
    ]
