"""Backups that are known to be good, and their restoration."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from sqlalchemy import delete

from fireoffice.core.clock import Clock, SystemClock
from fireoffice.core.errors import (
    AnotherOffice,
    DamagedDatabase,
    EnvironmentProblem,
    InputError,
    LockedDatabase,
    NewerDatabase,
    NoDatabase,
    explaining,
)
from fireoffice.core.files import make_folder, put_in_place, sync_folder
from fireoffice.db import lineage
from fireoffice.db.engine import DATABASE_NAME, explaining_database, open_engine
from fireoffice.db.models import Meta
from fireoffice.db.occupancy import alone_with
from fireoffice.db.schema import (
    Examination,
    copy_database,
    counts_of,
    examine,
    quick_problems,
    remove_database,
    remove_side_files,
    settle,
    sha256_of,
)
from fireoffice.registers import REGISTERS
from fireoffice.services.attachments.files import bring_back
from fireoffice.services.office import REPLICA, Office
from fireoffice.services.safekeeping.aside import (
    DAMAGED,
    LOCKED,
    NEWER,
    copy_aside,
    put_aside,
    put_log_aside,
)
from fireoffice.services.safekeeping.catalogue import (
    BACKUPS,
    BackupInfo,
    Reason,
    described,
    discard,
    free_file,
    is_listed,
    listing_of,
    newest,
    write_note,
)
from fireoffice.services.safekeeping.checking import CheckReport, inspect, mend
from fireoffice.services.safekeeping.ownership import Owner, owner_of
from fireoffice.services.safekeeping.recoding import bring_in

__all__ = [
    "BACKUPS",
    "BackupInfo",
    "CheckReport",
    "Reason",
    "backup",
    "check",
    "contents",
    "discard",
    "listing",
    "listing_of",
    "restore",
]

_log: Final = logging.getLogger(__name__)


def backup(office: Office, target: Path | None = None, reason: Reason = Reason.ASKED) -> BackupInfo:
    """Take a backup, open it again and check it; only then it counts as one.

    `target` is a file, or a folder that gets a file named by the time; without it, the folder
    `BACKUPS` of the data folder. A file that stands there gives way only to a copy that is
    good. Raises `EnvironmentProblem`.
    """
    place = _target(office.folder, target, office.clock, office.office_id)
    return _take(office.file, place, office.clock, reason, office.office_id)


def listing(office: Office) -> tuple[BackupInfo, ...]:
    """The backups of this office in its data folder, newest first (`catalogue.listing_of`)."""
    return listing_of(office.folder / BACKUPS, office.office_id)


def restore(
    folder: Path, file: Path, clock: Clock | None = None, *, other_office: bool = False
) -> BackupInfo:
    """Put the backup `file` in place of the database in `folder`, which must be closed.

    `file` is examined first. What stands in `folder` is backed up first, and that backup is
    returned (or one that tells of `file`, where there was nothing to back up); what cannot be
    read is kept with its log under a name (`aside`). The restored database takes a new replica,
    and where `file` has no password that of what stands, if it is known; attached files that lie
    beside `file` and are missing here come along. Raises `InputError` when `file` is empty,
    damaged, no database of ours or newer than this program, `AnotherOffice` when it is another
    office's and not `other_office`, `EnvironmentProblem` for the rest; then nothing has changed.
    """
    clock = clock or SystemClock()
    require_good(file)
    if not other_office:
        _refuse_another(folder, file, clock)
    database = folder / DATABASE_NAME
    incoming = folder / f".~{DATABASE_NAME}.restoring"
    try:
        bring_in(file, incoming, database)
        forget_replica(incoming)
        with alone_with(database):
            saved = _save_what_stands(folder, clock)
            # The files come before the database that names them: if a power cut comes between,
            # none of its files is missing.
            _bring_files(folder, file)
            with explaining("恢复数据库", database):
                remove_side_files(database)
                # A log that came back after a power cut would be played into the restored file.
                sync_folder(folder)
                put_in_place(incoming, database)
    finally:
        remove_database(incoming)
    return saved or described(file, clock.now())


def require_good(file: Path) -> Examination:
    """The examination of a backup. Raises `InputError` if it is damaged or no database of ours."""
    try:
        found = examine(file)
    except DamagedDatabase as error:
        raise InputError(f"这个备份已损坏，不能恢复（{file}）。", "请换一个备份。") from error
    if found.problems:
        raise InputError(
            f"这个备份已损坏，不能恢复（{file}）：{found.problems[0]}。", "请换一个备份。"
        )
    return found


def present_owner(folder: Path, clock: Clock | None = None) -> Owner:
    """The owner of the data in `folder`: as the database tells, else its newest backup."""
    known = owner_of(folder / DATABASE_NAME)
    if known.office:
        return known
    last = newest(listing_of(folder / BACKUPS), (clock or SystemClock()).now())
    return owner_of(last.file) if last else known


def _refuse_another(folder: Path, file: Path, clock: Clock) -> None:
    wanted, present = owner_of(file), present_owner(folder, clock)
    if wanted.is_another(present):
        raise AnotherOffice(
            f"这个备份是{wanted.town or '另一个消防办'}的，这里是{present.town}的数据（{file}）。",
            "请核对；确实要换成它，请再确认一次（命令行中加 --other-town）。",
        )


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
        copy_aside(office.file, DAMAGED, office.clock.now())
    else:
        backup(office, reason=Reason.REPAIR)
    return mend(office, found)


def contents(file: Path) -> dict[str, int]:
    """The number of records of each register in a backup, recycle bin included, by its title."""
    counted = counts_of(file)
    return {
        register.title: counted[register.model.__tablename__]
        for register in REGISTERS.values()
        if register.model.__tablename__ in counted
    }


def _take(source: Path, target: Path, clock: Clock, reason: Reason, office: str) -> BackupInfo:
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
    info = BackupInfo(target, found.records, digest, clock.now(), str(reason), found.mark, office)
    if is_listed(target):
        write_note(info)
    return info


def _refuse_damaged(source: Path, problems: tuple[str, ...]) -> None:
    if problems:
        raise DamagedDatabase(
            f"数据库已损坏，没有备份，原有的备份都在：{problems[0]}（{source}）。",
            "请不要再录入，先从最近的备份恢复。",
        )


def _target(folder: Path, target: Path | None, clock: Clock, office: str) -> Path:
    if target is not None and not target.is_dir():
        return target
    return free_file(target or folder / BACKUPS, clock.now(), office)


def _save_what_stands(folder: Path, clock: Clock) -> BackupInfo | None:
    """Back up the present database; one that cannot be backed up is kept as it is."""
    database = folder / DATABASE_NAME
    if not database.exists():
        if lineage.log_of(database).exists():
            put_log_aside(database, clock.now())
        return None
    if lineage.has_foreign_log(database):
        put_log_aside(database, clock.now())
    state = _hindrance(database)
    if state:
        put_aside(database, state, clock.now())
        return None
    settle(database)
    office = owner_of(database).office
    return _take(database, _target(folder, None, clock, office), clock, Reason.RESTORE, office)


def _hindrance(database: Path) -> str:
    """The word for the state in which `database` cannot be backed up; empty for a sound one."""
    try:
        return DAMAGED if database.is_dir() or examine(database).problems else ""
    except LockedDatabase:
        return LOCKED
    except NewerDatabase:
        return NEWER
    except (NoDatabase, DamagedDatabase):
        return DAMAGED


def forget_replica(file: Path) -> None:
    """Give a restored database up as a replica: two of one name could never be merged.

    It counts its commits anew too: no log of what it replaces fits it. Raises
    `EnvironmentProblem`.
    """
    engine = open_engine(file)
    try:
        with explaining_database(file), engine.begin() as connection:
            connection.execute(delete(Meta).where(Meta.key == REPLICA))
    finally:
        engine.dispose()
    lineage.begin(file)
