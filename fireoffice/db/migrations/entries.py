"""The entries by which a migration records its changes in the operation log.

Written for the log as it has been since the first schema; see docs/oplog.md.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Final

import sqlalchemy as sa

AUTHOR: Final = "程序升级"
_CHINA: Final = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Entry:
    """One field of one record that a migration writes; the making of a record is field `id`."""

    table: str
    record: str
    field: str
    old: Any
    new: Any


def enter(connection: sa.Connection, label: str, entries: list[Entry]) -> None:
    """Write `entries` as one operation of this installation; nothing if there are none."""
    if not entries:
        return
    replica = connection.execute(
        sa.text("SELECT value FROM meta WHERE key = 'replica'")
    ).scalar_one()
    last = connection.execute(
        sa.text("SELECT max(sequence) FROM operations WHERE replica_id = :replica"),
        {"replica": replica},
    ).scalar()
    op_id = str(uuid.uuid4())
    connection.execute(
        sa.text(
            "INSERT INTO operations (id, replica_id, sequence, kind, label, author, at)"
            " VALUES (:id, :replica, :sequence, 'final', :label, :author, :at)"
        ),
        {
            "id": op_id,
            "replica": replica,
            "sequence": (last or 0) + 1,
            "label": label,
            "author": AUTHOR,
            "at": datetime.now(_CHINA).strftime("%Y-%m-%d %H:%M:%S.%f"),
        },
    )
    connection.execute(
        sa.text(
            'INSERT INTO op_changes (op_id, "table", record_id, field, old, new, parents)'
            " VALUES (:op_id, :table, :record, :field, :old, :new, :parents)"
        ),
        [
            {
                "op_id": op_id,
                "table": one.table,
                "record": one.record,
                "field": one.field,
                "old": _json(one.old),
                "new": _json(one.new),
                "parents": json.dumps(_heads(connection, one)),
            }
            for one in entries
        ],
    )


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _heads(connection: sa.Connection, one: Entry) -> list[str]:
    rows = connection.execute(
        sa.text(
            "SELECT op_id, parents FROM op_changes WHERE record_id = :record AND field = :field"
        ),
        {"record": one.record, "field": one.field},
    ).fetchall()
    seen = {parent for _, parents in rows for parent in json.loads(parents)}
    return sorted(op_id for op_id, _ in rows if op_id not in seen)
