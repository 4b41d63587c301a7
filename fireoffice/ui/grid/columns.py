"""The columns of a grid, made from the fields of a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.registers import Register
from fireoffice.services.entry import bulk

_WIDTHS: Final[Mapping[Kind, int]] = {
    Kind.DATE: 104,
    Kind.CHOICE: 96,
    Kind.REFERENCE: 104,
    Kind.BOOLEAN: 76,
    Kind.INTEGER: 84,
    Kind.DECIMAL: 84,
    Kind.PHONE: 124,
    Kind.ID_NUMBER: 176,
    Kind.NAME: 92,
    Kind.LONG_TEXT: 240,
}
_TEXT_WIDTH: Final = 140
_NUMBER_WIDTH: Final = 96


@dataclass(frozen=True)
class GridColumn:
    """One column: its field, whether it may be written, whether it is shown at first."""

    info: FieldInfo
    locked: bool = False
    shown: bool = True

    @property
    def title(self) -> str:
        """The heading: the label, with ＊ where a value is required."""
        return self.info.label + ("＊" if self.info.required and not self.locked else "")

    @property
    def width(self) -> int:
        """Pixels of the 100 % design."""
        narrow = self.info.automatic and self.info.unique
        return _NUMBER_WIDTH if narrow else _WIDTHS.get(self.info.kind, _TEXT_WIDTH)


def columns_for_new(register: Register) -> tuple[GridColumn, ...]:
    """The columns in which new records are entered; what the program fills in is hidden."""
    return tuple(
        GridColumn(info, shown=not info.automatic) for info in bulk.fields_to_fill(register)
    )


def columns_for_old(register: Register) -> tuple[GridColumn, ...]:
    """The columns in which records are edited: what names them first, what is numbered locked."""
    fields = bulk.fields_to_fill(register)
    first = [info for info in fields if info.name in ("number", "code")]
    rest = [info for info in fields if info not in first]
    title = [info for info in rest if info.name == register.title_field]
    rest = [info for info in rest if info not in title]
    return (
        *(GridColumn(info, locked=info.automatic) for info in first),
        *(GridColumn(info) for info in title),
        *(GridColumn(info, shown=not info.automatic) for info in rest),
    )
