"""Copies of the data that the password does not cover: found, given it too, or removed.

A database has copies: backups, those in the second place, what stood before a migration or was
kept as it was. A password that is set covers what is made from then on; these stay as they were
unless somebody says otherwise.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from fireoffice.core.errors import OfficeError, explaining
from fireoffice.core.files import put_in_place, remove_file
from fireoffice.core.log import loggable
from fireoffice.core.settings import load_settings
from fireoffice.db import keys
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.db.schema import remove_database, remove_side_files, sha256_of
from fireoffice.services.office import Office
from fireoffice.services.safekeeping.catalogue import BACKUPS, listing_of, write_note
from fireoffice.services.safekeeping.recoding import is_clear, recoded

_log: Final = logging.getLogger(__name__)


class Earlier(StrEnum):
    """The choice what becomes of copies that have no password."""

    PROTECT = "一起加密"
    REMOVE = "删除"
    LEAVE = "不动"


@dataclass(frozen=True)
class Treated:
    """The outcome: how many copies got the password or were removed, and those still without."""

    protected: int = 0
    removed: int = 0
    left: tuple[Path, ...] = ()

    def told(self) -> str:
        """The outcome in a sentence; empty if there were no copies."""
        said = [
            words.format(count)
            for count, words in (
                (self.protected, "{}份以前的备份已一起加密"),
                (self.removed, "{}份没有密码的备份已删除"),
                (len(self.left), "还有{}份没有密码"),
            )
            if count
        ]
        if self.left:
            places = dict.fromkeys(str(one.parent) for one in self.left)
            said[-1] += f"，在{'、'.join(places)}"
        return "，".join(said) + "。" if said else ""


def exposed(office: Office) -> tuple[Path, ...]:
    """The copies of the database that can be read without a password, wherever we keep some."""
    return tuple(file for file in _copies(office) if is_clear(file))


def treat(office: Office, how: Earlier) -> Treated:
    """Give the copies without a password that of the database, or remove them, as `how` says.

    A copy that cannot be treated (damaged, in use, the stick pulled out) stays and is told; so are
    all of them where the database has no password itself.
    """
    key = keys.key_for(office.file)
    files = exposed(office)
    if key is None or how is Earlier.LEAVE:
        return Treated(left=files)
    left: list[Path] = []
    for file in files:
        try:
            if how is Earlier.REMOVE:
                _remove(file)
            else:
                _protect(file, key)
        except OfficeError as problem:
            _log.warning("没有处理没有密码的副本：%s", loggable(problem))
            left.append(file)
    count = len(files) - len(left)
    protect = how is Earlier.PROTECT
    return Treated(count if protect else 0, 0 if protect else count, tuple(left))


def _copies(office: Office) -> Iterator[Path]:
    """Every copy of the database, the one in use apart."""
    folder = office.folder
    second = load_settings(folder).second_backup_folder
    yield from sorted((folder / BACKUPS).glob("*.db"))
    yield from sorted(one for one in folder.glob("*.db") if one.name != DATABASE_NAME)
    if second:
        yield from (one.file for one in listing_of(Path(second), office.office_id))


def _protect(file: Path, key: str) -> None:
    known = next((one for one in listing_of(file.parent) if one.file == file), None)
    fresh = file.with_name(f".~{file.name}.recoded")
    try:
        recoded(file, fresh, key)
        with explaining("加密备份", file):
            remove_side_files(file)
            put_in_place(fresh, file)
    finally:
        remove_database(fresh)
    if known is not None:
        write_note(replace(known, sha256=sha256_of(file)))


def _remove(file: Path) -> None:
    with explaining("删除没有密码的备份", file):
        remove_side_files(file)
        remove_file(file)
        remove_file(file.with_suffix(".json"))
