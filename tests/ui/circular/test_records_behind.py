"""From a paper in its register to the records of which it speaks, by one click."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fireoffice.registers import HAZARDS
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing
from fireoffice.services.papers.from_records import issue_form
from fireoffice.ui.circular.page import CircularsPage
from fireoffice.ui.circular.records_behind import RecordsBehind
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.window import MainWindow
from tests.paper_panels import NOTICE, found

PAPERS = 5


def words_of(behind: RecordsBehind) -> list[QPushButton]:
    """The words that lead on."""
    return [one for one in behind.findChildren(QPushButton) if one.isVisible()]


def test_each_hazard_of_a_notice_is_one_click_away(window: MainWindow, office: Office) -> None:
    keys = [found(office, description=f"第{at}处隐患") for at in range(6)]
    (one,) = issue_form(office, NOTICE, keys, {}).issued
    window.go_to(PAPERS)
    page = window.current_page()
    assert isinstance(page, CircularsPage)
    page.list.select(one.paper)
    words = words_of(page.list.behind)
    assert [word.text() for word in words] == [
        *(f"隐患：第{at}处隐患" for at in range(4)),
        "另2条…",
    ]
    menu = page.list.behind.menu()
    assert [action.text() for action in menu.actions()] == ["隐患：第4处隐患", "隐患：第5处隐患"]
    menu.deleteLater()
    words[2].click()
    register_page = window.current_page()
    assert isinstance(register_page, RegisterPage)
    assert register_page.view().register is HAZARDS
    assert register_page.view().panel.record_id() == keys[2]


def test_a_paper_without_records_has_no_such_line(office: Office, qtbot: QtBot) -> None:
    behind = RecordsBehind(office)
    qtbot.addWidget(behind)
    behind.show_paper(issuing.new_draft(office))
    assert behind.isHidden()
