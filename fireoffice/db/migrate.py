"""Bringing a database to this program's schema: on a copy, verified, then swapped."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from fireoffice.core.errors import DamagedDatabase, EnvironmentProblem, explaining
from fireoffice.core.files import make_folder, put_in_place, sync_folder, take_name
from fireoffice.db import lineage
from fireoffice.db.engine import DRIVER, explaining_database, set_key
from fireoffice.db.keys import key_for
from fireoffice.db.parts import make_anew, record_models
from fireoffice.db.schema import (
    MIGRATIONS,
    REVISIONS,
    copy_database,
    examine,
    remove_database,
    remove_side_files,
    require_whole,
    revision_of,
    settle,
)


def is_ready(file: Path) -> bool:
    """True if `file` is a database of this program's schema. Raises as `prepare`."""
    return file.exists() and revision_of(file) == REVISIONS[-1]


def prepare(file: Path) -> None:
    """Make `file` a database of this program's schema: create, migrate or leave it.

    Raises `InputError` for a file that is empty, foreign, or newer than this program,
    `DamagedDatabase`, and `EnvironmentProblem` for what the machine refuses.
    """
    if not file.exists():
        _create(file)
    elif not is_ready(file):
        _migrate(file)
    else:
        require_whole(file)
        if not lineage.is_counted(file):
            lineage.begin(file)


def _create(file: Path) -> None:
    with explaining("建立数据文件夹", file.parent):
        make_folder(file.parent)
    fresh = file.with_name(f".~{file.name}.{os.getpid()}.new")
    remove_database(fresh)
    try:
        _upgrade(fresh)
        lineage.begin(fresh)
        _place(fresh, file)
    finally:
        remove_database(fresh)


def _migrate(file: Path) -> None:
    kept = file.with_name(f"{file.stem}-{revision_of(file)}{file.suffix}")
    copy = file.with_name(f".~{file.name}.migrating")
    copy_database(file, kept)
    copy_database(file, copy)
    try:
        before = examine(copy)
        if before.problems:
            raise DamagedDatabase(
                f"数据库文件已损坏，没有升级（{file}）：{before.problems[0]}。",
                "请从最近的备份恢复。",
            )
        _upgrade_sound(copy, file)
        lineage.begin(copy)
        after = examine(copy)
        if after.problems or after.records < before.records:
            raise EnvironmentProblem(
                f"数据库升级没有通过核对，原数据库没有改动（{file}）。",
                "请把数据文件夹交给技术人员。",
            )
        settle(file)
        swap(copy, file)
    finally:
        remove_database(copy)


def _upgrade_sound(copy: Path, file: Path) -> None:
    """Upgrade the copy of `file`: what is not as its schema says cannot be brought further."""
    try:
        _upgrade(copy)
    except DBAPIError as error:
        raise DamagedDatabase(
            f"数据库缺少内容，不能升级，原数据库没有改动（{file}）。", "请从最近的备份恢复。"
        ) from error


def _upgrade(file: Path) -> None:
    # Imported here: it costs 0.25 s, and only a database that is behind needs it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    def plain_connection() -> object:
        # Foreign keys stay off: rebuilding a table would delete its children by cascade.
        connection = DRIVER.connect(str(file), isolation_level=None)
        set_key(connection, key_for(file))
        return connection

    engine = create_engine("sqlite://", module=DRIVER, creator=plain_connection, poolclass=NullPool)
    with explaining_database(file), engine.connect() as connection:
        config.attributes["connection"] = connection
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(config, "head")
        # Derived columns follow from rules that a migration does not know.
        with Session(connection) as session:
            for model in record_models():
                make_anew(session, model, write=True)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken:
            connection.exec_driver_sql("ROLLBACK")
            raise EnvironmentProblem(f"数据库升级后有记录失去引用，已放弃升级（{file}）。")
        connection.commit()
    engine.dispose()


def _place(fresh: Path, file: Path) -> None:
    """Give `fresh` its name, unless another program has just made the database."""
    with explaining("建立数据库", file):
        take_name(fresh, file)
        sync_folder(file.parent)


def swap(fresh: Path, file: Path) -> None:
    """Put `fresh` in the place of the settled database `file`. Raises `EnvironmentProblem`."""
    with explaining("启用数据库", file):
        # A log that came back after a power cut would be played into the new file.
        remove_side_files(file)
        sync_folder(file.parent)
        put_in_place(fresh, file)
