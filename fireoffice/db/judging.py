"""The rules over a record and its parts, held inside the transaction that would break them.

Form, grid, batch, paste, import, undo, redo and command line all write through one unit of work,
so a rule that is judged here holds on every path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, inspect, select
from sqlalchemy.orm import Session

from fireoffice.core.errors import FieldErrors, InputError
from fireoffice.db.engine import READ_ONLY
from fireoffice.db.models.base import Objection, Record
from fireoffice.db.parts import live_parts, owner_keys, owner_model

HINT: Final = "请核对，或先更正、撤回与它不符的那一项。"
_BATCH: Final = 500


class Judge:
    """Remembers whose rules one transaction must keep, and refuses it where one is broken."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._owners: dict[type[Record], set[str]] = {}

    def note(self, touched: Iterable[Record]) -> None:
        """Note the owners of the records about to be written; called before each flush."""
        for record in touched:
            owner = owner_model(type(record))
            if owner is not None and _has_rules(owner):
                self._owners.setdefault(owner, set()).update(owner_keys(record))
            if _has_rules(type(record)) and inspect(record).has_identity:
                self._owners.setdefault(type(record), set()).add(record.id)

    def refuse(self) -> None:
        """Raise for a contradiction that was not there before this transaction.

        `FieldErrors` where it lies in one field of a part, else `InputError`.
        """
        for model, keys in self._owners.items():
            for objection in new_objections(self._session, model, sorted(keys)).values():
                if objection.field:
                    raise FieldErrors({objection.field: objection.sentence})
                raise InputError(objection.sentence, HINT)


def new_objections(
    session: Session, model: type[Record], keys: Sequence[str]
) -> dict[str, Objection]:
    """The first contradiction of each record of `keys` that the database does not know yet.

    `session` holds the records as they would stand. What was contradictory before (by a merge, or
    in an old database) keeps nobody from writing.
    """
    if not _has_rules(model):
        return {}
    standing = _objections(session, model, keys)
    if not standing:
        return {}
    known = _committed(session, model, tuple(standing))
    return {
        key: new[0]
        for key, objections in standing.items()
        if (new := [said for part, said in objections.items() if part not in known.get(key, ())])
    }


def _committed(
    session: Session, model: type[Record], keys: Sequence[str]
) -> dict[str, Mapping[str, Objection]]:
    """The contradictions that stand in the database: another connection sees what is committed."""
    bind = session.get_bind()
    engine = bind.engine if isinstance(bind, Connection) else bind
    with Session(engine.execution_options(**{READ_ONLY: True}), autoflush=False) as committed:
        return _objections(committed, model, keys)


def _objections(
    session: Session, model: type[Record], keys: Sequence[str]
) -> dict[str, Mapping[str, Objection]]:
    """The contradictions within each record and its live parts, by its key."""
    found: dict[str, Mapping[str, Objection]] = {}
    for start in range(0, len(keys), _BATCH):
        some = keys[start : start + _BATCH]
        present = [owner for owner in _owners(session, model, some) if owner.deleted_at is None]
        parts = _parts(session, present)
        found |= {
            owner.id: objections
            for owner in present
            if (objections := owner.objections(parts[owner.id]))
        }
    return found


def _owners(session: Session, model: type[Record], keys: Sequence[str]) -> list[Record]:
    """The records of `keys`: those that the session holds already are not read again."""
    held = [session.identity_map.get(session.identity_key(model, key)) for key in keys]
    owners = [owner for owner in held if owner is not None]
    missing = set(keys) - {owner.id for owner in owners}
    if missing:
        with session.no_autoflush:
            owners += session.scalars(select(model).where(model.id.in_(missing)))
    return owners


def _parts(session: Session, owners: Sequence[Record]) -> dict[str, list[Record]]:
    """The live parts of each owner, as the last flush summed them up, or read."""
    parts: dict[str, list[Record]] = {
        owner.id: session.info[type(owner), owner.id]
        for owner in owners
        if (type(owner), owner.id) in session.info
    }
    return parts | live_parts(session, [owner for owner in owners if owner.id not in parts])


def _has_rules(model: type[Record]) -> bool:
    return model.objections is not Record.objections
