"""Bringing an office from where it must not be opened (a stick, a network drive) to this disk."""

from __future__ import annotations

import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from fireoffice.core.errors import InputError, explaining
from fireoffice.core.files import make_folder, put_in_place, sync_file, sync_folder
from fireoffice.core.instance import LOCK_NAME
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.db.schema import copy_database, examine, remove_database
from fireoffice.services.safekeeping.backups import forget_replica

_LEFT_THERE: Final = (f"{DATABASE_NAME}*", LOCK_NAME, "logs", ".~*")


def holds_office(folder: Path) -> bool:
    """True if there is a database in `folder`, whatever its state; False where a share is gone."""
    with suppress(OSError):
        return (folder / DATABASE_NAME).exists()
    return False


def copy_office(source: Path, target: Path) -> Path:
    """Copy the office in the folder `source` to the folder `target`, and return that.

    The database is copied by SQLite and examined; it becomes another replica. It appears last:
    a copy that was cut off is no office. Raises `InputError` where `source` holds none, is
    damaged, or `target` already holds one.
    """
    database, copied = source / DATABASE_NAME, target / DATABASE_NAME
    if copied.exists():
        raise InputError(f"那里已经有一个数据库（{copied}）。", "请另选一个文件夹。")
    found = examine(database)
    if found.problems:
        raise InputError(
            f"这个数据库已损坏，没有复制（{database}）：{found.problems[0]}。",
            "请用最近的备份恢复。",
        )
    fresh = target / f".~{DATABASE_NAME}.copied"
    with explaining("复制数据文件夹", target):
        _copy_files(source, target)
        try:
            copy_database(database, fresh)
            forget_replica(fresh)
            put_in_place(fresh, copied)
        finally:
            remove_database(fresh)
    return target


def _copy_files(source: Path, target: Path) -> None:
    """Copy all but the database, for good: people empty the stick when they are told it is done."""
    make_folder(target)
    left_there = shutil.ignore_patterns(*_LEFT_THERE)
    shutil.copytree(source, target, ignore=left_there, copy_function=_copy_file, dirs_exist_ok=True)
    for folder in (target, *(one for one in target.rglob("*") if one.is_dir())):
        sync_folder(folder)


def _copy_file(source: str, target: str) -> str:
    shutil.copyfile(source, target)
    copied = Path(target)
    sync_file(copied)
    shutil.copystat(source, target)
    # What was read-only there (on a disc) is not so here, where it is written.
    copied.chmod(copied.stat().st_mode | stat.S_IWRITE)
    return target
