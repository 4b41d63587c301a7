"""What a restoration would bring back, told before anything is touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import InputError, explaining
from fireoffice.core.settings import load_settings
from fireoffice.db.schema import examine
from fireoffice.registers import TABS
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups


@dataclass(frozen=True)
class RegisterCount:
    """How many records of one register, recycle bin included, there were and there are.

    `is_main`: the register has a tab of its own.
    """

    title: str
    then: int
    now: int
    is_main: bool = False


@dataclass(frozen=True)
class Preview:
    """A backup that was opened and found good: when it was taken and what it holds."""

    file: Path
    taken_at: datetime
    size: int
    counts: tuple[RegisterCount, ...]


def look_into(office: Office, file: Path) -> Preview:
    """Open `file`, examine it, and hold what it has against what there is now.

    Raises `InputError` when it is damaged, no database of ours or newer than this program,
    `EnvironmentProblem` when it cannot be read.
    """
    found = examine(file)
    if found.problems:
        raise InputError(
            f"这个备份已损坏，不能恢复（{file}）：{found.problems[0]}。", "请换一个备份。"
        )
    with explaining("读取备份", file):
        size = file.stat().st_size
    return Preview(file, _taken_at(file), size, compare(office, file))


def compare(office: Office, file: Path) -> tuple[RegisterCount, ...]:
    """How many records of each register the backup `file` holds, and how many there are now."""
    then, now = backups.contents(file), backups.contents(office.file)
    main = {register.title for register in TABS}
    return tuple(
        RegisterCount(title, then.get(title, 0), now.get(title, 0), title in main)
        for title in dict.fromkeys([*now, *then])
    )


def has_second_copy(office: Office, file: Path) -> bool:
    """Whether the second place, if it is set and plugged in, holds a copy of the backup `file`."""
    place = load_settings(office.folder).second_backup_folder
    try:
        copied = Path(place) / file.name if place else None
        return copied is not None and copied.stat().st_size == file.stat().st_size
    except OSError:
        return False


def _taken_at(file: Path) -> datetime:
    """When the backup was taken; of a file with another name, when it was last written."""
    known = next((one for one in backups.listing_of(file.parent) if one.file == file), None)
    if known is not None:
        return known.taken_at
    with explaining("读取备份", file):
        return datetime.fromtimestamp(file.stat().st_mtime, CHINA)
