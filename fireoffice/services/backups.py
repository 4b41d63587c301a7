"""Backups that are known to be good, their restoration, and the check of a database."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import delete, select

from fireoffice.core.clock import CHINA, Clock, SystemClock
from fireoffice.core.errors import EnvironmentProblem, InputError, explaining
from fireoffice.core.files import sync_folder, write_text_atomically
from fireoffice.db.engine import DATABASE_NAME, open_engine
from fireoffice.db.models import Base, Meta, Record
from fireoffice.db.schema import (
    copy_database,
    examine,
    remove_database,
    revision_of,
    settle,
    sha256_of,
)
from fireoffice.db.search import search_text
from fireoffice.services.office import REPLICA, Office

BACKUPS: Final = "备份"
"""The folder of backups within the data folder."""

_NAME: Final = re.compile(r"消防办-(\d{8}-\d{6})(-\d+)?\.db")
_STAMP: Final = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class BackupInfo:
    """One verified backup: its file, records in it, SHA-256, and when it was taken."""

    file: Path
    records: int
    sha256: str
    taken_at: datetime


@dataclass(frozen=True)
class CheckReport:
    """What `check` found: Chinese sentences; `repaired` are those already put right."""

    problems: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong (any more)."""
        return not self.problems


def backup(office: Office, target: Path | None = None) -> BackupInfo:
    """Take a backup, open it again and check it; only then it counts as one.

    `target` is a file, or a folder that gets a file named by the time; without it, the folder
    `BACKUPS` of the data folder. Raises `EnvironmentProblem`.
    """
    return _take(office.file, _target(office.folder, target, office.clock), office.clock)


def listing(office: Office) -> tuple[BackupInfo, ...]:
    """The backups in the data folder, newest first, as they were when they were verified.

    A file without its note is examined now; one that is no good is not listed. What is listed
    is examined again before it is restored.
    """
    files = [one for one in (office.folder / BACKUPS).glob("*.db") if _NAME.fullmatch(one.name)]
    found = [info for file in files if (info := _noted(file) or _examined(file))]
    return tuple(sorted(found, key=lambda one: (one.taken_at, one.file.name), reverse=True))


def restore(folder: Path, file: Path, clock: Clock | None = None) -> BackupInfo:
    """Put the backup `file` in place of the database in `folder`, which must be closed.

    `file` is examined first and what stands in `folder` is backed up first; that backup is
    returned (of `file` itself where there was nothing to back up). The restored database takes
    a new replica. Raises `InputError` when `file` is empty, damaged, no database of ours or
    newer than this program, `EnvironmentProblem` for the rest; then nothing has changed.
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
        _forget_replica(incoming)
        saved = _save_what_stands(folder, clock)
        with explaining("恢复数据库", database):
            _remove_log_files(database)
            incoming.replace(database)
            sync_folder(folder)
    finally:
        remove_database(incoming)
    return saved or _info(file, clock.now())


def check(office: Office, *, repair: bool = False) -> CheckReport:
    """Check the database's pages, its references, and that derived columns are what follows.

    With `repair`, derived columns are made right again.
    """
    problems = list(examine(office.file).problems)
    stale = _stale(office, repair=repair)
    sentences = [f"{noun}有{count}条的状态或检索内容与记录不一致" for noun, count in stale.items()]
    if repair:
        return CheckReport(tuple(problems), tuple(sentences))
    return CheckReport(tuple(problems + sentences))


def _take(source: Path, target: Path, clock: Clock) -> BackupInfo:
    with explaining("备份数据库", target):
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_database(source, target)
    copied = examine(target)
    if copied.problems:
        target.unlink(missing_ok=True)
        raise EnvironmentProblem(
            f"数据库已损坏，没有备份：{copied.problems[0]}（{source}）。",
            "请不要再录入，先从最近的备份恢复。",
        )
    info = _info(target, clock.now())
    if target.parent.name == BACKUPS:
        note = {"records": info.records, "sha256": info.sha256, "bytes": target.stat().st_size}
        write_text_atomically(_note_of(target), json.dumps(note) + "\n")
    return info


def _note_of(file: Path) -> Path:
    return file.with_suffix(".json")


def _noted(file: Path) -> BackupInfo | None:
    """What was noted when `file` was verified, unless the file has another size by now."""
    try:
        note = json.loads(_note_of(file).read_text(encoding="utf-8"))
        if note["bytes"] == file.stat().st_size:
            return BackupInfo(file, note["records"], note["sha256"], _taken_at(file))
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
    return BackupInfo(file, examine(file).records, sha256_of(file), taken_at)


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
    except InputError:
        kept = folder / BACKUPS / f"损坏-{clock.now():{_STAMP}}.db"
        with explaining("保留损坏的数据库", kept):
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(database, kept)
        return None
    settle(database)
    return _take(database, _target(folder, None, clock), clock)


def _forget_replica(file: Path) -> None:
    """A restored database is another replica: two with one name could never be merged."""
    engine = open_engine(file)
    with engine.begin() as connection:
        connection.execute(delete(Meta).where(Meta.key == REPLICA))
    engine.dispose()


def _stale(office: Office, *, repair: bool) -> dict[str, int]:
    """How many records of each kind hold derived columns that do not follow; repaired if asked."""
    found: dict[str, int] = {}
    context = office.scratch() if repair else office.reading()
    with context as session:
        for mapper in Base.registry.mappers:
            model = mapper.class_
            if not issubclass(model, Record):
                continue
            for record in session.scalars(select(model)).all():
                before = _derived(record)
                record.derive()
                record.search_text = search_text(record)
                if _derived(record) != before:
                    found[model.noun] = found.get(model.noun, 0) + 1
        if not repair:
            session.expunge_all()
    return found


def _derived(record: Record) -> tuple[object, ...]:
    names = ("search_text", "stage", "closed", "due_order")
    return tuple(getattr(record, name, None) for name in names)


def _remove_log_files(database: Path) -> None:
    """Remove the write-ahead log of a closed database: it belongs to what is replaced."""
    for suffix in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
