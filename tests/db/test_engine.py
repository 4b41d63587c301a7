"""The connection settings that keep a database whole (SQLite's own names for them)."""

from __future__ import annotations

import threading
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from sqlalchemy import text

from fireoffice.core.errors import EnvironmentProblem, InputError
from fireoffice.db import engine as engines
from fireoffice.db.engine import (
    DRIVER,
    connect,
    explain,
    explaining_database,
    open_engine,
    sqlite_uri,
)
from fireoffice.db.models import CodeValue
from fireoffice.services.office import Office
from fireoffice.services.reference.codes import add_code, code_values


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_has_its_settings(office: Office, pragma: str, value: int) -> None:
    with office.reading() as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_the_journal_is_the_safe_one_for_the_sqlite_at_hand(office: Office) -> None:
    with office.reading() as session:
        journal = session.scalar(text("PRAGMA journal_mode"))
        synchronous = session.scalar(text("PRAGMA synchronous"))
    if DRIVER.sqlite_version_info >= (3, 51, 3):
        assert (journal, synchronous) == ("wal", 2)
    else:
        assert (journal, synchronous) == ("delete", 3)


def test_an_sqlite_with_the_wal_reset_bug_keeps_to_the_rollback_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Old:
        sqlite_version_info = (3, 51, 2)
        connect = staticmethod(DRIVER.connect)

    monkeypatch.setattr(engines, "DRIVER", Old)
    (tmp_path / "old.db").touch()
    connection = connect(tmp_path / "old.db")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
    connection.close()


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        (PureWindowsPath("C:\\消防办\\fireoffice.db"), "file:///C:/{}/fireoffice.db?mode=ro"),
        (
            PureWindowsPath("\\\\nas\\备份 1\\a.db"),
            "file:////nas/%E5%A4%87%E4%BB%BD%201/a.db?mode=ro",
        ),
        (PureWindowsPath("\\\\?\\C:\\100%#.db"), "file:////%3F/C:/100%25%23.db?mode=ro"),
        (PurePosixPath("/srv/消防办/a?.db"), "file:///srv/{}/a%3F.db?mode=ro"),
    ],
)
def test_a_share_of_a_server_is_part_of_the_path_of_a_database(file: PurePath, uri: str) -> None:
    assert sqlite_uri(file, "ro") == uri.format("%E6%B6%88%E9%98%B2%E5%8A%9E")


def test_sqlite_opens_what_lies_on_a_share(tmp_path: Path) -> None:
    """A path that begins with two slashes, as a server's does, and is this folder on Linux."""
    (tmp_path / "a.db").touch()
    connect(tmp_path / "a.db").close()
    uri = sqlite_uri(PurePosixPath(f"/{tmp_path}/a.db"), "ro")
    assert uri.startswith("file:////")
    DRIVER.connect(uri, uri=True).close()


def test_a_file_that_does_not_open_is_let_go_of(tmp_path: Path) -> None:
    """Else Windows would let nobody put a backup in its place."""
    file = tmp_path / "坏.db"
    file.write_bytes(b"this is no database at all, by far" * 40)
    with pytest.raises(DRIVER.DatabaseError):
        connect(file)
    assert str(file) not in open_files()


def open_files() -> set[str]:
    """What this process has open, by path, where the system tells."""
    return {str(link.readlink()) for link in Path("/proc/self/fd").glob("*") if link.is_symlink()}


def test_a_writer_takes_the_lock_at_the_beginning(office: Office) -> None:
    with office.reading() as session:
        session.execute(text("SELECT 1"))
        other = open_engine(office.file)
        with other.begin() as connection:
            connection.execute(text("CREATE TABLE beside (a)"))
            rival = DRIVER.connect(str(office.file), isolation_level=None, timeout=0)
            with pytest.raises(DRIVER.OperationalError, match="locked"):
                rival.execute("BEGIN IMMEDIATE")
            rival.close()
        other.dispose()


def test_ddl_is_rolled_back_with_the_transaction(office: Office) -> None:
    engine = open_engine(office.file)
    with engine.connect() as connection:
        connection.begin()
        connection.execute(text("CREATE TABLE half (a)"))
        connection.rollback()
    with engine.begin() as connection:
        assert connection.execute(text("PRAGMA table_info(half)")).all() == []
    engine.dispose()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database is locked", "正被另一个程序写入"),
        ("attempt to write a readonly database", "只读"),
        ("database or disk is full", "磁盘已满"),
        ("database disk image is malformed", "已损坏"),
        ("file is not a database", "不是消防办的数据库"),
        ("unable to open database file", "打不开"),
        ("disk I/O error", "磁盘出错"),
    ],
)
def test_what_sqlite_says_is_told_in_chinese_with_what_to_do(said: str, told: str) -> None:
    problem = explain(DRIVER.OperationalError(said), Path("数据/fireoffice.db"))
    assert problem is not None
    assert told in problem.message
    assert "fireoffice.db" in problem.message
    assert problem.hint.endswith("。")


def test_a_bug_of_the_program_is_not_blamed_on_the_machine() -> None:
    with (
        pytest.raises(DRIVER.OperationalError),
        explaining_database(Path("x.db")),
    ):
        raise DRIVER.OperationalError("no such column: hazzard")


def test_an_empty_file_is_not_taken_for_a_new_database(data_folder: Path) -> None:
    (data_folder / "fireoffice.db").write_bytes(b"")
    with pytest.raises(InputError, match="是空的") as caught:
        Office.open(data_folder)
    assert "备份" in caught.value.hint
    assert (data_folder / "fireoffice.db").read_bytes() == b""


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_refused(data_folder: Path, content: bytes) -> None:
    (data_folder / "fireoffice.db").write_bytes(content)
    with pytest.raises((InputError, EnvironmentProblem), match="数据库"):
        Office.open(data_folder)
    assert (data_folder / "fireoffice.db").read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file_in_the_way = tmp_path / "数据"
    file_in_the_way.write_text("不是文件夹")
    with pytest.raises(EnvironmentProblem, match="不是文件夹"):
        Office.open(file_in_the_way / "里面")


def test_a_database_that_turns_read_only_loses_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = code_values(office, "文化程度")
    with office.scratch() as session:
        session.execute(text("SELECT 1"))
    office.close()
    monkeypatch.setattr(engines, "_pragmas", lambda *, read_only: ("PRAGMA query_only = ON",))
    with pytest.raises(EnvironmentProblem, match="只读"):
        add_code(office, "文化程度", "博士")
    office.close()
    monkeypatch.undo()
    assert code_values(office, "文化程度") == before


def test_a_full_disk_leaves_no_half_of_an_action(office: Office) -> None:
    before = code_values(office, "文化程度")
    with office.scratch() as session:
        pages = session.scalar(text("PRAGMA page_count"))
    with pytest.raises(EnvironmentProblem, match="磁盘已满"):
        _add_many(office, f"PRAGMA max_page_count = {pages}")
    with office.scratch() as session:
        session.execute(text("PRAGMA max_page_count = 1000000"))
    assert code_values(office, "文化程度") == before
    add_code(office, "文化程度", "博士")
    assert code_values(office, "文化程度") == (*before, "博士")


def _add_many(office: Office, limit: str) -> None:
    with office.change("大批") as work:
        work.session.execute(text(limit))
        for order in range(2000):
            work.add(CodeValue(list_name="文化程度", value=f"第{order}种" * 20, order=order))


def test_threads_take_turns(office: Office) -> None:
    threads = [
        threading.Thread(target=add_code, args=(office, "文化程度", f"第{at}种")) for at in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {f"第{at}种" for at in range(8)} < set(code_values(office, "文化程度"))
