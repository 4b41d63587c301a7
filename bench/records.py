"""200,000 hazards: what a list, a record and its number cost against plain SQL."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import Any, Final

from bench.lists import MANY, office_of_many, plain_count, plain_order, plain_page
from bench.measure import in_turns, report
from fireoffice.db.engine import connect
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.lists.listing import block, place_of
from fireoffice.services.office import Office

EVENTS: Final = 50
TODAY: Final = date(2021, 4, 20)
ROUNDS: Final = 5
FLOOR: Final = "raw SQL"


def run() -> None:
    """Print each use case beside the raw SQL of the same."""
    with office_of_many(HAZARDS) as office, closing(connect(office.file)) as raw:
        _list(office, raw)
        _scroll(office, raw)
        _place(office, raw)
        _open_record(office, raw)
        _next_number(office, raw)


def _list(office: Office, raw: Any) -> None:
    order = "closed, due_order, id"
    unit, name = raw.execute(
        "SELECT unit, (SELECT name FROM units WHERE id = unit) FROM hazards"
        " WHERE unit IS NOT NULL GROUP BY unit ORDER BY count(*) LIMIT 1"
    ).fetchone()
    cases: dict[str, tuple[records.Query, str, str]] = {
        "first page": (records.Query(), "", order),
        "sort by 排查日期": (
            records.Query(sort=(("found_on", False),)),
            "",
            "found_on DESC, id DESC",
        ),
        "filter by 状态": (
            records.Query(filters={"stage": "整改中"}),
            " AND stage = '整改中'",
            order,
        ),
        "filter by a rare 单位": (
            records.Query(filters={"unit": name}),
            f" AND unit = '{unit}'",
            order,
        ),
        "filter that finds one": (
            records.Query(filters={"number": "2021-0001"}),
            " AND number = '2021-0001'",
            order,
        ),
        "search 松林": (records.Query(search="松林"), " AND search_text LIKE '%松林%'", order),
        "search for what is rare": (
            records.Query(search="2021-0001"),
            " AND search_text LIKE '%2021-0001%'",
            order,
        ),
    }
    for name, (query, condition, ordering) in cases.items():
        page = plain_page(HAZARDS, condition, ordering)
        count = plain_count(HAZARDS, condition)
        seconds = in_turns(
            {
                "query": lambda query=query: records.query(office, HAZARDS, query),
                FLOOR: lambda page=page, count=count: (
                    raw.execute(page).fetchall(),
                    raw.execute(count).fetchall(),
                ),
            },
            ROUNDS,
        )
        report(f"{MANY:,} hazards: {name}", seconds, FLOOR, "within 3 × floor")


def _scroll(office: Office, raw: Any) -> None:
    """One block as the window reads it: how many there are is known already."""
    orders: dict[str, tuple[tuple[tuple[str, bool], ...], str]] = {
        "in its own order": ((), "closed, due_order, id"),
        "by 排查日期": ((("found_on", False),), "found_on DESC, id DESC"),
        "by 村（居）": (
            (("village", True),),
            f"{plain_order(HAZARDS, 'village')} NULLS LAST, id",
        ),
    }
    for name, (sort, order) in orders.items():
        for offset in (300, 100_000):
            query, page = (
                records.Query(sort=sort, offset=offset),
                plain_page(HAZARDS, "", order, offset),
            )
            seconds = in_turns(
                {
                    "block": lambda query=query: block(office, HAZARDS, query),
                    FLOOR: lambda page=page: raw.execute(page).fetchall(),
                },
                ROUNDS * 4,
            )
            report(f"Scroll step at {offset:,}, {name}", seconds, FLOOR, "within 3 × floor")


def _place(office: Office, raw: Any) -> None:
    """Where a record stands: asked for after each change of the order."""
    key = records.query(office, HAZARDS, records.Query(offset=MANY // 2)).rows[0].id
    by_village = plain_order(HAZARDS, "village")
    own = f"SELECT {by_village}, id FROM hazards WHERE id = ?"  # noqa: S608
    floor = f"{plain_count(HAZARDS, '')} AND ({by_village}, id) < ({own})"
    seconds = in_turns(
        {
            "place_of": lambda: place_of(
                office, HAZARDS, records.Query(sort=(("village", True),)), key
            ),
            FLOOR: lambda: raw.execute(floor, (key,)).fetchall(),
        },
        ROUNDS,
    )
    report("Where a record stands in the list by 村（居）", seconds, FLOOR, "within 3 × floor")


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
