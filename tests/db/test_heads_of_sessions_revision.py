"""In an old database a list of names decides how many came, as in a new one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from fireoffice.core.clock import FixedClock
from fireoffice.core.ids import new_key
from fireoffice.db.engine import DATABASE_NAME, DRIVER, connect
from fireoffice.db.migrate import MIGRATIONS
from fireoffice.registers import TRAININGS
from fireoffice.services import records
from fireoffice.services.office import Office

_BEFORE = "0008"
_MOMENT = "2021-04-01 08:00:00.000000"


@pytest.fixture
def old(data_folder: Path) -> Path:
    """An empty database of the schema before."""
    file = data_folder / DATABASE_NAME
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine("sqlite://", creator=lambda: DRIVER.connect(str(file)))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, _BEFORE)
        connection.commit()
    engine.dispose()
    return file


def _insert(file: Path, table: str, **values: Any) -> str:
    row = {
        "id": new_key(),
        "created_at": _MOMENT,
        "updated_at": _MOMENT,
        "sample": 0,
        "search_text": "",
        **values,
    }
    with closing(connect(file)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        raw.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        raw.execute("COMMIT")
    return str(row["id"])


def _session(file: Path, attended: int | None, *presences: str) -> str:
    told = {"topic": "培训", "kind": "培训", "held_on": "2021-03-01", "attended": attended}
    staged = {"stage": "待开展", "closed": 0, "due_order": "2021-03-01"}
    key = _insert(file, "trainings", **told, **staged)
    for place, presence in enumerate(presences, start=1):
        listed = {"name": f"王{place}", "place": place, "presence": presence}
        _insert(file, "attendances", training=key, **listed)
    return key


def test_what_was_typed_stays_where_there_is_no_list_and_gives_way_to_one(
    old: Path, clock: FixedClock
) -> None:
    typed = _session(old, 30)
    listed = _session(old, 30, "已到", "已到", "未到")
    planned = _session(old, None)
    with Office.open(old.parent, clock) as office:
        found = {key: records.read(office, TRAININGS, key) for key in (typed, listed, planned)}
    told = [
        (one.values["called"], one.values["came"], one.values["counted_from"], one.stage)
        for one in found.values()
    ]
    assert told == [
        (None, 30, "填报", "已开展"),
        (3, 2, "签到名单（填报的实到30人不计）", "已开展"),
        (None, None, None, "待开展"),
    ]
