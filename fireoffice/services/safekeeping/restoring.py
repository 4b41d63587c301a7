"""Backups that can be restored, and what each would bring back, told before anything is touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import EnvironmentProblem, explaining
from fireoffice.core.settings import load_settings
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.db.migrate import prepare
from fireoffice.registers import TABS
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups
from fireoffice.services.safekeeping.catalogue import BackupInfo
from fireoffice.services.safekeeping.ownership import owner_of


@dataclass(frozen=True)
class RegisterCount:
    """The number of records of one register, recycle bin included, in a backup and now.

    `is_main`: the register has a tab of its own.
    """

    title: str
    then: int
    now: int
    is_main: bool = False


@dataclass(frozen=True)
class Preview:
    """A backup that was opened and found good: when it was taken and what it holds.

    `other_town` names the town of a backup that is another office's; empty for our own.
    """

    file: Path
    taken_at: datetime
    size: int
    counts: tuple[RegisterCount, ...]
    other_town: str = ""


def offered(folder: Path, now: datetime | None = None) -> tuple[BackupInfo, ...]:
    """Every backup that may take the place of the database in `folder`, the newest first.

    Those in the second place too, where they are of the same office or nothing tells whose they
    are; of two copies the one here. What is dated later than `now` comes of a clock that was
    wrong, and last.
    """
    here = backups.listing_of(folder / backups.BACKUPS)
    offices, names = {one.office for one in here}, {one.file.name for one in here}
    there = [
        one
        for one in _in_second_place(folder)
        if one.file.name not in names and (not offices or one.office in offices)
    ]
    at = now or datetime.now(CHINA)
    return tuple(
        sorted((*here, *there), key=lambda one: (one.taken_at <= at, one.taken_at), reverse=True)
    )


def begin_anew(folder: Path) -> None:
    """Make an empty database in `folder`, where one is known to be lost. Raises `OfficeError`."""
    prepare(folder / DATABASE_NAME)


def _in_second_place(folder: Path) -> tuple[BackupInfo, ...]:
    try:
        place = load_settings(folder).second_backup_folder
        return backups.listing_of(Path(place)) if place else ()
    except (EnvironmentProblem, OSError):
        return ()


def look_into(office: Office, file: Path) -> Preview:
    """Open `file`, examine it, and hold what it has against what there is now.

    Raises `InputError` when it is damaged, no database of ours or newer than this program,
    `EnvironmentProblem` when it cannot be read.
    """
    backups.require_good(file)
    with explaining("读取备份", file):
        size = file.stat().st_size
    wanted = owner_of(file)
    is_another = wanted.is_another(backups.present_owner(office.folder, office.clock))
    other_town = (wanted.town or "另一个消防办") if is_another else ""
    return Preview(file, _taken_at(file), size, compare(office, file), other_town)


def compare(office: Office, file: Path) -> tuple[RegisterCount, ...]:
    """The number of records of each register in the backup `file`, and now."""
    then, now = backups.contents(file), backups.contents(office.file)
    main = {register.title for register in TABS}
    return tuple(
        RegisterCount(title, then.get(title, 0), now.get(title, 0), title in main)
        for title in dict.fromkeys([*now, *then])
    )


def has_second_copy(office: Office, file: Path) -> bool:
    """True if the second place is set, plugged in and holds a copy of the backup `file`."""
    place = load_settings(office.folder).second_backup_folder
    try:
        copied = Path(place) / file.name if place else None
        return copied is not None and copied.stat().st_size == file.stat().st_size
    except OSError:
        return False


def _taken_at(file: Path) -> datetime:
    """The time when a backup was taken; of a file with another name, when it was last written."""
    known = next((one for one in backups.listing_of(file.parent) if one.file == file), None)
    if known is not None:
        return known.taken_at
    with explaining("读取备份", file):
        return datetime.fromtimestamp(file.stat().st_mtime, CHINA)
