"""The link between a write-ahead log and its database.

SQLite plays any sound log that lies beside a database into it, also when the database has been
put there by hand since. So each database counts its commits in a number of its own header
(`user_version`), from a start that no other has: a log goes on where its database stands.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from fireoffice.core.errors import DamagedDatabase, EnvironmentProblem, OfficeError
from fireoffice.db.engine import DRIVER, connect, explaining_database, set_key, sqlite_uri
from fireoffice.db.keys import key_for

LOG_SUFFIX: Final = "-wal"

_STARTS: Final = 1 << 30
"""Starts lie below; what is left of the 31 bits is for counting."""
_LOG_HEADER: Final = 32
_FRAME_HEADER: Final = 24
"""Bytes (SQLite's file format, §4.1)."""


def log_of(file: Path) -> Path:
    """The path of the write-ahead log of the database `file`, if there is one."""
    return file.with_name(f"{file.name}{LOG_SUFFIX}")


def is_counted(file: Path) -> bool:
    """True if the database `file` counts its commits already. Raises `OfficeError`."""
    with explaining_database(file), closing(connect(file, read_only=True)) as connection:
        return bool(_count(connection))


def fresh_start() -> int:
    """A number to count from that no other database has."""
    return secrets.randbelow(_STARTS - 1) + 1


def begin(file: Path) -> None:
    """Make the database `file` count from a start of its own, also where it counted before.

    The start is written into the file itself: in the log it could not tell whose that is. Does
    nothing where another program has the database open. Raises `EnvironmentProblem`.
    """
    with explaining_database(file), closing(connect(file)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except DRIVER.OperationalError as error:
            if "locked" not in str(error):
                raise
            return
        connection.execute(f"PRAGMA user_version = {fresh_start()}")


def has_foreign_log(file: Path) -> bool:
    """True if the log beside the database `file` is none of its own.

    Changes nothing. A database that cannot be read by itself is left with its log, which may heal
    it, and so is one that another program is writing to.
    """
    log = log_of(file)
    before = _seen(file, log)
    if before is None or before[1] <= _LOG_HEADER:
        return False
    try:
        alone = _count_without_log(file)
    except OfficeError:
        return False
    try:
        with explaining_database(file), closing(connect(file, read_only=True)) as connection:
            together = _count(connection)
    except (DamagedDatabase, DRIVER.Error):
        together = None
    except EnvironmentProblem:
        return False
    commits = sum(_commits(log))
    if _seen(file, log) != before:
        return False
    return together is None or not together - commits <= alone <= together


def _seen(file: Path, log: Path) -> tuple[bytes, int, bytes] | None:
    """The bytes and the size that change with each commit and each emptying of the log; or None."""
    try:
        with file.open("rb") as stream, log.open("rb") as logged:
            return stream.read(100), log.stat().st_size, logged.read(_LOG_HEADER)
    except OSError:
        return None


def _count_without_log(file: Path) -> int:
    with explaining_database(file):
        # SQLite looks for no log beside a file that is opened as immutable.
        place = f"{sqlite_uri(file.resolve(), 'ro')}&immutable=1"
        with closing(DRIVER.connect(place, uri=True)) as connection:
            set_key(connection, key_for(file))
            try:
                return _count(connection)
            except DRIVER.Error as error:
                raise DamagedDatabase(str(error)) from error


def _count(connection: Any) -> int:
    # `user_version` is read from the header alone; this fails for a file that is no database.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _commits(log: Path) -> Iterator[bool]:
    """A flag for each frame that counts: True if a commit ends with it."""
    with log.open("rb") as stream:
        header = stream.read(_LOG_HEADER)
        size, salts = int.from_bytes(header[8:12], "big"), header[16:24]
        while len(frame := stream.read(_FRAME_HEADER)) == _FRAME_HEADER and frame[8:16] == salts:
            yield any(frame[4:8])
            stream.seek(size, 1)
