"""What stands in the way of opening, told in a dialog with a way on; shown before any window."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from fireoffice.core.drives import refuse_unsafe
from fireoffice.core.errors import InputError, LockedDatabase, NewerDatabase, OfficeError
from fireoffice.core.paths import default_data_folder
from fireoffice.ui.parts.basics import label
from fireoffice.ui.parts.dialog import WIDE, Dialog
from fireoffice.ui.parts.notices import FieldMistake

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WayOn:
    """A verb and what it does; ``act`` returns the data folder to open then, or what it has done.

    ``part`` is that of its button: ``next``, or ``final`` for what cannot be taken back.
    """

    verb: str
    act: Callable[[], Path | str]
    part: str = "next"


class ObstacleDialog(Dialog):
    """Title: what is wrong. Below: what to do. Buttons: the ways on, and 退出."""

    def __init__(
        self,
        sentence: str,
        advice: str,
        ways: Sequence[WayOn] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(sentence, WIDE, parent)
        self.folder: Path | None = None
        """The folder to open; None when the user left."""
        self.advice = label(advice, "label", name="怎么办")
        self.advice.setWordWrap(True)
        self.body.addWidget(self.advice)
        self._mistake = FieldMistake()
        self.body.addWidget(self._mistake)
        self.ways: dict[str, QPushButton] = {}
        harmless = bool(ways) and all(way.part == "next" for way in ways)
        self.leave = self.add_button("退出", default=not harmless)
        self.leave.clicked.connect(self.reject)
        for way in ways:
            made = self.add_button(way.verb, way.part, default=harmless and way is ways[0])
            made.clicked.connect(lambda _=False, way=way: self._take(way))
            self.ways[way.verb] = made

    def mistake(self) -> str:
        """Return why the way chosen did not lead on."""
        return self._mistake.text()

    def _take(self, way: WayOn) -> None:
        self._mistake.say("")
        try:
            done = way.act()
        except OfficeError as problem:
            _log.warning("%s", problem)
            self._mistake.say(str(problem))
            return
        if isinstance(done, str):
            self.advice.setText(done)
            return
        self.folder = done
        self.accept()


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
    """Return the dialog for an office that does not open; with its newest backup, if any."""
    from fireoffice.services.safekeeping import backups

    if isinstance(problem, NewerDatabase):
        # A newer database is whole: an old backup must not take its place.
        way = WayOn("导出为Excel", lambda: _read_out(folder))
        advice = f"{problem.hint}急用时可以先把内容只读导出，原数据不动。"
        return ObstacleDialog(problem.message, advice, (way,))
    kept = next(iter(backups.listing_of(folder / backups.BACKUPS)), None)
    if kept is None or not isinstance(problem, InputError):
        return ObstacleDialog(problem.message, problem.hint)

    def bring_back() -> Path:
        backups.restore(folder, kept.file)
        return folder

    verb = f"恢复{kept.taken_at:%Y-%m-%d %H:%M}的备份"
    advice = f"{problem.hint}最近一份备份有{kept.records:,}条记录；打不开的文件会另外留着。"
    return ObstacleDialog(problem.message, advice, (WayOn(verb, bring_back, "final"),))


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
        from fireoffice.ui.password_dialog import ask_password

        return folder if ask_password(folder, "请输入数据库密码") else None
    _log.error("%s", problem)
    return _ask(opening_obstacle(folder, problem))


def _ask(dialog: ObstacleDialog) -> Path | None:
    dialog.exec()
    dialog.deleteLater()
    return dialog.folder
