"""The sample town: put in by one action, taken out by one action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Record, Replica, Town
from fireoffice.db.work import SAMPLE, references_to
from fireoffice.services.office import Office
from fireoffice.services.reference.calendar import working_calendar
from fireoffice.services.sample.town import SampleTown

SEED: Final = 2021
"""The sample town is the same for the same seed and day."""


def fill(office: Office, seed: int = SEED) -> int:
    """Put the sample town into the office, dated up to today; return how many records it has.

    A second time nothing happens. Raises `InputError` where the office has a town of its own.
    """
    if present(office):
        return 0
    with office.reading() as session:
        if session.scalar(select(Town.id).where(Town.deleted_at.is_(None)).limit(1)):
            raise InputError(
                "这里已经有自己的乡镇，不再放入示例数据。", "请另选一个空的数据文件夹查看示例。"
            )
    records = SampleTown(seed, office.clock.today(), working_calendar(office)).records()
    with office.change("放入示例数据", SAMPLE) as work:
        for record in records:
            record.sample = True
        work.add(*records)
    return len(records)


def present(office: Office) -> bool:
    """True if the office has anything of the sample town."""
    with office.reading() as session:
        return any(True for _ in _live_samples(session, first_only=True))


def remove(office: Office) -> int:
    """Take the sample town out of the office and return how many records went.

    What the user's own records refer to (a village, a place) stays, as the user's own.
    """
    with office.change("移除示例数据") as work:
        samples = {record.id: record for record in _live_samples(work.session)}
        needed = _needed(work.session, samples)
        for key, record in samples.items():
            if key in needed:
                work.set(record, sample=False)
            else:
                work.discard(record, "移除示例数据")
    return len(samples) - len(needed)


def _live_samples(session: Session, *, first_only: bool = False) -> Iterator[Record]:
    for model in _models():
        found = select(model).where(model.sample, model.deleted_at.is_(None))
        yield from session.scalars(found.limit(1) if first_only else found)


def _needed(session: Session, samples: dict[str, Record]) -> set[str]:
    """The samples that the user's records refer to, directly or through other samples."""
    waiting: set[str] = set()
    for model in _models():
        for table, column in references_to(model.__tablename__):
            waiting |= set(
                session.scalars(
                    select(table.c[column])
                    .where(
                        table.c.sample.is_(False),
                        table.c.deleted_at.is_(None),
                        table.c[column].is_not(None),
                    )
                    .distinct()
                )
            )
    needed: set[str] = set()
    while waiting:
        record = samples.get(waiting.pop())
        if record is not None and record.id not in needed:
            needed.add(record.id)
            waiting |= _referred_to(record)
    parts = {key for key, one in samples.items() if one.part_of}
    return needed | {key for key in parts if _owner(samples[key]) in needed}


def _owner(part: Record) -> str:
    return getattr(part, part.part_of)


def _referred_to(record: Record) -> set[str]:
    columns = record.__table__.c
    return {
        value
        for column in columns
        if column.foreign_keys and (value := getattr(record, column.name)) is not None
    }


def _models() -> list[type[Record]]:
    return [
        mapper.class_ for mapper in Replica.registry.mappers if issubclass(mapper.class_, Record)
    ]
