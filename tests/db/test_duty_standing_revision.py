"""What an old database says of its duties stands as it was, and the first level has its name."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from fireoffice.core.clock import FixedClock
from fireoffice.core.ids import new_key
from fireoffice.db.engine import DATABASE_NAME, connect
from fireoffice.registers import DUTIES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping.checking import inspect

OLD = Path(__file__).parent / "schemas" / "0001.db"


def _write(file: Path, **values: str) -> str:
    """A duty as the program of then wrote it, row and log; its id."""
    key, op_id = new_key(), new_key()
    told = {"id": key, "holder": "镇应急办", "content": "每月检查", **values}
    row = told | {
        "created_at": "2021-04-01 08:00:00.000000",
        "updated_at": "2021-04-01 08:00:00.000000",
        "sample": 0,
        "search_text": "",
        "stage": "待履行",
        "closed": 0,
        "due_order": values.get("due", "9999-12-31"),
    }
    with closing(connect(file)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        raw.execute(f"INSERT INTO duties ({names}) VALUES ({marks})", tuple(row.values()))
        (replica,) = raw.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()
        raw.execute(
            "INSERT INTO operations (id, replica_id, sequence, kind, label, author, at) SELECT ?,"
            " ?, max(sequence) + 1, 'edit', '登记责任', '王芳', '2021-04-01 08:00:00.000000'"
            " FROM operations WHERE replica_id = ?",
            (op_id, replica, replica),
        )
        changes = [(op_id, "duties", key, name, f'"{value}"', "[]") for name, value in told.items()]
        changes.append((op_id, "duties", key, "sample", "false", "[]"))
        raw.executemany(
            'INSERT INTO op_changes (op_id, "table", record_id, field, new, parents)'
            " VALUES (?, ?, ?, ?, ?, ?)",
            changes,
        )
        raw.execute("COMMIT")
    return key


def test_the_level_of_the_towns_leaders_is_renamed_and_the_log_says_so(
    data_folder: Path, clock: FixedClock
) -> None:
    file = Path(shutil.copyfile(OLD, data_folder / DATABASE_NAME))
    leaders = _write(file, level="镇", due="2021-04-30")
    others = _write(file, level="部门")
    with Office.open(data_folder, clock) as office:
        read = records.read(office, DUTIES, leaders)
        assert read.values["level"] == "镇领导"
        assert read.history[0].action == "把责任层级“镇”改称“镇领导”"
        assert records.read(office, DUTIES, others).values["level"] == "部门"


def test_the_deadline_of_a_duty_that_does_not_recur_is_its_own(
    data_folder: Path, clock: FixedClock
) -> None:
    file = Path(shutil.copyfile(OLD, data_folder / DATABASE_NAME))
    duty = _write(file, level="镇", due="2021-04-30")
    with Office.open(data_folder, clock) as office:
        read = records.read(office, DUTIES, duty)
        assert read.due == read.values["due"]
        assert read.stage == "待履行"
        assert [one for one in inspect(office).problems if "公文" not in one] == []
