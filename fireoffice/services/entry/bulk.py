"""Many records at once: checked row by row, then made or changed as one action or not at all."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.fields import rewritten
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.values import ValueProblem, parse
from fireoffice.registers import Register
from fireoffice.services.entry.batch import (
    CHUNK,
    Batch,
    BatchErrors,
    Cells,
    RowFindings,
    chunks,
    texts_of,
    twice,
)
from fireoffice.services.entry.duplicates import likely_in
from fireoffice.services.entry.values import Numbers
from fireoffice.services.lists.listing import Query, keys
from fireoffice.services.office import Office

__all__ = [
    "BatchErrors",
    "Changed",
    "Overtaken",
    "RecordTexts",
    "RowFindings",
    "Which",
    "check_alone",
    "check_changes",
    "check_rows",
    "create_many",
    "fields_to_fill",
    "ids_of",
    "likely_copies",
    "preview_set",
    "read_many",
    "repeated_values",
    "set_many",
    "update_many",
    "whole",
]

Texts: TypeAlias = Mapping[str, str]
Which: TypeAlias = Sequence[str] | Query
"""Records by their ids, or all that a query finds."""

_T = TypeVar("_T")
Steps: TypeAlias = Generator[tuple[int, int], None, _T]
"""The steps of a long action: yields (done, total), returns the result. Closed early, it leaves
nothing behind."""


@dataclass(frozen=True)
class RecordTexts:
    """One record for a grid: the text of each field, as one would type it."""

    id: str
    title: str
    texts: dict[str, str]


@dataclass(frozen=True)
class Changed:
    """The effect of changing many records: how many were found, and the ids of those that change.

    `problems` has a sentence for each record that cannot be changed, by its title.
    """

    found: int
    ids: tuple[str, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict[str, str])


class Overtaken(InputError):
    """Someone else wrote the same cells meanwhile. `cells`: id -> field -> what stands there."""

    def __init__(self, cells: Mapping[str, Mapping[str, str]]) -> None:
        count = sum(len(one) for one in cells.values())
        super().__init__(
            f"有{count}格在此期间已被别处改动，没有保存。", "请看标出的格子，再保存一次以您的为准。"
        )
        self.cells = {key: dict(one) for key, one in cells.items()}


def fields_to_fill(register: Register) -> tuple[FieldInfo, ...]:
    """The fields that people fill in; what follows from others is not among them."""
    return tuple(info for info in register.fields if not info.derived)


def check_rows(office: Office, register: Register, rows: Sequence[Texts]) -> list[RowFindings]:
    """The objections of `create_many` to each row, and the sentence on a likely copy."""
    alone = check_alone(office, register, rows)
    same = repeated_values(office, register, dict(enumerate(rows)))
    copies = likely_copies(office, register, rows)
    return [
        one.joined(same.get(place, {}), copies.get(place, "")) for place, one in enumerate(alone)
    ]


def check_alone(office: Office, register: Register, rows: Sequence[Texts]) -> list[RowFindings]:
    """The findings of `check_rows` for each row by itself, without looking for copies."""
    with office.reading() as session:
        batch = Batch(office, session, register)
        made = [batch.make(texts) for texts in rows]
        beside = batch.beside_others({place: row for place, (row, _) in enumerate(made)})
    return [
        RowFindings(beside.get(place, {}) | problems) for place, (_, problems) in enumerate(made)
    ]


def repeated_values(office: Office, register: Register, rows: Mapping[int, Texts]) -> Cells:
    """The cells whose value must be the only one and stands in an earlier row already."""
    today = office.clock.today()
    infos = [info for info in register.fields if info.unique]
    values = {
        place: {info.name: _value(info, texts.get(info.name), today) for info in infos}
        for place, texts in rows.items()
    }
    return twice(register, values)


def likely_copies(office: Office, register: Register, rows: Sequence[Texts]) -> dict[int, str]:
    """The sentence naming the record or earlier row that each row may copy, by the row's place."""
    found: dict[int, str] = {}
    for place, likely in enumerate(likely_in(office, register, rows)):
        if likely:
            other = likely[0]
            title = f"已登记的“{other.title}”" if other.id else other.title
            found[place] = f"与{title}可能重复：{other.why}。"
    return found


def create_many(
    office: Office, register: Register, rows: Sequence[Texts], label: str = ""
) -> Steps[tuple[str, ...]]:
    """Make a record of each row, all or none, with numbers that follow one another.

    Returns the ids in the order of the rows. Raises `BatchErrors` with every problem of every
    row, by its place.
    """
    with office.change(label or f"成批登记{len(rows):,}条{register.noun}") as work:
        batch = Batch(office, work.session, register)
        made: dict[int, Any] = {}
        problems: Cells = {}
        for place, texts in enumerate(rows):
            made[place], wrong = batch.make(texts)
            if wrong:
                problems[place] = wrong
            if place % CHUNK == CHUNK - 1:
                yield place // 2, len(rows)
        for found in (batch.beside_others(made), twice(register, _written(register, made))):
            for place, wrong in found.items():
                problems[place] = wrong | problems.get(place, {})
        if problems:
            raise BatchErrors(dict(sorted(problems.items())))
        numbers = Numbers(work.session, register, {row.number for row in _numbered(made)})
        written = 0
        for some in chunks(list(made.values())):
            for row in some:
                if register.numbering:
                    numbers.allot(row)
            work.add(*some)
            work.session.flush()
            written += len(some)
            yield (len(rows) + written) // 2, len(rows)
        return tuple(row.id for row in made.values())


def check_changes(
    office: Office, register: Register, changes: Mapping[str, Texts]
) -> dict[str, RowFindings]:
    """The objections of `update_many` to each record, by its id."""
    ids = tuple(changes)
    with office.reading() as session:
        batch = Batch(office, session, register)
        rows: dict[int, Any] = {}
        problems: Cells = {}
        written: set[str] = set()
        there = _there(session, register, ids)
        for place, key in enumerate(ids):
            if key in there:
                rows[place] = there[key]
                problems[place] = batch.change(there[key], changes[key])
                written |= set(changes[key])
        beside = batch.beside_others(rows, written)
        for place, same in twice(register, _written(register, rows), written).items():
            beside[place] = same | beside.get(place, {})
    return {
        ids[place]: RowFindings(beside.get(place, {}) | wrong) for place, wrong in problems.items()
    }


def update_many(
    office: Office,
    register: Register,
    changes: Mapping[str, Texts],
    seen: Mapping[str, Texts] | None = None,
    label: str = "",
) -> Steps[Changed]:
    """Write `changes` (id -> field -> text) as one action.

    `seen` is what stood there when the writer looked: a cell that holds something else by now,
    and not what is to be written, raises `Overtaken`. Raises `BatchErrors` by the place of the
    record in `changes`.
    """
    named = label or f"修改{len(changes):,}条{register.noun}"
    return (yield from _write(office, register, tuple(changes), changes, named, seen or {}))


def set_many(
    office: Office, register: Register, which: Which, texts: Texts, label: str = ""
) -> Steps[Changed]:
    """Write the same `texts` into all records of `which` as one action.

    An empty text empties the field. Raises `BatchErrors`, and then nothing is changed.
    """
    ids = ids_of(office, register, which)
    labels = "、".join(register.field(name).label for name in texts)
    named = label or f"批量修改{len(ids):,}条{register.noun}的{labels}"
    return (yield from _write(office, register, ids, dict.fromkeys(ids, texts), named, {}))


def preview_set(office: Office, register: Register, which: Which, texts: Texts) -> Steps[Changed]:
    """The effect that `set_many` would have; nothing is written."""
    ids = ids_of(office, register, which)
    changed: list[str] = []
    told: dict[str, str] = {}
    with office.reading() as session:
        batch = Batch(office, session, register)
        for done, some in enumerate(chunks(ids)):
            rows = dict(_rows(session, register, some))
            titles = {place: row.title() for place, row in rows.items()}
            wrong = {place: batch.change(row, texts) for place, row in rows.items()}
            for place, problems in batch.beside_others(rows, texts).items():
                wrong[place] |= problems
            told |= {
                titles[place]: next(iter(problems.values()))
                for place, problems in wrong.items()
                if problems
            }
            changed += [row.id for row in rows.values() if row in session.dirty]
            session.expunge_all()
            yield min(len(ids), (done + 1) * CHUNK), len(ids)
    return Changed(len(ids), tuple(changed), told)


def ids_of(office: Office, register: Register, which: Which) -> tuple[str, ...]:
    """The ids of `which`; those of a query in its order, all of them."""
    if isinstance(which, Query):
        return keys(office, register, replace(which, offset=0, limit=-1))
    return tuple(which)


def read_many(
    office: Office, register: Register, which: Which, limit: int
) -> tuple[RecordTexts, ...]:
    """The first `limit` records of `which` as texts, for editing; what was removed is left out."""
    if isinstance(which, Query):
        ids: Sequence[str] = keys(office, register, replace(which, offset=0, limit=limit))
    else:
        ids = which[:limit]
    read: list[RecordTexts] = []
    with office.reading() as session:
        for some in chunks(ids):
            there = _there(session, register, some)
            rows = [there[key] for key in some if key in there]
            texts = texts_of(session, register, rows)
            read += [
                RecordTexts(row.id, row.title(), one) for row, one in zip(rows, texts, strict=True)
            ]
    return tuple(read)


def whole(steps: Steps[_T]) -> _T:
    """Go through `steps` to the end and return the result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _write(
    office: Office,
    register: Register,
    ids: Sequence[str],
    changes: Mapping[str, Texts],
    label: str,
    seen: Mapping[str, Texts],
) -> Steps[Changed]:
    problems: Cells = {}
    names: dict[int, str] = {}
    overtaken: dict[str, dict[str, str]] = {}
    changed: list[str] = []
    with office.change(label) as work:
        batch = Batch(office, work.session, register)
        for start in range(0, len(ids), CHUNK):
            rows = _rows(work.session, register, ids[start : start + CHUNK])
            overtaken |= _overtaken(batch, [row for _, row in rows], changes, seen)
            for place, row in rows:
                names[start + place] = row.title()
                wrong = batch.change(row, changes[row.id])
                if wrong:
                    problems[start + place] = wrong
                if rewritten(row):
                    changed.append(row.id)
            written = {name for _, row in rows for name in changes[row.id]}
            placed = dict(rows)
            same = twice(register, _written(register, placed), written)
            for found in (same, batch.beside_others(placed, written)):
                for place, wrong in found.items():
                    problems[start + place] = wrong | problems.get(start + place, {})
            if not problems and not overtaken:
                work.session.flush()
            # Written rows are dropped from memory: the log keeps what it needs of them.
            work.session.expunge_all()
            yield min(len(ids), start + CHUNK), len(ids)
        if overtaken:
            raise Overtaken(overtaken)
        if problems:
            raise BatchErrors(problems, names)
    return Changed(len(ids), tuple(changed))


def _overtaken(
    batch: Batch,
    rows: Sequence[Any],
    changes: Mapping[str, Texts],
    seen: Mapping[str, Texts],
) -> dict[str, dict[str, str]]:
    known = [row for row in rows if row.id in seen]
    found: dict[str, dict[str, str]] = {}
    for row, now in zip(known, texts_of(batch.session, batch.register, known), strict=True):
        for name, wanted in changes[row.id].items():
            if now[name] not in (seen[row.id].get(name, now[name]), wanted):
                found.setdefault(row.id, {})[name] = now[name]
    return found


def _rows(session: Session, register: Register, ids: Sequence[str]) -> list[tuple[int, Any]]:
    """The records of `ids` with their places. Raises `InputError` if any was removed."""
    found = _there(session, register, ids)
    gone = len(set(ids)) - len(found)
    if gone:
        raise InputError(f"有{gone}条{register.noun}已被移除，没有保存。", "请刷新列表后再试。")
    return [(place, found[key]) for place, key in enumerate(ids)]


def _there(session: Session, register: Register, ids: Sequence[str]) -> dict[str, Any]:
    model = register.model
    found: dict[str, Any] = {}
    for some in chunks(ids):
        rows = session.scalars(select(model).where(model.id.in_(some)))
        found |= {row.id: row for row in rows if row.deleted_at is None}
    return found


def _numbered(made: Mapping[int, Any]) -> list[Any]:
    return [row for row in made.values() if getattr(row, "number", None)]


def _written(register: Register, made: Mapping[int, Any]) -> dict[int, dict[str, Any]]:
    names = [info.name for info in register.fields if info.unique]
    return {place: {name: getattr(row, name) for name in names} for place, row in made.items()}


def _value(info: FieldInfo, text: object, today: date) -> object:
    """The value of a cell; None where it is empty or means nothing."""
    try:
        return parse(info, text, today)
    except ValueProblem:
        return None
