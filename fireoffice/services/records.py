"""Records of any register: list, read, make, change, remove, restore, undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from fireoffice.core.errors import FieldErrors, InputError
from fireoffice.db.work import Work
from fireoffice.domain.steps import Step
from fireoffice.registers import STAGE, Register
from fireoffice.services.entry.batch import Batch, Cells
from fireoffice.services.entry.values import allot_number, names_of, read_values
from fireoffice.services.history import operations
from fireoffice.services.history.of_records import HistoryEntry, entries, keys_in, written
from fireoffice.services.lists.listing import (
    Query,
    RecordPage,
    RecordRow,
    choices,
    counts,
    query,
    suggestions,
)
from fireoffice.services.office import Office

__all__ = [
    "FieldErrors",
    "HistoryEntry",
    "Query",
    "Record",
    "RecordPage",
    "RecordRow",
    "can_redo",
    "can_undo",
    "choices",
    "counts",
    "create",
    "defaults",
    "make",
    "query",
    "read",
    "redo",
    "remove",
    "restore",
    "suggestions",
    "undo",
    "update",
    "value",
]


@dataclass(frozen=True)
class Record:
    """One record with all its fields, its history (newest first) and what is next."""

    id: str
    title: str
    values: Mapping[str, Any]
    history: tuple[HistoryEntry, ...]
    stage: str | None = None
    due: date | None = None
    closed: bool = False
    next_step: Step | None = None
    other_steps: tuple[Step, ...] = ()
    recycled: bool = False
    deleted_reason: str = ""
    sample: bool = False


def read(office: Office, register: Register, record_id: str) -> Record:
    """One record, also from the recycle bin. Raises `InputError` if there is none."""
    with office.reading() as session:
        row = _existing(session, register, record_id)
        values = {info.name: getattr(row, info.name) for info in register.fields}
        changes = written(session, register, record_id)
        names = names_of(session, register, [values, *keys_in(register, changes)])
        return Record(
            id=row.id,
            title=row.title(),
            values=names.shown(values),
            history=entries(register, changes, names.name),
            stage=getattr(row, STAGE, None),
            due=register.running_due(row),
            closed=getattr(row, "closed", False),
            next_step=register.next_step(row),
            other_steps=register.other_steps(row),
            recycled=row.deleted_at is not None,
            deleted_reason=row.deleted_reason or "",
            sample=row.sample,
        )


def value(office: Office, register: Register, record_id: str, field: str) -> Any:
    """The value of one field of a record. Raises `InputError` if there is no such record."""
    with office.reading() as session:
        return getattr(_existing(session, register, record_id), register.field(field).name)


def defaults(office: Office, register: Register) -> dict[str, Any]:
    """The values that the form of a new record starts with."""
    today = office.clock.today()
    with office.reading() as session:
        started = {info.name: info.default for info in register.fields if info.default}
        return read_values(session, register, started, today, office)


def create(
    office: Office, register: Register, values: Mapping[str, object], label: str = ""
) -> str:
    """Make a record of `values` (as typed, or already values) and return its id.

    Fields not given take their defaults. Raises `FieldErrors` with a sentence for each field.
    """
    with office.change(label or register.new_label) as work:
        return make(work, office, register, values).id


def make(work: Work, office: Office, register: Register, values: Mapping[str, object]) -> Any:
    """Make a record as `create` does, inside an action of the caller's, and return the record."""
    batch = Batch(office, work.session, register)
    given = {register.field(name).name: value for name, value in values.items()}
    row, problems = batch.make(given, blank_is_default=False)
    _refuse(batch.taken({0: row}), problems)
    if register.numbering:
        allot_number(work.session, register, row)
    work.add(row)
    work.session.flush()
    return row


def update(
    office: Office,
    register: Register,
    record_id: str,
    values: Mapping[str, object],
    label: str = "",
) -> None:
    """Change fields of a record. Raises `FieldErrors` with a sentence for each field."""
    given = {register.field(name).name: value for name, value in values.items()}
    with office.change(label or f"修改{register.noun}") as work:
        batch = Batch(office, work.session, register)
        row = _existing(work.session, register, record_id)
        problems = batch.change(row, given)
        # What contradicts the record's parts is judged at the end of the action.
        _refuse(batch.taken({0: row}, given), problems)


def remove(office: Office, register: Register, record_id: str, reason: str = "") -> None:
    """Put a record into the recycle bin. Raises `InputError` while others refer to it."""
    with office.change(f"移除{register.noun}") as work:
        work.remove(_existing(work.session, register, record_id), reason)


def restore(office: Office, register: Register, record_id: str) -> None:
    """Take a record out of the recycle bin."""
    with office.change(f"恢复{register.noun}") as work:
        work.restore(_existing(work.session, register, record_id))


def can_undo(office: Office) -> str:
    """The name of the action that `undo` would take back; empty if there is none."""
    return operations.name_of(office, office.done[-1]) if office.done else ""


def undo(office: Office) -> str:
    """Take back the last action of this session and return its name. Raises `InputError`."""
    return _step(office, office.done, "没有可以撤销的操作。")


def can_redo(office: Office) -> str:
    """The name of the action that `redo` would do again; empty if there is none."""
    return operations.name_of(office, office.taken_back[-1]) if office.taken_back else ""


def redo(office: Office) -> str:
    """Do again what was undone last and return its name. Raises `InputError`."""
    return _step(office, office.taken_back, "没有可以重做的操作。")


def _step(office: Office, stack: Sequence[str], refusal: str) -> str:
    """Take back what is on top of one of the session's stacks: undoing an undo is redoing."""
    if not stack:
        raise InputError(refusal)
    return operations.undo_operation(office, stack[-1])


def _existing(session: Session, register: Register, record_id: str) -> Any:
    row = session.get(register.model, record_id)
    if row is None:
        raise InputError(f"找不到这条{register.noun}，它可能已被移除。", "请刷新列表后再试。")
    return row


def _refuse(taken: Cells, problems: Mapping[str, str]) -> None:
    """Raise `FieldErrors` for what is wrong with the one record of an action."""
    wrong = taken.get(0, {}) | dict(problems)
    if wrong:
        raise FieldErrors(wrong)
