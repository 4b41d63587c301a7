"""The clauses of an open circular go into 责任清单, ticked, and come back out with one undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fireoffice.registers import REGISTERS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.ui.circular.extraction import NO_CLAUSES
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


def test_what_the_register_already_has_is_not_ticked_again(
    page: CircularsPage, office: Office
) -> None:
    page.open_sample()
    asked(page).agree.click()
    again = asked(page)
    assert again.chosen() == ()
    assert not again.agree.isEnabled()
    again.every.click()
    assert len(again.chosen()) == 12
    again.refuse.click()
    assert total(office) == 12


def test_a_paper_without_clauses_is_told_so(page: CircularsPage, qtbot: QtBot) -> None:
    page.draft_paper()
    with qtbot.waitSignal(page.failed) as told:
        page.view.head.menu.duties_pressed.emit()
    assert told.args is not None
    assert told.args[0] == NO_CLAUSES
