"""Who works at this computer, and that the history says so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fireoffice.core.settings import Settings, load_settings
from fireoffice.registers import VILLAGES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.ui.settings_dialog import SettingsDialog
from fireoffice.ui.window import MainWindow


def test_the_name_given_in_the_settings_stands_in_the_history(
    sample_office: Office, qtbot: QtBot
) -> None:
    window = MainWindow(sample_office, Settings())
    qtbot.addWidget(window)
    dialog = SettingsDialog(sample_office, window.settings, window)
    dialog.changed.connect(window.apply_settings)
    qtbot.keyClicks(dialog.user, "Tian Lan")
    qtbot.keyClick(dialog.user, Qt.Key.Key_Return)
    assert load_settings(sample_office.folder).user == "Tian Lan"
    village = records.query(sample_office, VILLAGES).rows[0].id
    records.update(sample_office, VILLAGES, village, {"note": "已核对"})
    assert records.read(sample_office, VILLAGES, village).history[0].author == "Tian Lan"


def test_the_name_is_kept_for_the_next_start(sample_office: Office, qtbot: QtBot) -> None:
    window = MainWindow(sample_office, Settings(user="田小兰"))
    qtbot.addWidget(window)
    assert sample_office.author == "田小兰"
