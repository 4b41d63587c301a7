"""文书模板 and 文书用语 from the settings: what makes a form is the office's to change."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fireoffice.core.settings import Settings
from fireoffice.docs.forms import FORMS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.papers import templates
from fireoffice.ui.papers.templates_dialog import TemplatesDialog
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.settings_dialog import SettingsDialog
from fireoffice.ui.window import MainWindow
from tests.docs.forms.specimens import edited

SHEET = FORMS["sign_in_sheet"]


@pytest.fixture
def dialog(office: Office, qtbot: QtBot) -> TemplatesDialog:
    """The dialog, shown."""
    made = TemplatesDialog(office)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def own(folder: Path, old: str, new: str) -> Path:
    """A template of the office's own: the shipped one with `old` made `new`."""
    file = folder / "我们的签到表.docx"
    file.write_bytes(edited(SHEET, old, new))
    return file


def test_every_form_has_a_row_that_says_which_template_is_in_use(dialog: TemplatesDialog) -> None:
    assert [*dialog.rows] == [form.title for form in FORMS.values()]
    for row in dialog.rows.values():
        assert row.state.text() == "内置"
        assert row.back.isHidden()


def test_a_template_is_taken_only_after_it_was_looked_at(
    dialog: TemplatesDialog,
    office: Office,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = own(tmp_path, "实到：", "到会：")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    row = dialog.rows["签到表"]
    qtbot.mouseClick(row.put, Qt.MouseButton.LeftButton)
    assert "可以用于签到表，没有发现问题" in dialog.told.text()
    assert not templates.state(office, SHEET).is_own
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    now = templates.state(office, SHEET)
    assert now.is_own
    assert row.state.text().startswith("本单位，")
    assert now.sha256[:8] in row.state.text()
    qtbot.mouseClick(row.back, Qt.MouseButton.LeftButton)
    assert row.state.text() == "内置"
    assert len(templates.versions(office, SHEET)) == 1


def test_what_keeps_a_template_from_being_used_is_named_and_it_cannot_be_taken(
    dialog: TemplatesDialog, tmp_path: Path
) -> None:
    dialog.examine(SHEET, own(tmp_path, "{{ 主题 }}", "{{ 题目 }}"))
    assert "还不能用" in dialog.told.text()
    assert "■ 不认识的栏目“题目”" in dialog.told.text()
    assert "■ 缺少必有的栏目“主题”" in dialog.told.text()
    assert dialog.take.isHidden()
    broken = tmp_path / "空.docx"
    broken.write_bytes(b"")
    dialog.examine(SHEET, broken)
    assert dialog.take.isHidden()


def test_the_template_in_use_is_saved_elsewhere_to_be_edited(
    dialog: TemplatesDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "改"), ""))
    qtbot.mouseClick(dialog.rows["签到表"].save, Qt.MouseButton.LeftButton)
    assert (tmp_path / "改.docx").read_bytes() == SHEET.shipped.read_bytes()
    assert "改.docx" in dialog.told.text()


def test_the_fields_of_a_form_are_listed_with_what_they_become(
    dialog: TemplatesDialog, qtbot: QtBot
) -> None:
    qtbot.mouseClick(dialog.rows["签到表"].names, Qt.MouseButton.LeftButton)
    text = dialog.fields.toPlainText()
    assert "{{ 主题 }}　活动主题（必有）" in text
    assert "{{ 行.签名 }}" not in text
    assert "　　{{ 行.姓名 }}" in text


def test_the_wordings_open_from_the_settings_as_any_register_and_can_be_edited(
    window: MainWindow, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press(dialog: SettingsDialog) -> int:
        dialog.wordings.click()
        return dialog.result()

    monkeypatch.setattr(SettingsDialog, "exec", press)
    window.open_settings()
    page = window.current_page()
    assert isinstance(page, RegisterPage)
    view = page.view()
    assert view.register.name == "wordings"
    key = view.panel.record_id()
    row = view.panel.sections.row("heading")
    assert row is not None
    row.editor.setText("消防安全整改通知书")
    row.editor.committed.emit()
    assert records.read(office, view.register, key).values["heading"] == "消防安全整改通知书"


def test_the_settings_lead_to_the_templates(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[TemplatesDialog] = []
    monkeypatch.setattr(TemplatesDialog, "exec", lambda dialog: opened.append(dialog))
    settings = SettingsDialog(office, Settings())
    qtbot.addWidget(settings)
    settings.templates.click()
    assert len(opened) == 1
