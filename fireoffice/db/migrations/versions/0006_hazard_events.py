"""What happened to a hazard becomes one row an event, and the calendar of working days a table."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_NEW_TEXTS = ("counting", "responsible_unit", "funds", "precautions", "report_number")
_NEW_DATES = (
    "first_due", "served_on", "asked_due", "supervised_on", "listed_on", "exposed_on", "reported_on"
)  # fmt: skip
_NEW_NUMBERS = ("term", "extensions", "reopenings", "recurrences", "contradictions")
_OLD = (
    "id", "sample", "deleted_at", "found_on", "note", "due", "notified_on", "notice_number",
    "started_on", "fixed_on", "rechecked_on", "recheckers", "recheck_result", "closed_on",
    "closed_by", "transferred_on", "transferred_to"
)  # fmt: skip
_LABELS = {
    "notice_number": "通知书文号",
    "recheckers": "复查人",
    "closed_by": "销号人",
    "transferred_to": "移送单位",
}
_EVENT = ("hazard", "kind", "day", "sequence", "people", "by", "result", "due", "number", "unit")
_UNKNOWN = "未登记"
"""Who looked again, closed or took over, where the old row did not say."""
_LABEL = "把隐患的办理情况改记为逐项经过"
_AUTHOR = "程序升级"


def _record() -> list[sa.Column[Any]]:
    """The columns that every record has."""
    return [
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
    ]


def upgrade() -> None:
    for name in _NEW_TEXTS:
        op.add_column("hazards", sa.Column(name, sa.Text(), nullable=True))
    for name in _NEW_DATES:
        op.add_column("hazards", sa.Column(name, sa.Date(), nullable=True))
    for name in _NEW_NUMBERS:
        op.add_column("hazards", sa.Column(name, sa.Integer(), nullable=True))
    op.create_index(op.f("ix_hazards_place"), "hazards", ["place"])
    op.create_table(
        "hazard_events",
        sa.Column("hazard", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("people", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("term", sa.Integer(), nullable=True),
        sa.Column("counting", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("receiver", sa.Text(), nullable=True),
        sa.Column("approver", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_record(),
        sa.ForeignKeyConstraint(
            ["hazard"], ["hazards.id"], name=op.f("fk_hazard_events_hazard_hazards")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard_events")),
    )
    op.create_index(op.f("ix_hazard_events_hazard"), "hazard_events", ["hazard"])
    op.create_index(op.f("ix_hazard_events_number"), "hazard_events", ["number"])
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_days")),
    )
    op.create_index(op.f("ix_calendar_days_day"), "calendar_days", ["day"])
    op.create_index(op.f("ix_calendar_days_year"), "calendar_days", ["year"])
    _tell_events(op.get_bind())


def _tell_events(connection: sa.Connection) -> None:
    """Make events of what the rows say, by one operation of this replica."""
    replica = connection.execute(sa.text("SELECT value FROM meta WHERE key = 'replica'")).scalar()
    columns = ", ".join(f'"{name}"' for name in _OLD)
    rows = connection.execute(sa.text(f"SELECT {columns} FROM hazards ORDER BY id"))  # noqa: S608
    hazards = [dict(row) for row in rows.mappings()]
    if not hazards or replica is None:
        return
    now = datetime.now(timezone(timedelta(hours=8))).replace(tzinfo=None)
    moment = f"{now:%Y-%m-%d %H:%M:%S.%f}"
    op_id = _key()
    connection.execute(
        sa.text(
            "INSERT INTO operations (id, replica_id, sequence, kind, label, author, at)"
            " SELECT :id, :replica, coalesce(max(sequence), 0) + 1, 'final', :label, :author, :at"
            " FROM operations WHERE replica_id = :replica"
        ),
        {"id": op_id, "replica": replica, "label": _LABEL, "author": _AUTHOR, "at": moment},
    )
    for start in range(0, len(hazards), 1000):
        events: list[dict[str, Any]] = []
        changes: list[dict[str, Any]] = []
        for hazard in hazards[start : start + 1000]:
            for place, told in enumerate(_events_of(hazard), start=1):
                event = dict.fromkeys(_EVENT) | told
                event |= {"id": _key(), "hazard": hazard["id"], "sequence": place}
                # What belongs to a sample town that was removed is not to bring it back.
                event["sample"] = bool(hazard["sample"] and not hazard["deleted_at"])
                events.append(event | {"at": moment})
                changes += _making(event)
            changes += _rewriting(connection, hazard)
        names = ", ".join(f'"{name}"' for name in _EVENT)
        values = ", ".join(f":{name}" for name in _EVENT)
        if events:
            connection.execute(
                sa.text(
                    f"INSERT INTO hazard_events (id, {names}, created_at, updated_at, sample,"  # noqa: S608
                    f" search_text) VALUES (:id, {values}, :at, :at, :sample, '')"
                ),
                events,
            )
        if changes:
            connection.execute(
                sa.text(
                    'INSERT INTO op_changes (op_id, "table", record_id, field, old, new, parents)'
                    " VALUES (:op, :table, :record, :field, :old, :new, :parents)"
                ),
                [one | {"op": op_id} for one in changes],
            )


def _events_of(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What happened to a hazard, in the order of its life."""
    notified, due = row["notified_on"], row["due"]
    at_once = _on_the_spot(row)
    if notified and due and due >= notified:
        yield {"kind": "限期", "day": notified, "number": row["notice_number"], "due": due}
    elif notified:
        yield {"kind": "告知", "day": notified, "number": row["notice_number"]}
    if row["started_on"] and not at_once:
        yield {"kind": "整改开始", "day": row["started_on"]}
    if row["fixed_on"]:
        yield {"kind": "当场改" if at_once else "整改完成", "day": row["fixed_on"]}
    if row["rechecked_on"]:
        yield {
            "kind": "复查",
            "day": row["rechecked_on"],
            "people": row["recheckers"] or _UNKNOWN,
            "result": row["recheck_result"],
        }
    if row["closed_on"]:
        yield {"kind": "销号", "day": row["closed_on"], "by": row["closed_by"] or _UNKNOWN}
    if row["transferred_on"]:
        yield {
            "kind": "移送",
            "day": row["transferred_on"],
            "unit": row["transferred_to"] or _UNKNOWN,
        }


def _on_the_spot(row: dict[str, Any]) -> bool:
    found = row["found_on"]
    return (
        row["fixed_on"] == found
        and not row["notified_on"]
        and row["started_on"] in (None, found)
        and row["due"] in (None, found)
    )


def _rewriting(connection: sa.Connection, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the hazard's own row says from now on: the deadline before any notice, stray words."""
    notified, due = row["notified_on"], row["due"]
    written: dict[str, Any] = {}
    if due and not _on_the_spot(row) and not (notified and due >= notified):
        written["first_due"] = due
    stray = [
        f"{_LABELS[name]}：{row[name]}"
        for name, day in (
            ("notice_number", "notified_on"),
            ("recheckers", "rechecked_on"),
            ("closed_by", "closed_on"),
            ("transferred_to", "transferred_on"),
        )
        if row[name] and not row[day]
    ]
    if stray:
        written["note"] = "\n".join([*filter(None, [row["note"]]), *stray])
    for name, value in written.items():
        old = row.get(name)
        connection.execute(
            sa.text(f'UPDATE hazards SET "{name}" = :value WHERE id = :id'),  # noqa: S608
            {"value": value, "id": row["id"]},
        )
        yield {
            "table": "hazards",
            "record": row["id"],
            "field": name,
            "old": _json(old),
            "new": _json(value),
            "parents": _json(_heads(connection, row["id"], name)),
        }


def _making(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("id", *_EVENT, "sample"):
        if event[name] is not None:
            yield {
                "table": "hazard_events",
                "record": event["id"],
                "field": name,
                "old": None,
                "new": _json(event[name]),
                "parents": "[]",
            }


def _heads(connection: sa.Connection, record: str, name: str) -> Sequence[str]:
    """The operations that last wrote a field: those that are no one's parent."""
    rows = connection.execute(
        sa.text(
            "SELECT op_id, parents FROM op_changes WHERE record_id = :record AND field = :name"
        ),
        {"record": record, "name": name},
    ).all()
    seen = {parent for _, parents in rows for parent in json.loads(parents)}
    return sorted(op_id for op_id, _ in rows if op_id not in seen)


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def _key() -> str:
    """A new UUID version 7 (RFC 9562)."""
    number = time.time_ns() // 1_000_000 << 80 | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    digits = f"{number & ~(0x3 << 62) | 0x2 << 62:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
