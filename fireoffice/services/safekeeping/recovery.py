"""Recovery after a power cut or a crash: noticed at the next start, told in one sentence."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import Final

from fireoffice.core.clock import Clock
from fireoffice.core.errors import (
    DamagedDatabase,
    EnvironmentProblem,
    MissingDatabase,
    NoDatabase,
    OfficeError,
)
from fireoffice.core.files import remove_file
from fireoffice.db.engine import DATABASE_NAME, damaged
from fireoffice.db.lineage import begin, has_foreign_log, log_of
from fireoffice.db.schema import examine, settle
from fireoffice.services.safekeeping.aside import put_log_aside
from fireoffice.services.safekeeping.catalogue import BACKUPS

_log: Final = logging.getLogger(__name__)
_LEFT_BEHIND: Final = ("-wal", "-journal")
_OF_AN_OFFICE: Final = (f"{BACKUPS}/*.db*", f"{Path(DATABASE_NAME).stem}-0*.db", "附件/*", "公文/*")
"""The files that lie beside the database in the data folder of an office that works."""
_UNFINISHED: Final = (".~*", "公文/*/.~*", "附件/*/.~*", "备份/.~*", "模板/.~*")


def recover(file: Path, clock: Clock) -> tuple[str, ...]:
    """Examine the database `file` if its last session was cut off; return the sentences to tell.

    A session that ends properly leaves no file of SQLite's beside the database; neither does a
    program that has it open now let us have it for ourselves. Changes nothing but what SQLite
    itself does when it rolls back or completes what was cut off; a log that belongs to another
    database than the one beside it is moved away first.
    """
    is_orphan = not file.exists() and log_of(file).exists()
    if is_orphan or has_foreign_log(file):
        kept = put_log_aside(file, clock.now())
        _log.warning("遗留的日志不属于这个数据库，已移开：%s", kept)
        moved = f"数据库旁边有一份不属于它的日志（数据库换过），没有并入，已移到{kept}。"
        if is_orphan:
            return (moved,)
        told = _examined(file)
        if told:
            begin(file)
        return (moved, *told)
    return _examined(file) if was_cut_off(file) else ()


def _examined(file: Path) -> tuple[str, ...]:
    try:
        settle(file)
    except EnvironmentProblem:
        # The database is open in another window, or cannot be opened: opening it will tell.
        return ()
    try:
        found = examine(file)
    except OfficeError as problem:
        _log.warning("上次没有正常退出：%s", problem)
        return ()
    if found.problems:
        _log.error("上次没有正常退出，数据库有损坏：%s", "；".join(found.problems[:5]))
        advice = "请不要再录入，先从最近的备份恢复"
        return (f"上次没有正常退出，数据库有损坏：{advice}（{found.problems[0]}）。",)
    _log.info("上次没有正常退出，数据库已检查，完好。")
    return (f"上次没有正常退出，数据库已检查，完好，共{found.records}条记录，已保存的内容都在。",)


def was_cut_off(file: Path) -> bool:
    """True if what an unfinished session wrote lies beside `file` (or it is open now).

    An empty log is left by whoever only read, and by the end of a Windows session.
    """
    return file.exists() and any(
        _size(file.with_name(file.name + suffix)) for suffix in _LEFT_BEHIND
    )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def refuse_lost(folder: Path) -> None:
    """Raise `MissingDatabase` where there is no database, but what an office leaves beside one.

    An empty office in its place would look as if everything had been lost.
    """
    if is_missing(folder) and any(any(folder.glob(one)) for one in _OF_AN_OFFICE):
        raise MissingDatabase(
            f"数据库不见了，备份、公文或附件还在旁边（{folder / DATABASE_NAME}）。",
            "请从最近的备份恢复，或把数据库文件放回原处。",
        )


def require_office(folder: Path) -> None:
    """Raise `MissingDatabase` where there is no database in `folder`: a place may be mistyped."""
    refuse_lost(folder)
    if is_missing(folder):
        raise MissingDatabase(
            f"这个文件夹里没有消防办的数据（{folder}）。",
            "请核对位置；第一次使用请打开窗口，或先用 sample 放入示例、用 restore 恢复备份。",
        )


def is_missing(folder: Path) -> bool:
    """True if there is no database in `folder`."""
    return not (folder / DATABASE_NAME).exists()


def damage_behind(error: Exception, folder: Path) -> OfficeError | None:
    """The damage to the database in `folder` if that caused `error`; None for a bug of ours.

    Our statements and values are right for a sound database; a damaged one makes anything of them.
    """
    file = folder / DATABASE_NAME
    if isinstance(error, OfficeError) or is_missing(folder):
        return None
    try:
        return damaged(file) if examine(file).problems else None
    except (DamagedDatabase, NoDatabase) as problem:
        return problem
    except OfficeError:
        return None


def sweep(folder: Path) -> None:
    """Remove the unfinished files that a killed program left in the data folder `folder`.

    Only where no other program is at work there: one that is has its own.
    """
    for pattern in _UNFINISHED:
        for file in folder.glob(pattern):
            with suppress(OSError):
                remove_file(file)
