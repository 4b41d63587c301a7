"""What was written comes into the one database file by itself, soon after and on closing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fireoffice.db import checkpoint, engine
from fireoffice.db.checkpoint import Checkpointer, empty_log, renewing
from fireoffice.db.engine import DRIVER, connect, open_engine

pytestmark = pytest.mark.skipif(
    DRIVER.sqlite_version_info < (3, 51, 3), reason="an older SQLite keeps no write-ahead log"
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "some.db-wal"


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Callable[[], None]]:
    (tmp_path / "some.db").touch()
    with closing(connect(tmp_path / "some.db")) as connection:
        connection.execute("CREATE TABLE facts (a)")
        yield lambda: connection.execute("INSERT INTO facts VALUES (1)")


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_log_is_emptied_once_it_is_quiet(
    tmp_path: Path, log: Path, write: Callable[[], None]
) -> None:
    checkpointer = Checkpointer(tmp_path / "some.db", quiet=0.05)
    for _ in range(2):
        write()
        assert log.stat().st_size > 0
        checkpointer.note_writing()
        _until(lambda: log.stat().st_size == 0)
    checkpointer.close()


def test_nothing_is_emptied_while_people_go_on_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied: list[Path] = []
    monkeypatch.setattr(checkpoint, "empty_log", emptied.append)
    checkpointer = Checkpointer(tmp_path / "some.db", quiet=3600)
    for _ in range(20):
        checkpointer.note_writing()
    assert emptied == []
    checkpointer.close()
    assert emptied == [tmp_path / "some.db"]


def test_closing_empties_the_log_without_waiting(
    tmp_path: Path, log: Path, write: Callable[[], None]
) -> None:
    checkpointer = Checkpointer(tmp_path / "some.db", quiet=3600)
    write()
    checkpointer.note_writing()
    checkpointer.close()
    assert log.stat().st_size == 0


def test_an_office_that_only_read_writes_nothing_on_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied: list[Path] = []
    monkeypatch.setattr(checkpoint, "empty_log", emptied.append)
    Checkpointer(tmp_path / "some.db").close()
    assert emptied == []


def test_a_log_that_someone_reads_is_left_for_the_next_time(
    tmp_path: Path, log: Path, write: Callable[[], None]
) -> None:
    write()
    reader = connect(tmp_path / "some.db", read_only=True)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM facts").fetchall()
    write()
    assert not empty_log(tmp_path / "some.db")
    assert log.stat().st_size > 0
    reader.execute("ROLLBACK")
    reader.close()
    assert empty_log(tmp_path / "some.db")


def test_a_file_that_another_program_holds_is_left_to_it_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    (tmp_path / "some.db").touch()
    with closing(connect(tmp_path / "some.db")) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("CREATE TABLE facts (a)")
        assert not empty_log(tmp_path / "some.db")
    assert caplog.text == ""


def test_what_has_grown_is_measured_so_that_rare_values_are_found_by_their_index(
    tmp_path: Path, write: Callable[[], None]
) -> None:
    with closing(connect(tmp_path / "some.db")) as connection:
        connection.execute("CREATE INDEX ix_facts_a ON facts (a)")
        write()
        connection.execute(
            "INSERT INTO facts SELECT 1 FROM"
            " (WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 9999)"
            " SELECT x FROM n)"
        )
        assert empty_log(tmp_path / "some.db")
        [measured] = connection.execute("SELECT stat FROM sqlite_stat1").fetchall()
    assert measured[0] == "10000 10000", "rows, and how many of them share a value"


def test_a_log_that_cannot_be_emptied_is_left_and_told_to_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "fireoffice.db"
    file.write_bytes(b"no database" * 1000)
    assert not empty_log(file)
    assert "日志没有并入数据库" in caplog.text


def test_connections_that_stand_ready_are_replaced_once_there_are_other_figures_to_plan_by(
    tmp_path: Path, write: Callable[[], None]
) -> None:
    file = tmp_path / "some.db"
    write()
    engine = open_engine(file)
    renew = renewing(engine)

    def given() -> object:
        with engine.connect() as connection:
            return connection.connection.dbapi_connection

    with closing(connect(file)) as connection:
        connection.execute("CREATE INDEX ix_facts_a ON facts (a)")
    first = given()
    assert empty_log(file, renew)
    second = given()
    assert second is not first, "an index was measured"
    assert empty_log(file, renew)
    assert given() is second, "nothing has changed since"
    engine.dispose()
