"""Columns that follow from others, brought up to date in all rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db.fields import logged_names
from fireoffice.db.models.base import Base, Record
from fireoffice.db.search import search_text

_BATCH: Final = 500
_TIMES: Final = frozenset({"created_at", "updated_at"})
"""Not in the log either, but no consequence of anything."""


def record_models() -> list[type[Record]]:
    """Every model of a record, in the order of its table's name."""
    mappers = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Record)]
    return sorted(mappers, key=lambda model: model.__tablename__)


def stale(session: Session, model: type[Record]) -> int:
    """How many records of `model` have a derived column that does not follow; changes nothing."""
    return sum(follow(record) for record in in_batches(session, model))


def follow_all(session: Session) -> None:
    """Bring the derived columns of every record up to date, outside the log."""
    for model in record_models():
        for record in in_batches(session, model, writing=True):
            follow(record)


def follow(record: Record) -> bool:
    """Bring the derived columns of `record` up to date; whether they were not."""
    columns = type(record).__mapper__.column_attrs.keys()
    names = set(columns) - logged_names(type(record)) - _TIMES
    before = {name: getattr(record, name) for name in names}
    record.derive()
    record.search_text = search_text(record)
    return any(getattr(record, name) != value for name, value in before.items())


def in_batches(session: Session, model: type[Record], *, writing: bool = False) -> Iterator[Any]:
    """All records of `model`, few at a time; when `writing`, what was changed is written."""
    last = ""
    while True:
        some = session.scalars(
            select(model).where(model.id > last).order_by(model.id).limit(_BATCH)
        ).all()
        if not some:
            return
        yield from some
        last = some[-1].id
        if writing:
            session.flush()
        session.expunge_all()
