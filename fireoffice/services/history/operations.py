"""操作记录: every action that anyone ever did here, to be found, read and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select, union_all
from sqlalchemy.orm import Session

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import InputError
from fireoffice.db.log import model_named
from fireoffice.db.models import Base, Change, Operation, Record
from fireoffice.db.parts import record_models
from fireoffice.db.search import like, terms
from fireoffice.db.undo import BuiltUpon
from fireoffice.db.work import FINAL, SAMPLE, UNDO
from fireoffice.registers import REGISTERS
from fireoffice.services.office import Office

__all__ = [
    "BuiltUpon",
    "OperationPage",
    "OperationRow",
    "Touched",
    "authors",
    "last_of_today",
    "listing",
    "place_of",
    "redo_operation",
    "row",
    "undo_operation",
    "undoable",
]

UNDONE: Final = "撤销："
REDONE: Final = "重做："

_NAMED: Final = 3
_FEW: Final = 20
_LOOKED_AT: Final = 200
"""The number of changes that are read of a large operation to say what it touched."""
_CHANGES: Any = Change.__table__


@dataclass(frozen=True)
class Touched:
    """The records that an operation wrote: their kinds, the first few titles, how many in all."""

    nouns: tuple[str, ...]
    titles: tuple[str, ...]
    records: int


@dataclass(frozen=True)
class OperationRow:
    """One action as the list tells it.

    `taken_back`: an undo of it stands. `is_final`: it cannot be undone (issuing a paper, filling
    in the sample town). `is_undo`: it took another one back, or did it again.
    """

    id: str
    at: datetime
    author: str
    label: str
    touched: Touched
    taken_back: bool
    is_final: bool
    is_undo: bool


@dataclass(frozen=True)
class OperationPage:
    """The actions asked for, newest first, and how many there are in all."""

    rows: tuple[OperationRow, ...]
    total: int


def listing(
    office: Office,
    search: str = "",
    author: str = "",
    since: date | None = None,
    until: date | None = None,
    register: str = "",
    offset: int = 0,
    limit: int = 100,
) -> OperationPage:
    """The operations that fulfil all conditions, newest first.

    Each word of `search` must stand in the action's name, its author, or what a record that it
    touched is searched by. `since` and `until` are days, both included; `register` is the name
    of a register. Of operations that came from elsewhere, newest first means by their own time.
    """
    wanted = _selected(search, author, since, until, register)
    with office.reading() as session:
        total = session.scalar(wanted.with_only_columns(func.count()).select_from(Operation)) or 0
        # The keys begin with their time: their own index holds them in order.
        keys = session.scalars(
            wanted.order_by(Operation.id.desc()).offset(offset).limit(limit)
        ).all()
        return OperationPage(_rows(session, keys), total)


def row(office: Office, op_id: str) -> OperationRow:
    """One action. Raises `InputError` if there is none."""
    with office.reading() as session:
        _existing(session, op_id)
        return _rows(session, [op_id])[0]


def place_of(office: Office, op_id: str) -> int:
    """The place of an action in the whole list, from 0."""
    with office.reading() as session:
        newer = select(func.count()).select_from(Operation).where(Operation.id > op_id)
        return session.scalar(newer) or 0


def authors(office: Office) -> tuple[str, ...]:
    """Everyone who ever did anything here."""
    with office.reading() as session:
        return tuple(session.scalars(select(Operation.author).distinct().order_by("author")))


def last_of_today(office: Office) -> OperationRow | None:
    """The last action that was done today at this machine, still stands and can be undone."""
    midnight = datetime.combine(office.clock.today(), time.min, CHINA)
    wanted = select(Operation.id).where(
        Operation.replica_id == office.replica_id,
        Operation.at >= midnight,
        Operation.kind.not_in((FINAL, SAMPLE, UNDO)),
    )
    with office.reading() as session:
        keys = session.scalars(wanted.order_by(Operation.id.desc()).limit(_LOOKED_AT)).all()
        gone = _standing_undos(session, keys)
        last = next((key for key in keys if key not in gone), None)
        return _rows(session, [last])[0] if last else None


def undo_operation(office: Office, op_id: str) -> str:
    """Take back any action, also one of a year ago, and return its name.

    Raises `BuiltUpon` where a newer action stands in the way, `InputError` where it is final or
    taken back already.
    """
    with office.reading() as session:
        operation = _existing(session, op_id)
        if operation.kind == SAMPLE:
            raise InputError("示例数据不能在这里撤销。", "请在设置里“清除示例数据”。")
        if op_id in _standing_undos(session, [op_id]):
            raise InputError(f"“{operation.label}”已经撤销过了。", "要恢复它，请用“重做”。")
        root = _root(session, op_id)
    return _take_back(office, op_id, *root)


def redo_operation(office: Office, op_id: str) -> str:
    """Do again an action that was taken back, and return its name. Raises as `undo_operation`."""
    with office.reading() as session:
        operation = _existing(session, op_id)
        undone_by = _standing_undos(session, [op_id]).get(op_id)
        if undone_by is None:
            raise InputError(f"“{operation.label}”没有被撤销，不用重做。")
        root = _root(session, undone_by)
    return _take_back(office, undone_by, *root)


def undoable(office: Office, op_ids: Sequence[str]) -> frozenset[str]:
    """The actions among `op_ids` that are neither final nor taken back already."""
    with office.reading() as session:
        family = _family(session, op_ids)
    kinds = {one.id: one.kind for one in family}
    gone = _standing(family)
    return frozenset(
        key for key in op_ids if kinds.get(key, FINAL) not in (FINAL, SAMPLE) and key not in gone
    )


def name_of(office: Office, op_id: str) -> str:
    """The name of an action as it was first done, before it was taken back or done again."""
    with office.reading() as session:
        return _root(session, op_id)[0].label


def _take_back(office: Office, op_id: str, root: Operation, steps: int) -> str:
    """Take `op_id` back: at the end of a chain that began with `root`, `steps` ago."""
    is_redo = steps % 2 == 1
    made = office.undo(op_id, f"{REDONE if is_redo else UNDONE}{root.label}")
    for stack in (office.done, office.taken_back):
        if op_id in stack:
            stack.remove(op_id)
    if made:
        (office.done if is_redo else office.taken_back).append(made)
    return root.label


def _root(session: Session, op_id: str) -> tuple[Operation, int]:
    """The action behind a chain of undoing and doing again, and how long the chain is."""
    operation, steps = _existing(session, op_id), 0
    while operation.undoes:
        operation, steps = session.get_one(Operation, operation.undoes), steps + 1
    return operation, steps


def _existing(session: Session, op_id: str) -> Operation:
    operation = session.get(Operation, op_id)
    if operation is None:
        raise InputError("找不到这一步操作。", "请刷新后再试。")
    return operation


def _selected(
    search: str, author: str, since: date | None, until: date | None, register: str
) -> Select[str]:
    wanted = select(Operation.id)
    if author:
        wanted = wanted.where(Operation.author == author)
    if since:
        wanted = wanted.where(Operation.at >= datetime.combine(since, time.min, CHINA))
    if until:
        day_after = until + timedelta(days=1)
        wanted = wanted.where(Operation.at < datetime.combine(day_after, time.min, CHINA))
    if register:
        table = REGISTERS[register].model.__tablename__
        wrote = select(Change.op_id).where(Change.op_id == Operation.id, Change.table == table)
        wanted = wanted.where(wrote.exists())
    for term in terms(search):
        wanted = wanted.where(_speaks_of(like(term)))
    return wanted


def _speaks_of(pattern: str) -> ColumnElement[bool]:
    found = union_all(
        *(
            select(model.id).where(model.search_text.like(pattern, escape="\\"))
            for model in _models()
        )
    )
    touched = select(Change.op_id).where(Change.record_id.in_(found))
    return or_(
        func.lower(Operation.label).like(pattern, escape="\\"),
        func.lower(Operation.author).like(pattern, escape="\\"),
        Operation.id.in_(touched),
    )


def _models() -> list[type[Record]]:
    found = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Record)]
    return [model for model in found if model.searched]


def _rows(session: Session, keys: Sequence[str]) -> tuple[OperationRow, ...]:
    found = {
        one.id: one
        for one in session.scalars(select(Operation).where(Operation.id.in_(keys))).all()
    }
    touched = _touched(session, keys)
    gone = _standing_undos(session, keys)
    return tuple(
        OperationRow(
            id=key,
            at=found[key].at,
            author=found[key].author,
            label=found[key].label,
            touched=touched[key],
            taken_back=key in gone,
            is_final=found[key].kind in (FINAL, SAMPLE),
            is_undo=found[key].kind == UNDO,
        )
        for key in keys
        if key in found
    )


def _standing_undos(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """The undo that took back each of the operations `keys`, if it was not taken back itself."""
    standing = _standing(_family(session, keys))
    return {key: standing[key] for key in keys if key in standing}


class _Relative(NamedTuple):
    id: str
    kind: str
    undoes: str | None


def _family(session: Session, keys: Sequence[str]) -> list[_Relative]:
    """The operations `keys`, and all that took them, or one another, back; in one statement."""
    if not keys:
        return []
    columns = (Operation.id, Operation.kind, Operation.undoes)
    family = select(*columns).where(Operation.id.in_(keys)).cte("family", recursive=True)
    later = select(*columns).join(family, Operation.undoes == family.c.id)
    rows = session.execute(select(family.union(later))).all()
    return [_Relative(*row) for row in rows]


def _standing(family: Sequence[_Relative]) -> dict[str, str]:
    """The newest undo of each operation that is taken back, if it was not taken back itself."""
    standing: dict[str, str] = {}
    # An undo is younger than what it takes back: the youngest are settled first.
    for one in sorted(family, key=lambda one: one.id, reverse=True):
        if one.undoes and one.id not in standing:
            standing.setdefault(one.undoes, one.id)
    return standing


def _touched(session: Session, keys: Sequence[str]) -> dict[str, Touched]:
    """The records that each operation wrote; of one of 100,000 only the first are read."""
    of_these = _CHANGES.c.op_id.in_(keys)
    counting = (
        select(_CHANGES.c.op_id, func.count(_CHANGES.c.record_id.distinct()))
        .where(of_these)
        .group_by(_CHANGES.c.op_id)
    )
    counted: dict[str, int] = {op_id: count for op_id, count in session.execute(counting)}  # noqa: C416
    looked: dict[str, dict[str, str]] = {key: {} for key in keys}
    tables = {model.__tablename__ for model in record_models()}
    wanted = select(_CHANGES.c.op_id, _CHANGES.c.record_id, _CHANGES.c.table)
    small = [key for key, count in counted.items() if count <= _FEW]
    pages = [wanted.where(_CHANGES.c.op_id.in_(small))]
    pages += [
        wanted.where(_CHANGES.c.op_id == key).limit(_LOOKED_AT) for key in counted.keys() - small
    ]
    for page in pages:
        for op_id, record_id, table in session.execute(page):
            # In a damaged log an entry may name a table or an operation that does not exist.
            if op_id in looked and table in tables:
                looked[op_id][record_id] = table
    looked = {key: _owners_first(some) for key, some in looked.items()}
    named = (pair for some in looked.values() for pair in [*some.items()][:_NAMED])
    titles = titles_of(session, named)
    return {
        key: Touched(
            tuple(dict.fromkeys(model_named(table).noun for table in some.values())),
            tuple(titles[one] for one in [*some][:_NAMED] if one in titles),
            counted.get(key, 0),
        )
        for key, some in looked.items()
    }


def _owners_first(tables: Mapping[str, str]) -> dict[str, str]:
    """The records with their tables, owners before what belongs to them."""
    return dict(sorted(tables.items(), key=lambda one: bool(model_named(one[1]).part_of)))


def titles_of(session: Session, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The title of each record; `pairs` are its id and its table."""
    by_table: dict[str, list[str]] = {}
    for record_id, table in pairs:
        by_table.setdefault(table, []).append(record_id)
    return {
        one.id: one.title()
        for table, ids in by_table.items()
        for one in session.scalars(select(model_named(table)).where(model_named(table).id.in_(ids)))
    }
