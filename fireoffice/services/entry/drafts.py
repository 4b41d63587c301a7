"""Drafts: what is being typed, kept over a crash, without history."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select

from fireoffice.db.models import Draft
from fireoffice.services.office import Office


def keep_draft(office: Office, key: str, content: Any) -> None:
    """Keep `content` (anything that JSON can hold) under `key`, in place of what was there."""
    with office.scratch() as session:
        session.merge(Draft(key=key, content=content, saved_at=office.clock.now()))


def draft(office: Office, key: str) -> Any:
    """The content kept under `key`; None if there is none."""
    with office.reading() as session:
        return session.scalar(select(Draft.content).where(Draft.key == key))


def drafts(office: Office, prefix: str = "") -> tuple[str, ...]:
    """The keys that begin with `prefix`, latest saved first."""
    with office.reading() as session:
        keys = session.scalars(select(Draft.key).order_by(Draft.saved_at.desc(), Draft.key))
        return tuple(key for key in keys if key.startswith(prefix))


def drop_draft(office: Office, key: str) -> None:
    """Forget what is kept under `key`."""
    with office.scratch() as session:
        session.execute(delete(Draft).where(Draft.key == key))
