"""Every schema ever released opens with today's program, and nothing in it is lost or altered.

One file of `schemas` for each; `make_schema_fixture` makes the next when a schema is released.
"""

from __future__ import annotations

import shutil
from contextlib import closing
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


@pytest.fixture(params=SCHEMAS, ids=lambda file: file.stem)
def released(request: pytest.FixtureRequest, data_folder: Path) -> Path:
    """The database of a released schema, as a program of then left it."""
    return Path(shutil.copyfile(request.param, data_folder / DATABASE_NAME))


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
    assert [file.stem for file in SCHEMAS] == [*REVISIONS[: len(SCHEMAS)]]
    assert len(SCHEMAS) >= 1


def test_a_released_database_holds_the_same_records_when_opened(
    released: Path, clock: FixedClock
) -> None:
    before = _record_keys(released)
    assert examine(released).records == sum(map(len, before.values()))
    Office.open(released.parent, clock).close()
    after = _record_keys(released)
    assert {name: after[name] & keys for name, keys in before.items()} == before
    assert examine(released).revision == REVISIONS[-1]
    assert examine(released).problems == ()


def test_no_entry_of_its_log_is_lost_or_altered(released: Path, clock: FixedClock) -> None:
    operations = _rows(released, "SELECT * FROM operations ORDER BY id")
    changes = _rows(released, "SELECT * FROM op_changes ORDER BY position")
    Office.open(released.parent, clock).close()
    assert set(operations) <= set(_rows(released, "SELECT * FROM operations"))
    assert _rows(released, "SELECT * FROM op_changes ORDER BY position")[: len(changes)] == changes


def test_its_rows_are_those_of_the_log(released: Path, clock: FixedClock) -> None:
    models = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Record)]
    with Office.open(released.parent, clock) as office, office.reading() as session:
        assert {
            model.__tablename__: found
            for model in models
            if (found := list(differences(session, model)))
        } == {}
        assert gaps(session) == []


def test_what_follows_from_its_records_is_up_to_date(released: Path, clock: FixedClock) -> None:
    with Office.open(released.parent, clock) as office:
        assert [one for one in inspect(office).problems if "公文" not in one] == []


def test_what_was_written_then_can_be_worked_with_now(released: Path, clock: FixedClock) -> None:
    with Office.open(released.parent, clock) as office:
        for register in REGISTERS.values():
            for row in records.query(office, register).rows:
                assert records.read(office, register, row.id).history
        [recycled] = records.query(office, HAZARDS, records.Query(recycled=True)).rows
        records.restore(office, HAZARDS, recycled.id)
        records.update(office, HAZARDS, recycled.id, {"note": "今天核对"})
        assert records.undo(office) == "修改隐患"
        assert drafts(office)
        assert {row.state for row in paper_register.papers(office)} >= {"已成文", "作废"}
