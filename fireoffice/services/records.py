"""Records of any register: list, read, make, change, remove, restore, undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.log import CREATION
from fireoffice.db.models import Change, Operation
from fireoffice.db.models import Record as Row
from fireoffice.db.search import like, terms
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.steps import Step
from fireoffice.domain.values import ValueProblem, parse, show
from fireoffice.registers import REGISTERS, STAGE, Register
from fireoffice.services import codes
from fireoffice.services.entry import (
    FieldErrors,
    Names,
    allot_number,
    names_of,
    read_values,
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
    "query",
    "read",
    "redo",
    "remove",
    "restore",
    "suggestions",
    "undo",
    "update",
]

_EVERYTHING: Final = -1


@dataclass(frozen=True)
class Query:
    """What a list shows.

    `search` is what stands in the search box; each word must be found. `filters` maps a field
    (or `STAGE`) to the value, or sequence of values, that it must have, as shown; None means
    empty. `chips` are names of quick filters. `sort` is a column and whether ascending; without
    it the register's own order holds. `limit` -1 is everything.
    """

    search: str = ""
    filters: Mapping[str, object] = field(default_factory=dict[str, object])
    chips: tuple[str, ...] = ()
    sort: tuple[str, bool] | None = None
    offset: int = 0
    limit: int = 100
    recycled: bool = False


@dataclass(frozen=True)
class RecordRow:
    """One line of a list; references in `values` are names. `due` is the deadline, if any."""

    id: str
    values: Mapping[str, Any]
    stage: str | None = None
    due: date | None = None
    closed: bool = False


@dataclass(frozen=True)
class RecordPage:
    """The rows asked for, and how many there are in all."""

    rows: tuple[RecordRow, ...]
    total: int


@dataclass(frozen=True)
class HistoryEntry:
    """One field written by one action; `old` and `new` as people read them.

    `field` is None for the making of the record, removal and restoration.
    """

    at: Any
    author: str
    action: str
    field: FieldInfo | None
    old: str
    new: str
    op_id: str


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
    recycled: bool = False
    deleted_reason: str = ""
    sample: bool = False


def query(office: Office, register: Register, query: Query | None = None) -> RecordPage:
    """The part of a register that `query` asks for. Raises `InputError` for unknown names."""
    wanted = query or Query()
    table = register.model.__table__
    with office.reading() as session:
        found = _selected(office, register, wanted)
        total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
        page = (
            found.with_only_columns(*table.c)
            .order_by(*_ordering(register, wanted))
            .offset(wanted.offset)
        )
        if wanted.limit != _EVERYTHING:
            page = page.limit(wanted.limit)
        rows = [row._asdict() for row in session.execute(page)]
        names = names_of(session, register, rows)
    return RecordPage(tuple(_row(register, row, names) for row in rows), total)


def read(office: Office, register: Register, record_id: str) -> Record:
    """One record, also from the recycle bin. Raises `InputError` if there is none."""
    with office.reading() as session:
        row = _existing(session, register, record_id)
        values = {info.name: getattr(row, info.name) for info in register.fields}
        names = names_of(session, register, [values])
        return Record(
            id=row.id,
            title=row.title(),
            values=names.shown(values),
            history=_history(session, register, record_id),
            stage=getattr(row, STAGE, None),
            due=getattr(row, register.due) if register.due else None,
            closed=getattr(row, "closed", False),
            next_step=register.next_step(row),
            recycled=row.deleted_at is not None,
            deleted_reason=row.deleted_reason or "",
            sample=row.sample,
        )


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
    today = office.clock.today()
    given = {info.name: info.default for info in register.fields if info.default} | {
        register.field(name).name: value for name, value in values.items()
    }
    with office.change(label or register.new_label) as work:
        parsed = read_values(work.session, register, given, today, office)
        row = register.model(**parsed)
        if register.numbering:
            allot_number(work.session, register, row)
        _check(work.session, register, row, today, {info.name for info in register.fields})
        work.add(row)
        work.session.flush()
        return row.id


def update(
    office: Office,
    register: Register,
    record_id: str,
    values: Mapping[str, object],
    label: str = "",
) -> None:
    """Change fields of a record. Raises `FieldErrors` with a sentence for each field."""
    today = office.clock.today()
    given = {register.field(name).name: value for name, value in values.items()}
    with office.change(label or f"修改{register.noun}") as work:
        row = _existing(work.session, register, record_id)
        parsed = read_values(work.session, register, given, today, office, row)
        work.set(row, **{name: new for name, new in parsed.items() if getattr(row, name) != new})
        _check(work.session, register, row, today, set(parsed))


def remove(office: Office, register: Register, record_id: str, reason: str = "") -> None:
    """Put a record into the recycle bin. Raises `InputError` while others refer to it."""
    with office.change(f"移除{register.noun}") as work:
        work.remove(_existing(work.session, register, record_id), reason)


def restore(office: Office, register: Register, record_id: str) -> None:
    """Take a record out of the recycle bin."""
    with office.change(f"恢复{register.noun}") as work:
        work.restore(_existing(work.session, register, record_id))


def can_undo(office: Office) -> str:
    """What `undo` would take back, as the action was named; empty if nothing."""
    return _label(office, office.done)


def undo(office: Office) -> str:
    """Take back the last action of this session and return its name. Raises `InputError`."""
    label = can_undo(office)
    if not label:
        raise InputError("没有可以撤销的操作。")
    op_id = office.undo(office.done[-1], f"撤销：{label}")
    office.done.pop()
    if op_id:
        office.taken_back.append(op_id)
    return label


def can_redo(office: Office) -> str:
    """What `redo` would do again; empty if nothing."""
    return _label(office, office.taken_back).removeprefix("撤销：")


def redo(office: Office) -> str:
    """Do again what was undone last and return its name. Raises `InputError`."""
    label = can_redo(office)
    if not label:
        raise InputError("没有可以重做的操作。")
    op_id = office.undo(office.taken_back[-1], f"重做：{label}")
    office.taken_back.pop()
    if op_id:
        office.done.append(op_id)
    return label


def counts(office: Office, register: Register, shown: Query | None = None) -> dict[str, int]:
    """How many records each quick filter of a register finds, by its name.

    `total` is all of them, `recycled` those in the bin. With `shown`, its search and filters
    hold too (its quick filters do not).
    """
    today = office.clock.today()
    wanted = shown or Query()
    with office.reading() as session:
        base = Query(wanted.search, wanted.filters)
        found = _selected(office, register, base).with_only_columns(
            func.count(),
            *(func.count().filter(chip.condition(today)) for chip in register.chips),
        )
        total, *numbers = session.execute(found).one()
        recycled = _selected(office, register, Query(recycled=True))
        gone = session.scalar(recycled.with_only_columns(func.count()))
    names = [chip.name for chip in register.chips]
    return {"total": total, "recycled": gone or 0} | dict(zip(names, numbers, strict=True))


def choices(office: Office, field: FieldInfo) -> tuple[str, ...]:
    """The values among which a field chooses; empty if it is free."""
    if field.choices:
        return field.choices
    if field.code_list:
        return codes.code_values(office, field.code_list)
    if field.kind is Kind.REFERENCE and field.target in REGISTERS:
        target = REGISTERS[field.target]
        column = getattr(target.model, target.title_field)
        order = [_ascending(target, name, ascending) for name, ascending in target.order]
        with office.reading() as session:
            return tuple(
                session.scalars(
                    select(column).where(target.model.deleted_at.is_(None)).order_by(*order)
                )
            )
    return ("是", "否") if field.kind is Kind.BOOLEAN else ()


def suggestions(
    office: Office, register: Register, name: str, start: str = "", limit: int = 50
) -> tuple[str, ...]:
    """What stands in a free field elsewhere in the register, most frequent first."""
    column = register.attribute(register.field(name).name)
    with office.reading() as session:
        found = session.scalars(
            select(column)
            .where(
                register.model.deleted_at.is_(None),
                column.is_not(None),
                column.startswith(start, autoescape=True),
            )
            .group_by(column)
            .order_by(func.count().desc(), column)
            .limit(limit)
        )
        return tuple(str(value) for value in found)


def _existing(session: Session, register: Register, record_id: str) -> Any:
    row = session.get(register.model, record_id)
    if row is None:
        raise InputError(f"找不到这条{register.noun}，它可能已被移除。", "请刷新列表后再试。")
    return row


def _check(session: Session, register: Register, row: Row, today: date, written: set[str]) -> None:
    register.prepare(session, row)
    problems = {
        info.name: f"请填写{info.label}。"
        for info in register.fields
        if info.required and info.name in written and getattr(row, info.name) in (None, "")
    }
    for info in register.fields:
        if info.unique and info.name in written and _is_taken(session, register, row, info):
            problems[info.name] = f"{info.label}{getattr(row, info.name)}已被使用，请换一个。"
    problems = register.check(row, today) | problems
    if problems:
        raise FieldErrors(problems)


def _is_taken(session: Session, register: Register, row: Row, info: FieldInfo) -> bool:
    value = getattr(row, info.name)
    if value is None:
        return False
    model = register.model
    other = select(model.id).where(
        getattr(model, info.name) == value, model.deleted_at.is_(None), model.id != (row.id or "")
    )
    with session.no_autoflush:
        return session.scalar(other.limit(1)) is not None


def _selected(office: Office, register: Register, wanted: Query) -> Select[Any]:
    model, today = register.model, office.clock.today()
    found = select(model.id).where(
        model.deleted_at.is_not(None) if wanted.recycled else model.deleted_at.is_(None)
    )
    if wanted.recycled:
        # A removed sample town leaves nothing to be seen.
        found = found.where(model.sample.is_(False))
    for term in terms(wanted.search):
        found = found.where(model.search_text.like(like(term), escape="\\"))
    for name, value in wanted.filters.items():
        found = found.where(_condition(register, name, value, today))
    for name in wanted.chips:
        found = found.where(register.chip(name).condition(today))
    return found


def _condition(register: Register, name: str, value: object, today: date) -> ColumnElement[bool]:
    is_many = isinstance(value, (list, tuple, set, frozenset))
    values: list[Any] = [*value] if is_many else [value]
    if name in (STAGE, "状态"):
        return register.attribute(STAGE).in_(values)
    info = register.field(name)
    column = register.attribute(info.name)
    if not is_many and value in (None, ""):
        return column.is_(None)
    if info.kind is Kind.REFERENCE and info.target in REGISTERS:
        target = REGISTERS[info.target]
        title = getattr(target.model, target.title_field)
        named = select(target.model.id).where(title.in_(values) | target.model.id.in_(values))
        return column.in_(named)
    return column.in_([_typed(info, one, today) for one in values])


def _typed(info: FieldInfo, value: object, today: date) -> Any:
    try:
        return parse(info, value, today)
    except ValueProblem as problem:
        raise InputError(str(problem)) from problem


def _ordering(register: Register, wanted: Query) -> list[Any]:
    if wanted.recycled and wanted.sort is None:
        return [register.model.deleted_at.desc(), register.model.id]
    order = (wanted.sort,) if wanted.sort else register.order
    return [_ascending(register, name, up) for name, up in order] + [register.model.id]


def _ascending(register: Register, name: str, ascending: bool) -> Any:
    """Sorting by a reference means sorting by its name; what is empty comes last."""
    infos = {info.name: info for info in register.fields}
    column = register.attribute(name)
    info = infos.get(name)
    if info and info.kind is Kind.REFERENCE and info.target in REGISTERS:
        target = REGISTERS[info.target]
        by = target.order[0][0]
        column = (
            select(getattr(target.model, by))
            .where(target.model.id == column)
            .correlate(register.model)
            .scalar_subquery()
        )
    return column.asc().nulls_last() if ascending else column.desc().nulls_last()


def _row(register: Register, row: Mapping[str, Any], names: Names) -> RecordRow:
    values = {info.name: row[info.name] for info in register.fields}
    return RecordRow(
        id=row["id"],
        values=names.shown(values),
        stage=row.get(STAGE),
        due=row[register.due] if register.due else None,
        closed=bool(row.get("closed", False)),
    )


def _history(session: Session, register: Register, record_id: str) -> tuple[HistoryEntry, ...]:
    rows = session.execute(
        select(Change, Operation)
        .join(Operation, Operation.id == Change.op_id)
        .where(Change.record_id == record_id)
        .order_by(Operation.at.desc(), Operation.sequence.desc())
    ).all()
    infos = {info.name: info for info in register.fields}
    places = {name: place for place, name in enumerate(infos)}
    rows = sorted(rows, key=lambda row: places.get(row[0].field, -1))
    rows.sort(key=lambda row: (row[1].at, row[1].sequence), reverse=True)
    values = [{change.field: change.old} for change, _ in rows]
    values += [{change.field: change.new} for change, _ in rows]
    names = names_of(session, register, values)
    entries: list[HistoryEntry] = []
    for change, operation in rows:
        info = infos.get(change.field)
        if info is None and change.field not in (CREATION, "deleted_at"):
            continue
        old, new = (
            show(info, names.name(info, value)) if info else ""
            for value in (change.old, change.new)
        )
        entries.append(
            HistoryEntry(
                operation.at, operation.author, operation.label, info, old, new, operation.id
            )
        )
    return tuple(entries)


def _label(office: Office, op_ids: Sequence[str]) -> str:
    if not op_ids:
        return ""
    with office.reading() as session:
        return session.get_one(Operation, op_ids[-1]).label
