"""The columns and rows of any register as its table draws them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from fireoffice.domain.deadlines import deadline
from fireoffice.domain.fields import Kind
from fireoffice.registers import REMAINING, STAGE, Register
from fireoffice.services.lists.cells import Cells, column_names, heading
from fireoffice.services.lists.listing import RecordRow
from fireoffice.ui.parts.table_model import TableColumn

_KINDS: Final[Mapping[Kind, str]] = {
    Kind.DATE: "date",
    Kind.INTEGER: "number",
    Kind.DECIMAL: "number",
    Kind.CHOICE: "quiet",
    Kind.REFERENCE: "quiet",
    Kind.BOOLEAN: "quiet",
    Kind.PHONE: "quiet",
    Kind.ID_NUMBER: "quiet",
    Kind.NAME: "quiet",
}
_WIDTHS: Final[Mapping[Kind, int]] = {
    Kind.DATE: 96,
    Kind.INTEGER: 76,
    Kind.DECIMAL: 76,
    Kind.BOOLEAN: 60,
    Kind.NAME: 76,
    Kind.PHONE: 110,
    Kind.ID_NUMBER: 156,
    Kind.LONG_TEXT: 200,
}
_WIDTH: Final = 110
_A_WORD: Final = 14
_AROUND: Final = 20


@dataclass(frozen=True)
class TableRow:
    """One row of the table, every cell as it is written."""

    id: str
    texts: Mapping[str, str]
    stage: str
    closed: bool
    urgency: str
    marks: str = ""
    """Signs of one character each, beside the title."""


def columns_of(register: Register) -> tuple[TableColumn, ...]:
    """Return every column that may be shown, the declared ones first."""
    declared = {column.name: column for column in register.columns}
    made: list[TableColumn] = []
    for name in column_names(register):
        title, kind = heading(register, name), _kind(register, name)
        if name in declared:
            column = declared[name]
            marked = name == register.title_field and bool(register.marks)
            made.append(
                TableColumn(name, title, column.width, kind, optional=column.wide, marked=marked)
            )
        else:
            width = _WIDTHS.get(register.field(name).kind, _WIDTH)
            width = max(width, len(title) * _A_WORD + _AROUND)
            made.append(TableColumn(name, title, width, kind, standard=False))
    return tuple(made)


def rows_of(
    register: Register, columns: Sequence[str], rows: Sequence[RecordRow], today: date
) -> tuple[TableRow, ...]:
    """Return the rows as they are written in ``columns`` on ``today``."""
    cells = Cells(register, columns, today)
    return tuple(
        TableRow(
            row.id,
            _Written(cells, row),
            row.stage or "",
            row.closed,
            deadline(row.due, today, closed=row.closed).urgency.value,
            "".join(word for name, word in register.marks if row.values.get(name)),
        )
        for row in rows
    )


class _Written(Mapping[str, str]):
    """The cells of one row, each written when it is looked at: most columns never are."""

    def __init__(self, cells: Cells, row: RecordRow) -> None:
        self._cells, self._row = cells, row
        self._texts: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = self._cells.text(name, self._row)
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells.columns)

    def __len__(self) -> int:
        return len(self._cells.columns)


def _kind(register: Register, name: str) -> str:
    if name in (STAGE, REMAINING):
        return "stage" if name == STAGE else "left"
    if name in ("number", "code"):
        return "quiet"
    info = register.field(name)
    return "text" if name == register.title_field else _KINDS.get(info.kind, "text")
