"""Many records into the recycle bin, or out of it, as one action."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import select

from fireoffice.db.work import Work
from fireoffice.registers import Register
from fireoffice.services.office import Office

_CHUNK: Final = 200

Steps: TypeAlias = Generator[tuple[int, int], None, int]
"""The steps of moving records: yields (done, total), returns how many. Closed early, none moved."""


def remove_many(office: Office, register: Register, ids: Sequence[str], reason: str = "") -> Steps:
    """Put records into the recycle bin, all or none.

    Raises `InputError` if other records refer to one of them.
    """
    label = f"移除{len(ids):,}条{register.noun}"
    return (
        yield from _move(office, register, ids, label, lambda work, row: work.remove(row, reason))
    )


def restore_many(office: Office, register: Register, ids: Sequence[str]) -> Steps:
    """Take records out of the recycle bin."""
    label = f"恢复{len(ids):,}条{register.noun}"
    return (yield from _move(office, register, ids, label, lambda work, row: work.restore(row)))


def _move(
    office: Office,
    register: Register,
    ids: Sequence[str],
    label: str,
    move: Callable[[Work, Any], None],
) -> Steps:
    count = 0
    with office.change(label) as work:
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            for row in work.session.scalars(
                select(register.model).where(register.model.id.in_(some))
            ):
                move(work, row)
                count += 1
            yield min(len(ids), start + _CHUNK), len(ids)
    return count
