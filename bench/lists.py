"""Lists of 200,000 records: each sorting and each filter of the four registers, beside plain SQL.

For each register: the worst multiples of the raw SQL of the same, and how much is beyond the aim.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias

from bench.measure import Work, in_turns
from fireoffice.core.clock import FixedClock
from fireoffice.db.engine import connect
from fireoffice.domain.fields import Kind
from fireoffice.registers import DUTIES, HAZARDS, STAGE, TRAININGS, VOLUNTEERS, Register
from fireoffice.registers import REGISTERS as NAMED
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.sample import installing as sample

MANY: Final = 200_000
AIM: Final = 3.0
TODAY: Final = date(2021, 4, 20)
ROUNDS: Final = 2
ROUNDS_OF_QUICK: Final = 9
"""What takes a few milliseconds is measured more often, or a moment's wait would decide."""
TOLD: Final = 4
"""So many of the worst are named for each register."""
FLOOR: Final = "raw SQL"
QUICK: Final = 0.01
_APART: Final = 4
"""Of two columns together, every fourth one with the next: all pairs would take a day."""
Measured: TypeAlias = tuple[str, float, float]
"""A column, the seconds of the query and of its floor."""

REGISTERS: Final = (HAZARDS, DUTIES, TRAININGS, VOLUNTEERS)


def run() -> None:
    """Print the worst sortings and filters of each register."""
    for register in REGISTERS:
        with office_of_many(register) as office, closing(connect(office.file)) as raw:
            _tell(f"{register.title} sorted by", list(_sortings(office, register, raw)))
            _tell(f"{register.title} filtered by", list(_filters(office, register, raw)))


@contextmanager
def office_of_many(register: Register) -> Generator[Office]:
    """The sample town with many records of a register, opened anew.

    A connection learns only when it is opened what SQLite has measured of its tables.
    """
    with TemporaryDirectory() as folder:
        with Office.open(Path(folder), FixedClock(TODAY)) as office:
            sample.fill(office)
            multiply(office, register)
        with Office.open(Path(folder), FixedClock(TODAY)) as office:
            yield office


def multiply(office: Office, register: Register, many: int = MANY) -> None:
    """Copy the sample's records of a register until there are many: new keys and numbers."""
    table = register.model.__tablename__
    with closing(connect(office.file)) as raw:
        columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
        rows = raw.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        at = {name: place for place, name in enumerate(columns)}
        raw.execute("BEGIN IMMEDIATE")
        made: list[tuple[Any, ...]] = []
        for number in range(many - len(rows)):
            row = list(rows[number % len(rows)])
            row[at["id"]] = f"{number:08d}-0000-7000-8000-000000000000"
            if "number" in at:
                row[at["number"]] = f"{2020 + number % 2}-{1000 + number // 2:04d}"
            made.append(tuple(row))
        marks = ", ".join("?" * len(columns))
        raw.executemany(f"INSERT INTO {table} VALUES ({marks})", made)  # noqa: S608
        raw.execute("COMMIT")
        raw.execute("PRAGMA optimize = 0x10002")


def _sortings(office: Office, register: Register, raw: Any) -> Iterator[Measured]:
    names = [info.name for info in register.fields]
    for name in (*names, *([STAGE] if register.is_staged else [])):
        for up in (True, False):
            query = records.Query(sort=((name, up),))
            direction = "" if up else " DESC"
            order = f"{plain_order(register, name)}{direction} NULLS LAST, id{direction}"
            label = _label(register, name) + ("" if up else "↓")
            yield label, *_measured(office, register, raw, query, "", order)
    for first, second in pairwise(names[::_APART]):
        query = records.Query(sort=((first, True), (second, False)))
        order = (
            f"{plain_order(register, first)} NULLS LAST,"
            f" {plain_order(register, second)} DESC NULLS LAST, id DESC"
        )
        label = f"{_label(register, first)}，{_label(register, second)}↓"
        yield label, *_measured(office, register, raw, query, "", order)


def plain_order(register: Register, name: str) -> str:
    """What people would write in SQL to sort by a field as the register does."""
    info = None if name == STAGE else register.field(name)
    if info and info.kind is Kind.REFERENCE and info.target in NAMED:
        target = NAMED[info.target]
        table = target.model.__tablename__
        by = target.order[0][0]
        return f'(SELECT "{by}" FROM {table} t WHERE t.id = "{name}")'  # noqa: S608
    ranked = register.stages if info is None else info.choices
    if ranked:
        cases = " ".join(f"WHEN '{word}' THEN {rank}" for rank, word in enumerate(ranked))
        return f'CASE "{name}" {cases} END'
    return f'"{name}"'


def _filters(office: Office, register: Register, raw: Any) -> Iterator[Measured]:
    """The rarest and the most frequent value of each field."""
    table = register.model.__tablename__
    order = ", ".join(f'"{name}" {"ASC" if up else "DESC"}' for name, up in register.order)
    names = [info.name for info in register.fields if info.kind is not Kind.LONG_TEXT]
    for name in (*names, *([STAGE] if register.is_staged else [])):
        counted = raw.execute(
            f'SELECT "{name}", count(*) FROM {table} WHERE deleted_at IS NULL'  # noqa: S608
            f' GROUP BY "{name}" ORDER BY 2'
        ).fetchall()
        for value, count in dict([counted[0], counted[-1]]).items():
            word = "null" if value is None else "'" + str(value).replace("'", "''") + "'"
            condition = f' AND "{name}" IS {word}'
            query = records.Query(filters={name: value})
            label = f"{_label(register, name)} ({count:,} found)"
            yield label, *_measured(office, register, raw, query, condition, f"{order}, id")


def plain_page(register: Register, condition: str, order: str, offset: int = 0) -> str:
    """What a block shows, in SQL: its rows, and what the records they refer to are called."""
    called = [
        (f"n{place}", info.name, NAMED[info.target])
        for place, info in enumerate(register.fields)
        if info.kind is Kind.REFERENCE and info.target in NAMED
    ]
    names = "".join(f', {alias}."{target.title_field}"' for alias, _, target in called)
    joins = "".join(
        f' LEFT JOIN {target.model.__tablename__} {alias} ON {alias}.id = page."{name}"'
        for alias, name, target in called
    )
    rows = (
        f"SELECT * FROM {register.model.__tablename__} WHERE deleted_at IS NULL{condition}"  # noqa: S608
        f" ORDER BY {order} LIMIT 100 OFFSET {offset}"
    )
    return f"SELECT page.*{names} FROM ({rows}) page{joins}"  # noqa: S608


def plain_count(register: Register, condition: str) -> str:
    """How many records a list has, in SQL."""
    table = register.model.__tablename__
    return f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL{condition}"  # noqa: S608


def _measured(
    office: Office, register: Register, raw: Any, query: records.Query, condition: str, order: str
) -> tuple[float, float]:
    """Seconds of the query and of its floor."""
    page, count = plain_page(register, condition, order), plain_count(register, condition)
    works: dict[str, Work] = {
        "query": lambda: records.query(office, register, query),
        FLOOR: lambda: (raw.execute(page).fetchall(), raw.execute(count).fetchall()),
    }
    seconds = in_turns(works, ROUNDS)
    if seconds[FLOOR] < QUICK:
        seconds = in_turns(works, ROUNDS_OF_QUICK)
    return seconds["query"], seconds[FLOOR]


def _label(register: Register, name: str) -> str:
    return "状态" if name == STAGE else register.field(name).label


def _tell(what: str, measured: list[Measured]) -> None:
    """Name the worst, and count what is beyond the aim."""
    worst = sorted(measured, key=lambda one: one[1] / one[2], reverse=True)
    beyond = sum(seconds > AIM * floor for _, seconds, floor in measured)
    slowest = max((seconds for _, seconds, floor in measured if seconds > AIM * floor), default=0)
    over = f"{beyond} beyond, none over {slowest * 1000:.1f} ms" if beyond else "none beyond"
    print(f"\n{MANY:,} of {what}, {len(measured)} ways  (aim: within {AIM:g} × {FLOOR}; {over})")
    for label, seconds, floor in worst[:TOLD]:
        print(f"  {label}  {seconds * 1000:.1f} ms  {seconds / floor:.2f} × floor")
