"""The choice of a backup when the database does not open, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import AnotherOffice, InputError, MissingDatabase, OfficeError
from fireoffice.services.safekeeping import backups, restoring
from fireoffice.services.safekeeping.catalogue import BackupInfo
from fireoffice.ui.obstacle_dialog import ObstacleDialog, WayOn
from fireoffice.ui.theme import theme
from fireoffice.ui.words import moment

RESTORE, ELSEWHERE, ANEW = "恢复选中的备份", "从别处的文件恢复", "建一份新的"

_KEPT = "打不开的文件会另外留着（备份文件夹中，名称以“损坏”开头）。"
_ROW, _MOST_ROWS = 28, 8


class BringingBackDialog(ObstacleDialog):
    """Lists the backups, the newest first and chosen; leaving is what Enter does."""

    def __init__(self, folder: Path, problem: OfficeError, parent: QWidget | None = None) -> None:
        self._folder = folder
        self._said_once: Path | None = None
        found = restoring.offered(folder)
        ways = [WayOn(RESTORE, self._restore_chosen, "final")] if found else []
        ways.append(WayOn(ELSEWHERE, self._restore_other, "final"))
        if isinstance(problem, MissingDatabase):
            ways.append(WayOn(ANEW, self._begin_anew, "final"))
        told = _KEPT if not isinstance(problem, MissingDatabase) else ""
        self.backups = _listed(found, folder)
        super().__init__(problem.message, f"{problem.hint}{told}", ways, self.backups, parent)

    def _restore_chosen(self) -> Path:
        item = self.backups.currentItem()
        if item is None:
            raise InputError("还没有选备份。", "请在上面选一份。")
        return self._restore(item.data(Qt.ItemDataRole.UserRole))

    def _restore_other(self) -> Path | str:
        named, _ = QFileDialog.getOpenFileName(self, "从哪个备份恢复？", "", "备份 (*.db)")
        return self._restore(Path(named)) if named else "没有恢复，原来的文件都没有动。"

    def _restore(self, file: Path) -> Path:
        from fireoffice.ui.password_dialog import ask_password

        if not ask_password(file, "请输入这份备份的密码", self):
            raise InputError("没有输入这份备份的密码，没有恢复。", "可以另选一份。")
        is_second_time, self._said_once = self._said_once == file, file
        try:
            backups.restore(self._folder, file, other_office=is_second_time)
        except AnotherOffice as problem:
            raise InputError(problem.message, "确实要换成它，请再点一次。") from problem
        return self._folder

    def _begin_anew(self) -> Path:
        restoring.begin_anew(self._folder)
        return self._folder


def _listed(found: Sequence[BackupInfo], folder: Path) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName("备份")
    made.setProperty("part", "choices")
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for one in found:
        item = QListWidgetItem(_row(one, folder))
        item.setData(Qt.ItemDataRole.UserRole, one.file)
        item.setToolTip(str(one.file))
        made.addItem(item)
    made.setCurrentRow(0)
    made.setFixedHeight(theme.px(_ROW * min(len(found), _MOST_ROWS) + 8))
    if not found:
        made.hide()
    return made


def _row(info: BackupInfo, folder: Path) -> str:
    today = datetime.now(CHINA).date()
    where = "" if info.file.is_relative_to(folder) else f"在{info.file.parent}"
    late = "日期在今天以后" if info.taken_at.date() > today else ""
    parts = (moment(info.taken_at, today), info.reason, f"{info.records:,}条记录", where, late)
    return "，".join(filter(None, parts))
