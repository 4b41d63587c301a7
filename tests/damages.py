"""A hundred ways in which a database comes to be unusable: cut, garbled, foreign, not whole."""

from __future__ import annotations

import io
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

PAGE = 4096
TABLES = (
    "meta", "replicas", "operations", "op_changes", "towns", "series", "villages", "people",
    "units", "hazards", "hazard_events", "duties", "duty_occurrences", "trainings", "attendances",
    "volunteers", "teams", "papers", "paper_numbers", "attachments", "code_values", "calendar_days",
)  # fmt: skip
"""Those that are spoilt one by one."""
HEADER_FIELDS = {
    "magic": (0, b"SQLite format 4\x00"),
    "size of a page": (16, b"\x12\x34"),
    "size of a page is none": (16, b"\x00\x00"),
    "version for writing": (18, b"\x09"),
    "version for reading": (19, b"\x09"),
    "reserved bytes": (20, b"\xff"),
    "fractions": (21, b"\x01\x02\x03"),
    "number of pages": (28, b"\x00\x00\x00\x02"),
    "format of the schema": (44, b"\x00\x00\x00\x63"),
    "encoding": (56, b"\x00\x00\x00\x07"),
    "kind of the first page": (100, b"\x00"),
    "cells of the first page": (103, b"\xff\xff"),
}
"""What is written where in the first hundred bytes and after them (file format, §1.3, §1.6)."""
CUTS = (0, 1, 15, 16, 50, 99, 100, 511, 512, 1024, 4095, 4096, 4097, 8192, 20_000)


@dataclass(frozen=True)
class Damage:
    """One way: `spoil` turns the sound database file into what somebody finds in its place."""

    name: str
    spoil: Callable[[Path], None]

    def __str__(self) -> str:
        return self.name


def hundred() -> tuple[Damage, ...]:
    """The hundred, the same each time."""
    return (*_cut(), *_headers(), *_foreign(), *_of_tables(), *_garbled())


def some_of(damages: Sequence[Damage]) -> list[ParameterSet]:
    """All of them for a slow run, every tenth for a quick one; each kind is among those."""
    return [
        pytest.param(one, id=one.name, marks=() if number % 10 == 3 else pytest.mark.slow)
        for number, one in enumerate(damages)
    ]


def _cut() -> Iterator[Damage]:
    for length in CUTS:
        yield Damage(f"cut after {length} bytes", _writing(lambda data, at=length: data[:at]))
    for share in (25, 50, 75, 99):
        yield Damage(
            f"cut after {share}%",
            _writing(lambda data, part=share: data[: len(data) * part // 100]),
        )


def _headers() -> Iterator[Damage]:
    for name, (at, content) in HEADER_FIELDS.items():
        yield Damage(
            f"header: {name}",
            _writing(lambda data, at=at, new=content: data[:at] + new + data[at + len(new) :]),
        )


def _foreign() -> Iterator[Damage]:
    chance = random.Random(9)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("word/document.xml", "<w:document/>" * 400)
    contents = {
        "text": "这是一份说明，不是数据库。".encode(),
        "text of many pages": "村（居）名单\r\n".encode("gb18030") * 4000,
        "a Word file": archive.getvalue(),
        "a program": b"MZ" + bytes(60_000),
        "a picture": b"\xff\xd8\xff\xe0" + chance.randbytes(90_000),
        "noise": chance.randbytes(40 * PAGE),
        "a header and noise": b"SQLite format 3\x00" + chance.randbytes(40 * PAGE),
        "a header and nothing": b"SQLite format 3\x00" + bytes(40 * PAGE),
        "nothing but zeros": bytes(40 * PAGE),
        "one line end": b"\n",
    }
    for name, content in contents.items():
        yield Damage(f"foreign: {name}", _writing(lambda _, new=content: new))
    yield Damage("foreign: a folder", _folder)
    yield Damage("foreign: another program's database", _another_database)


def _of_tables() -> Iterator[Damage]:
    for number, table in enumerate(TABLES):
        yield Damage(
            f"{table} overwritten", _root_of(table, bytes(PAGE) if number % 2 else b"\xa5" * PAGE)
        )
    for table in ("alembic_version", "hazards", "operations", "meta", "replicas"):
        yield Damage(f"{table} dropped", _statements(f'DROP TABLE "{table}"'))


def _garbled() -> Iterator[Damage]:
    chance = random.Random(11)
    for statement in (
        "DELETE FROM alembic_version",
        "UPDATE alembic_version SET version_num = x'ff00ff'",
        "UPDATE alembic_version SET version_num = '没有'",
        "ALTER TABLE hazards RENAME COLUMN number TO nummer",
        "ALTER TABLE villages DROP COLUMN population",
    ):
        yield Damage(statement, _statements(statement))
    for number in range(25):
        seed = chance.randrange(1 << 30)
        yield Damage(
            f"sectors garbled, {number}", _writing(lambda data, s=seed: _noise_in(data, s))
        )


def _noise_in(data: bytes, seed: int) -> bytes:
    """Noise in every tenth page, the first of them always."""
    chance, spoilt = random.Random(seed), bytearray(data)
    pages = len(data) // PAGE
    for page in {1, *chance.sample(range(pages), pages // 10)}:
        spoilt[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
    return bytes(spoilt)


def _writing(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda file: _write(file, change(file.read_bytes()))


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(data)


def _root_of(table: str, content: bytes) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            (page,) = connection.execute(
                "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
            ).fetchone()
        data = bytearray(file.read_bytes())
        data[(page - 1) * PAGE : page * PAGE] = content
        file.write_bytes(data)

    return spoil


def _statements(*statements: str) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            for statement in statements:
                connection.execute(statement)

    return spoil


def _folder(file: Path) -> None:
    file.unlink()
    shutil.copytree(file.parent / "备份", file)


def _another_database(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE messages (id INTEGER PRIMARY KEY, text TEXT)")
