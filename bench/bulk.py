"""Many records at once: what checks, derived columns and the log cost against the rows alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any, Final

from bench.lists import MANY, office_of_many
from bench.measure import Work, in_turns, report
from fireoffice.core.ids import new_key
from fireoffice.db.engine import connect
from fireoffice.db.models import Hazard, Village
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.entry import bulk
from fireoffice.services.history import operations
from fireoffice.services.office import Office

NEW: Final = 2_000
CHANGED: Final = 20_000
TODAY: Final = date(2021, 4, 20)
ROUNDS: Final = 3
FLOOR: Final = "the same rows by executemany"

_Rows = list[tuple[Any, ...]]


def run() -> None:
    """Print each use case beside plain SQL that writes the same rows: records and log."""
    with office_of_many(HAZARDS) as office, closing(connect(office.file)) as raw:
        _insert(office, raw)
        _set(office, raw)


def _insert(office: Office, raw: Any) -> None:
    with office.reading() as session:
        village = session.query(Village).first()
        assert village is not None
    values = {"place": "福源超市", "description": "疏散通道堆放杂物", "grade": "一般"}
    serial = iter(range(10**9))

    def logged() -> None:
        with office.change("导入") as work:
            work.add(
                *(
                    Hazard(
                        **values,
                        number=f"导入-{next(serial)}",
                        found_on=TODAY,
                        village=village.id,
                    )
                    for _ in range(NEW)
                )
            )

    def checked() -> None:
        typed = values | {"found_on": TODAY.isoformat(), "village": village.name}
        rows = [typed | {"number": f"表-{next(serial)}"} for _ in range(NEW)]
        bulk.whole(bulk.create_many(office, HAZARDS, rows))

    logged()
    made = list(_copies(raw, office.done[-1], ROUNDS + 1))
    seconds = in_turns(
        {
            "work.add, with log": logged,
            "create_many, typed texts checked too": checked,
            FLOOR: lambda: _write(raw, *made.pop()),
        },
        ROUNDS,
    )
    report(f"{NEW:,} new hazards beside {MANY:,}", seconds, FLOOR, "within 5 × floor")


def _copies(raw: Any, op_id: str, count: int) -> Iterator[tuple[_Rows, _Rows, _Rows]]:
    """What an operation wrote, with keys of its own each time: hazards, operation, changes."""
    hazards = raw.execute(
        "SELECT * FROM hazards WHERE id IN (SELECT record_id FROM op_changes WHERE op_id = ?)",
        (op_id,),
    ).fetchall()
    at = [row[1] for row in raw.execute("PRAGMA table_info(hazards)")].index("id")
    for _ in range(count):
        keys = {row[at]: new_key() for row in hazards}
        operation, changes = _logged(raw, op_id)
        yield (
            [(*row[:at], keys[row[at]], *row[at + 1 :]) for row in hazards],
            operation,
            [(*row[:2], keys[row[2]], *row[3:]) for row in changes],
        )


def _logged(raw: Any, op_id: str) -> tuple[_Rows, _Rows]:
    """The rows of an operation in the log, under another key."""
    [operation] = raw.execute("SELECT * FROM operations WHERE id = ?", (op_id,))
    changes = raw.execute("SELECT * FROM op_changes WHERE op_id = ?", (op_id,))
    key = new_key()
    return [(key, *operation[1:])], [(key, *row[2:]) for row in changes]


def _write(raw: Any, hazards: _Rows, operation: _Rows, changes: _Rows) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(f"INSERT INTO hazards VALUES ({_marks(hazards)})", hazards)  # noqa: S608
    _log(raw, operation, changes)
    raw.execute("COMMIT")


def _log(raw: Any, operation: _Rows, changes: _Rows) -> None:
    raw.executemany(
        "INSERT INTO operations SELECT ?, ?, max(sequence) + 0 * ? + 1, ?, ?, ?, ?, ?"
        " FROM operations",
        operation,
    )
    raw.executemany(f"INSERT INTO op_changes VALUES (NULL, {_marks(changes)})", changes)  # noqa: S608


def _marks(rows: _Rows) -> str:
    return ", ".join("?" * len(rows[0]))


def _set(office: Office, raw: Any) -> None:
    keys = bulk.ids_of(office, HAZARDS, records.Query(limit=CHANGED))[:CHANGED]
    turns = iter(range(10**9))

    def change() -> None:
        bulk.whole(bulk.set_many(office, HAZARDS, keys, {"note": f"第{next(turns)}次"}))

    def floor() -> Work:
        change()
        rows = raw.execute(
            "SELECT note, search_text, updated_at, id FROM hazards WHERE id IN"
            " (SELECT record_id FROM op_changes WHERE op_id = ?)",
            (office.done[-1],),
        ).fetchall()
        made = [_logged(raw, office.done[-1]) for _ in range(ROUNDS + 1)]

        def plain() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(
                "UPDATE hazards SET note = ?, search_text = ?, updated_at = ? WHERE id = ?", rows
            )
            _log(raw, *made.pop())
            raw.execute("COMMIT")

        return plain

    seconds = in_turns(
        {
            "set_many": change,
            "its undo": lambda: operations.undo_operation(office, office.done[-1]),
            FLOOR: floor(),
        },
        ROUNDS,
    )
    report(f"One field of {CHANGED:,} hazards", seconds, FLOOR)
