"""A database of a later version of this program: it is not opened, but can be read out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fireoffice.core.errors import InputError
from fireoffice.db.engine import DATABASE_NAME, connect, explaining_database
from fireoffice.db.fields import fields_of
from fireoffice.db.models import Record
from fireoffice.db.parts import record_models
from fireoffice.db.schema import require_database
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.people import mask
from fireoffice.registers import REGISTERS
from fireoffice.sheets.writing import Table, write_tables

_STAGE: Final = {"stage": "状态", "deleted_at": "移除时间"}
_UNKNOWN: Final = FieldInfo(name="", label="", personal=True)
"""The field that a column unknown to this program is taken for."""


@dataclass(frozen=True)
class Exported:
    """The workbook, and how many records of each table stand in it, by the sheet's name."""

    file: Path
    tables: dict[str, int]


def export_readonly(file: Path, target: Path) -> Exported:
    """Write every record of the database `file`, also of an unknown schema, to a workbook.

    One sheet a table of records, recycle bin included, named and headed as far as this program
    knows it. Personal columns are masked, and so is each that this program does not know.
    Nothing is written to `file`. Raises `InputError` for what is no database of ours,
    `LockedDatabase` where its password is wanted, `EnvironmentProblem` for the rest.
    """
    require_database(file)
    with explaining_database(file), closing(connect(file, read_only=True)) as connection:
        tables = _record_tables(connection)
        if not tables:
            raise InputError(f"这个文件中没有可以导出的记录（{file}）。", "请另选一个文件。")
        counted = {
            _sheet_name(name): connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in tables
        }
        names = dict(_names(connection, tables))
        for _ in write_tables((_table(connection, name, names) for name in tables), target):
            pass
    return Exported(target, counted)


def export_office(folder: Path, target: Path) -> Exported:
    """Export the database in the data folder `folder` as `export_readonly` does."""
    return export_readonly(folder / DATABASE_NAME, target)


def _record_tables(connection: Any) -> list[str]:
    """The tables that hold records, in the order of the registers, unknown ones last."""
    found = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if "deleted_at" in _columns(connection, name)
    ]
    order = [register.model.__tablename__ for register in REGISTERS.values()]
    return sorted(found, key=lambda name: (order.index(name) if name in order else 99, name))


def _columns(connection: Any, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def _sheet_name(table: str) -> str:
    model = _model(table)
    return f"{model.noun}（{table}）" if model else table


def _model(table: str) -> type[Record] | None:
    return next((one for one in record_models() if one.__tablename__ == table), None)


def _names(connection: Any, tables: list[str]) -> Iterator[tuple[str, str]]:
    """The title of each record that another may refer to, by its key."""
    for register in REGISTERS.values():
        table, title = register.model.__tablename__, register.title_field
        if table in tables and title in _columns(connection, table):
            yield from connection.execute(f'SELECT id, "{title}" FROM "{table}"')  # noqa: S608


def _table(connection: Any, table: str, names: dict[str, str]) -> Table:
    heads = dict(_heads(table, _columns(connection, table)))
    listed = ", ".join(f'"{name}"' for name in heads)
    rows = connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY id')  # noqa: S608
    infos = list(heads.values())
    return Table(
        _sheet_name(table),
        [info.label or name for name, info in heads.items()],
        (
            [_cell(info, value, names) for info, value in zip(infos, row, strict=True)]
            for row in rows
        ),
    )


def _heads(table: str, columns: list[str]) -> Iterator[tuple[str, FieldInfo]]:
    """The columns to write, and what is known of each."""
    model = _model(table)
    known = {info.name: info for info in fields_of(model)} if model else {}
    technical = set(model.__table__.columns.keys()) if model else set(_COMMON)
    for name in columns:
        if name in known:
            yield name, known[name]
        elif name in _STAGE:
            yield name, FieldInfo(name=name, label=_STAGE[name])
        elif name not in technical:
            yield name, _UNKNOWN


_COMMON: Final = frozenset(Record.__annotations__)


def _cell(info: FieldInfo, value: Any, names: dict[str, str]) -> Any:
    if value is None:
        return None
    if info.kind is Kind.REFERENCE:
        return names.get(value, "")
    return mask(str(value)) if info.personal else value
