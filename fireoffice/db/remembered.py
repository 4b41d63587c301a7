"""What a session has read, and need not read again for each record until it writes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy.orm import Session

_T = TypeVar("_T")


def remembered(session: Session, key: Hashable, read: Callable[[], _T]) -> _T:
    """What `read` found the first time that it was asked for by `key`."""
    if key not in session.info:
        session.info[key] = read()
    return session.info[key]


def forget(session: Session) -> None:
    """Read everything anew from now on: the session writes."""
    session.info.clear()
