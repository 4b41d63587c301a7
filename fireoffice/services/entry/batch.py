"""The batch of records of one action: words looked up once, rules, values that occur only once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.fields import rewritten
from fireoffice.db.judging import new_objections
from fireoffice.db.models import Record
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.values import show
from fireoffice.registers import Register
from fireoffice.services.entry.values import FieldErrors, Vocabulary, names_of, understood
from fireoffice.services.office import Office

CHUNK: Final = 200

Cells = dict[int, dict[str, str]]
"""The cells at fault: place of a row -> field name -> a sentence that says what is wrong."""


class BatchErrors(FieldErrors):
    """The error of an action whose rows are at fault.

    `rows` has the problems of each row by its place from 0, `names` what the rows are called in
    a sentence; without a name it is 第n行.
    """

    def __init__(
        self, rows: Mapping[int, Mapping[str, str]], names: Mapping[int, str] | None = None
    ) -> None:
        place = min(rows)
        super().__init__(rows[place])
        count = sum(len(problems) for problems in rows.values())
        name = (names or {}).get(place) or f"第{place + 1}行"
        self.message = f"{name}：{next(iter(rows[place].values()))}"
        self.hint = f"另有{count - 1}处也需要改正。" if count > 1 else ""
        self.rows = {place: dict(problems) for place, problems in rows.items()}


@dataclass(frozen=True)
class RowFindings:
    """The findings on one row: a sentence for each field at fault, and one for a likely copy."""

    problems: Mapping[str, str] = field(default_factory=dict[str, str])
    twin: str = ""

    def joined(self, problems: Mapping[str, str], twin: str = "") -> RowFindings:
        """The findings with more added; where a field has its sentence already, that one stays."""
        return RowFindings({**problems, **self.problems}, self.twin or twin)


class Batch:
    """Reads and judges the records of one action while `session` lasts."""

    def __init__(self, office: Office, session: Session, register: Register) -> None:
        self.register = register
        self.session = session
        self.today = office.clock.today()
        self._words = Vocabulary(session, office)
        self._required = [info for info in register.fields if info.required]
        self._defaults = {info.name: info.default for info in register.fields if info.default}

    def make(
        self, texts: Mapping[str, object], *, blank_is_default: bool = True
    ) -> tuple[Any, dict[str, str]]:
        """A new record of `texts`, belonging to no session yet, and what is wrong with it.

        A field that is not given takes its default; so does one left blank in a sheet, where a
        form says that it is to be empty.
        """
        typed = {
            name: text
            for name, text in texts.items()
            if not blank_is_default or text not in (None, "")
        }
        given = self._defaults | typed
        values, problems = understood(self._words, self.register, given, self.today)
        row = self.register.model(**values)
        return row, self._judged(row, self._required, tuple(given), problems)

    def change(self, row: Record, texts: Mapping[str, object]) -> dict[str, str]:
        """Write `texts` into `row` and return what is wrong with that."""
        values, problems = understood(self._words, self.register, texts, self.today, row)
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        required = [info for info in self._required if info.name in texts]
        return self._judged(row, required, tuple(texts), problems)

    def _judged(
        self,
        row: Record,
        required: Sequence[FieldInfo],
        written: Sequence[str],
        problems: dict[str, str],
    ) -> dict[str, str]:
        try:
            self.register.prepare(self.session, row)
        except FieldErrors as refusal:
            return refusal.problems | problems
        except InputError as refusal:
            return {written[0]: str(refusal)} | problems
        missing = {
            info.name: f"请填写{info.label}。"
            for info in required
            if getattr(row, info.name) in (None, "")
        }
        return self.register.check(row, self.today) | missing | problems

    def beside_others(
        self, rows: Mapping[int, Any], written: Collection[str] | None = None
    ) -> Cells:
        """The problems of `rows` beside other records, by the rows' places.

        As `taken`, and where what is to be written contradicts the record's own parts.
        """
        problems = self._contradicted(rows, written)
        for place, wrong in self.taken(rows, written).items():
            problems[place] = problems.get(place, {}) | wrong
        return problems

    def taken(self, rows: Mapping[int, Any], written: Collection[str] | None = None) -> Cells:
        """The cells whose value must be the only one and stands in another record already.

        With `written`, only those fields are looked at.
        """
        problems: Cells = {}
        for info in self.register.fields:
            if not info.unique or (written is not None and info.name not in written):
                continue
            values = {place: getattr(row, info.name) for place, row in rows.items()}
            wanted = {value for value in values.values() if value not in (None, "")}
            used = self._used(info, wanted, {row.id for row in rows.values() if row.id})
            for place, value in values.items():
                if value in used:
                    shown = "" if info.personal else str(value)
                    told = f"{info.label}{shown}已被使用，请换一个。"
                    problems.setdefault(place, {})[info.name] = told
        return problems

    def _contradicted(self, rows: Mapping[int, Any], written: Collection[str] | None) -> Cells:
        """The cells whose change would contradict a part of the same record."""
        places = {row.id: place for place, row in rows.items() if row.id and rewritten(row)}
        objections = new_objections(self.session, self.register.model, sorted(places))
        return {
            places[key]: {
                said.field or next(iter(written or ()), self.register.title_field): said.sentence
            }
            for key, said in objections.items()
        }

    def _used(self, info: FieldInfo, values: Collection[Any], own: Collection[str]) -> set[Any]:
        model = self.register.model
        column = getattr(model, info.name)
        used: set[Any] = set()
        for some in chunks(tuple(values)):
            # Removed records are left out below: with that condition SQLite would not use the index
            # of the values, but go through all live records.
            rows = self.session.execute(
                select(model.id, column, model.deleted_at).where(column.in_(some))
            )
            used |= {value for key, value, gone in rows if gone is None and key not in own}
        return used


def twice(
    register: Register,
    rows: Mapping[int, Mapping[str, Any]],
    written: Collection[str] | None = None,
) -> Cells:
    """The cells whose value must be the only one and stands in an earlier row of the same batch.

    With `written`, only those fields are looked at.
    """
    found: Cells = {}
    for info in register.fields:
        if not info.unique or (written is not None and info.name not in written):
            continue
        first: dict[Any, int] = {}
        for place, values in rows.items():
            value = values.get(info.name)
            if value in (None, ""):
                continue
            if value in first:
                told = f"{info.label}与第{first[value] + 1}行相同，请核对。"
                found.setdefault(place, {})[info.name] = told
            else:
                first[value] = place
    return found


def texts_of(session: Session, register: Register, rows: Sequence[Any]) -> list[dict[str, str]]:
    """The text of each field of `rows`, as one would type it."""
    values = [{info.name: getattr(row, info.name) for info in register.fields} for row in rows]
    names = names_of(session, register, values)
    return [
        {info.name: as_typed(info, shown[info.name]) for info in register.fields}
        for shown in map(names.shown, values)
    ]


def as_typed(info: FieldInfo, value: object) -> str:
    """`value` as one would type it: thousands are not marked."""
    text = show(info, value)
    return text.replace(",", "") if info.kind in (Kind.INTEGER, Kind.DECIMAL) else text


def chunks(items: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    """`items` in pieces that one statement can take."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
