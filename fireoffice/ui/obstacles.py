"""Obstacles to opening, told in a dialog with a way on; shown before any window."""

from __future__ import annotations

import logging
from pathlib import Path

from fireoffice.core.drives import refuse_unsafe
from fireoffice.core.errors import (
    DamagedDatabase,
    InputError,
    LockedDatabase,
    MissingDatabase,
    NewerDatabase,
    NoDatabase,
    OfficeError,
)
from fireoffice.core.log import loggable
from fireoffice.core.paths import default_data_folder
from fireoffice.ui.obstacle_dialog import ObstacleDialog, WayOn

_log = logging.getLogger(__name__)
_BACKUP_HELPS = (DamagedDatabase, LockedDatabase, MissingDatabase, NoDatabase)
"""Obstacles that a backup in the database's place mends; no passing refusal of the machine."""


def safe_folder(folder: Path) -> Path | None:
    """Return ``folder``, or another where a database is safe; None when the user left."""
    try:
        refuse_unsafe(folder)
    except InputError as problem:
        return _ask(drive_obstacle(folder, problem))
    return folder


def drive_obstacle(folder: Path, problem: InputError) -> ObstacleDialog:
    """Return the dialog for a data folder on a stick or a network drive."""
    from fireoffice.services.safekeeping.moving import copy_office, holds_office

    local = default_data_folder()
    if holds_office(local):
        advice = (
            f"本机已经有一份数据（{local}），可以直接打开。这里的数据没有动过；要改用它，"
            "请打开后到“数据交换”选“从别处的文件恢复”。"
        )
        return ObstacleDialog(problem.message, advice, (WayOn("打开本机的数据", lambda: local),))
    if holds_office(folder):
        advice = f"{problem.hint}复制到{local}，原来的文件留着不动。"
        way = WayOn("复制到本机并打开", lambda: copy_office(folder, local))
        return ObstacleDialog(problem.message, advice, (way,))
    advice = f"{problem.hint}本机的位置是{local}。"
    return ObstacleDialog(problem.message, advice, (WayOn("在本机建立", lambda: local),))


def opening_obstacle(folder: Path, problem: OfficeError) -> ObstacleDialog:
    """Return the dialog for an office that does not open; with every backup where one helps."""
    if isinstance(problem, NewerDatabase):
        # A newer database is whole: an old backup must not take its place.
        way = WayOn("导出为Excel", lambda: _read_out(folder))
        advice = f"{problem.hint}急用时可以先把内容只读导出，原数据不动。"
        return ObstacleDialog(problem.message, advice, (way,))
    if isinstance(problem, _BACKUP_HELPS):
        from fireoffice.ui.bringing_back import BringingBackDialog

        return BringingBackDialog(folder, problem)
    return ObstacleDialog(problem.message, problem.hint)


def _read_out(folder: Path) -> str:
    """Write what the database in ``folder`` holds to a workbook that the user names."""
    from PySide6.QtWidgets import QFileDialog

    from fireoffice.services.safekeeping.foreign import export_office

    named, _ = QFileDialog.getSaveFileName(
        None, "导出到", str(Path.home() / "消防办导出.xlsx"), "Excel文件 (*.xlsx)"
    )
    if not named:
        return "没有导出。升级本程序后即可打开。"
    made = export_office(folder, Path(named))
    return f"已导出到{made.file}，共{sum(made.tables.values()):,}条记录；个人信息已遮盖。"


def tell(problem: OfficeError, folder: Path) -> Path | None:
    """Tell why the office in ``folder`` does not open; return the folder to try, if any."""
    if isinstance(problem, LockedDatabase):
        from fireoffice.ui.password_dialog import UnlockDialog

        dialog = UnlockDialog(folder, "请输入数据库密码", other_way="从备份恢复")
        is_open = dialog.exec() == UnlockDialog.DialogCode.Accepted
        dialog.deleteLater()
        if is_open or not dialog.took_other_way:
            return folder if is_open else None
    _log.error("%s", loggable(problem))
    return _ask(opening_obstacle(folder, problem))


def _ask(dialog: ObstacleDialog) -> Path | None:
    dialog.exec()
    dialog.deleteLater()
    return dialog.folder
