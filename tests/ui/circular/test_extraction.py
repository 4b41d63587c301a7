"""The clauses of an open circular go into 责任清单, ticked, and come back out with one undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from fireoffice.registers import REGISTERS
from fireoffice.services import records
from fireoffice.services.duties.proposals import taken_from
from fireoffice.services.office import Office
from fireoffice.ui.circular.extraction import ALL_TAKEN, NO_CLAUSES
from fireoffice.ui.circular.page import CircularsPage
from fireoffice.ui.circular.proposals_dialog import ProposalsDialog

DUTIES = REGISTERS["duties"]


def asked(page: CircularsPage) -> ProposalsDialog:
    page.view.head.menu.duties_pressed.emit()
    dialog = page.extraction.dialog
    assert dialog is not None
    return dialog


def total(office: Office) -> int:
    return records.query(office, DUTIES, records.Query()).total


def test_the_sample_circular_proposes_twelve_duties_all_ticked(page: CircularsPage) -> None:
    page.open_sample()
    dialog = asked(page)
    assert len(dialog.chosen()) == 12
    assert dialog.agree.text() == "放入12条"
    assert dialog.refuse.isDefault()
    assert dialog.list.accessibleName()
    dialog.reject()


def test_only_what_is_ticked_is_entered_and_one_undo_takes_it_back(
    page: CircularsPage, office: Office, qtbot: QtBot
) -> None:
    page.open_sample()
    dialog = asked(page)
    first = dialog.list.topLevelItem(0)
    assert first is not None
    first.setCheckState(0, Qt.CheckState.Unchecked)
    with qtbot.waitSignals([page.saved, page.undo_offered]):
        dialog.agree.click()
    assert total(office) == 11
    records.undo(office)
    assert total(office) == 0


def test_a_second_run_proposes_only_what_was_not_taken(page: CircularsPage) -> None:
    page.open_sample()
    dialog = asked(page)
    for place in range(3):
        item = dialog.list.topLevelItem(place)
        assert item is not None
        item.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.agree.click()
    again = asked(page)
    assert [one.clause for one in again.chosen()] == ["一、1", "一、2", "一、3"]
    again.refuse.click()


def test_where_everything_was_taken_it_says_so(
    page: CircularsPage, office: Office, qtbot: QtBot
) -> None:
    page.open_sample()
    asked(page).agree.click()
    with qtbot.waitSignal(page.failed) as told:
        page.view.head.menu.duties_pressed.emit()
    assert told.args is not None
    assert told.args[0] == ALL_TAKEN.format(count=12)
    assert total(office) == 12


def test_the_paper_names_the_duties_taken_from_it_and_leads_to_them(
    page: CircularsPage, qtbot: QtBot
) -> None:
    page.open_sample()
    asked(page).agree.click()
    menu = page.view.head.menu
    menu.aboutToShow.emit()
    [listed] = [one for one in menu.actions() if one.menu()]
    assert listed.text() == "由本文产生的责任（12条）"
    sub = listed.menu()
    assert isinstance(sub, QMenu)
    with qtbot.waitSignal(page.opened) as told:
        sub.actions()[4].trigger()
    taken = taken_from(page.office, page.view.paper_id)
    assert told.args == ["duties", taken[4].duty]


def test_a_duty_leads_to_its_clause_in_the_paper(page: CircularsPage) -> None:
    page.open_sample()
    asked(page).agree.click()
    fifth = taken_from(page.office, page.view.paper_id)[4]
    page.leave_paper()
    page.open_record("paper_links", fifth.link)
    assert page.editing()
    assert page.view.editor.text.textCursor().block().text().startswith("5")


def test_a_clause_that_was_rewritten_away_is_told(page: CircularsPage, qtbot: QtBot) -> None:
    page.open_sample()
    asked(page).agree.click()
    taken = taken_from(page.office, page.view.paper_id)[4]
    page.view.editor.text.setPlainText("关于检查的通知\n一、开展检查")
    page.view.settle()
    with qtbot.waitSignal(page.failed) as told:
        page.open_record("paper_links", taken.link)
    assert told.args is not None
    assert "没有二、5这一条" in told.args[0]


def test_a_paper_without_clauses_is_told_so(page: CircularsPage, qtbot: QtBot) -> None:
    page.draft_paper()
    with qtbot.waitSignal(page.failed) as told:
        page.view.head.menu.duties_pressed.emit()
    assert told.args is not None
    assert told.args[0] == NO_CLAUSES
