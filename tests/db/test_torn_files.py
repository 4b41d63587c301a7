"""A torn or cut file is refused, found by the check, or a state that once was; never a lie."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fireoffice.core.errors import OfficeError
from fireoffice.db.checkpoint import Checkpointer
from fireoffice.db.engine import DATABASE_NAME, connect
from fireoffice.registers import VILLAGES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups

MUTANTS = int(os.environ.get("FIREOFFICE_TORN_FILES", "1000"))
SECTOR = 512
PAGE = 4096
Chance = random.Random
Content = dict[str, list[Any]]


def _content(file: Path) -> Content:
    """All rows of all tables, read past the program, but those that tell who opened it where."""
    with closing(connect(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT rowid, * FROM "{name}"').fetchall()
            for (name,) in tables.fetchall()
            if name not in ("meta", "replicas")
        }


def _cut(data: bytearray, chance: Chance) -> None:
    del data[chance.randrange(len(data) or 1) :]


def _cut_at_a_sector(data: bytearray, chance: Chance) -> None:
    del data[chance.randrange(len(data) // SECTOR + 1) * SECTOR :]


def _lose_sectors(data: bytearray, chance: Chance) -> None:
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(data) // SECTOR or 1) * SECTOR
        data[at : at + SECTOR] = bytes(len(data[at : at + SECTOR]))


def _garble_a_sector(data: bytearray, chance: Chance) -> None:
    at = chance.randrange(len(data) // SECTOR or 1) * SECTOR
    data[at : at + SECTOR] = chance.randbytes(len(data[at : at + SECTOR]))


def _swap_pages(data: bytearray, chance: Chance) -> None:
    """Write a page to the place of another."""
    one, other = (chance.randrange(len(data) // PAGE or 1) * PAGE for _ in range(2))
    data[one : one + PAGE] = data[other : other + PAGE]


TEARS: tuple[Callable[[bytearray, Chance], None], ...] = (
    _cut,
    _cut_at_a_sector,
    _lose_sectors,
    _garble_a_sector,
    _swap_pages,
)


@pytest.fixture
def cut_off(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a power cut leaves it, with the database and a log of thirty actions."""
    for at in range(40):
        _add(office, at)
    office.close()
    monkeypatch.setattr(Checkpointer, "note_writing", lambda _: None)
    for at in range(40, 70):
        _add(office, at)
    folder = tmp_path / "断电"
    folder.mkdir()
    for file in office.folder.glob(f"{DATABASE_NAME}*"):
        shutil.copyfile(file, folder / file.name)
    return folder


def _add(office: Office, at: int) -> None:
    values = {"name": f"第{at}村", "kind": "行政村", "population": at * 100, "note": "路窄" * at}
    records.create(office, VILLAGES, values)


def _states(folder: Path, scratch: Path) -> Iterable[Content]:
    """Every state that once was: the log cut at each of its pages."""
    log = (folder / f"{DATABASE_NAME}-wal").read_bytes()
    file = scratch / DATABASE_NAME
    last: Content | None = None
    for end in range(32, len(log) + 1, 24 + PAGE):
        _lay_out(scratch, (folder / DATABASE_NAME).read_bytes(), log[:end])
        content = _content(file)
        if content != last:
            last = content
            yield content


def _lay_out(folder: Path, database: bytes | bytearray, log: bytes | bytearray) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / DATABASE_NAME).write_bytes(database)
    (folder / f"{DATABASE_NAME}-wal").write_bytes(log)


def _outcome(folder: Path, states: list[Content]) -> str:
    try:
        with Office.open(folder) as office:
            if any("损坏" in note for note in office.notes):
                return "told at the start"
            if not backups.check(office).ok:
                return "found by the check"
    except OfficeError:
        return "refused"
    return "a state that once was" if _content(folder / DATABASE_NAME) in states else "A LIE"


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("torn", ["database", "log"])
def test_no_torn_file_is_taken_for_something_that_never_was(
    cut_off: Path, tmp_path: Path, torn: str
) -> None:
    chance = random.Random(11)
    states = list(_states(cut_off, tmp_path / "stufen"))
    assert len(states) > 30
    database = (cut_off / DATABASE_NAME).read_bytes()
    log = (cut_off / f"{DATABASE_NAME}-wal").read_bytes()
    outcomes: Counter[str] = Counter()
    for at in range(MUTANTS // 2):
        tear = TEARS[at % len(TEARS)]
        data = bytearray(database if torn == "database" else log)
        tear(data, chance)
        scratch = tmp_path / "gerissen"
        # A log beside a torn database would heal it: each is torn alone.
        _lay_out(
            scratch, data if torn == "database" else database, b"" if torn == "database" else data
        )
        outcome = _outcome(scratch, states)
        assert outcome != "A LIE", f"{tear.__name__}, number {at}"
        outcomes[outcome] += 1
    print(f"{MUTANTS // 2} torn files ({torn}): {dict(outcomes)}")
