"""The schema comes from the migrations alone, and they say what the models say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from fireoffice.core.errors import EnvironmentProblem, InputError
from fireoffice.db import migrate, schema
from fireoffice.db.engine import DRIVER, open_engine
from fireoffice.db.models import Base
from fireoffice.db.schema import REVISIONS, examine, revision_of
from fireoffice.services.office import Office


def test_the_migrated_schema_is_that_of_the_models(office: Office) -> None:
    engine = open_engine(office.file)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_every_revision_follows_the_one_before() -> None:
    numbers = [int(revision) for revision in REVISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


def test_migrations_import_no_models() -> None:
    for file in (Path(migrate.__file__).parent / "migrations").rglob("*.py"):
        used = re.findall(r"fireoffice[\w.]*", file.read_text(encoding="utf-8"))
        assert all(name.startswith("fireoffice.db.migrations.") for name in used)


def test_a_new_database_is_sound_and_of_the_last_schema(office: Office) -> None:
    found = examine(office.file)
    assert (found.revision, found.problems) == (REVISIONS[-1], ())


def test_no_file_is_left_beside_a_new_database(data_folder: Path) -> None:
    Office.open(data_folder).close()
    assert {one.name for one in data_folder.iterdir()} == {"fireoffice.db", "fireoffice.db-use"}


NEXT = f"{int(REVISIONS[-1]) + 1:04}"

NEXT_FILE = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{REVISIONS[-1]}"


def upgrade():
    with op.batch_alter_table("villages") as table:
        table.add_column(sa.Column("area", sa.Float(), nullable=True))
    {{more}}
"""


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program one schema ahead of the database; the file is its newest migration."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    for module in (migrate, schema):
        monkeypatch.setattr(module, "REVISIONS", (*REVISIONS, NEXT))
    return folder / "versions" / f"{NEXT}_next.py"


def test_an_older_database_is_brought_up_on_a_copy_and_the_old_one_kept(
    sample_office: Office, next_revision: Path
) -> None:
    next_revision.write_text(NEXT_FILE.format(more=""), encoding="utf-8")
    file = sample_office.file
    before = examine(file)
    sample_office.close()
    migrate.prepare(file)
    after = examine(file)
    assert (after.revision, after.records, after.problems) == (NEXT, before.records, ())
    assert examine(file.with_name(f"fireoffice-{REVISIONS[-1]}.db")).records == before.records
    assert sorted(one.name for one in file.parent.iterdir()) == [
        f"fireoffice-{REVISIONS[-1]}.db",
        "fireoffice.db",
        "fireoffice.db-use",
    ]


@pytest.mark.parametrize(
    "more", ["raise RuntimeError", "op.execute('DELETE FROM villages')"], ids=["fails", "loses"]
)
def test_a_migration_that_fails_or_loses_records_leaves_the_database_as_it_was(
    sample_office: Office, next_revision: Path, more: str
) -> None:
    next_revision.write_text(NEXT_FILE.format(more=more), encoding="utf-8")
    file = sample_office.file
    sample_office.close()
    before = file.read_bytes()
    with pytest.raises((RuntimeError, EnvironmentProblem)):
        migrate.prepare(file)
    assert file.read_bytes() == before


def test_a_database_in_use_is_not_migrated(sample_office: Office, next_revision: Path) -> None:
    next_revision.write_text(NEXT_FILE.format(more=""), encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="打开着"):
        migrate.prepare(sample_office.file)
    with sample_office.reading() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == REVISIONS[-1]


def test_a_database_of_a_newer_program_is_refused_and_left_alone(office: Office) -> None:
    with office.scratch() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    office.close()
    before = office.file.read_bytes()
    with pytest.raises(InputError, match="更新版本") as caught:
        Office.open(office.folder)
    assert "升级" in caught.value.hint
    assert office.file.read_bytes() == before


def test_a_database_of_another_program_is_refused(data_folder: Path) -> None:
    other = DRIVER.connect(str(data_folder / "fireoffice.db"))
    other.execute("CREATE TABLE songs (name)")
    other.close()
    with pytest.raises(InputError, match="不是消防办的数据库"):
        revision_of(data_folder / "fireoffice.db")


@pytest.mark.parametrize("table", ["operations", "op_changes"])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM {}",
        "UPDATE {} SET rowid = rowid",
        "INSERT OR REPLACE INTO {} SELECT * FROM {} LIMIT 1",
    ],
)
def test_the_operation_log_can_only_grow(office: Office, table: str, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), office.scratch() as session:
        session.execute(text(statement.replace("{}", table)))
