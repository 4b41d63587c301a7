"""The records of other registers that belong to one record and are kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from fireoffice.registers import REGISTERS
from fireoffice.registers.register import Detail
from fireoffice.services.entry.values import names_of
from fireoffice.services.lists.listing import RecordRow
from fireoffice.services.office import Office


@dataclass(frozen=True)
class Home:
    """The place from which a record is opened: a register that has a list, and a record in it."""

    register: str
    id: str


def home_of(office: Office, register: str, record_id: str) -> Home:
    """The place that opens a record: its own list, or the record in whose panel it is kept.

    What belongs to no register (papers, views) stays as it is.
    """
    home, declared = Home(register, record_id), REGISTERS.get(register)
    with office.reading() as session:
        while declared is not None and declared.place.inside:
            row: Any = session.get(declared.model, home.id)
            owner = declared.field(declared.place.inside).target
            home = Home(owner, getattr(row, declared.place.inside) if row is not None else "")
            declared = REGISTERS.get(owner)
    return home


def children(office: Office, detail: Detail, record_id: str) -> tuple[RecordRow, ...]:
    """The records kept as `detail` of `record_id`, in the order of their own register."""
    register = REGISTERS[detail.register]
    model: Any = register.model
    order: list[Any] = []
    for name, ascending in register.order:
        column = getattr(model, name)
        order.append(column.asc().nulls_last() if ascending else column.desc().nulls_last())
    with office.reading() as session:
        rows = session.scalars(
            select(model)
            .where(getattr(model, detail.parent) == record_id, model.deleted_at.is_(None))
            .order_by(*order, model.id)
        ).all()
        values = [{info.name: getattr(row, info.name) for info in register.fields} for row in rows]
        names = names_of(session, register, values)
        return tuple(
            RecordRow(id=row.id, values=names.shown(one))
            for row, one in zip(rows, values, strict=True)
        )


def count(office: Office, detail: Detail, record_id: str) -> int:
    """The number of records that `children` would give."""
    model: Any = REGISTERS[detail.register].model
    with office.reading() as session:
        found = select(func.count()).where(
            getattr(model, detail.parent) == record_id, model.deleted_at.is_(None)
        )
        return session.scalar(found) or 0
