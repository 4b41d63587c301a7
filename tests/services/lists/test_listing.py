"""A list of 200,000 is no different from one of 200: indexes find, sort and count it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest
from sqlalchemy import Engine, event

from fireoffice.core.errors import InputError
from fireoffice.db.engine import connect
from fireoffice.registers import HAZARDS, TABS, Register
from fireoffice.services import records
from fireoffice.services.lists import listing
from fireoffice.services.lists.listing import Between
from fireoffice.services.office import Office
from fireoffice.services.records import Query


def plans(office: Office, action: Callable[[], object]) -> list[str]:
    """How SQLite goes about each statement that `action` runs."""
    ran: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.startswith("SELECT"):
            ran.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        action()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert ran
    with closing(connect(office.file)) as connection:
        # Measured, a table of 400 rows is rightly read whole; what is asked here holds for many.
        for figures in ("sqlite_stat1", "sqlite_stat4"):
            connection.execute(f"DROP TABLE IF EXISTS {figures}")
    connection = connect(office.file, read_only=True)
    found = [
        "\n".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {one}", values))
        for one, values in ran
    ]
    connection.close()
    return found


def _is_indexed(plan: str, register: Register) -> bool:
    table = register.model.__tablename__
    return f"SCAN {table}" not in plan.replace(f"SCAN {table} USING", "") and "B-TREE" not in plan


@pytest.mark.parametrize("register", TABS, ids=lambda one: one.name)
def test_the_first_page_is_read_from_an_index(sample_office: Office, register: Register) -> None:
    for plan in plans(sample_office, lambda: records.query(sample_office, register)):
        assert _is_indexed(plan, register), plan


@pytest.mark.parametrize("chip", ["overdue", "soon", "open"])
def test_what_is_due_is_found_by_an_index(sample_office: Office, chip: str) -> None:
    wanted = Query(chips=(chip,))
    for plan in plans(sample_office, lambda: records.query(sample_office, HAZARDS, wanted)):
        assert "SCAN hazards" not in plan, plan


def test_opening_a_record_scans_no_table(sample_office: Office) -> None:
    key = records.query(sample_office, HAZARDS).rows[0].id
    for plan in plans(sample_office, lambda: records.read(sample_office, HAZARDS, key)):
        assert "SCAN" not in plan, plan


def test_only_the_rows_shown_are_fetched(sample_office: Office) -> None:
    page = records.query(sample_office, HAZARDS, Query(offset=390, limit=100))
    assert (len(page.rows), page.total) == (10, 400)
    beyond = records.query(sample_office, HAZARDS, Query(offset=4000))
    assert (beyond.rows, beyond.total) == ((), 400)


def test_open_and_overdue_come_first_and_closed_last(sample_office: Office) -> None:
    rows = records.query(sample_office, HAZARDS, Query(limit=-1)).rows
    assert [row.closed for row in rows] == sorted(row.closed for row in rows)
    still_open = [row.values["due"] for row in rows if not row.closed]
    assert still_open == sorted(still_open)


def test_a_record_without_a_deadline_comes_after_those_that_have_one(
    sample_office: Office,
) -> None:
    key = records.create(
        sample_office, HAZARDS, {"place": "某店", "village": "高石村", "description": "新发现"}
    )
    rows = records.query(sample_office, HAZARDS, Query(chips=("open",), limit=-1)).rows
    assert rows[-1].id == key
    upwards = records.query(sample_office, HAZARDS, Query(sort=(("due", True),), limit=-1)).rows
    assert upwards[-1].id == key
    downwards = records.query(sample_office, HAZARDS, Query(sort=(("due", False),), limit=-1)).rows
    assert downwards[-1].id == key


def test_filters_search_and_chips_hold_together(sample_office: Office) -> None:
    wanted = Query(search="店", filters={"village": ["松林社区", "沙坝社区"]}, chips=("open",))
    for row in records.query(sample_office, HAZARDS, wanted).rows:
        assert row.values["village"] in ("松林社区", "沙坝社区")
        assert not row.closed
    counted = records.counts(sample_office, HAZARDS, wanted)
    assert counted["open"] == records.query(sample_office, HAZARDS, wanted).total
    assert counted["total"] < records.counts(sample_office, HAZARDS)["total"]


def test_the_records_are_gone_through_once_for_all_the_quick_filters(
    sample_office: Office,
) -> None:
    wanted = Query(search="松林")
    counted = records.counts(sample_office, HAZARDS, wanted)
    for chip in HAZARDS.chips:
        alone = replace(wanted, chips=(chip.name,))
        assert counted[chip.name] == listing.count(sample_office, HAZARDS, alone)
    assert counted["total"] == records.query(sample_office, HAZARDS, wanted).total
    asked: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        records.counts(sample_office, HAZARDS, wanted)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert sum("search_text" in statement for statement in asked) == 1


def test_a_second_column_orders_what_the_first_one_leaves_equal(sample_office: Office) -> None:
    wanted = Query(sort=(("village", True), ("found_on", False)), limit=-1)
    rows = records.query(sample_office, HAZARDS, wanted).rows
    villages = [row.values["village"] for row in rows]
    runs = [village for village, _ in groupby(villages)]
    assert len(runs) == len(set(runs)) > 1
    for village in runs:
        days = [row.values["found_on"] for row in rows if row.values["village"] == village]
        assert days == sorted(days, reverse=True)


def test_a_range_of_days_holds_both_its_ends(sample_office: Office) -> None:
    everything = records.query(sample_office, HAZARDS, Query(limit=-1)).rows
    days = sorted({row.values["found_on"] for row in everything})
    first, last = days[3], days[-3]
    wanted = Query(filters={"found_on": Between(first, f"{last:%Y-%m-%d}")}, limit=-1)
    found = records.query(sample_office, HAZARDS, wanted).rows
    assert {row.values["found_on"] for row in found} == set(days[3:-2])
    since = records.query(sample_office, HAZARDS, Query(filters={"found_on": Between(first)}))
    until = records.query(sample_office, HAZARDS, Query(filters={"found_on": Between(None, first)}))
    on_the_day = records.query(sample_office, HAZARDS, Query(filters={"found_on": first}))
    assert since.total + until.total == len(everything) + on_the_day.total


def test_what_is_empty_and_what_is_not_make_up_the_whole(sample_office: Office) -> None:
    def total(value: object) -> int:
        return records.query(sample_office, HAZARDS, Query(filters={"part": value})).total

    parts = records.suggestions(sample_office, HAZARDS, "part")
    everything = records.counts(sample_office, HAZARDS)["total"]
    assert total(None) + total(Between()) == everything
    assert total((None, parts[0])) == total(None) + total(parts[0])


def test_the_stage_can_be_filtered_by(sample_office: Office) -> None:
    waiting = records.query(sample_office, HAZARDS, Query(filters={"状态": "待复查"}))
    assert {row.stage for row in waiting.rows} == {"待复查"}
    assert waiting.total == records.counts(sample_office, HAZARDS)["waiting"]


def test_a_filter_value_that_means_nothing_is_told(sample_office: Office) -> None:
    with pytest.raises(InputError, match="4月只有30天"):
        records.query(sample_office, HAZARDS, Query(filters={"due": "2021-4-31"}))
    with pytest.raises(InputError, match="没有“很急”这个筛选"):
        records.query(sample_office, HAZARDS, Query(chips=("很急",)))


def test_a_record_is_found_in_its_place_without_reading_the_rows_before_it(
    sample_office: Office,
) -> None:
    wanted = Query(chips=("open",), sort=(("village", False), ("due", True)))
    ids = listing.keys(sample_office, HAZARDS, replace(wanted, limit=-1))
    for place in (0, len(ids) // 2, len(ids) - 1):
        assert listing.place_of(sample_office, HAZARDS, wanted, ids[place]) == place
    closed = records.query(sample_office, HAZARDS, Query(filters={"stage": "已销号"})).rows[0]
    assert listing.place_of(sample_office, HAZARDS, wanted, closed.id) == -1


def test_the_keys_of_a_list_are_those_of_its_rows(sample_office: Office) -> None:
    wanted = Query(offset=20, limit=30)
    ids = listing.keys(sample_office, HAZARDS, wanted)
    page = records.query(sample_office, HAZARDS, wanted)
    assert ids == tuple(row.id for row in page.rows)
    assert listing.rows(sample_office, HAZARDS, [*ids, "gone"]) == page.rows
