"""After a power cut or a crash: seen at the next start, examined, and told in one sentence."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from fireoffice.core.errors import EnvironmentProblem, OfficeError
from fireoffice.db.schema import examine, settle

_log: Final = logging.getLogger(__name__)
_LEFT_BEHIND: Final = ("-wal", "-journal")


def recover(file: Path) -> tuple[str, ...]:
    """Examine the database `file` if its last session was cut off; what is to be told of it.

    A session that ends properly leaves no file of SQLite's beside the database; neither does a
    program that has it open now let us have it for ourselves. Changes nothing but what SQLite
    itself does when it rolls back or completes what was cut off.
    """
    if not was_cut_off(file):
        return ()
    try:
        settle(file)
    except EnvironmentProblem:
        # It is open in another window, or cannot be opened: opening it will tell.
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
    """Whether what an unfinished session wrote lies beside `file` (or it is open now).

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
