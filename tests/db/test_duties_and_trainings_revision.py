"""The revision that gives duties their occurrences and trainings their lists loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.db.engine import DATABASE_NAME
from fireoffice.db.schema import examine
from tests import past

REVISION = "0004"
REBUILT = ("duties", "trainings", "people", "person_roles")
"""The tables that are made anew, rows and all, to have more columns."""


@pytest.mark.parametrize("table", REBUILT)
def test_every_row_of_a_table_that_is_made_anew_stands_as_it_stood(
    data_folder: Path, table: str
) -> None:
    old = past.left_by("0003", data_folder / DATABASE_NAME)
    columns = ", ".join(f'"{row[1]}"' for row in past.rows(old, f"PRAGMA table_info({table})"))
    told = f"SELECT {columns} FROM {table} ORDER BY id"
    before = past.rows(old, told)
    past.bring_to(old, REVISION)
    assert before
    assert past.rows(old, told) == before
    assert examine(old).problems == ()


def test_what_is_new_is_empty(data_folder: Path) -> None:
    old = past.bring_to(past.left_by("0003", data_folder / DATABASE_NAME), REVISION)
    for table in ("duty_occurrences", "pledges", "conventions", "training_plans", "attendances"):
        assert past.rows(old, f"SELECT * FROM {table}") == []
    told = "SELECT count(answerable) + count(source_paper) + count(starts_on) FROM duties"
    assert past.rows(old, told) == [(0,)]
