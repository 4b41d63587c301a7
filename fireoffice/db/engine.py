"""Opening the database file: one driver, one set of settings, errors that people can read."""

from __future__ import annotations

import importlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, Final, cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from fireoffice.core.errors import DamagedDatabase, EnvironmentProblem
from fireoffice.db.keys import key_for
from fireoffice.db.stored import DECODED, read_leniently

DATABASE_NAME: Final = "fireoffice.db"
BUSY_SECONDS: Final = 5.0
READ_ONLY: Final = "fireoffice_read_only"
"""Execution option of a connection that only reads: it takes no write lock."""

_CHANGES: Final = "fireoffice_changes"
_WAL_IS_SAFE_FROM: Final = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 may corrupt a WAL database when the log is reset."""


def load_driver() -> Any:
    """The newest SQLite at hand: sqlcipher3's, else Python's own."""
    try:
        return importlib.import_module("sqlcipher3.dbapi2")
    except ImportError:
        return importlib.import_module("sqlite3")


DRIVER: Final = load_driver()


def connect(file: Path, *, read_only: bool = False, key: str | None = None) -> Any:
    """A driver connection with autocommit, so that we alone say where a transaction begins.

    Where `file` is gone none is made: what is written into it would be lost. `key` is for a file
    that is only being made. Raises `LockedDatabase` for a file with a password that was not given.
    """
    connection = DRIVER.connect(
        sqlite_uri(file.resolve(), "ro" if read_only else "rw"),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )
    connection.text_factory = DECODED
    try:
        set_key(connection, key_for(file) if key is None else key)
        for statement in _pragmas(read_only=read_only):
            connection.execute(statement)
    except BaseException:
        # Windows would not let a backup replace the file while it is open.
        connection.close()
        raise
    return connection


def sqlite_uri(file: PurePath, mode: str) -> str:
    """The URI by which SQLite opens `file`, which is absolute.

    A server's share is part of the path and no authority, which SQLite takes none of:
    `file:////server/share/…`, unlike `Path.as_uri`. Windows resolves a mapped letter to such a
    path. See https://www.sqlite.org/uri.html#the_uri_path.
    """
    path = file.as_posix()
    start = "" if path.startswith("/") else "/"
    return f"file://{start}{quote(path, safe='/:', errors='surrogateescape')}?mode={mode}"


def set_key(connection: Any, key: str | None) -> None:
    """Tell a new connection the key of its file, if that has one (`fireoffice.db.keys`)."""
    if key:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{key}"')


def open_engine(file: Path) -> Engine:
    """The engine of the database `file`; a transaction takes the write lock at its beginning.

    Taking it later, on the first write, could fail half way when another program has written
    in between.
    """
    engine = create_engine(
        "sqlite://",
        module=DRIVER,
        creator=lambda: connect(file),
        poolclass=QueuePool,
        # Error texts go to the log, which must hold no personal data: no values in them.
        hide_parameters=True,
    )
    read_leniently(engine.dialect)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        read_only = connection.get_execution_options().get(READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
        if not read_only:
            # Records are written in any order: references are checked at the commit.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.info[_CHANGES] = _changes(connection)

    @event.listens_for(engine, "commit")
    def _commit(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        if _changes(connection) != connection.info[_CHANGES]:
            _count_on(connection)

    return engine


def _changes(connection: Connection) -> int:
    return int(cast("Any", connection.connection.driver_connection).total_changes)


def _count_on(connection: Connection) -> None:
    """Count this commit, so that it can be told from the last: see `fireoffice.db.lineage`."""
    counted = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
    if counted:
        connection.exec_driver_sql(f"PRAGMA user_version = {counted + 1}")


@contextmanager
def explaining_database(file: Path) -> Generator[None]:
    """Turn the database's errors of the block into an `EnvironmentProblem` about `file`.

    A broken constraint or wrong statement is a bug of the program and passes unchanged.
    """
    try:
        yield
    except DBAPIError as error:
        problem = explain(error.orig, file) if error.orig else None
        if problem is None:
            raise
        raise problem from error
    except DRIVER.Error as error:
        problem = explain(error, file)
        if problem is None:
            raise
        raise problem from error


def explain(error: BaseException, file: Path) -> EnvironmentProblem | None:
    """The Chinese sentence for what SQLite says, if it is about the machine or the file."""
    text = str(error).lower()
    for clue, (message, hint) in _SENTENCES.items():
        if clue in text:
            kind = DamagedDatabase if clue in _DAMAGE else EnvironmentProblem
            return kind(message.format(file=file), hint)
    return None


def damaged(file: Path) -> DamagedDatabase:
    """The error that `file` cannot be read as a database of ours should be."""
    message, hint = _DAMAGED
    return DamagedDatabase(message.format(file=file), hint)


_DAMAGED: Final = (
    "数据库文件已损坏（{file}）。",
    "请不要再录入，先从最近的备份恢复。",
)
_READ_ONLY_FOLDER: Final = (
    "数据库所在位置只读，不能写入（{file}）。",
    "请换一个可以写入的数据文件夹，或请管理员开放权限。",
)

_SENTENCES: Final = {
    "database is locked": (
        "数据库正被另一个程序写入，这一步没有保存（{file}）。",
        "请稍等几秒再试；若一直如此，请关闭其他打开的消防办窗口。",
    ),
    "database table is locked": (
        "数据库正忙，这一步没有保存（{file}）。",
        "请稍等几秒再试。",
    ),
    "readonly database": _READ_ONLY_FOLDER,
    "disk is full": (
        "磁盘已满，这一步没有保存（{file}）。",
        "请清理磁盘后再试，已保存的内容不受影响。",
    ),
    "malformed": _DAMAGED,
    "unsupported file format": _DAMAGED,
    "not a database": (
        "这个文件不是消防办的数据库，或已损坏（{file}）。",
        "请从最近的备份恢复，或另选一个文件。",
    ),
    "unable to open database file": (
        "打不开数据库文件（{file}）。",
        "请核对文件夹是否存在、是否有权限、移动硬盘是否已接好。",
    ),
    "disk i/o error": (
        "读写数据库时磁盘出错（{file}）。",
        "磁盘可能已损坏或已拔出，请立即把数据文件夹复制到别处。",
    ),
}


_DAMAGE: Final = ("malformed", "not a database", "unsupported file format")


def _pragmas(*, read_only: bool) -> tuple[str, ...]:
    common = (
        "PRAGMA foreign_keys = ON",
        "PRAGMA trusted_schema = OFF",
        # Without it INSERT OR REPLACE deletes rows of the log without firing their trigger.
        "PRAGMA recursive_triggers = ON",
        "PRAGMA cell_size_check = ON",
        "PRAGMA mmap_size = 0",
    )
    if read_only:
        return common
    if DRIVER.sqlite_version_info >= _WAL_IS_SAFE_FROM:
        journal = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
    else:
        journal = ("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA")
    return (*common, *journal)
