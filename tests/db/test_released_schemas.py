"""Every schema ever released opens with today's program, and nothing in it is lost or altered.

One file of `schemas` for each; `make_schema_fixture` makes the next when a schema is released.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.db.engine import DATABASE_NAME, connect
from fireoffice.db.models import Base, Record
from fireoffice.db.rebuild import differences, gaps
from fireoffice.db.schema import REVISIONS, examine
from fireoffice.registers import HAZARDS, REGISTERS
from fireoffice.services import records
from fireoffice.services.entry.drafts import drafts
from fireoffice.services.office import Office
from fireoffice.services.papers import register as paper_register
from fireoffice.services.safekeeping.checking import inspect

SCHEMAS = sorted((Path(__file__).parent / "schemas").glob("*.db"))
NEVER_ALONE = {"0004"}
"""Came with the one after it: no program ever left a database of it."""
_DAY = date(2021, 4, 20)


@pytest.fixture(scope="module", params=SCHEMAS, ids=lambda file: file.stem)
def released(request: pytest.FixtureRequest) -> Path:
    """The database of a released schema, as a program of then left it; to be read only."""
    return Path(request.param)


@pytest.fixture(scope="module")
def _upgraded(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(released.stem)
    shutil.copyfile(released, folder / DATABASE_NAME)
    Office.open(folder, FixedClock(_DAY)).close()
    return folder / DATABASE_NAME


@pytest.fixture
def opened(_upgraded: Path, data_folder: Path) -> Path:
    """The same after today's program has opened and closed it."""
    return Path(shutil.copyfile(_upgraded, data_folder / DATABASE_NAME))


def _rows(file: Path, statement: str) -> list[Any]:
    with closing(connect(file, read_only=True)) as connection:
        return connection.execute(statement).fetchall()


def _record_keys(file: Path) -> dict[str, set[tuple[str, str | None]]]:
    """Key and time of removal of every record, by table."""
    tables = [name for (name,) in _rows(file, "SELECT name FROM sqlite_master WHERE type='table'")]
    return {
        name: set(_rows(file, f'SELECT id, deleted_at FROM "{name}"'))
        for name in tables
        if "deleted_at" in [row[1] for row in _rows(file, f'PRAGMA table_info("{name}")')]
    }


def test_each_schema_but_those_not_yet_released_has_its_database() -> None:
    expected = [one for one in REVISIONS if one not in NEVER_ALONE]
    assert [file.stem for file in SCHEMAS] == expected[: len(SCHEMAS)]
    assert len(expected) - len(SCHEMAS) <= 1


def test_a_released_database_holds_the_same_records_when_opened(
    released: Path, opened: Path
) -> None:
    before, after = _record_keys(released), _record_keys(opened)
    assert examine(released).records == sum(map(len, before.values()))
    assert {name: after[name] & keys for name, keys in before.items()} == before
    assert examine(opened).revision == REVISIONS[-1]
    assert examine(opened).problems == ()


def test_no_entry_of_its_log_is_lost_or_altered(released: Path, opened: Path) -> None:
    operations = _rows(released, "SELECT * FROM operations ORDER BY id")
    changes = _rows(released, "SELECT * FROM op_changes ORDER BY position")
    assert set(operations) <= set(_rows(opened, "SELECT * FROM operations"))
    assert _rows(opened, "SELECT * FROM op_changes ORDER BY position")[: len(changes)] == changes


def test_its_rows_are_those_of_the_log(opened: Path, clock: FixedClock) -> None:
    models = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Record)]
    with Office.open(opened.parent, clock) as office, office.reading() as session:
        assert {
            model.__tablename__: found
            for model in models
            if (found := list(differences(session, model)))
        } == {}
        assert gaps(session) == []


def test_what_follows_from_its_records_is_up_to_date(opened: Path, clock: FixedClock) -> None:
    with Office.open(opened.parent, clock) as office:
        beside = ("公文", "附件")
        found = inspect(office).problems
        assert [one for one in found if not any(word in one for word in beside)] == []


def test_what_was_written_then_can_be_worked_with_now(opened: Path, clock: FixedClock) -> None:
    with Office.open(opened.parent, clock) as office:
        for register in REGISTERS.values():
            for row in records.query(office, register).rows:
                assert records.read(office, register, row.id).history
        recycled = records.query(office, HAZARDS, records.Query(recycled=True)).rows[0]
        records.restore(office, HAZARDS, recycled.id)
        records.update(office, HAZARDS, recycled.id, {"note": "今天核对"})
        assert records.undo(office) == "修改隐患"
        assert drafts(office)
        assert {row.state for row in paper_register.papers(office)} >= {"已成文", "作废"}
