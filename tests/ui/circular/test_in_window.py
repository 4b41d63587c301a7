"""The tab inside the window: keys go where the cursor is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fireoffice.core.settings import Settings
from fireoffice.services.office import Office
from fireoffice.ui.circular.page import CircularsPage
from fireoffice.ui.tabs import TABS
from fireoffice.ui.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> MainWindow:
    made = MainWindow(office, Settings())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.go_to([tab.word for tab in TABS].index("公文"))
    return made


def test_ctrl_z_in_the_text_takes_back_the_typing_and_nothing_else(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = window.current_page()
    assert isinstance(page, CircularsPage)
    page.draft_paper()
    text = page.view.editor.text
    text.setFocus()
    text.textCursor().insertText("关于放假的通知")
    QTest.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text.content.is_blank()
    assert page.editing()
    assert not window.undo_bar().isVisible()


def test_ctrl_z_in_the_findings_takes_back_the_last_fix_and_nothing_else(
    window: MainWindow,
) -> None:
    page = window.current_page()
    assert isinstance(page, CircularsPage)
    page.draft_paper()
    page.view.editor.take_text("关于检查的通知\n各村（居）委：\n检查以及、整改。\n")
    before = page.view.editor.manuscript()
    strip = page.view.editor.findings
    strip.choose(next(one for one in strip.findings() if "以及" in one.sentence))
    strip.list_view().setFocus()
    QTest.keyClick(strip.list_view(), Qt.Key.Key_Space)
    assert page.view.editor.manuscript() != before
    QTest.keyClick(strip.list_view(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.view.editor.manuscript() == before
    assert not window.undo_bar().isVisible()


def test_the_status_bar_counts_while_typing(window: MainWindow, qtbot: QtBot) -> None:
    page = window.current_page()
    assert isinstance(page, CircularsPage)
    page.draft_paper()
    page.view.editor.text.textCursor().insertText("关于放假的通知")
    page.view.editor.settle()
    assert window.status.counts() == "草稿；全文1页，7字"


def test_another_tab_keeps_what_was_typed_and_coming_back_shows_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = window.current_page()
    assert isinstance(page, CircularsPage)
    page.draft_paper()
    page.view.editor.text.textCursor().insertText("关于放假的通知")
    here = window.current_index()
    window.go_to(0)
    window.go_to(here)
    assert page.editing()
    assert page.view.editor.manuscript().title == "关于放假的通知"


def test_nothing_is_clipped_at_the_design_size(window: MainWindow, qtbot: QtBot) -> None:
    page = window.current_page()
    assert isinstance(page, CircularsPage)
    page.open_sample()
    head = page.view.head
    for widget in (head.back, head.open, head.export, head.next):
        assert widget.width() >= widget.sizeHint().width()
        assert head.rect().contains(widget.geometry())
    assert page.view.editor.preview.width() >= 500
