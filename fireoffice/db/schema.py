"""The schema and the state of a database file: its revision, its soundness, its content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fireoffice.core.errors import EnvironmentProblem, NewerDatabase, NoDatabase, explaining
from fireoffice.core.files import make_folder, put_in_place, remove_file
from fireoffice.db.engine import DRIVER, connect, damaged, explain, explaining_database, set_key
from fireoffice.db.heads import head_of
from fireoffice.db.keys import HEADER, key_for
from fireoffice.db.lineage import fresh_start
from fireoffice.db.models import Base

MIGRATIONS: Final = Path(__file__).parent / "migrations"
REVISIONS: Final = tuple(
    sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
)
"""All schemas ever released, oldest first, a file each. The last one is this program's."""


@dataclass(frozen=True)
class Examination:
    """The content of a database file: its schema and number of records (recycle bin included)."""

    revision: str
    records: int
    problems: tuple[str, ...]
    mark: str
    """Differs from the mark of any other state of this database (see `mark_of`)."""


def revision_of(file: Path) -> str:
    """The schema of the database `file`.

    Raises `NoDatabase` where the file is empty, no database or not ours, `NewerDatabase`,
    `LockedDatabase` where its password is wanted, `DamagedDatabase`, and `EnvironmentProblem`
    where it cannot be opened.
    """
    require_database(file)
    with reading(file) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if "alembic_version" not in tables or "operations" not in tables:
            raise NoDatabase(f"这个文件不是消防办的数据库（{file}）。", "请另选一个文件。")
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None or not str(row[0]).isdecimal():
        raise damaged(file)
    if row[0] not in REVISIONS:
        raise NewerDatabase(
            f"这个数据库是由更新版本的消防办建立的，本程序读不了（{file}）。",
            "请先升级本程序，再打开它。",
        )
    return str(row[0])


@contextmanager
def reading(file: Path) -> Generator[Any]:
    """A connection that only reads `file`, by statements that are right for each of our schemas.

    Whatever speaks against such a statement is damage: raises `DamagedDatabase`, or
    `EnvironmentProblem` for what the machine refuses.
    """
    try:
        with explaining_database(file), closing(connect(file, read_only=True)) as connection:
            yield connection
    except (DRIVER.Error, UnicodeDecodeError, OverflowError) as error:
        raise damaged(file) from error


def require_whole(file: Path) -> None:
    """Raise `DamagedDatabase` where tables or columns of this program's schema are not there."""
    with reading(file) as connection:
        if _gaps(connection):
            raise damaged(file)


def examine(file: Path) -> Examination:
    """Open `file`, check its pages, its references and count its records.

    Problems of the content are returned; what makes the file unreadable raises as `revision_of`.
    """
    revision = revision_of(file)
    with reading(file) as connection:
        problems = _integrity(connection)
        if revision == REVISIONS[-1]:
            problems += _gaps(connection)
        if problems:
            return Examination(revision, 0, tuple(problems), "")
        return Examination(revision, sum(_counts(connection).values()), (), _mark(connection))


def quick_problems(file: Path) -> tuple[str, ...]:
    """Plain faults in the pages of `file`: fast enough to ask before each backup."""
    with reading(file) as connection:
        return tuple(_said(connection, "PRAGMA quick_check", _damage))


def mark_of(file: Path) -> str:
    """A mark of this state of the content, unlike others: the log's length and the last draft."""
    with reading(file) as connection:
        return _mark(connection)


def counts_of(file: Path) -> dict[str, int]:
    """The numbers of records in each table of the database `file`, recycle bin included."""
    with reading(file) as connection:
        return _counts(connection)


def copy_database(source: Path, target: Path) -> None:
    """Copy `source` by SQLite's own backup, which sees what a file copy of a live one misses.

    `target` appears whole or not at all. Raises `EnvironmentProblem`.
    """
    temporary = target.with_name(f".~{target.name}.tmp")
    remove_database(temporary)
    try:
        with explaining("复制数据库", target):
            make_folder(target.parent)
            _back_up(source, temporary)
            # Left by a program that was killed, they would be played back into the new file.
            remove_side_files(target)
            put_in_place(temporary, target)
    finally:
        remove_database(temporary)


def _back_up(source: Path, new_file: Path) -> None:
    with (
        explaining_database(source),
        closing(connect(source, read_only=True)) as old,
        closing(DRIVER.connect(str(new_file), isolation_level=None)) as new,
    ):
        set_key(new, key_for(source))
        old.backup(new)
        # A copy in one file: nothing beside it that could be left behind.
        new.execute("PRAGMA journal_mode = DELETE")


def recode(source: Path, target: Path, key: str | None) -> None:
    """Write a copy of `source` that needs `key`, or none; `target` must not be there.

    Unlike `copy_database` it goes row by row: the pages of the two have nothing in common.
    Raises `EnvironmentProblem`.
    """
    with explaining_database(source), closing(connect(source)) as old:
        old.execute("ATTACH DATABASE ? AS copy KEY ?", (str(target), key or ""))
        old.execute("SELECT sqlcipher_export('copy')")
        old.execute(f"PRAGMA copy.user_version = {fresh_start()}")
        old.execute("DETACH DATABASE copy")


def settle(file: Path) -> None:
    """Bring everything into `file` itself, and make sure that nobody else has it open.

    Replacing a database under an open program would lose what it writes. Raises
    `EnvironmentProblem`.
    """
    with explaining_database(file), closing(connect(file)) as connection:
        try:
            # Leaving the write-ahead log needs the file for oneself.
            connection.execute("PRAGMA journal_mode = DELETE")
        except DRIVER.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise EnvironmentProblem(
                f"这个数据库还被另一个窗口或程序打开着，不能替换（{file}）。",
                "请关闭其他打开的消防办窗口后再试。",
            ) from error


def remove_database(file: Path) -> None:
    """Remove `file` and SQLite's files beside it, where they are. Raises `EnvironmentProblem`."""
    with explaining("清理临时文件", file):
        remove_file(file)
        remove_side_files(file)


def remove_side_files(file: Path) -> None:
    """Remove what SQLite keeps beside the database `file`: logs and their index."""
    for suffix in ("-wal", "-shm", "-journal"):
        remove_file(file.with_name(file.name + suffix))


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def require_database(file: Path) -> None:
    """Raise `NoDatabase` where `file` is empty or none, `LockedDatabase` for a password.

    `DamagedDatabase` for one whose header makes no sense, `EnvironmentProblem` where it cannot be
    opened.
    """
    if file.is_dir():
        raise NoDatabase(f"这里是一个文件夹，不是数据库（{file}）。", "请从最近的备份恢复。")
    with explaining("打开数据库", file):
        start = head_of(file, len(HEADER))
    if not start:
        raise NoDatabase(
            f"数据库文件是空的，内容已丢失（{file}）。", "请从最近的备份恢复，或另选一个文件。"
        )
    if start == HEADER and not _is_plausible(file):
        raise damaged(file)
    if start != HEADER and key_for(file) is None:
        raise NoDatabase(
            f"这个文件不是消防办的数据库，或已损坏（{file}）。",
            "请从最近的备份恢复，或另选一个文件。",
        )


def _is_plausible(file: Path) -> bool:
    """True if the header is sound: over a torn one SQLite may say that the disk is read-only.

    File format §1.3: sizes of a page, versions for writing and reading, the fixed fractions.
    """
    header = head_of(file, _HEADER_BYTES)
    if len(header) < _HEADER_BYTES:
        return False
    size = int.from_bytes(header[16:18], "big")
    return (
        (size == 1 or (size >= 512 and size & (size - 1) == 0))
        and {header[18], header[19]} <= {1, 2}
        and header[21:24] == bytes((64, 32, 32))
    )


_HEADER_BYTES: Final = 100


def _gaps(connection: Any) -> list[str]:
    """Tables of this program's schema that are not there, or not with all of their columns."""
    there: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c"
        " WHERE m.type = 'table'"
    ):
        there.setdefault(table, set()).add(column)
    return [
        f"缺少{name}表或其中的栏目"
        for name, table in Base.metadata.tables.items()
        if not there.get(name, set()) >= set(table.columns.keys())
    ]


def _integrity(connection: Any) -> list[str]:
    return [
        *_said(connection, "PRAGMA integrity_check", _damage),
        *_said(
            connection,
            "PRAGMA foreign_key_check",
            lambda row: f"{row[0]}表第{row[1]}行引用的记录不存在",
        ),
    ]


def _damage(row: Any) -> str:
    return f"数据库结构损坏：{row[0]}"


def _said(connection: Any, check: str, words: Callable[[Any], str]) -> list[str]:
    try:
        return [words(row) for row in connection.execute(check) if row[0] != "ok"]
    except DRIVER.DatabaseError as error:
        if (problem := explain(error, Path())) is None:
            return [str(error)]
        # A refusal of the machine says nothing about the file: a good one is not called damaged.
        if any(clue in str(error) for clue in _REFUSALS):
            raise problem from error
        return ["数据库结构损坏"]


_REFUSALS: Final = ("is locked", "readonly database", "disk is full", "unable to open")


def _counts(connection: Any) -> dict[str, int]:
    names = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found: dict[str, int] = {}
    for name in names:
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
        if "deleted_at" in columns:
            counted = connection.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608
            found[name] = counted.fetchone()[0]
    return found


def _mark(connection: Any) -> str:
    last, drafted = connection.execute(
        "SELECT (SELECT max(position) FROM op_changes), (SELECT max(saved_at) FROM drafts)"
    ).fetchone()
    return f"{last or 0} {drafted or ''}".strip()
