"""Counts what the program asks of its database: statements and sessions, never time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtTest import QTest
from sqlalchemy import event

from fireoffice.services.office import Office

_BOUNDS = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT")
_SETTLING_MS = 60


@dataclass
class Asked:
    """The statements of a block, bounds of transactions apart, and how many sessions read."""

    statements: list[str] = field(default_factory=list[str])
    sessions: int = 0

    def __len__(self) -> int:
        return len(self.statements)


@contextmanager
def counting(office: Office) -> Iterator[Asked]:
    """Count in the block, and until the window has nothing more to do."""
    asked = Asked()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(_BOUNDS):
            asked.sessions += statement.startswith("BEGIN")
        else:
            asked.statements.append(" ".join(statement.split()))

    event.listen(office._engine, "before_cursor_execute", note)
    try:
        yield asked
        QTest.qWait(_SETTLING_MS)
    finally:
        event.remove(office._engine, "before_cursor_execute", note)
