"""A list as an Excel workbook: what is shown, or everything."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from fireoffice.registers import Register
from fireoffice.services.lists.cells import Cells, column_names
from fireoffice.services.lists.listing import Query, RecordRow, keys, rows
from fireoffice.services.lists.words import condition
from fireoffice.services.office import Office
from fireoffice.sheets.writing import Table, write_table

_EVERYTHING: Final = -1
_BATCH: Final = 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Selection:
    """The chosen records of a list: all that `query` finds, or those of `ids` among them."""

    query: Query = field(default_factory=Query)
    ids: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Exported:
    """A written workbook and how many records it holds."""

    file: Path
    records: int
    personal: bool


def export(
    office: Office,
    register: Register,
    selection: Selection,
    target: Path,
    columns: Sequence[str] = (),
    *,
    personal: bool = False,
    titled: bool = False,
) -> Generator[tuple[int, int], None, Exported]:
    """Write the records of `selection` to `target`, in the order of the list.

    `columns` are names of columns, all fields where none is given. Personal data stand there in
    part, unless `personal`. With `titled`, the name of the register and how it was narrowed stand
    above the heads. Yields (done, total); given up on the way, no file is left. Raises
    `EnvironmentProblem`; `InputError` if there is more than a sheet holds.
    """
    today = office.clock.today()
    cells = Cells(register, columns or column_names(register), today, personal)
    chosen = chosen_keys(office, register, selection)
    narrowed = condition(register, selection.query)
    day = f"{today.year}年{today.month}月{today.day}日"
    note = "；".join(part for part in (narrowed, f"共{len(chosen):,}条，{day}导出") if part)
    table = Table(
        name=register.title,
        heads=cells.heads,
        rows=(cells.values(row) for row in _read(office, register, chosen)),
        title=register.title if titled else "",
        note=note if titled else "",
        expected=len(chosen),
    )
    count = yield from write_table(table, target)
    kept = "含个人信息" if personal and cells.has_masked() else "不含个人信息"
    _log.info("导出%s：%d条，%d栏，%s", register.title, count, len(cells.columns), kept)
    return Exported(target, count, personal and cells.has_masked())


def chosen_keys(office: Office, register: Register, selection: Selection) -> tuple[str, ...]:
    """The ids of the chosen records, in the order of the list."""
    everything = keys(office, register, replace(selection.query, offset=0, limit=_EVERYTHING))
    if selection.ids is None:
        return everything
    wanted = set(selection.ids)
    return tuple(key for key in everything if key in wanted)


def _read(office: Office, register: Register, chosen: Sequence[str]) -> Iterator[RecordRow]:
    for start in range(0, len(chosen), _BATCH):
        yield from rows(office, register, chosen[start : start + _BATCH])
