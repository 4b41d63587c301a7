"""Bringing the write-ahead log into the database file soon after the last writing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from threading import Condition, Thread
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from fireoffice.db.engine import DRIVER, connect

QUIET_SECONDS: Final = 2.0
"""Seconds after the last commit until all is in the one file that people know and copy."""

_MEASURE_WHAT_GREW: Final = 0x10002
"""All tables where the figures are missing or far off, by all their rows: by a sample, SQLite takes
what every record has in common (that it is in use) for rare, and a list is gone through for it."""

_IN_USE: Final = "is locked"
_FIGURES: Final = "figures"
_log: Final = logging.getLogger(__name__)


class Checkpointer:
    """Empties the log of the database `file` once nobody has written for `quiet` seconds.

    Its thread starts with the first writing and ends with `close`. A log that is in use is left
    for the next time: nobody waits for this. `measured` is called in that thread when SQLite has
    other figures to plan by than before.
    """

    def __init__(
        self, file: Path, quiet: float = QUIET_SECONDS, measured: Callable[[], None] | None = None
    ) -> None:
        self._file = file
        self._measured = measured
        self._quiet = quiet
        self._changed = Condition()
        self._was_written = False
        self._is_pending = False
        self._is_closed = False
        self._thread: Thread | None = None

    def note_writing(self) -> None:
        """Something was committed."""
        with self._changed:
            self._was_written = self._is_pending = True
            if self._thread is None and not self._is_closed:
                self._thread = Thread(target=self._follow, name="checkpoint", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Empty the log a last time and end."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread:
            self._thread.join()
            self._thread = None
        if self._was_written:
            empty_log(self._file)

    def _follow(self) -> None:
        while self._wait_for_quiet():
            empty_log(self._file, self._measured)

    def _wait_for_quiet(self) -> bool:
        """Wait until something was written and then nothing for a while; False at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_pending or self._is_closed)
            while self._is_pending and not self._is_closed:
                self._is_pending = False
                # A further writing wakes this wait, and it begins anew.
                self._changed.wait(self._quiet)
            return not self._is_closed


def renewing(engine: Engine) -> Callable[[], None]:
    """A call after which each connection of the pool is replaced before its next use.

    A connection plans by the figures that it found when it was made.
    """
    newest = 0

    @event.listens_for(engine, "checkout")
    def _take(_: object, entry: ConnectionPoolEntry, __: object) -> None:  # pyright: ignore[reportUnusedFunction]
        if entry.info.setdefault(_FIGURES, newest) != newest:
            raise DisconnectionError

    def renew() -> None:
        nonlocal newest
        newest += 1

    return renew


def empty_log(file: Path, measured: Callable[[], None] | None = None) -> bool:
    """Move the write-ahead log of `file` into it; True if nothing stood in the way.

    What has grown is measured first: without figures SQLite does not know that a value is rare,
    and reads the whole table for it. `measured` is called where that gave other figures.
    """
    try:
        with closing(connect(file)) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            with suppress(DRIVER.OperationalError):
                # Suppressed where others write: figures can wait, the log may be emptied in part.
                before = _figures(connection)
                connection.execute(f"PRAGMA optimize = {_MEASURE_WHAT_GREW}")
                if measured and _figures(connection) != before:
                    measured()
            is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not is_busy
    except DRIVER.Error as error:
        if _IN_USE in str(error):
            # Another program is at work on the file, and empties the log when it ends.
            return False
        # Nothing is lost, the log holds everything; the fault shows with the next writing.
        _log.warning("日志没有并入数据库：%s", error)
        return False


def _figures(connection: Any) -> list[tuple[Any, ...]]:
    """SQLite's own figures of its tables and indexes; empty where it never measured any."""
    kept = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone()
    return connection.execute("SELECT * FROM sqlite_stat1").fetchall() if kept else []
