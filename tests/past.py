"""Databases of earlier schemas, and what the programs of then wrote into them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine

from fireoffice.core.ids import new_key
from fireoffice.db.engine import DRIVER, connect
from fireoffice.db.migrate import MIGRATIONS

SCHEMAS: Final = Path(__file__).parent / "db" / "schemas"
STAGED: Final = {"stage": "", "closed": 0, "due_order": "9999-12-31"}
"""What the row of a record with stages has besides; it follows from the rest."""
_MOMENT: Final = "2021-04-01 08:00:00.000000"


def left_by(revision: str, file: Path) -> Path:
    """Copy to `file` the database that a program of `revision` left."""
    return Path(shutil.copyfile(SCHEMAS / f"{revision}.db", file))


def bring_to(file: Path, revision: str) -> Path:
    """Make `file`, or bring it up, by the migrations up to `revision` and nothing else."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(
        "sqlite://",
        module=DRIVER,
        creator=lambda: DRIVER.connect(str(file), isolation_level=None),
        poolclass=NullPool,
    )
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(config, revision)
        connection.commit()
    engine.dispose()
    return file


def put(file: Path, table: str, values: Mapping[str, Any], follows: Mapping[str, Any]) -> str:
    """Write a row alone, which is enough where no log is looked at; its id."""
    key = new_key()
    row = {"id": key, "created_at": _MOMENT, "updated_at": _MOMENT, "sample": 0, "search_text": ""}
    row |= {**values, **follows}
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    with closing(connect(file)) as raw:
        raw.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
    return key


def write(
    file: Path, table: str, values: Mapping[str, Any], follows: Mapping[str, Any] | None = None
) -> str:
    """Write a record as the program of then did, row and log; its id."""
    key = put(file, table, values, follows or {})
    told = {"id": key, **values, "sample": False}
    enter(file, table, key, {name: (None, value) for name, value in told.items()})
    return key


def enter(file: Path, table: str, key: str, changes: Mapping[str, tuple[Any, Any]]) -> str:
    """Enter an operation that changed fields of a record from old to new; its id."""
    op_id = new_key()
    with closing(connect(file)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        (replica,) = raw.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()
        raw.execute(
            "INSERT INTO operations (id, replica_id, sequence, kind, label, author, at)"
            " SELECT ?, ?, max(sequence) + 1, 'edit', '登记', '王芳', ?"
            " FROM operations WHERE replica_id = ?",
            (op_id, replica, _MOMENT, replica),
        )
        for name, (old, new) in changes.items():
            writers = raw.execute(
                "SELECT op_id FROM op_changes WHERE record_id = ? AND field = ?"
                " ORDER BY position DESC LIMIT 1",
                (key, name),
            ).fetchall()
            raw.execute(
                'INSERT INTO op_changes (op_id, "table", record_id, field, old, new, parents)'
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    op_id,
                    table,
                    key,
                    name,
                    _json(old),
                    _json(new),
                    _json([one for (one,) in writers]),
                ),
            )
        raw.execute("COMMIT")
    return op_id


def change(file: Path, statement: str, *values: Any) -> None:
    """Write past the program."""
    with closing(connect(file)) as raw:
        raw.execute(statement, values)


def rows(file: Path, statement: str) -> list[Any]:
    """What the database `file` answers, read past the program."""
    with closing(connect(file, read_only=True)) as connection:
        return connection.execute(statement).fetchall()


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)
