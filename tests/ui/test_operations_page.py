"""操作记录: find an action, see what it changed, take it back; Ctrl+Z and Ctrl+Y anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fireoffice.core.clock import FixedClock
from fireoffice.core.settings import Settings
from fireoffice.registers import VILLAGES
from fireoffice.services import records
from fireoffice.services.history import operations
from fireoffice.services.office import Office
from fireoffice.ui.exchange_page import OPERATIONS, ExchangePage
from fireoffice.ui.operations.view import OperationsView
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.window import MainWindow
from tests.shots_checks import examine
from tests.ui.conftest import NOW

EXCHANGE = 7


@pytest.fixture
def village(office: Office) -> str:
    """A village whose head was changed twice."""
    key = records.query(office, VILLAGES).rows[0].id
    records.update(office, VILLAGES, key, {"head": "张建国"}, "第一次换人")
    records.update(office, VILLAGES, key, {"head": "李强"}, "第二次换人")
    return key


@pytest.fixture
def view(village: str, window: MainWindow, qtbot: QtBot) -> OperationsView:
    """操作记录, in front."""
    window.go_to(EXCHANGE)
    page = window.current_page()
    assert isinstance(page, ExchangePage)
    page.strip.set_current(OPERATIONS)
    page.strip.chosen.emit(OPERATIONS)
    qtbot.waitUntil(lambda: not window.tasks.busy(), timeout=60_000)
    return page.operations


def _head(office: Office, village: str) -> object:
    return records.read(office, VILLAGES, village).values["head"]


def _choose(view: OperationsView, label: str) -> None:
    for place in range(view.table.total()):
        view.table.select_place(place)
        if view.table.current_text("label") == label:
            return
    raise AssertionError(label)


def test_the_newest_action_is_shown_with_what_it_changed(view: OperationsView) -> None:
    assert view.table.current_text("label") == "第二次换人"
    told = view.panel.story.toPlainText()
    assert "张建国" in told
    assert "李强" in told


def test_an_action_is_taken_back_and_done_again_where_it_stands(
    view: OperationsView, office: Office, village: str, window: MainWindow
) -> None:
    view.panel.undo.click()
    assert _head(office, village) == "张建国"
    assert window.undo_bar().text() == "已撤销：第二次换人"
    assert window.undo_bar().verb() == "重做 Ctrl+Y"
    _choose(view, "第二次换人")
    assert view.table.current_text("state") == "已撤销"
    assert not view.panel.undo.isVisible()
    view.panel.redo.click()
    assert _head(office, village) == "李强"
    assert window.undo_bar().text() == "已重做：第二次换人"


def test_what_stands_in_the_way_is_named_and_one_word_away(
    view: OperationsView, office: Office, village: str
) -> None:
    _choose(view, "第一次换人")
    view.panel.undo.click()
    assert "之后又有“第二次换人”" in view.panel.mistake()
    assert _head(office, village) == "李强"
    view.panel.blocker.click()
    assert view.table.current_text("label") == "第二次换人"
    assert view.panel.mistake() == ""


def test_the_search_box_and_the_filters_narrow_the_list(view: OperationsView, qtbot: QtBot) -> None:
    view.search.insert("第一次")
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert view.table.total() == 1
    assert view.clear.isVisible()
    view.clear.click()
    everything = view.table.total()
    view.registers.choose(VILLAGES.title)
    assert 2 <= view.table.total() < everything


def test_where_nothing_fits_one_sentence_and_one_button_lead_back(
    view: OperationsView, qtbot: QtBot
) -> None:
    view.search.insert("没有这件事")
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert view.table.total() == 0
    assert not view.panel.isVisible()
    view.clear_filters()
    assert view.panel.isVisible()


def test_a_record_is_opened_from_the_action(
    view: OperationsView, window: MainWindow, village: str
) -> None:
    view.panel.story.anchorClicked.emit(QUrl(f"record:villages%2F{village}"))
    assert window.current_index() == 1


def test_what_cannot_be_undone_has_no_verb_and_says_so(view: OperationsView) -> None:
    _choose(view, "放入示例数据")
    assert view.table.current_text("state") == "不能撤销"
    assert not view.panel.undo.isVisible()
    assert not view.panel.redo.isVisible()


def test_everything_is_named_and_nothing_is_cut_off(
    view: OperationsView, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.wait(20)
    assert examine(window) == []


def _press(qtbot: QtBot, window: MainWindow, keys: str) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier
    if "Shift" in keys:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    key = {"Z": Qt.Key.Key_Z, "Y": Qt.Key.Key_Y}[keys[-1]]
    target: QWidget = window.focusWidget() or window
    qtbot.keyClick(target, key, modifiers)


@pytest.mark.parametrize("again", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_the_keys_walk_back_and_forth_and_the_bar_says_what(
    village: str, window: MainWindow, office: Office, qtbot: QtBot, again: str
) -> None:
    _press(qtbot, window, "Ctrl+Z")
    assert _head(office, village) == "张建国"
    assert window.undo_bar().text() == "已撤销：第二次换人"
    assert window.undo_bar().verb() == "重做 Ctrl+Y"
    _press(qtbot, window, again)
    assert _head(office, village) == "李强"
    assert window.undo_bar().text() == "已重做：第二次换人"
    assert window.undo_bar().verb() == "撤销 Ctrl+Z"


def test_with_nothing_to_do_again_the_bar_says_so(window: MainWindow, qtbot: QtBot) -> None:
    _press(qtbot, window, "Ctrl+Y")
    assert window.undo_bar().text() == "没有可以重做的操作"
    assert window.undo_bar().verb() == ""


@pytest.fixture
def later(village: str, office: Office, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window after a second start on the same day."""
    office.close()
    with Office.open(office.folder, FixedClock(NOW)) as again:
        made = MainWindow(again, Settings())
        qtbot.addWidget(made)
        made.go_to(0)
        made.show()
        yield made
        made.close()


def test_after_a_start_nothing_is_undone_blindly_but_the_last_action_of_today_is_shown(
    later: MainWindow, village: str, qtbot: QtBot
) -> None:
    later.undo()
    assert _head(later.office, village) == "李强"
    bar = later.undo_bar()
    assert "今天最后一步是：第二次换人" in bar.text()
    assert bar.verb() == "打开操作记录"
    last = operations.last_of_today(later.office)
    assert last is not None
    later.open_operation(last.id)
    page = later.current_page()
    assert isinstance(page, ExchangePage)
    assert page.operations.table.current_text("label") == "第二次换人"
    page.operations.panel.undo.click()
    assert _head(later.office, village) == "张建国"


def test_an_action_is_taken_back_from_the_history_of_its_record(
    village: str, window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    window.go_to(1)
    page = window.current_page()
    assert isinstance(page, RegisterPage)
    page.open_record("villages", village)
    verbs = page.view().panel.findChildren(QPushButton)
    named = {one.accessibleName(): one for one in verbs if one.text() == "撤销"}
    assert not any("放入示例数据" in name for name in named)
    newest = next(one for name, one in named.items() if "第二次换人" in name)
    newest.click()
    assert _head(office, village) == "张建国"
    assert window.undo_bar().text() == "已撤销：第二次换人"
    window.redo()
    assert _head(office, village) == "李强"


def test_from_the_history_too_what_stands_in_the_way_is_named(
    village: str, window: MainWindow, office: Office
) -> None:
    window.go_to(1)
    page = window.current_page()
    assert isinstance(page, RegisterPage)
    page.open_record("villages", village)
    verbs = page.view().panel.findChildren(QPushButton)
    older = next(one for one in verbs if "第一次换人" in one.accessibleName())
    older.click()
    assert "之后又有“第二次换人”" in window.error_strip().text()
    assert _head(office, village) == "李强"
