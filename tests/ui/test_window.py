"""The window: tabs, badges, themes, names for everything, backups and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fireoffice.core.settings import Settings, load_settings
from fireoffice.registers import HAZARDS, VOLUNTEERS
from fireoffice.registers.supplies import SUPPLIES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.reference import town
from fireoffice.services.sample import installing as sample
from fireoffice.ui.exchange_page import ExchangePage
from fireoffice.ui.figures_page import FiguresPage
from fireoffice.ui.register_data import overdue_count
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.settings_dialog import SettingsDialog
from fireoffice.ui.tabs import TABS
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.tokens import DARK
from fireoffice.ui.window import MainWindow
from fireoffice.ui.workbench_page import WorkbenchPage
from tests.shots_checks import examine

ALT = Qt.KeyboardModifier.AltModifier
OWN_TABS = [index for index, tab in enumerate(TABS) if tab.word != "公文"]
FIGURES, EXCHANGE = 6, 7


def test_the_tabs_are_the_eight_in_their_order() -> None:
    words = "工作台 责任清单 隐患台账 培训宣传 志愿队伍 公文 统计考评 数据交换"
    assert " ".join(tab.word for tab in TABS) == words


def test_alt_and_a_number_goes_to_a_tab(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_3, ALT)
    assert window.current_index() == 2
    assert window.status.counts().startswith("共400条")


def test_the_arrow_keys_go_from_tab_to_tab(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to(2)
    window.tabs.tab(2).setFocus()
    qtbot.keyClick(window.tabs.tab(2), Qt.Key.Key_Right)
    assert window.current_index() == 3
    assert window.tabs.tab(3).hasFocus()
    qtbot.keyClick(window.tabs.tab(3), Qt.Key.Key_Left)
    assert window.current_index() == 2


def test_a_tab_with_overdue_records_has_a_red_badge(window: MainWindow, office: Office) -> None:
    window.begin_day()
    late = records.counts(office, HAZARDS)["overdue"]
    assert late > 0
    assert window.tabs.tab(2).accessibleName() == f"隐患台账，{late}条逾期"
    window.rebuild()
    assert window.tabs.tab(2).accessibleName() == f"隐患台账，{late}条逾期"


def test_a_badge_counts_every_register_of_its_tab_and_follows_what_is_written(
    window: MainWindow, office: Office
) -> None:
    window.begin_day()
    window.go_to(4)
    before = overdue_count(office, VOLUNTEERS) + overdue_count(office, SUPPLIES)
    worn = {"name": "旧水带", "unit": "盘", "place": "镇库", "expires_on": "2021-04-01"}
    key = records.create(office, SUPPLIES, worn)
    assert window.tabs.tab(4).accessibleName() == f"志愿队伍，{before + 1}条逾期"
    records.update(office, SUPPLIES, key, {"expires_on": "2031-04-01"})
    assert window.tabs.tab(4).accessibleName() == f"志愿队伍，{before}条逾期"


def test_the_day_stands_beside_the_gear(window: MainWindow) -> None:
    assert "2021年4月20日 星期二" in [
        one.text() for one in window.tabs.children() if hasattr(one, "text")
    ]


@pytest.mark.parametrize("index", OWN_TABS)
def test_every_page_is_named_in_order_and_nothing_is_cut_off(
    window: MainWindow, at_rest: Callable[[MainWindow], None], qtbot: QtBot, index: int
) -> None:
    window.go_to(index)
    at_rest(window)
    qtbot.wait(20)
    assert examine(window) == []


def test_the_workbench_lists_what_is_overdue_first_and_opens_its_record(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = window.page(0)
    assert isinstance(page, WorkbenchPage)
    first = page.list.current()
    assert first is not None
    assert first.left.startswith("逾期")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    register_page = window.current_page()
    assert isinstance(register_page, RegisterPage)
    assert register_page.view().register.name == first.register
    assert register_page.view().panel.record_id() == first.id


def test_enter_in_the_workbench_begins_the_next_step(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page(0)
    assert isinstance(page, WorkbenchPage)
    todo = page.list.current()
    assert todo is not None
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    register_page = window.current_page()
    assert isinstance(register_page, RegisterPage)
    step = register_page.view().panel.step_form()
    assert step is not None
    assert step.confirm.text() == todo.step


def test_the_figures_are_those_of_the_month_with_a_picture(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go_to(FIGURES)
    page = window.current_page()
    assert isinstance(page, FiguresPage)
    assert page.title.text() == "2021年4月消防工作月调度表"
    assert "全镇" in page.table.accessibleName()
    qtbot.waitUntil(lambda: page.png().startswith(b"\x89PNG"), timeout=120_000)
    assert "2021年4月发现" in page.chart.accessibleName()


def test_hazards_are_counted_by_kind_and_place_for_the_month_and_the_year(
    window: MainWindow, at_rest: Callable[[MainWindow], None]
) -> None:
    window.go_to(FIGURES)
    page = window.current_page()
    assert isinstance(page, FiguresPage)
    shown = page.breakdown
    words = shown.table.accessibleName()
    assert words.startswith("松林社区：")
    for strip, word in ((shown.groupings, "场所"), (shown.spans, "当年累计")):
        strip.set_current(word)
        strip.chosen.emit(word)
    assert shown.table.accessibleName() != words
    assert "复发率" in shown.table.accessibleName()
    assert "；其余" in shown.table.accessibleName()
    at_rest(window)


def test_a_backup_is_made_listed_and_told_in_the_status_bar(
    window: MainWindow, at_rest: Callable[[MainWindow], None], office: Office
) -> None:
    window.go_to(EXCHANGE)
    at_rest(window)
    page = window.current_page()
    assert isinstance(page, ExchangePage)
    page.backups.make.click()
    at_rest(window)
    assert page.backups.table.total() == 1
    assert window.status.saved_words() == "已保存，08:40已备份"
    assert len(list((office.folder / "备份").glob("*.db"))) == 1


def test_the_day_begins_with_a_backup(
    window: MainWindow, at_rest: Callable[[MainWindow], None], office: Office
) -> None:
    window.begin_day()
    at_rest(window)
    assert len(list((office.folder / "备份").glob("*.db"))) == 1


def test_another_theme_repaints_the_window_at_once(
    window: MainWindow, hazards: RegisterView
) -> None:
    window.apply_settings(Settings(theme="dark"))
    ground = QApplication.palette().window().color().name().upper()
    assert ground == DARK.paper
    picture = hazards.panel.head.grab().toImage()
    assert picture.pixelColor(2, picture.height() - 2).name().upper() == DARK.paper
    window.apply_settings(Settings())


def test_large_type_builds_the_window_anew_at_the_same_tab(
    window: MainWindow, hazards: RegisterView
) -> None:
    height = window.tabs.height()
    window.apply_settings(Settings(large_type=True))
    assert window.current_index() == 2
    assert window.tabs.height() > height
    window.apply_settings(Settings())
    assert theme.scale == 1.0


def test_settings_are_kept_as_they_are_chosen(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    dialog = SettingsDialog(office, Settings(), window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.fonts[2].click()
    dialog.even.click()
    kept = load_settings(office.folder)
    assert kept.fonts == "Windows"
    assert kept.even_imprint_page
    assert examine(dialog) == []


def test_clearing_the_sample_leaves_an_office_without_a_town(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    sample.remove(office)
    with qtbot.waitSignal(window.town_lost, timeout=5000):
        window.sample_cleared()
    assert not town.is_set_up(office)
    assert records.counts(office, HAZARDS)["total"] == 0


def test_ctrl_z_without_anything_done_says_so(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.undo_bar().text() == "没有可以撤销的操作"
