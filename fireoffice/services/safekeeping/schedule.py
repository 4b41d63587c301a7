"""The schedule of backups: taken unasked, copied to the second place, and thinned out."""

from __future__ import annotations

import errno
import logging
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from fireoffice.core.errors import OfficeError, explaining
from fireoffice.core.files import put_in_place, remove_file, sync_file
from fireoffice.core.settings import load_settings
from fireoffice.db.schema import mark_of, sha256_of
from fireoffice.domain.retention import is_due, worth_keeping
from fireoffice.services.attachments.files import mirror
from fireoffice.services.office import Office
from fireoffice.services.safekeeping.backups import backup, listing
from fireoffice.services.safekeeping.catalogue import (
    BACKUPS,
    BackupInfo,
    Reason,
    discard,
    listing_of,
    newest,
    write_note,
)

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """A backup that was taken, and what is to be said about its second copy (often nothing)."""

    backup: BackupInfo
    second: Path | None = None
    notes: tuple[str, ...] = ()


def keep(office: Office, reason: Reason = Reason.ASKED) -> Kept:
    """Take a backup, copy it to the second place, and let go of old ones.

    The attached files that the second place has not got yet are copied there too; beside the
    database itself they have no second copy, since nothing ever deletes or changes them.
    The second place is `Settings.second_backup_folder`; that it is not there (the stick is not
    plugged in) or is full is a note and no failure. Raises `EnvironmentProblem` where the
    backup itself cannot be made; then every older one is still there.
    """
    made = backup(office, reason=reason)
    _thin(office, office.folder / BACKUPS)
    wanted = load_settings(office.folder).second_backup_folder
    if not wanted:
        return Kept(made)
    place = Path(wanted)
    try:
        # A network share that is gone answers every request with an error.
        with explaining("复制备份", place):
            second = _copy(made, place)
            _thin(office, place)
            if second is not None:
                mirror(office, place)
    except OfficeError as problem:
        _log.warning("第二备份没有完成：%s", problem)
        return Kept(made, notes=(f"第二备份没有完成，本机的备份已做好。{problem.message}",))
    if second is None:
        return Kept(made, notes=(f"第二备份位置没有接上（{place}），这次只备份在本机。",))
    return Kept(made, second)


def keep_if_changed(office: Office, reason: Reason = Reason.CLOSING) -> Kept | None:
    """Keep a backup, unless the last one holds everything already; called on closing."""
    return keep(office, reason) if _has_changed(office, _newest(office)) else None


def keep_if_due(office: Office) -> Kept | None:
    """Keep a backup if half an hour of work is not backed up yet; called every minute."""
    last = _newest(office)
    since = max(office.opened_at, last.taken_at) if last else office.opened_at
    if is_due(since, office.clock.now()) and _has_changed(office, last):
        return keep(office, Reason.WORK)
    return None


def _newest(office: Office) -> BackupInfo | None:
    return newest(listing(office), office.clock.now())


def _has_changed(office: Office, last: BackupInfo | None) -> bool:
    return last is None or last.mark != mark_of(office.file)


def _copy(made: BackupInfo, place: Path) -> Path | None:
    """Copy a backup to `place` and read it back; None if `place` is not there.

    The folder is never made here: where a stick is not plugged in, its path would come to lie
    on the very disk that the copy is to outlive.
    """
    if not place.is_dir():
        return None
    target = place / made.file.name
    fresh = place / f".~{made.file.name}.new"
    with explaining("复制备份", target):
        try:
            shutil.copyfile(made.file, fresh)
            # Flushed first, so that it is read back from the disk and not from memory.
            sync_file(fresh)
            if sha256_of(fresh) != made.sha256:
                raise OSError(errno.EIO, "not what was written")
            put_in_place(fresh, target)
        finally:
            remove_file(fresh)
    write_note(replace(made, file=target))
    return target


def _thin(office: Office, folder: Path) -> None:
    """Remove this office's backups in `folder` that are no longer worth their room.

    Those of an unknown owner stay, except in the folder beside the database itself.
    """
    is_ours = folder == office.folder / BACKUPS
    found = [one for one in listing_of(folder, office.office_id) if one.office or is_ours]
    kept = worth_keeping({one.taken_at for one in found}, office.clock.now())
    for one in found:
        if one.taken_at not in kept:
            try:
                discard(one)
            except OfficeError as problem:
                _log.warning("%s", problem)
