"""The memory of a session: what it has read and need not read again until it writes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy.orm import Session

_T = TypeVar("_T")


def remembered(session: Session, key: Hashable, read: Callable[[], _T]) -> _T:
    """The result of `read` from the first time that it was asked for by `key`."""
    if key not in session.info:
        session.info[key] = read()
    return session.info[key]


def forget(session: Session) -> None:
    """Read everything anew from now on: the session writes."""
    session.info.clear()
