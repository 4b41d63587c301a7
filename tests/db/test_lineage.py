"""A log is played into the database that it was written for, and into no other."""

from __future__ import annotations

import shutil
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.db.checkpoint import Checkpointer, empty_log
from fireoffice.db.engine import DATABASE_NAME, DRIVER, connect
from fireoffice.db.lineage import begin, has_foreign_log, is_counted, log_of
from fireoffice.services.office import Office
from fireoffice.services.reference.codes import add_code
from fireoffice.services.safekeeping import backups, password

pytestmark = pytest.mark.skipif(
    DRIVER.sqlite_version_info < (3, 51, 3), reason="an older SQLite keeps no write-ahead log"
)


@pytest.fixture
def by_hand(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office whose log is emptied by nobody but the test."""
    monkeypatch.setattr(Checkpointer, "note_writing", _rest)
    return office


def _rest(_: Checkpointer) -> None:
    """Empty nothing."""


def _taken(office: Office, folder: Path) -> Path:
    """The files as they lie now, as a power cut would leave them; the database among them."""
    folder.mkdir()
    for file in office.folder.glob(f"{DATABASE_NAME}*"):
        shutil.copyfile(file, folder / file.name)
    return folder / DATABASE_NAME


def _mixed(database: Path, log: Path, folder: Path) -> Path:
    """The database of one moment with the log of another."""
    folder.mkdir()
    shutil.copyfile(log, log_of(folder / DATABASE_NAME))
    return Path(shutil.copyfile(database, folder / DATABASE_NAME))


def _history(office: Office, folder: Path) -> list[Path]:
    """Ten moments of work, the log emptied in between after every third."""
    taken: list[Path] = []
    for step in range(10):
        add_code(office, "文化程度", f"第{step}种")
        if step % 3 == 1:
            assert empty_log(office.file)
        elif log_of(office.file).stat().st_size:
            taken.append(_taken(office, folder / str(step)))
    return taken


def test_at_every_moment_of_work_the_log_is_the_databases_own(
    by_hand: Office, tmp_path: Path
) -> None:
    moments = _history(by_hand, tmp_path)
    assert len(moments) == 7
    assert not any(has_foreign_log(one) for one in moments)


def test_an_emptied_database_has_no_use_for_the_log_that_was_emptied_into_it(
    by_hand: Office, tmp_path: Path
) -> None:
    add_code(by_hand, "文化程度", "博士")
    before = _taken(by_hand, tmp_path / "之前")
    assert empty_log(by_hand.file)
    after = _taken(by_hand, tmp_path / "之后")
    # All that it has is in the database already: it changes nothing.
    assert not has_foreign_log(_mixed(after, log_of(before), tmp_path / "一起"))


def test_an_older_database_does_not_get_the_log_of_a_later_one(
    by_hand: Office, tmp_path: Path
) -> None:
    moments = _history(by_hand, tmp_path)
    mixed = [
        _mixed(older, log_of(later), tmp_path / f"{number}")
        for number, (older, later) in enumerate(pairwise(moments), start=100)
        if older.read_bytes() != later.read_bytes()
    ]
    assert len(mixed) == 3
    assert all(has_foreign_log(one) for one in mixed)


def test_a_restored_backup_does_not_get_the_log_of_what_it_replaced(
    by_hand: Office, tmp_path: Path, clock: FixedClock
) -> None:
    saved = backups.backup(by_hand)
    add_code(by_hand, "文化程度", "博士")
    left = _taken(by_hand, tmp_path / "断电")
    other = tmp_path / "恢复"
    backups.restore(other, saved.file, clock)
    assert has_foreign_log(_mixed(other / DATABASE_NAME, log_of(left), tmp_path / "一起"))


@pytest.mark.usefixtures("quick_keys")
def test_the_same_holds_for_a_database_with_a_password(by_hand: Office, tmp_path: Path) -> None:
    password.set_password(by_hand, "", "清水河边的松树")
    moments = _history(by_hand, tmp_path)
    assert not any(has_foreign_log(one) for one in moments)
    assert has_foreign_log(_mixed(moments[0], log_of(moments[-1]), tmp_path / "一起"))


def test_nobodys_database_does_not_get_the_log(by_hand: Office, tmp_path: Path) -> None:
    add_code(by_hand, "文化程度", "博士")
    left = _taken(by_hand, tmp_path / "断电")
    foreign = tmp_path / "别的程序.db"
    with closing(DRIVER.connect(str(foreign))) as connection:
        connection.execute("CREATE TABLE messages (text TEXT)")
    assert has_foreign_log(_mixed(foreign, log_of(left), tmp_path / "一起"))


def test_looking_changes_nothing(by_hand: Office, tmp_path: Path) -> None:
    add_code(by_hand, "文化程度", "博士")
    left = _taken(by_hand, tmp_path / "断电")
    before = left.read_bytes(), log_of(left).read_bytes()
    assert not has_foreign_log(left)
    assert (left.read_bytes(), log_of(left).read_bytes()) == before


def test_a_database_of_an_earlier_program_counts_from_its_next_opening(
    office: Office, tmp_path: Path
) -> None:
    office.close()
    with closing(connect(office.file)) as connection:
        connection.execute("PRAGMA user_version = 0")
    assert not is_counted(office.file)
    with Office.open(office.folder):
        assert is_counted(office.file)


def test_a_transaction_that_changes_nothing_is_not_counted(office: Office) -> None:
    def counted() -> int:
        with closing(connect(office.file, read_only=True)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])

    before = counted()
    with office.change("什么也没改"):
        pass
    assert counted() == before
    add_code(office, "文化程度", "博士")
    assert counted() == before + 1


def test_two_databases_begin_at_different_counts(office: Office, tmp_path: Path) -> None:
    office.close()
    starts: set[int] = set()
    for _ in range(5):
        begin(office.file)
        with closing(connect(office.file, read_only=True)) as connection:
            starts.add(connection.execute("PRAGMA user_version").fetchone()[0])
    assert len(starts) == 5
