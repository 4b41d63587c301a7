"""While an office is open nothing lets go of the locks by which SQLite knows that it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fireoffice.db.engine import connect
from fireoffice.db.heads import head_of, hold, let_go
from fireoffice.db.schema import examine
from fireoffice.registers import HAZARDS, VILLAGES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups
from fireoffice.services.safekeeping.checking import inspect
from fireoffice.services.safekeeping.password import set_password

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc/locks")


def is_locked(file: Path) -> bool:
    """Tell whether this process holds a POSIX lock on `file`, as an open database does."""
    status = file.stat()
    place = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    rows = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return any(
        "POSIX" in row and place in row.split() and str(os.getpid()) in row.split() for row in rows
    )


@linux
def test_an_open_database_stays_locked_whatever_is_done_with_it(office: Office) -> None:
    assert is_locked(office.file)
    records.create(office, VILLAGES, {"name": "松林社区", "kind": "社区"})
    connect(office.file).close()
    assert examine(office.file).problems == ()
    assert inspect(office).problems == ()
    backups.backup(office)
    records.query(office, HAZARDS)
    assert is_locked(office.file)


@linux
def test_it_is_locked_again_under_its_new_password(office: Office) -> None:
    set_password(office, "", "旧房子旁的樟树")
    records.query(office, HAZARDS)
    connect(office.file).close()
    assert is_locked(office.file)


def test_what_is_held_is_not_read_again_and_what_is_let_go_is(tmp_path: Path) -> None:
    file = tmp_path / "文件"
    file.write_bytes(b"before")
    first, second = hold(file), hold(file)
    file.write_bytes(b"after!")
    assert head_of(file, 4) == b"befo"
    let_go(first)
    assert head_of(file) == b"before"
    let_go(second)
    assert head_of(file) == b"after!"


def test_an_office_that_is_closed_holds_nothing(data_folder: Path) -> None:
    office = Office.open(data_folder)
    office.close()
    (data_folder / "fireoffice.db").write_bytes(b"something else")
    assert head_of(data_folder / "fireoffice.db", 9) == b"something"
