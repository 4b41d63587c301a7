"""Ownership of database files: offices are told apart by the installation that began each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from fireoffice.core.errors import DamagedDatabase, InputError
from fireoffice.db.models import Replica
from fireoffice.db.schema import reading

_FIRST: Final = "SELECT id FROM replicas ORDER BY rowid LIMIT 1"
_TOWN: Final = "SELECT name FROM towns WHERE deleted_at IS NULL AND NOT sample LIMIT 1"


@dataclass(frozen=True)
class Owner:
    """The office that a database belongs to, and its town's name: empty before it is set up.

    `office` is the key of the installation that made the first operation: every copy, backup and
    restored database has it. Empty where it is not known.
    """

    office: str = ""
    town: str = ""

    def is_another(self, present: Owner) -> bool:
        """True if both are known and differ, and `present` is an office that works already."""
        return bool(self.office and present.town) and self.office not in ("", present.office)


def owner_of(file: Path) -> Owner:
    """The owner of the database `file`; an empty one if it is damaged, locked or not there.

    Raises `EnvironmentProblem` for what the machine refuses now: that says nothing of the file.
    """
    if not file.is_file():
        return Owner()
    try:
        with reading(file) as connection:
            first = connection.execute(_FIRST).fetchone()
            town = connection.execute(_TOWN).fetchone()
    except (InputError, DamagedDatabase):
        return Owner()
    return Owner(first[0] if first else "", town[0] if town else "")


def office_in(session: Session) -> str:
    """The office of an open database; empty before its first installation is registered."""
    return session.scalar(select(Replica.id).order_by(text("rowid")).limit(1)) or ""
