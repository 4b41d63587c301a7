"""Backups that are known to be good, and their restoration."""

from __future__ import annotations

import json
import logging
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy import delete

from fireoffice.core.clock import CHINA, Clock, SystemClock
from fireoffice.core.errors import EnvironmentProblem, InputError, LockedDatabase, explaining
from fireoffice.core.files import (
    make_folder,
    put_in_place,
    remove_file,
    sync_folder,
    write_text_atomically,
)
from fireoffice.db.engine import DATABASE_NAME, explaining_database, open_engine
from fireoffice.db.models import Meta
from fireoffice.db.occupancy import alone_with
from fireoffice.db.schema import (
    copy_database,
    counts_of,
    examine,
    quick_problems,
    remove_database,
    remove_side_files,
    revision_of,
    settle,
    sha256_of,
)
from fireoffice.registers import REGISTERS
from fireoffice.services.attachments.files import bring_back
from fireoffice.services.office import REPLICA, Office
from fireoffice.services.safekeeping.checking import CheckReport, inspect, mend

__all__ = [
    "BACKUPS",
    "BackupInfo",
    "CheckReport",
    "Reason",
    "backup",
    "check",
    "contents",
    "listing",
    "restore",
]

BACKUPS: Final = "备份"
"""The folder of backups within the data folder."""

_log: Final = logging.getLogger(__name__)
_NAME: Final = re.compile(r"消防办-(\d{8}-\d{6})(-\d+)?\.db")
_STAMP: Final = "%Y%m%d-%H%M%S"


class Reason(StrEnum):
    """What a backup was taken for, as it is shown beside it."""

    ASKED = "手动备份"
    DAY = "当天首次打开"
    CLOSING = "关闭时"
    WORK = "工作半小时"
    IMPORT = "导入前"
    MERGE = "合并前"
    MIGRATION = "升级前"
    REPAIR = "修复前"
    RESTORE = "恢复前"
    RECODING = "改密码时"


@dataclass(frozen=True)
class BackupInfo:
    """One verified backup: its file, records in it, SHA-256, when it was taken and what for.

    `mark` tells the state of the database that it holds (`fireoffice.db.schema.mark_of`).
    """

    file: Path
    records: int
    sha256: str
    taken_at: datetime
    reason: str = ""
    mark: str = ""


def backup(office: Office, target: Path | None = None, reason: Reason = Reason.ASKED) -> BackupInfo:
    """Take a backup, open it again and check it; only then it counts as one.

    `target` is a file, or a folder that gets a file named by the time; without it, the folder
    `BACKUPS` of the data folder. A file that stands there gives way only to a copy that is
    good. Raises `EnvironmentProblem`.
    """
    return _take(office.file, _target(office.folder, target, office.clock), office.clock, reason)


def listing(office: Office) -> tuple[BackupInfo, ...]:
    """The backups in the data folder, newest first, as they were when they were verified.

    A file without its note is examined now; one that is no good is not listed. What is listed
    is examined again before it is restored.
    """
    return listing_of(office.folder / BACKUPS)


def listing_of(folder: Path) -> tuple[BackupInfo, ...]:
    """The backups in any folder; see `listing`."""
    files = [one for one in folder.glob("*.db") if _NAME.fullmatch(one.name)]
    found = [info for file in files if (info := _noted(file) or _examined(file))]
    return tuple(sorted(found, key=lambda one: (one.taken_at, one.file.name), reverse=True))


def discard(info: BackupInfo) -> None:
    """Remove a backup and its note. Raises `EnvironmentProblem`."""
    with explaining("清理旧备份", info.file):
        remove_file(info.file)
        remove_file(_note_of(info.file))


def restore(folder: Path, file: Path, clock: Clock | None = None) -> BackupInfo:
    """Put the backup `file` in place of the database in `folder`, which must be closed.

    `file` is examined first and what stands in `folder` is backed up first; that backup is
    returned (of `file` itself where there was nothing to back up). The restored database takes
    a new replica; attached files that lie beside `file` and are missing here come along. Raises
    `InputError` when `file` is empty, damaged, no database of ours or newer than this program,
    `EnvironmentProblem` for the rest; then nothing has changed.
    """
    clock = clock or SystemClock()
    candidate = examine(file)
    if candidate.problems:
        raise InputError(
            f"这个备份已损坏，不能恢复（{file}）：{candidate.problems[0]}。", "请换一个备份。"
        )
    database = folder / DATABASE_NAME
    incoming = folder / f".~{DATABASE_NAME}.restoring"
    try:
        copy_database(file, incoming)
        forget_replica(incoming)
        with alone_with(database):
            saved = _save_what_stands(folder, clock)
            # Before the database that names them: whatever is cut off, no file of it is missing.
            _bring_files(folder, file)
            with explaining("恢复数据库", database):
                remove_side_files(database)
                # A log that came back after a power cut would be played into the restored file.
                sync_folder(folder)
                put_in_place(incoming, database)
    finally:
        remove_database(incoming)
    return saved or _info(file, clock.now())


def _bring_files(folder: Path, file: Path) -> None:
    try:
        bring_back(folder, file.parent)
    except EnvironmentProblem as problem:
        # The database is restored all the same; what is still missing is told by `check`.
        _log.warning("附件没有全部复制回来：%s", problem)


def check(office: Office, *, repair: bool = False) -> CheckReport:
    """Check pages, references, every row against the operation log, and derived columns.

    With `repair`, what follows from the rest is made right (`checking.mend`)
    after a backup; what does not is reported. Raises `EnvironmentProblem`.
    """
    found = inspect(office)
    if found.ok or not repair:
        return found
    if examine(office.file).problems:
        _keep_as_it_is(office.file, office.clock, "损坏")
    else:
        backup(office, reason=Reason.REPAIR)
    return mend(office, found)


def contents(file: Path) -> dict[str, int]:
    """How many records of each register a backup holds, recycle bin included, by title."""
    counted = counts_of(file)
    return {
        register.title: counted[register.model.__tablename__]
        for register in REGISTERS.values()
        if register.model.__tablename__ in counted
    }


def _take(source: Path, target: Path, clock: Clock, reason: Reason) -> BackupInfo:
    _refuse_damaged(source, quick_problems(source))
    fresh = target.with_name(f".~{target.name}.new")
    with explaining("备份数据库", target):
        make_folder(target.parent)
        try:
            copy_database(source, fresh)
            found = examine(fresh)
            _refuse_damaged(source, found.problems)
            digest = sha256_of(fresh)
            put_in_place(fresh, target)
        finally:
            remove_database(fresh)
    info = BackupInfo(target, found.records, digest, clock.now(), str(reason), found.mark)
    if _NAME.fullmatch(target.name):
        write_note(info)
    return info


def _refuse_damaged(source: Path, problems: tuple[str, ...]) -> None:
    if problems:
        raise EnvironmentProblem(
            f"数据库已损坏，没有备份，原有的备份都在：{problems[0]}（{source}）。",
            "请不要再录入，先从最近的备份恢复。",
        )


def write_note(info: BackupInfo) -> None:
    """Keep beside a backup what was found when it was verified."""
    note = {
        "records": info.records,
        "sha256": info.sha256,
        "bytes": info.file.stat().st_size,
        "reason": info.reason,
        "mark": info.mark,
    }
    text = json.dumps(note, ensure_ascii=False)
    write_text_atomically(_note_of(info.file), text + "\n")


def _note_of(file: Path) -> Path:
    return file.with_suffix(".json")


def _noted(file: Path) -> BackupInfo | None:
    """What was noted when `file` was verified, unless the file has another size by now."""
    try:
        note = json.loads(_note_of(file).read_text(encoding="utf-8"))
        if note["bytes"] == file.stat().st_size:
            return BackupInfo(
                file,
                note["records"],
                note["sha256"],
                _taken_at(file),
                note.get("reason", ""),
                note.get("mark", ""),
            )
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _examined(file: Path) -> BackupInfo | None:
    try:
        return _info(file, _taken_at(file))
    except (InputError, EnvironmentProblem):
        return None


def _taken_at(file: Path) -> datetime:
    match = _NAME.fullmatch(file.name)
    assert match is not None
    return datetime.strptime(match[1], _STAMP).replace(tzinfo=CHINA)


def _info(file: Path, taken_at: datetime) -> BackupInfo:
    found = examine(file)
    if found.problems:
        raise InputError(f"这个备份已损坏（{file}）：{found.problems[0]}。", "请换一个备份。")
    return BackupInfo(file, found.records, sha256_of(file), taken_at, mark=found.mark)


def _target(folder: Path, target: Path | None, clock: Clock) -> Path:
    if target is not None and not target.is_dir():
        return target
    place = target or folder / BACKUPS
    stem = f"消防办-{clock.now():{_STAMP}}"
    file, number = place / f"{stem}.db", 1
    while file.exists():
        number += 1
        file = place / f"{stem}-{number}.db"
    return file


def _save_what_stands(folder: Path, clock: Clock) -> BackupInfo | None:
    """Back up the present database; one that cannot be read is kept as it is, under a name."""
    database = folder / DATABASE_NAME
    if not database.exists():
        return None
    try:
        revision_of(database)
    except LockedDatabase:
        _keep_as_it_is(database, clock, "加密")
        return None
    except InputError:
        _keep_as_it_is(database, clock, "损坏")
        return None
    settle(database)
    return _take(database, _target(folder, None, clock), clock, Reason.RESTORE)


def _keep_as_it_is(database: Path, clock: Clock, state: str) -> None:
    """Keep a database that we cannot read, log and all: someone may read more out of it."""
    kept = database.parent / BACKUPS / f"{state}-{clock.now():{_STAMP}}.db"
    with explaining(f"保留{state}的数据库", kept):
        make_folder(kept.parent)
        shutil.copy2(database, kept)
        log = database.with_name(f"{database.name}-wal")
        if log.exists():
            shutil.copy2(log, kept.with_name(f"{kept.name}-wal"))


def forget_replica(file: Path) -> None:
    """A restored database is another replica: two with one name could never be merged.

    Raises `EnvironmentProblem`.
    """
    engine = open_engine(file)
    try:
        with explaining_database(file), engine.begin() as connection:
            connection.execute(delete(Meta).where(Meta.key == REPLICA))
    finally:
        engine.dispose()
