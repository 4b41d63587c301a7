"""200,000 hazards: what a list, a record and its number cost against plain SQL."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bench.lists import MANY, multiply
from bench.measure import in_turns, report
from fireoffice.core.clock import FixedClock
from fireoffice.db.engine import connect
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.sample import installing as sample

EVENTS: Final = 50
TODAY: Final = date(2021, 4, 20)
ROUNDS: Final = 5
FLOOR: Final = "raw SQL"


def run() -> None:
    """Print each use case beside the raw SQL of the same."""
    with TemporaryDirectory() as folder, Office.open(Path(folder), FixedClock(TODAY)) as office:
        sample.fill(office)
        multiply(office, HAZARDS)
        with closing(connect(office.file)) as raw:
            _list(office, raw)
            _open_record(office, raw)
            _next_number(office, raw)


def _list(office: Office, raw: Any) -> None:
    page = "SELECT * FROM hazards WHERE deleted_at IS NULL{} ORDER BY {} LIMIT 100"
    count = "SELECT count(*) FROM hazards WHERE deleted_at IS NULL{}"
    search = " AND search_text LIKE '%松林%'"
    order = "closed, due_order, id"
    cases: dict[str, tuple[records.Query, str, str]] = {
        "first page": (records.Query(), "", order),
        "sort by 排查日期": (records.Query(sort=(("found_on", True),)), "", "found_on, id"),
        "filter by 状态": (
            records.Query(filters={"stage": "整改中"}),
            " AND stage = '整改中'",
            order,
        ),
        "search 松林": (records.Query(search="松林"), search, order),
        "scroll to row 100,000": (records.Query(offset=100_000), "", f"{order} LIMIT -1"),
    }
    for name, (query, condition, ordering) in cases.items():
        statement = page.format(condition, ordering)
        if query.offset:
            statement = page.format(condition, order) + f" OFFSET {query.offset}"
        counting = count.format(condition)
        seconds = in_turns(
            {
                "query": lambda query=query: records.query(office, HAZARDS, query),
                FLOOR: lambda statement=statement, counting=counting: (
                    raw.execute(statement).fetchall(),
                    raw.execute(counting).fetchall(),
                ),
            },
            ROUNDS,
        )
        report(f"{MANY:,} hazards: {name}", seconds, FLOOR, "within 3 × floor")


def _open_record(office: Office, raw: Any) -> None:
    key = records.query(office, HAZARDS).rows[0].id
    for number in range(EVENTS):
        records.update(office, HAZARDS, key, {"note": f"第{number}次"})
    history = (
        "SELECT * FROM op_changes c JOIN operations o ON o.id = c.op_id WHERE c.record_id = ?"
        " OR c.record_id IN (SELECT id FROM hazard_events WHERE hazard = ?)"
        " ORDER BY o.at DESC, o.sequence DESC"
    )
    named = "SELECT name FROM {0} WHERE id = (SELECT {1} FROM hazards WHERE id = ?)"
    names = (named.format("units", "unit"), named.format("villages", "village"))
    seconds = in_turns(
        {
            "read": lambda: records.read(office, HAZARDS, key),
            FLOOR: lambda: (
                raw.execute("SELECT * FROM hazards WHERE id = ?", (key,)).fetchall(),
                raw.execute(history, (key, key)).fetchall(),
                [raw.execute(name, (key,)).fetchall() for name in names],
            ),
        },
        ROUNDS * 4,
    )
    report(f"A record with {EVENTS} events", seconds, FLOOR, "within 5 × floor")


def _next_number(office: Office, raw: Any) -> None:
    values = {"place": "福源超市", "village": "松林社区", "description": "通道堵塞"}
    year = raw.execute("SELECT count(*) FROM hazards WHERE number LIKE '2021-%'").fetchone()[0]
    typed = iter(range(10**9))
    numbered = in_turns(
        {
            "new hazard, number allotted": lambda: records.create(office, HAZARDS, values),
            "new hazard, number typed": lambda: records.create(
                office, HAZARDS, values | {"number": f"手-{next(typed)}"}
            ),
        },
        ROUNDS,
    )
    report(f"The next number of {year:,} in a year", numbered, "new hazard, number typed")
