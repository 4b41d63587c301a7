"""Keeping databases that cannot be read, and logs that belong to none: someone may read more."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

from fireoffice.core.errors import explaining
from fireoffice.core.files import make_folder, remove_file, replace_file, sync_file, sync_folder
from fireoffice.db.lineage import LOG_SUFFIX, log_of
from fireoffice.services.safekeeping.catalogue import BACKUPS, STAMP

DAMAGED: Final = "损坏"
LOCKED: Final = "加密"
NEWER: Final = "新版"
LEFT_BEHIND: Final = "遗留"
"""The last of the words that names begin with: the state of a database, 遗留 for a lone log."""

_LOGS: Final = (LOG_SUFFIX, "-journal")


def copy_aside(database: Path, state: str, at: datetime) -> Path:
    """Keep a copy of the damaged `database`, log and all; it goes on being used."""
    kept = _free(database.parent / BACKUPS, state, at)
    with explaining(f"保留{state}的数据库", kept):
        make_folder(kept.parent)
        for suffix in ("", *_LOGS):
            file = database.with_name(database.name + suffix)
            if file.exists():
                copy = kept.with_name(kept.name + suffix)
                shutil.copy2(file, copy)
                sync_file(copy)
        sync_folder(kept.parent)
    return kept


def put_aside(database: Path, state: str, at: datetime) -> Path:
    """Keep `database` under a name, since another takes its place; its logs are moved away.

    The database itself gets a second name where the disk knows such, so that there is one in its
    place until the other comes. Nothing is copied: a full disk keeps no one from going on.
    Raises `EnvironmentProblem`.
    """
    kept = _free(database.parent / BACKUPS, state, at)
    with explaining(f"保留{state}的数据库", kept):
        make_folder(kept.parent)
        try:
            os.link(database, kept)
        except OSError:
            replace_file(database, kept)
        _move_logs(database, kept)
    return kept


def put_log_aside(database: Path, at: datetime) -> Path:
    """Move away the log that lies beside `database` and is not its own; return its new path."""
    kept = _free(database.parent / BACKUPS, LEFT_BEHIND, at)
    with explaining("移开遗留的日志", kept):
        make_folder(kept.parent)
        _move_logs(database, kept)
    return log_of(kept)


def _move_logs(database: Path, kept: Path) -> None:
    for suffix in _LOGS:
        log = database.with_name(database.name + suffix)
        if log.exists():
            replace_file(log, kept.with_name(kept.name + suffix))
    remove_file(database.with_name(f"{database.name}-shm"))
    sync_folder(kept.parent)
    sync_folder(database.parent)


def _free(folder: Path, state: str, at: datetime) -> Path:
    """A name in `folder` under which neither a database nor a log is kept."""
    stem = f"{state}-{at:{STAMP}}"
    file, number = folder / f"{stem}.db", 1
    while file.exists() or any(file.with_name(file.name + one).exists() for one in _LOGS):
        number += 1
        file = folder / f"{stem}-{number}.db"
    return file
