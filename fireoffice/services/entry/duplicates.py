"""Records that may be the same as one that is being entered: pointed out, never refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.registers import Register
from fireoffice.services.entry.values import Vocabulary, understood
from fireoffice.services.office import Office

WITHIN: Final = timedelta(days=180)
"""The time within which the same words mean the same thing, where records are numbered by their
day: a finding or a session may come again later."""
_MOST: Final = 3
_CANDIDATES: Final = 200
_FEW: Final = 20
"""The most rows that are looked up one by one; for more, the register is gone through once."""
_HAN: Final = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]")
_NOT_SAID: Final = re.compile(r"[\s\W_]+")
_WORDS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.NAME})

Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True)
class Likely:
    """A record that may be the same. `why` names what agrees.

    `id` is empty for another row of the same batch, which `title` then names (第3行).
    """

    id: str
    title: str
    why: str


def likely(
    office: Office, register: Register, values: Mapping[str, object], record_id: str | None = None
) -> tuple[Likely, ...]:
    """The records that may be the same as one with `values` (as typed, or values), best first.

    What cannot be read in `values` is taken as not given. `record_id` is left out.
    """
    if not register.duplicates:
        return ()
    with office.reading() as session:
        row = _Reader(office, session, register).row(values)
        found: dict[str, Likely] = {}
        for names in register.duplicates:
            key = _key(register, names, row)
            if key is None:
                continue
            for other in _candidates(session, register, names, row):
                if other.id != record_id and _key(register, names, _of(register, other)) == key:
                    found.setdefault(other.id, _told(register, names, other))
        return tuple(found.values())[:_MOST]


def likely_in(
    office: Office, register: Register, rows: Sequence[Mapping[str, object]]
) -> tuple[tuple[Likely, ...], ...]:
    """The answer of `likely` for each of `rows`, and the rows before it that may be the same."""
    if not register.duplicates:
        return tuple(() for _ in rows)
    found: list[dict[str, Likely]] = [{} for _ in rows]
    with office.reading() as session:
        reader = _Reader(office, session, register)
        read = [reader.row(values) for values in rows]
        for names in register.duplicates:
            keys = [_key(register, names, row) for row in read]
            first: dict[Key, int] = {}
            for place, key in enumerate(keys):
                if key is None:
                    continue
                if key in first and _near(register, read[first[key]], read[place]):
                    title = f"第{first[key] + 1}行"
                    found[place].setdefault(title, Likely("", title, _why(register, names)))
                first.setdefault(key, place)
            for place, other in _stored(session, register, names, read, keys):
                found[place].setdefault(other.id, _told(register, names, other))
    return tuple(tuple(one.values())[:_MOST] for one in found)


@lru_cache(maxsize=50_000)
def normalised(text: str) -> str:
    """`text` as it is compared: one width, one case, without blanks, brackets and marks."""
    return _NOT_SAID.sub("", unicodedata.normalize("NFKC", text)).casefold()


class _Reader:
    """Reads what was typed; what is no value is as if it were not there."""

    def __init__(self, office: Office, session: Session, register: Register) -> None:
        self._words = Vocabulary(session, office)
        self._register = register
        self._today = office.clock.today()
        self._wanted = {name for names in register.duplicates for name in names}
        if register.numbering and register.numbering.dated:
            self._wanted.add(register.numbering.dated)

    def row(self, values: Mapping[str, object]) -> dict[str, Any]:
        given = {name: raw for name, raw in values.items() if name in self._wanted}
        return understood(self._words, self._register, given, self._today)[0]


def _key(register: Register, names: Sequence[str], row: Mapping[str, Any]) -> Key | None:
    """The key that two records must have in common; None while any part of it is missing."""
    key = tuple(_comparable(register.field(name), row.get(name)) for name in names)
    return None if any(part in (None, "") for part in key) else key


def _comparable(info: FieldInfo, value: Any) -> Any:
    return normalised(value) if info.kind in _WORDS and value else value


def _of(register: Register, row: Any) -> dict[str, Any]:
    return {info.name: getattr(row, info.name) for info in register.fields}


def _candidates(
    session: Session, register: Register, names: Sequence[str], row: Mapping[str, Any]
) -> Sequence[Any]:
    """The records that may be like `row`: found by what no way of writing changes."""
    model = register.model
    found = select(model).where(model.deleted_at.is_(None), *_period(register, row))
    for name in names:
        info, column = register.field(name), register.attribute(name)
        if info.kind not in _WORDS:
            found = found.where(column == row[name])
            continue
        # Chinese characters are the same in every width: they must stand there in this order.
        letters = _HAN.findall(row[name])
        found = found.where(column.like(f"%{'%'.join(letters)}%") if letters else column != "")
    return session.scalars(found.limit(_CANDIDATES)).all()


def _stored(
    session: Session,
    register: Register,
    names: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    keys: Sequence[Key | None],
) -> Iterator[tuple[int, Any]]:
    """The place of each row with a record that has its key."""
    places: dict[Key, list[int]] = {}
    for place, key in enumerate(keys):
        if key is not None:
            places.setdefault(key, []).append(place)
    if len(places) <= _FEW:
        for key, some in places.items():
            for other in _candidates(session, register, names, rows[some[0]]):
                if _key(register, names, _of(register, other)) == key:
                    yield from ((place, other) for place in some)
        return
    model = register.model
    columns = [model.id, *(register.attribute(name) for name in names)]
    alike: dict[str, Key] = {}
    for record_id, *values in session.execute(select(*columns).where(model.deleted_at.is_(None))):
        key = _key(register, names, dict(zip(names, values, strict=True)))
        if key is not None and key in places:
            alike[record_id] = key
    for record_id, key in alike.items():
        other = session.get_one(model, record_id)
        for place in places[key]:
            if _near(register, rows[place], _of(register, other)):
                yield place, other


def _period(register: Register, row: Mapping[str, Any]) -> Sequence[ColumnElement[bool]]:
    dated = register.numbering.dated if register.numbering else ""
    day: date | None = row.get(dated)
    if not dated or day is None:
        return ()
    column = register.attribute(dated)
    return (or_(column.is_(None), column.between(day - WITHIN, day + WITHIN)),)


def _near(register: Register, row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    dated = register.numbering.dated if register.numbering else ""
    first, second = row.get(dated), other.get(dated)
    return first is None or second is None or abs(first - second) <= WITHIN


def _told(register: Register, names: Sequence[str], row: Any) -> Likely:
    number = getattr(row, "number", None) or ""
    title = row.title()
    return Likely(
        row.id,
        title if title.startswith(number) else f"{number}{title}",
        _why(register, names),
    )


def _why(register: Register, names: Sequence[str]) -> str:
    return f"{'、'.join(register.field(name).label for name in names)}相同"
