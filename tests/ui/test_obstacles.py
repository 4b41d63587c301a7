"""What keeps an office from opening is told in a sentence with a way on."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError, MissingDatabase, NewerDatabase, NoDatabase
from fireoffice.core.paths import default_data_folder
from fireoffice.core.settings import Settings, save_settings
from fireoffice.services.office import Office
from fireoffice.services.reference import town
from fireoffice.services.reference.town import TownSetup
from fireoffice.services.safekeeping import backups, moving, schedule
from fireoffice.ui import obstacles
from fireoffice.ui.bringing_back import ANEW, ELSEWHERE, RESTORE, BringingBackDialog
from tests.shots_checks import examine

ON_A_STICK = InputError("数据文件夹在U盘或移动硬盘上，不能直接打开。", "请把它复制到本机再打开；")


@pytest.fixture
def other_office(tmp_path: Path) -> Path:
    """A backup of another town's office."""
    with Office.open(tmp_path / "高石镇") as other:
        town.set_up(other, TownSetup("高石镇", "黔江区高石镇人民政府", ("高石府发",)))
        return backups.backup(other).file


def test_an_office_on_a_stick_is_copied_to_this_machine_and_opened_there(
    office: Office, qtbot: QtBot
) -> None:
    folder = office.folder
    office.close()
    dialog = obstacles.drive_obstacle(folder, ON_A_STICK)
    qtbot.addWidget(dialog)
    dialog.show()
    assert examine(dialog) == []
    dialog.ways["复制到本机并打开"].click()
    assert dialog.folder == default_data_folder()
    with Office.open(default_data_folder()) as copied:
        assert copied.folder != folder
    assert moving.holds_office(folder)


def test_where_this_machine_has_an_office_it_is_opened_and_nothing_copied(
    office: Office, qtbot: QtBot
) -> None:
    local = default_data_folder()
    Office.open(local).close()
    before = (local / office.file.name).read_bytes()
    dialog = obstacles.drive_obstacle(office.folder, ON_A_STICK)
    qtbot.addWidget(dialog)
    assert list(dialog.ways) == ["打开本机的数据"]
    dialog.ways["打开本机的数据"].click()
    assert dialog.folder == local
    assert (local / office.file.name).read_bytes() == before


def test_an_empty_folder_on_a_stick_offers_to_begin_on_this_machine(
    tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = obstacles.drive_obstacle(tmp_path / "U盘", ON_A_STICK)
    qtbot.addWidget(dialog)
    assert list(dialog.ways) == ["在本机建立"]


def test_a_copy_that_fails_says_why_and_one_may_leave(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Path:
        raise InputError("磁盘已满。")

    monkeypatch.setattr(moving, "copy_office", fail)
    dialog = obstacles.drive_obstacle(office.folder, ON_A_STICK)
    qtbot.addWidget(dialog)
    dialog.ways["复制到本机并打开"].click()
    assert dialog.mistake() == "磁盘已满。"
    assert dialog.folder is None
    dialog.leave.click()
    assert dialog.result() == 0


def test_a_lost_database_comes_back_from_its_newest_backup(office: Office, qtbot: QtBot) -> None:
    backups.backup(office)
    folder, file = office.folder, office.file
    office.close()
    file.write_bytes(b"")
    with pytest.raises(InputError) as refused:
        Office.open(folder)
    dialog = obstacles.opening_obstacle(folder, refused.value)
    qtbot.addWidget(dialog)
    dialog.show()
    assert examine(dialog) == []
    assert dialog.leave.isDefault()
    assert list(dialog.ways) == [RESTORE, ELSEWHERE]
    dialog.ways[RESTORE].click()
    assert dialog.folder == folder
    Office.open(folder).close()


def test_every_backup_is_offered_also_those_of_the_second_place(
    office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    clock = office.clock
    assert isinstance(clock, FixedClock)
    stick = tmp_path / "U盘"
    stick.mkdir()
    save_settings(office.folder, replace(Settings(), second_backup_folder=str(stick)))
    schedule.keep(office)
    for earlier in (office.folder / backups.BACKUPS).glob("消防办-*"):
        earlier.unlink()
    clock.advance(timedelta(hours=1))
    backups.backup(office)
    clock.advance(timedelta(hours=1))
    newest = backups.backup(office)
    office.close()
    office.file.write_bytes(b"")
    dialog = BringingBackDialog(office.folder, NoDatabase("数据库文件是空的。"))
    qtbot.addWidget(dialog)
    offered = [dialog.backups.item(row) for row in range(dialog.backups.count())]
    assert len(offered) == 3
    assert offered[0].toolTip() == str(newest.file)
    assert str(stick) in offered[2].text()
    assert offered[0].isSelected()


def test_another_towns_backup_is_restored_when_it_is_asked_for_twice(
    other_office: Path, empty_office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = empty_office
    town.set_up(office, TownSetup("邻鄂镇", "黔江区邻鄂镇人民政府", ("邻鄂府发",)))
    backups.backup(office)
    office.close()
    office.file.write_bytes(b"")
    dialog = BringingBackDialog(office.folder, NoDatabase("数据库文件是空的。"))
    qtbot.addWidget(dialog)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other_office), ""))
    dialog.ways[ELSEWHERE].click()
    assert "高石镇" in dialog.mistake()
    assert dialog.folder is None
    dialog.ways[ELSEWHERE].click()
    assert dialog.folder == office.folder
    with Office.open(office.folder) as changed:
        assert town.town(changed).name == "高石镇"


def test_a_lost_database_is_brought_back_or_begun_anew_as_somebody_decides(
    office: Office, qtbot: QtBot
) -> None:
    backups.backup(office)
    office.close()
    office.file.unlink()
    with pytest.raises(MissingDatabase) as refused:
        Office.open(office.folder)
    dialog = obstacles.opening_obstacle(office.folder, refused.value)
    qtbot.addWidget(dialog)
    dialog.show()
    assert examine(dialog) == []
    assert list(dialog.ways) == [RESTORE, ELSEWHERE, ANEW]
    dialog.ways[ANEW].click()
    assert dialog.folder == office.folder
    Office.open(office.folder).close()


def test_a_newer_database_is_never_replaced_by_an_old_backup(office: Office, qtbot: QtBot) -> None:
    backups.backup(office)
    folder, file = office.folder, office.file
    office.close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(NewerDatabase) as refused:
        Office.open(folder)
    dialog = obstacles.opening_obstacle(folder, refused.value)
    qtbot.addWidget(dialog)
    assert not any("备份" in verb for verb in dialog.ways)


def test_a_newer_database_can_be_read_out_into_a_workbook(
    sample_office: Office, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, target = sample_office.folder, tmp_path / "导出.xlsx"
    sample_office.close()
    dialog = obstacles.opening_obstacle(folder, NewerDatabase("更新版本", "请升级。"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert examine(dialog) == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog.ways["导出为Excel"].click()
    assert "没有导出" in dialog.advice.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog.ways["导出为Excel"].click()
    assert target.stat().st_size > 0
    assert "个人信息已遮盖" in dialog.advice.text()
    assert dialog.folder is None
    assert dialog.isVisible()
