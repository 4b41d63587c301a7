"""Whatever has become of the database, the window brings a backup back, at the start or later."""

from __future__ import annotations

import shutil
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fireoffice.core.clock import FixedClock
from fireoffice.registers import VILLAGES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.reference import town
from fireoffice.services.reference.town import TownSetup
from fireoffice.services.safekeeping import backups
from fireoffice.ui import start
from fireoffice.ui.bringing_back import RESTORE, BringingBackDialog
from fireoffice.ui.crash import CrashGuard
from fireoffice.ui.password_dialog import UnlockDialog
from fireoffice.ui.program import Program
from tests.damages import Damage, hundred, some_of
from tests.ui.conftest import NOW


@pytest.fixture(scope="module")
def backed_up(_new_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed folder of an office that works, with a backup of it; to be copied."""
    folder = tmp_path_factory.mktemp("backed-up") / "data"
    shutil.copytree(_new_folder, folder)
    with Office.open(folder, FixedClock(NOW)) as office:
        town.set_up(office, TownSetup("邻鄂镇", "黔江区邻鄂镇人民政府", ("邻鄂府发",)))
        records.create(office, VILLAGES, {"name": "松林社区", "kind": "社区"})
        backups.backup(office)
    return folder


@pytest.fixture
def hands(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody at the start dialogs, who wants the backup; what was pressed, in order."""
    pressed: list[str] = []

    def choose(dialog: BringingBackDialog) -> int:
        pressed.append(RESTORE)
        dialog.ways[RESTORE].click()
        assert dialog.mistake() == ""
        return dialog.result()

    def give_up(dialog: UnlockDialog) -> int:
        pressed.append("从备份恢复")
        dialog.other.click()
        return dialog.result()

    monkeypatch.setattr(BringingBackDialog, "exec", choose)
    monkeypatch.setattr(UnlockDialog, "exec", give_up)
    monkeypatch.setattr(CrashGuard, "show", lambda *told: pressed.append(_said(*told)))
    return pressed


def _said(_: CrashGuard, sentence: str, _hint: str, report: Path | None) -> str:
    """Damage may be told while the window is open; with a report it would be a bug."""
    return sentence if report is None else "程序出错"


@pytest.mark.parametrize("damage", some_of(hundred()))
def test_a_damaged_database_is_restored_over_in_the_window(
    damage: Damage,
    backed_up: Path,
    data_folder: Path,
    hands: list[str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(backed_up, data_folder, dirs_exist_ok=True)
    (backup,) = data_folder.glob("备份/*.db")
    damage.spoil(data_folder / "fireoffice.db")
    seen: list[list[str]] = []
    programs: list[Program] = []

    def work(*_: Any) -> int:
        (program,) = programs[-1:]
        if RESTORE not in hands:
            # The damage does not show at the start: the same backup is restored in the window.
            before = program.window
            assert before is not None
            qtbot.waitUntil(lambda: not before.tasks.busy(), timeout=20_000)
            before.restore_asked.emit(backup)
            qtbot.waitUntil(lambda: program.window is not before, timeout=20_000)
        window = program.window
        assert window is not None
        seen.append(
            [str(row.values["name"]) for row in records.query(program.office, VILLAGES).rows]
        )
        assert backups.check(program.office).ok
        qtbot.waitUntil(lambda: not window.tasks.busy(), timeout=20_000)
        window.close()
        return 0

    class Watched(Program):
        def begin(self) -> bool:
            programs.append(self)
            return super().begin()

    # The program takes over the hooks of the process; they are given back after the test.
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(start, "Program", Watched)
    monkeypatch.setattr(QApplication, "exec", work)
    assert start.run(data_folder, clock=FixedClock(NOW)) == 0
    assert seen == [["松林社区"]]
    assert "程序出错" not in hands
    assert list(data_folder.glob("备份/[损加]*-*.db"))
