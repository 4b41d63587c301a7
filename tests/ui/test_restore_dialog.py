"""Going back to a backup: what is in it, what becomes of today's data, and nothing by accident."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from fireoffice.core.errors import InputError
from fireoffice.core.settings import Settings, save_settings
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups, restoring
from fireoffice.services.safekeeping import schedule as safekeeping
from fireoffice.services.safekeeping.restoring import RegisterCount
from fireoffice.ui.backups.counts import CountRows
from fireoffice.ui.backups.restore_dialog import RestoreDialog
from fireoffice.ui.backups.view import BackupsView
from fireoffice.ui.exchange_page import ExchangePage
from fireoffice.ui.window import MainWindow
from tests.shots_checks import examine

EXCHANGE = 7
AtRest = Callable[[MainWindow], None]


@pytest.fixture
def kept(office: Office) -> Path:
    """A backup with 400 hazards; there are 401 now."""
    made = backups.backup(office)
    records.create(
        office, HAZARDS, {"place": "新店", "village": "高石村", "description": "占用通道"}
    )
    return made.file


@pytest.fixture
def dialog(office: Office, kept: Path, qtbot: QtBot) -> RestoreDialog:
    made = RestoreDialog(restoring.look_into(office, kept), office.clock.today())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def view(kept: Path, window: MainWindow, at_rest: AtRest) -> BackupsView:
    """备份, in front."""
    window.go_to(EXCHANGE)
    at_rest(window)
    page = window.current_page()
    assert isinstance(page, ExchangePage)
    return page.backups


def test_each_register_is_counted_then_and_now(office: Office, kept: Path) -> None:
    counts = {one.title: one for one in restoring.look_into(office, kept).counts}
    assert counts["隐患台账"] == RegisterCount("隐患台账", 400, 401, is_main=True)


def test_the_dialog_tells_what_would_be_missing(dialog: RestoreDialog, qtbot: QtBot) -> None:
    assert "隐患台账，400，401，少1条" in dialog.counts.accessibleName()
    assert "以后登记和修改的内容都不在其中" in dialog.consequence.text()
    qtbot.wait(20)
    assert examine(dialog) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_leave_everything_as_it_is(
    dialog: RestoreDialog, qtbot: QtBot, key: Qt.Key
) -> None:
    qtbot.keyClick(dialog, key)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_the_list_tells_when_why_how_much_and_whether_there_is_a_second_copy(
    office: Office, tmp_path: Path, window: MainWindow, at_rest: AtRest
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    save_settings(office.folder, Settings(second_backup_folder=str(stick)))
    safekeeping.keep(office)
    window.go_to(EXCHANGE)
    at_rest(window)
    page = window.current_page()
    assert isinstance(page, ExchangePage)
    table = page.backups.table
    assert table.current_text("taken") == "08:40"
    assert table.current_text("reason") == "手动备份"
    assert table.current_text("second") == "已存"
    assert float(table.current_text("size")) > 0


def test_the_panel_compares_the_backup_with_now(view: BackupsView) -> None:
    assert "隐患台账，400，401，少1条" in view.panel.counts.accessibleName()


def test_restoring_is_asked_for_only_after_the_backup_was_found_good(
    view: BackupsView,
    window: MainWindow,
    at_rest: AtRest,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(RestoreDialog, "exec", lambda _: RestoreDialog.DialogCode.Accepted)
    with qtbot.waitSignal(view.restore_asked, timeout=60_000):
        view.panel.restore.click()


def test_a_damaged_file_from_elsewhere_is_refused_before_anything_is_asked(
    view: BackupsView,
    window: MainWindow,
    at_rest: AtRest,
    tmp_path: Path,
    kept: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    damaged = tmp_path / "坏.db"
    data = bytearray(kept.read_bytes())
    data[4096 * 3 : 4096 * 9] = b"\xff" * 4096 * 6
    damaged.write_bytes(data)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(damaged), ""))
    monkeypatch.setattr(RestoreDialog, "exec", lambda _: pytest.fail("asked"))
    view.other.click()
    at_rest(window)
    assert "损坏" in window.error_strip().text()


def test_a_backup_from_a_stick_is_looked_into_like_any_other(
    office: Office, kept: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "带来的备份.db"
    shutil.copyfile(kept, elsewhere)
    found = restoring.look_into(office, elsewhere)
    assert found.file == elsewhere
    assert found.size == kept.stat().st_size
    with pytest.raises(InputError):
        restoring.look_into(office, Path(__file__))


def test_small_registers_that_agree_are_told_in_one_line(qtbot: QtBot) -> None:
    rows = CountRows()
    qtbot.addWidget(rows)
    rows.tell(
        (
            RegisterCount("隐患台账", 400, 412, is_main=True),
            RegisterCount("网格", 40, 40),
            RegisterCount("场所", 300, 300),
            RegisterCount("人员", 9, 4),
            RegisterCount("队伍", 0, 0),
        )
    )
    assert rows.accessibleName() == (
        "隐患台账，400，412，少12条；人员，9，4，多5条；其余2种台账，340，340，条数不变"
    )
