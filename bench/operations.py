"""200,000 operations: what 操作记录 costs against the raw SQL of the same."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bench.measure import in_turns, report
from fireoffice.core.clock import FixedClock
from fireoffice.core.ids import new_key
from fireoffice.db.engine import connect
from fireoffice.registers import VILLAGES
from fireoffice.services import records
from fireoffice.services.history import operations
from fireoffice.services.history.operation_changes import changes
from fireoffice.services.office import Office
from fireoffice.services.sample import installing as sample

MANY: Final = 200_000
TODAY: Final = date(2021, 4, 20)
ROUNDS: Final = 5
FLOOR: Final = "raw SQL"
_PAGE: Final = "SELECT * FROM operations WHERE {} ORDER BY id DESC LIMIT 100 OFFSET {}"
_COUNT: Final = "SELECT count(*) FROM operations WHERE {}"
_OF_ONE: Final = "SELECT * FROM op_changes WHERE op_id = ?"
_TOUCHED: Final = (
    'SELECT op_id, "table", record_id FROM op_changes WHERE op_id IN'
    " (SELECT id FROM operations WHERE {} ORDER BY id DESC LIMIT 100 OFFSET {})"
)


def run() -> None:
    """Print each use case beside the raw SQL of the same."""
    with TemporaryDirectory() as folder, Office.open(Path(folder), FixedClock(TODAY)) as office:
        sample.fill(office)
        village = records.query(office, VILLAGES).rows[0].id
        records.update(office, VILLAGES, village, {"note": "最早的一步"})
        with closing(connect(office.file)) as raw:
            _multiply(raw, operations.listing(office, limit=1).rows[0].id)
            _list(office, raw)
            _open_one(office, raw)


def _multiply(raw: Any, op_id: str) -> None:
    """Copy one operation until there are `MANY`, each building upon the one before."""
    raw.execute("BEGIN")
    start = raw.execute("SELECT max(sequence) FROM operations").fetchone()[0]
    before = op_id
    for number in range(1, MANY):
        key = new_key()
        raw.execute(
            "INSERT INTO operations SELECT ?, replica_id, ?, kind, label, author, at, undoes"
            " FROM operations WHERE id = ?",
            (key, start + number, op_id),
        )
        raw.execute(
            'INSERT INTO op_changes (op_id, "table", record_id, field, old, new, parents)'
            ' SELECT ?, "table", record_id, field, old, new, json_array(?) FROM op_changes'
            " WHERE op_id = ?",
            (key, before, op_id),
        )
        before = key
    raw.execute("COMMIT")


def _list(office: Office, raw: Any) -> None:
    everyone, today = "1", "at >= '2021-04-20' AND at < '2021-04-21'"
    cases: dict[str, tuple[dict[str, Any], str, int]] = {
        "first page": ({}, everyone, 0),
        "page at 100,000": ({"offset": 100_000}, everyone, 100_000),
        "of one author": ({"author": office.author}, f"author = '{office.author}'", 0),
        "search 修改": ({"search": "修改"}, "label LIKE '%修改%'", 0),
        "of one day": ({"since": TODAY, "until": TODAY}, today, 0),
    }
    for name, (wanted, condition, offset) in cases.items():
        statements = (
            _PAGE.format(condition, offset),
            _COUNT.format(condition),
            _TOUCHED.format(condition, offset),
        )
        seconds = in_turns(
            {
                "listing": lambda wanted=wanted: operations.listing(office, **wanted),
                FLOOR: lambda statements=statements: [
                    raw.execute(one).fetchall() for one in statements
                ],
            },
            ROUNDS,
        )
        report(f"{MANY:,} operations: {name}", seconds, FLOOR, "within 3 × floor")


def _open_one(office: Office, raw: Any) -> None:
    key = operations.listing(office, limit=1).rows[0].id
    seconds = in_turns(
        {
            "changes": lambda: (operations.row(office, key), changes(office, key)),
            FLOOR: lambda: raw.execute(_OF_ONE, (key,)).fetchall(),
        },
        ROUNDS,
    )
    report("One operation opened", seconds, FLOOR)
