"""Names of records where others refer to them: the title, told apart from equal ones if need be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import CompoundSelect, Select, bindparam, literal, select
from sqlalchemy.orm import Session

from fireoffice.db.remembered import remembered
from fireoffice.db.search import like, searchable, terms
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.labels import chinese_number
from fireoffice.domain.values import ValueProblem, show
from fireoffice.registers import REGISTERS, Register
from fireoffice.services.office import Office

_BATCH: Final = 500
_CANDIDATES: Final = 300
"""The most records that are looked at for what somebody has typed so far."""
MOST_FOUND: Final = 50
"""The most records that are offered to choose from."""
_NAMED: Final = 5
"""The most namesakes that are named when a title alone was given."""

_Row = Sequence[Any]
"""A record's key, its title and the fields that tell it from its namesakes."""


def labels(session: Session, register: Register) -> dict[str, str]:
    """The keys of all records of `register` by their labels, in the register's order.

    A title that several carry is followed by what tells them apart: 「王芳（松林社区）」. Where
    that is the same too, all but the first are counted: 「王芳（松林社区，之二）」.
    """
    rows = session.execute(_live(register).order_by(*_order(register))).all()
    return {said: key for key, said in _told_apart(session, register, rows).items()}


def labels_of(session: Session, register: Register, keys: Iterable[str]) -> dict[str, str]:
    """The labels of the records of `keys`, by key, in that order; one that is gone is left out.

    Those in the recycle bin are called by their title alone.
    """
    wanted = list(dict.fromkeys(keys))
    known = remembered(session, ("labels", register.name), dict[str, str])
    missing = [key for key in wanted if key not in known]
    if missing:
        known |= _read_labels(session, register, missing)
    return {key: known[key] for key in wanted if key in known}


def _read_labels(session: Session, register: Register, keys: Sequence[str]) -> dict[str, str]:
    """Read labels for `labels_of`: one statement a batch for the records and their namesakes."""
    rows: dict[str, _Row] = {}
    alike: dict[str, _Row] = {}
    for some in _batches(keys):
        named: Any = session.connection().execute(_named(register.name), {"some": some})
        for is_wanted, *row in named.all():
            (rows if is_wanted else alike)[row[0]] = tuple(row)
    said = _bare(session, register, [rows[key] for key in keys if key in rows])
    apart = _told_apart(session, register, list(alike.values()))
    return said | {key: label for key, label in apart.items() if key in said}


def key_of(session: Session, register: Register, label: str, called: str) -> str:
    """The key of the record that `label` names, or that it is.

    Raises `ValueProblem` about the field named `called` where none, or more than one, is so named.
    """
    model: Any = register.model
    title = getattr(model, register.title_field)
    found = session.scalars(
        select(model.id)
        .where((title == label) | (model.id == label), model.deleted_at.is_(None))
        .limit(_NAMED + 1)
    ).all()
    if len(found) == 1:
        return found[0]
    if not found and (known := key_called(session, register, label)):
        return known
    if found:
        alike = list(labels_of(session, register, found).values())
        more = "等" if len(alike) > _NAMED else ""
        named = "、".join(alike[:_NAMED])
        raise ValueProblem(f"{called}“{label}”有不止一个：{named}{more}，请选择其中一个。")
    raise ValueProblem(f"{called}没有“{label}”，请从列表中选择，或先在{register.title}中添加。")


def key_called(session: Session, register: Register, label: str) -> str:
    """The key of the record whose `label` is its title and what tells it apart; else empty."""
    titles = [label[:place] for place, letter in enumerate(label) if letter == "（"]
    if not titles or not register.told_apart_by:
        return ""
    rows = session.execute(_sharing(register.name), {"some": titles}).all()
    said = _told_apart(session, register, rows)
    return next((key for key, one in said.items() if one == label), "")


def find_references(
    office: Office, field: FieldInfo, text: str = "", limit: int = MOST_FOUND
) -> tuple[str, ...]:
    """The labels of the records that `text` may mean in the reference `field`.

    By characters, pinyin or its initials; those whose own name has it come first and, if there
    are any, alone. Without a `text`, the first ones in their register's order.
    """
    register = REGISTERS[field.target]
    wanted = text.strip().lower()
    with office.reading() as session:
        if not wanted:
            keys = session.scalars(_live(register).order_by(*_order(register)).limit(limit)).all()
            return tuple(labels_of(session, register, keys).values())
        title, _, apart = wanted.partition("（")
        said = _bare(session, register, _candidates(session, register, title))
        ranks = {key: _rank(label, title, register) for key, label in said.items()}
        is_named = any(rank < _ELSEWHERE for rank in ranks.values())
        near = [key for key in said if ranks[key] < _ELSEWHERE or not is_named]
        near.sort(key=ranks.__getitem__)
        found = labels_of(session, register, near if apart else near[:limit]).values()
    return tuple(label for label in found if not apart or wanted in label.lower())[:limit]


_ELSEWHERE: Final = 5


def _rank(title: str, wanted: str, register: Register) -> int:
    """The rank of a title, 0 the nearest to `wanted`: all of it, its start, within, its pinyin."""
    plain = title.lower()
    if plain == wanted:
        return 0
    if wanted in plain:
        return 1 if plain.startswith(wanted) else 2
    keys = searchable(title, register.field(register.title_field).kind)
    if any(line.startswith(wanted) for line in keys.splitlines()):
        return 3
    return 4 if all(term in keys for term in terms(wanted)) else _ELSEWHERE


def _candidates(session: Session, register: Register, wanted: str) -> Sequence[_Row]:
    """Records that may be meant: by their title, else by all that is searched in them."""
    model: Any = register.model
    title = getattr(model, register.title_field)
    by_all = [model.search_text.like(like(term), escape="\\") for term in terms(wanted)]
    ways = [by_all] if wanted.isascii() else [[title.like(like(wanted), escape="\\")], by_all]
    for conditions in ways:
        # In the order of the table, so that the search may end as soon as there are enough; a
        # condition on the bin would have each record fetched by an index of its own.
        some = select(model.id, model.deleted_at).where(*conditions).limit(_CANDIDATES)
        if keys := [key for key, removed in session.execute(some).all() if removed is None]:
            found = select(model.id, title).where(model.id.in_(keys)).order_by(*_order(register))
            return session.execute(found).all()
    return ()


def _told_apart(session: Session, register: Register, rows: Sequence[_Row]) -> dict[str, str]:
    """The labels of `rows`, by key; no other record has one of their titles."""
    said = _bare(session, register, rows)
    alike: dict[str, list[_Row]] = {}
    for row in rows:
        alike.setdefault(said[row[0]], []).append(row)
    shared = [row for group in alike.values() if len(group) > 1 for row in group]
    words = [
        _words(session, register, name, [row[place] for row in shared])
        for place, name in enumerate(register.told_apart_by, 2)
    ]
    for title, group in alike.items():
        if len(group) == 1:
            continue
        counted: Counter[str] = Counter()
        for key, _, *more in sorted(group, key=lambda row: row[0]):
            apart = [one[value] for one, value in zip(words, more, strict=True) if one[value]]
            called = "，".join(apart)
            counted[called] += 1
            if counted[called] > 1:
                apart.append(f"之{chinese_number(counted[called])}")
            said[key] = f"{title}（{'，'.join(apart)}）" if apart else title
    return said


def _bare(session: Session, register: Register, rows: Sequence[_Row]) -> dict[str, str]:
    words = _words(session, register, register.title_field, [row[1] for row in rows])
    return {row[0]: words[row[1]] for row in rows}


def _words(
    session: Session, register: Register, name: str, values: Collection[Any]
) -> Mapping[Any, str]:
    """The text of each of `values` of a field; a reference to a third record by its title."""
    info = register.field(name)
    known: Mapping[Any, Any] = {}
    if info.kind is Kind.REFERENCE and info.target in REGISTERS:
        known = _titles(session, REGISTERS[info.target], {one for one in values if one})
    return {value: show(info, known.get(value, value)) for value in values}


def _titles(session: Session, register: Register, keys: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in _batches(sorted(keys)):
        rows: Any = session.execute(_by_key(register.name), {"some": some})
        found |= {row[0]: row[1] for row in rows}
    return found


def _batches(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))


def _columns(register: Register) -> list[Any]:
    model: Any = register.model
    names = (register.title_field, *register.told_apart_by)
    return [model.id, *(getattr(model, name) for name in names)]


def _live(register: Register) -> Select[Any]:
    found: Any = select(*_columns(register))
    return found.where(register.model.deleted_at.is_(None))


def _order(register: Register) -> list[Any]:
    model: Any = register.model
    return [*(getattr(model, name) for name, _ in register.order), model.id]


@cache
def _by_key(register: str) -> Select[Any]:
    """The statement that names the records of a register that have one of the keys `some`."""
    found = REGISTERS[register]
    named: Any = select(*_columns(found))
    return named.where(found.model.id.in_(bindparam("some", expanding=True)))


@cache
def _named(register: str) -> Select[Any] | CompoundSelect[Any]:
    """The statement for the records that have one of the keys `some`, and their namesakes.

    Its first column is 1 for the former; there are no namesakes where nothing tells them apart.
    """
    found = REGISTERS[register]
    some, title = bindparam("some", expanding=True), getattr(found.model, found.title_field)
    wanted: Any = select(literal(1), *_columns(found)).where(found.model.id.in_(some))
    if not found.told_apart_by:
        return wanted
    titles = select(title).where(found.model.id.in_(some))
    alike: Any = select(literal(0), *_columns(found)).where(
        found.model.deleted_at.is_(None), title.in_(titles)
    )
    return wanted.union_all(alike)


@cache
def _sharing(register: str) -> Select[Any]:
    """The statement for all records whose title is one of `some`."""
    found = REGISTERS[register]
    title = getattr(found.model, found.title_field)
    return _live(found).where(title.in_(bindparam("some", expanding=True)))
