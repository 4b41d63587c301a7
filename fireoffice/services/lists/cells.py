"""The cells of a list as texts and values: for screen, paper, clipboard and workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from fireoffice.domain.deadlines import deadline
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.people import mask
from fireoffice.domain.values import show
from fireoffice.registers import REMAINING, STAGE, Register
from fireoffice.services.lists.listing import RecordRow

_MEASURES = (Kind.DATE, Kind.INTEGER, Kind.DECIMAL)


def column_names(register: Register) -> tuple[str, ...]:
    """All that may be a column: the declared columns in their order, then the other fields."""
    declared = [column.name for column in register.columns]
    return (*declared, *(info.name for info in register.fields if info.name not in declared))


def heading(register: Register, name: str) -> str:
    """The heading of a column. Raises `InputError` for an unknown one."""
    for column in register.columns:
        if column.name == name:
            return register.column_label(column)
    return register.field(name).label


def is_masked(info: FieldInfo) -> bool:
    """True if the value of the field is shown only in part unless all of it was asked for.

    A name alone is how people speak of one another; it is shown.
    """
    return info.personal and info.kind is not Kind.NAME


class Cells:
    """The cells of `columns` as they are on `today`; personal data in part unless `personal`."""

    def __init__(
        self, register: Register, columns: Sequence[str], today: date, personal: bool = False
    ) -> None:
        known = {info.name: info for info in register.fields}
        self.columns = tuple(columns)
        self.heads = tuple(heading(register, name) for name in columns)
        self._infos = [known.get(name) for name in columns]
        self._places = {name: place for place, name in enumerate(columns)}
        self._today = today
        self._personal = personal

    def has_masked(self) -> bool:
        """True if any of the columns holds personal data."""
        return any(info is not None and is_masked(info) for info in self._infos)

    def text(self, name: str, row: RecordRow) -> str:
        """One cell of a row as it is written; `name` is one of `columns`."""
        return self._text(name, self._infos[self._places[name]], row)

    def texts(self, row: RecordRow) -> tuple[str, ...]:
        """The cells of a row as they are written."""
        return tuple(
            self._text(name, info, row)
            for name, info in zip(self.columns, self._infos, strict=True)
        )

    def values(self, row: RecordRow) -> tuple[str | int | float | Decimal | date | None, ...]:
        """The cells of a row for a workbook: days and numbers as such, all else as written."""
        return tuple(
            row.values.get(name)
            if info is not None and info.kind in _MEASURES and not is_masked(info)
            else self._text(name, info, row) or None
            for name, info in zip(self.columns, self._infos, strict=True)
        )

    def _text(self, name: str, info: FieldInfo | None, row: RecordRow) -> str:
        if info is None:
            return self._follows(name, row)
        shown = show(info, row.values.get(name))
        return mask(shown) if shown and not self._personal and is_masked(info) else shown

    def _follows(self, name: str, row: RecordRow) -> str:
        """The text of a column that is no field: the stage, or how near the deadline is."""
        if name == STAGE:
            return row.stage or ""
        assert name == REMAINING
        near = deadline(row.due, self._today, closed=row.closed)
        return "" if near.days is None else near.words
