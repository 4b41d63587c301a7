"""Records that are parts of others: what an owner keeps of them is always summed up anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import Integer, inspect, literal_column, select
from sqlalchemy.orm import Session

from fireoffice.db.fields import rewritten, unlogged_names
from fireoffice.db.models.base import Record
from fireoffice.db.search import search_text

_BATCH: Final = 500


@cache
def parts_of(owner: type[Record]) -> tuple[type[Record], ...]:
    """The models whose records are parts of those of `owner`."""
    return tuple(
        mapper.class_
        for mapper in Record.registry.mappers
        if issubclass(mapper.class_, Record) and _owner_table(mapper.class_) == owner.__tablename__
    )


def record_models() -> tuple[type[Record], ...]:
    """Every model of a record; what others refer to stands before them."""
    # Loading the package makes all models known to the metadata.
    from fireoffice.db import models

    order = {table.name: place for place, table in enumerate(models.Base.metadata.sorted_tables)}
    every = [one.class_ for one in models.Base.registry.mappers if issubclass(one.class_, Record)]
    return tuple(sorted(every, key=lambda model: order[model.__tablename__]))


def sum_up_owners(session: Session, touched: Sequence[Record]) -> None:
    """Sum up the parts of every record that is `touched`, or whose part is or was."""
    owners: dict[str, Record] = {record.id: record for record in touched if parts_of(type(record))}
    for part in touched:
        for key in owner_keys(part) - owners.keys():
            owner = session.get(_model_of(_owner_table(type(part))), key)
            if owner is not None:
                owners[key] = owner
    if owners:
        sum_up(session, list(owners.values()))


def sum_up(session: Session, owners: Sequence[Record]) -> None:
    """Sum up the parts of `owners`, of any kind, also those that are not written yet."""
    parts = live_parts(session, owners)
    for owner in owners:
        owner.sum_up(parts[owner.id])
        # Kept for the judging of the parts; forgotten when the session writes again.
        session.info[type(owner), owner.id] = parts[owner.id]


def live_parts(session: Session, owners: Sequence[Record]) -> dict[str, list[Record]]:
    """The parts of each of `owners` that are not in the recycle bin, written or not, by its key."""
    parts: dict[str, list[Record]] = {owner.id: [] for owner in owners}
    unwritten = [one for one in session.new if isinstance(one, Record) and one.part_of]
    # Owners not written yet have no parts in the database.
    keys = {owner.id: type(owner) for owner in owners if inspect(owner).has_identity}
    for model in {part for owner in owners for part in parts_of(type(owner))}:
        column, kind = getattr(model, model.part_of), _model_of(_owner_table(model))
        wanted = [key for key, its_kind in keys.items() if its_kind is kind]
        for start in range(0, len(wanted), _BATCH):
            some = wanted[start : start + _BATCH]
            with session.no_autoflush:
                stored = session.scalars(select(model).where(column.in_(some))).all()
            _sort(parts, stored)
        _sort(parts, [one for one in unwritten if isinstance(one, model)])
    return parts


def owner_model(part: type[Record]) -> type[Record] | None:
    """The model of the records that those of `part` belong to; None where it is no part."""
    table = _owner_table(part)
    return _model_of(table) if table else None


def owner_keys(part: Record) -> set[str]:
    """The key of the record that `part` belongs to, and of the one that it is taken away from."""
    if not part.part_of:
        return set()
    held = {getattr(part, part.part_of), *rewritten(part, frozenset({part.part_of})).values()}
    return {key for key in held if key}


def make_anew(session: Session, model: type[Record], *, write: bool) -> int:
    """Work out anew all that follows from other columns and records; return how many differed.

    Few are in memory at a time. Nothing is written unless `write`. One that is too damaged counts
    as changed and stays as it is.
    """
    watched = sorted(unlogged_names(model))
    changed, last = 0, 0
    # By rowid, not by key: the key of a damaged row may be anything.
    place: Any = literal_column(f"{model.__tablename__}.rowid", Integer)
    wanted = select(model, place).order_by(place).limit(_BATCH)
    while rows := session.execute(wanted.where(place > last)).all():
        some, before_these = [row[0] for row in rows], last
        last = max(row[1] for row in rows)
        if last <= before_these:
            # A damaged table can lead in a circle; the check reports its pages.
            break
        before = [[getattr(one, name) for name in watched] for one in some]
        torn = _work_out(session, model, some)
        after = [[getattr(one, name) for name in watched] for one in some]
        changed += len(torn) + sum(
            was != now for one, was, now in zip(some, before, after, strict=True) if one not in torn
        )
        for one in torn:
            session.expunge(one)
        if write:
            session.flush()
        session.expunge_all()
    return changed


_TORN: Final = (TypeError, ValueError, LookupError, AttributeError)
"""Errors of rules for a record that misses what every sound one has: a date, a known word."""


def _work_out(session: Session, model: type[Record], records: Sequence[Record]) -> Sequence[Record]:
    """Work out what follows in `records`; return those that are too damaged for it."""
    try:
        if parts_of(model):
            sum_up(session, records)
        for one in records:
            one.derive()
            one.search_text = search_text(one)
    except _TORN:
        if len(records) == 1:
            return records
        return [torn for one in records for torn in _work_out(session, model, [one])]
    return ()


def _sort(by_owner: dict[str, list[Record]], parts: Iterable[Any]) -> None:
    for part in parts:
        key = getattr(part, part.part_of)
        if key in by_owner and part.deleted_at is None:
            by_owner[key].append(part)


@cache
def _owner_table(part: type[Record]) -> str:
    if not part.part_of:
        return ""
    (key,) = part.__mapper__.columns[part.part_of].foreign_keys
    return str(key.target_fullname).partition(".")[0]


@cache
def _model_of(table: str) -> type[Record]:
    return next(
        mapper.class_
        for mapper in Record.registry.mappers
        if issubclass(mapper.class_, Record) and mapper.class_.__tablename__ == table
    )
