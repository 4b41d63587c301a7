"""公文登记簿 in the tab."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from fireoffice.core.clock import FixedClock
from fireoffice.services.office import Office
from fireoffice.services.sample import installing as sample
from fireoffice.ui.circular.page import CircularsPage

SAMPLE_TITLE = "黔江区邻鄂镇人民政府关于印发2021年全镇消防工作意见的通知"


def titles(page: CircularsPage) -> list[str]:
    model = page.list.table.model()
    return [model.index(row, 2).data() for row in range(model.rowCount())]


def test_an_empty_register_says_what_to_do_and_opens_the_sample_in_one_click(
    page: CircularsPage, qtbot: QtBot
) -> None:
    assert page.list.empty_sentence().startswith("还没有公文。")
    page.list.sample_pressed.emit()
    assert page.editing()
    assert page.view.editor.manuscript().title == SAMPLE_TITLE
    assert page.view.editor.findings.title().startswith("问题")
    page.leave_paper()
    assert titles(page) == [SAMPLE_TITLE]
    assert page.list.empty_sentence() == ""


def test_the_sample_town_has_its_circular_among_the_drafts(
    qtbot: QtBot, data_folder: Path, clock: FixedClock
) -> None:
    with Office.open(data_folder, clock) as office:
        sample.fill(office)
        page = CircularsPage(office)
        qtbot.addWidget(page)
        page.activate()
        page.leave_paper()
        page.activate()
        assert titles(page) == [SAMPLE_TITLE]
        assert page.list.table.model().index(0, 0).data() == "草稿"


def test_the_tab_opens_with_the_draft_that_was_written_last(
    qtbot: QtBot, data_folder: Path, clock: FixedClock
) -> None:
    with Office.open(data_folder, clock) as office:
        sample.fill(office)
        page = CircularsPage(office)
        qtbot.addWidget(page)
        page.activate()
        assert page.editing()
        assert page.view.editor.manuscript().title == SAMPLE_TITLE
        page.leave_paper()
        page.activate()
        assert not page.editing()


def test_enter_opens_the_selected_paper_and_escape_leads_back(
    page: CircularsPage, qtbot: QtBot
) -> None:
    page.open_sample()
    page.leave_paper()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.editing()
    qtbot.keyClick(page.view.editor.text, Qt.Key.Key_Escape)
    assert not page.editing()


@pytest.mark.parametrize(("words", "found"), [("消防工作", 1), ("38号", 1), ("食堂", 0)])
def test_the_search_finds_titles_and_numbers(page: CircularsPage, words: str, found: int) -> None:
    page.open_sample()
    page.leave_paper()
    page.list.search.searched.emit(words)
    assert page.list.table.total() == found
    assert bool(page.list.empty_sentence()) == (found == 0)


def test_the_chips_count_and_filter_by_state(page: CircularsPage) -> None:
    page.open_sample()
    page.view.editor.proof.fix_all()
    page.view.next_step()
    page.leave_paper()
    page.draft_paper()
    page.view.editor.text.textCursor().insertText("关于乙事的通知")
    page.leave_paper()
    page.list.chips.set_current("已成文")
    page.list.reload()
    assert titles(page) == [SAMPLE_TITLE]


def test_every_region_can_be_reached_by_keyboard(page: CircularsPage) -> None:
    assert all(page.isAncestorOf(region) for region in page.stops())
    page.open_sample()
    assert all(page.isAncestorOf(region) for region in page.stops())
    assert len(page.hints()) <= 4


def test_everything_that_takes_the_focus_says_what_it_is(page: CircularsPage) -> None:
    page.open_sample()
    page.view.editor.fields.fold.setChecked(True)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert not nameless
