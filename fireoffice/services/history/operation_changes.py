"""The changes of one action: record by record, field by field, as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fireoffice.db.fields import fields_of
from fireoffice.db.log import CREATION, model_named
from fireoffice.db.models import Change, Record
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.people import mask
from fireoffice.domain.values import show
from fireoffice.registers import REGISTERS, Register
from fireoffice.services.entry.values import names_of
from fireoffice.services.history.operations import titles_of
from fireoffice.services.office import Office

_RECYCLING: Final = "deleted_at"
_REASON: Final = "deleted_reason"
_BY_TABLE: Final[Mapping[str, Register]] = {
    register.model.__tablename__: register for register in REGISTERS.values()
}


class Fate(StrEnum):
    """The fate of a record in an action, as people read it."""

    MADE = "新登记"
    CHANGED = "修改"
    REMOVED = "移到回收站"
    RESTORED = "从回收站放回"


@dataclass(frozen=True)
class FieldChange:
    """One field: its label, what stood there and what stands there; personal values masked."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RecordChange:
    """The changes of one record by an action. `register` is empty where no register shows it."""

    id: str
    register: str
    noun: str
    title: str
    fate: Fate
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Changes:
    """The first records that an action wrote, and how many more it wrote."""

    records: tuple[RecordChange, ...]
    more: int


def changes(office: Office, op_id: str, limit: int = 50) -> Changes:
    """The changes that the action `op_id` made to the first `limit` of its records."""
    with office.reading() as session:
        ids = select(Change.record_id).where(Change.op_id == op_id).distinct()
        total = session.scalar(select(func.count()).select_from(ids.subquery())) or 0
        first = session.scalars(ids.order_by(Change.record_id).limit(limit)).all()
        written = session.scalars(
            select(Change)
            .where(Change.op_id == op_id, Change.record_id.in_(first))
            .order_by(Change.record_id, Change.position)
        ).all()
        parts = {one.record_id for one in written if model_named(one.table).part_of}
        titles = titles_of(session, {(one.record_id, one.table) for one in written})
        told = [
            _told(session, record_id, list(group), titles.get(record_id, ""))
            for record_id, group in groupby(written, key=lambda one: one.record_id)
        ]
        # What the action was about comes before what went with it.
        told.sort(key=lambda one: one.id in parts)
    return Changes(tuple(told), total - len(first))


def _told(session: Session, record_id: str, group: Sequence[Change], title: str) -> RecordChange:
    model = model_named(group[0].table)
    register = _BY_TABLE.get(group[0].table)
    return RecordChange(
        id=record_id,
        register=register.name if register else "",
        noun=model.noun,
        title=title,
        fate=_fate(group),
        fields=tuple(_fields(session, model, register, group)),
    )


def _fate(group: Iterable[Change]) -> Fate:
    written = {one.field: one.new for one in group}
    if CREATION in written:
        return Fate.MADE
    if _RECYCLING in written:
        return Fate.REMOVED if written[_RECYCLING] else Fate.RESTORED
    return Fate.CHANGED


def _fields(
    session: Session, model: type[Record], register: Register | None, group: Sequence[Change]
) -> Iterable[FieldChange]:
    """The fields in the order of the form; what has no label is the program's own affair."""
    written = {one.field: one for one in group}
    rows: list[dict[str, Any]] = [
        {name: value} for name, one in written.items() for value in (one.old, one.new)
    ]
    names = names_of(session, register, rows) if register else None
    for info in fields_of(model):
        one = written.get(info.name)
        if one is not None:
            old, new = (names.name(info, value) if names else value for value in (one.old, one.new))
            yield FieldChange(info.label, _shown(info, old), _shown(info, new))
    reason = written.get(_REASON)
    if reason is not None:
        yield FieldChange("移除原因", reason.old or "", reason.new or "")


def _shown(info: FieldInfo, value: Any) -> str:
    if value is None:
        return ""
    text = show(info, value)
    return mask(text) if info.personal and info.kind is not Kind.NAME else text
