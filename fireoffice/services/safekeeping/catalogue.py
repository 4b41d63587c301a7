"""The folder of backups: how they are named, what is noted beside each, whose they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import EnvironmentProblem, InputError, explaining
from fireoffice.core.files import remove_file, write_text_atomically
from fireoffice.db.schema import examine, sha256_of
from fireoffice.services.safekeeping.ownership import owner_of

BACKUPS: Final = "备份"
"""The folder of backups within the data folder."""
STAMP: Final = "%Y%m%d-%H%M%S"
"""The format of a moment in the name of a file, for `strftime`."""

_NAME: Final = re.compile(r"消防办-(?P<at>\d{8}-\d{6})(-(?P<office>[0-9a-f]{8}))?(-\d{1,5})?\.db")
_OFFICE_DIGITS: Final = 8
"""The number of last digits of an office's key in a name: enough for one folder."""


class Reason(StrEnum):
    """The reason for a backup, as it is shown beside it."""

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

    `mark` tells the state of the database that it holds (`fireoffice.db.schema.mark_of`), `office`
    whose it is (`Owner.office`; empty where that is not known).
    """

    file: Path
    records: int
    sha256: str
    taken_at: datetime
    reason: str = ""
    mark: str = ""
    office: str = ""


def listing_of(folder: Path, office: str = "") -> tuple[BackupInfo, ...]:
    """The backups in `folder`, newest first, as they were when they were verified.

    With `office`, those that are known to be another's are left out. A file without its note is
    examined now; one that is no good is not listed. What is listed is examined again before it is
    restored.
    """
    files = [one for one in folder.glob("*.db") if _taken_at(one) is not None]
    found = [info for file in files if (info := _noted(file) or _examined(file))]
    own = [one for one in found if not office or one.office in ("", office)]
    return tuple(sorted(own, key=lambda one: (one.taken_at, one.file.name), reverse=True))


def newest(found: Iterable[BackupInfo], now: datetime) -> BackupInfo | None:
    """The newest of the backups that were taken by `now`; None for none.

    One that is dated later comes of a clock that was wrong: it says nothing about today.
    """
    past = (one for one in found if one.taken_at <= now)
    return max(past, key=lambda one: (one.taken_at, one.file.name), default=None)


def free_file(folder: Path, at: datetime, office: str) -> Path:
    """A file in `folder` for a backup of `office` taken `at`, under a name that is not taken."""
    stem = "-".join(filter(None, ("消防办", f"{at:{STAMP}}", office[-_OFFICE_DIGITS:])))
    file, number = folder / f"{stem}.db", 1
    while file.exists():
        number += 1
        file = folder / f"{stem}-{number}.db"
    return file


def is_listed(file: Path) -> bool:
    """True if `file` is named as a backup that has a note beside it is."""
    return _taken_at(file) is not None


def described(file: Path, taken_at: datetime) -> BackupInfo:
    """The backup `file` as it is found now. Raises `InputError` for what is no good backup."""
    found = examine(file)
    if found.problems:
        raise InputError(f"这个备份已损坏（{file}）：{found.problems[0]}。", "请换一个备份。")
    office = owner_of(file).office
    return BackupInfo(
        file, found.records, sha256_of(file), taken_at, mark=found.mark, office=office
    )


def write_note(info: BackupInfo) -> None:
    """Keep beside a backup what was found when it was verified."""
    note = {
        "records": info.records,
        "sha256": info.sha256,
        "bytes": info.file.stat().st_size,
        "reason": info.reason,
        "mark": info.mark,
        "office": info.office,
    }
    text = json.dumps(note, ensure_ascii=False)
    write_text_atomically(_note_of(info.file), text + "\n")


def discard(info: BackupInfo) -> None:
    """Remove a backup and its note. Raises `EnvironmentProblem`."""
    with explaining("清理旧备份", info.file):
        remove_file(info.file)
        remove_file(_note_of(info.file))


def _note_of(file: Path) -> Path:
    return file.with_suffix(".json")


def _noted(file: Path) -> BackupInfo | None:
    """The backup as noted when `file` was verified; None if the file has another size by now."""
    taken_at = _taken_at(file)
    try:
        note = json.loads(_note_of(file).read_text(encoding="utf-8"))
        if taken_at is not None and note["bytes"] == file.stat().st_size:
            return BackupInfo(
                file,
                int(note["records"]),
                str(note["sha256"]),
                taken_at,
                str(note.get("reason", "")),
                str(note.get("mark", "")),
                # Earlier notes do not say whose the backup is; the backup does.
                str(note.get("office") or owner_of(file).office),
            )
    except (EnvironmentProblem, OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def _examined(file: Path) -> BackupInfo | None:
    taken_at = _taken_at(file)
    try:
        return described(file, taken_at) if taken_at else None
    except (InputError, EnvironmentProblem):
        return None


def _taken_at(file: Path) -> datetime | None:
    """The time of a backup as its name tells; None for another file."""
    match = _NAME.fullmatch(file.name)
    try:
        return datetime.strptime(match["at"], STAMP).replace(tzinfo=CHINA) if match else None
    except ValueError:
        return None
