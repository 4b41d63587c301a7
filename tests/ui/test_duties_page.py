"""The tab 责任清单: next steps of recurring duties, sources, hand-over, 组织健全."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from fireoffice.core.clock import FixedClock
from fireoffice.registers import DUTIES, OCCURRENCES, PEOPLE, PLEDGES
from fireoffice.services import records
from fireoffice.services.duties import handover, proposals
from fireoffice.services.duties.completeness import ITEMS, LEADERS, PLEDGE
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.records import Query
from fireoffice.ui.circular.page import CircularsPage
from fireoffice.ui.duties.completeness_page import CompletenessPage
from fireoffice.ui.duties.person_section import PersonSection
from fireoffice.ui.duties.source_section import SourceSection
from fireoffice.ui.duties.views import COMPLETENESS
from fireoffice.ui.parts.panel_section import PanelSection
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.window import MainWindow

TAB, CIRCULARS = 1, 5


@pytest.fixture
def page(window: MainWindow) -> RegisterPage:
    window.go_to(TAB)
    made = window.current_page()
    assert isinstance(made, RegisterPage)
    return made


@pytest.fixture
def complete(page: RegisterPage) -> CompletenessPage:
    """组织健全, in front."""
    page.strip.set_current(COMPLETENESS)
    page.strip.chosen.emit(COMPLETENESS)
    made = page.further.current()
    assert isinstance(made, CompletenessPage)
    return made


def section(page: RegisterPage, word: str, qtbot: QtBot) -> PanelSection:
    """A further section of the panel in front, once it is built."""
    lazy = page.view().panel.sections.further[word]
    qtbot.waitUntil(lambda: lazy.section is not None)
    assert lazy.section is not None
    return lazy.section


def head_of(office: Office, duty: str) -> str:
    """The id of the person who answers for a duty."""
    name = records.read(office, DUTIES, duty).values["person"]
    [row] = records.query(office, PEOPLE, Query(search=name)).rows
    return row.id


def village_duty(office: Office) -> str:
    return records.query(office, DUTIES, Query(filters={"level": "村居"})).rows[0].id


def recurring(office: Office) -> str:
    """A monthly duty of the sample town, kept up to last month."""
    rows = records.query(office, DUTIES).rows
    return next(row.id for row in rows if row.values["period"] == "2021年4月")


def press_missing(page: CompletenessPage, item: str, qtbot: QtBot) -> None:
    """Click on what the last village lacks."""
    table = page.table
    rows = page.state().rows
    table.go_to(rows[-1].id, item)
    for x in range(0, table.width(), 4):
        for y in range(0, table.height(), 4):
            if table.cell_at(x, y) == (len(rows) - 1, ITEMS.index(item)):
                at = QPoint(x, y)
    qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=at)


def test_the_next_step_of_a_recurring_duty_fulfils_the_occurrence_that_is_due(
    page: RegisterPage, office: Office
) -> None:
    duty = recurring(office)
    before = records.read(office, DUTIES, duty).values["kept"]
    page.open_record("duties", duty, True)
    form = page.view().panel.step_form()
    assert form is not None
    assert form.step.label == "登记2021年4月履责"
    form.form.propose({"record": "查了六家"})
    form.confirm.click()
    assert records.read(office, DUTIES, duty).values["kept"] == before + 1
    [row] = records.query(office, OCCURRENCES, Query(search="查了六家")).rows
    assert row.values["period"] == "2021年4月"


def test_the_occurrences_of_the_day_are_there_once_the_window_is(
    window: MainWindow, office: Office, at_rest: Callable[[MainWindow], None]
) -> None:
    duty = recurring(office)
    before = records.read(office, DUTIES, duty).values["owed"]
    office.clock = FixedClock(date(2021, 5, 6))
    window.begin_day()
    at_rest(window)
    assert records.read(office, DUTIES, duty).values["owed"] == before + 1
    assert records.can_undo(office) == ""


def test_a_duty_names_its_source_and_leads_to_the_clause(
    window: MainWindow, page: RegisterPage, office: Office, qtbot: QtBot
) -> None:
    paper = papers.new_sample_draft(office)
    found = proposals.propose(office, papers.load(office, paper))
    proposals.accept(office, found, paper)
    duty = proposals.taken_from(office, paper)[6].duty
    page.open_record("duties", duty)
    source = section(page, "来源", qtbot)
    assert isinstance(source, SourceSection)
    qtbot.waitUntil(lambda: len(source.rows.lines()) == 1)
    [line] = source.rows.lines()
    assert line.cells[0] == "二、7"
    source.rows.opened.emit(line.id)
    assert window.current_index() == CIRCULARS
    circulars = window.current_page()
    assert isinstance(circulars, CircularsPage)
    assert circulars.view.paper_id == paper
    assert circulars.view.editor.text.textCursor().block().text().startswith("7")


def test_a_person_is_shown_with_his_duties_and_leads_to_each(
    page: RegisterPage, office: Office, qtbot: QtBot
) -> None:
    duty = village_duty(office)
    page.open_record("people", head_of(office, duty))
    held = section(page, "责任", qtbot)
    assert isinstance(held, PersonSection)
    qtbot.waitUntil(lambda: len(held.rows.lines()) == 4)
    with qtbot.waitSignal(page.opened) as told:
        held.rows.opened.emit(duty)
    assert told.args == ["duties", duty]
    assert page.view().register is DUTIES
    assert page.view().panel.record_id() == duty


def opened_sheet(page: RegisterPage, office: Office, qtbot: QtBot) -> PersonSection:
    page.open_record("people", head_of(office, village_duty(office)))
    held = section(page, "责任", qtbot)
    assert isinstance(held, PersonSection)
    qtbot.waitUntil(lambda: bool(held.rows.lines()))
    held.start.click()
    assert held.sheet is not None
    return held


def other_person(office: Office) -> str:
    """A name that only one person carries."""
    names = [row.values["name"] for row in records.query(office, PEOPLE, Query(limit=-1)).rows]
    return next(name for name in names if names.count(name) == 1)


def test_what_a_person_holds_is_handed_over_in_the_panel(
    page: RegisterPage, office: Office, qtbot: QtBot
) -> None:
    duty, taker = village_duty(office), other_person(office)
    held = opened_sheet(page, office, qtbot)
    giver = held._record_id
    sheet = held.sheet
    assert sheet is not None
    sheet.form.propose({"taker": taker})
    sheet.changed.emit()
    assert sheet._words.text().startswith("将移交任职1项、责任")
    with qtbot.waitSignals([page.saved, page.undo_offered]):
        sheet.confirm.click()
    assert held.sheet is None
    assert held.report.text().startswith(f"已移交给{taker}：任职1项、责任")
    assert records.read(office, DUTIES, duty).values["person"] == taker
    assert handover.holds(office, giver) == ()
    assert records.undo(office).startswith("移交：")
    assert handover.holds(office, giver) != ()


def test_what_is_not_ticked_stays(page: RegisterPage, office: Office, qtbot: QtBot) -> None:
    duty = village_duty(office)
    before = records.read(office, DUTIES, duty).values["person"]
    held = opened_sheet(page, office, qtbot)
    sheet = held.sheet
    assert sheet is not None
    for key, tick in sheet.ticks.items():
        tick.setChecked(key.startswith(handover.ROLE))
    sheet.form.propose({"taker": other_person(office)})
    sheet.confirm.click()
    assert "责任" not in held.report.text().partition("。")[0]
    assert records.read(office, DUTIES, duty).values["person"] == before


def test_without_a_taker_the_sheet_says_what_is_missing(
    page: RegisterPage, office: Office, qtbot: QtBot
) -> None:
    held = opened_sheet(page, office, qtbot)
    sheet = held.sheet
    assert sheet is not None
    sheet.confirm.click()
    assert held.sheet is sheet
    assert sheet.form.rows["taker"].mistake.text() == "请填写接收人。"
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert held.sheet is None
    assert not held.rows.isHidden()


def test_the_villages_are_told_with_what_they_have_and_lack(
    window: MainWindow, complete: CompletenessPage
) -> None:
    state = complete.state()
    assert [row.name for row in state.rows][-1] == "桐坪村"
    assert set(state.rows[-1].missing) >= {LEADERS, PLEDGE}
    assert window.status.counts() == "6个村（居），组织健全0个"


def test_one_click_on_what_is_missing_opens_its_form_with_the_village_filled_in(
    complete: CompletenessPage, office: Office, qtbot: QtBot
) -> None:
    press_missing(complete, LEADERS, qtbot)
    form = complete.form
    assert form is not None
    assert form.form.texts()["village"] == "桐坪村"
    assert form.form.texts()["role"] == "领导小组组长"
    form.form.propose({"person": other_person(office)})
    with qtbot.waitSignals([complete.saved, complete.undo_offered]):
        complete.press_next()
    assert complete.form is None
    assert LEADERS not in complete.state().rows[-1].missing
    records.undo(office)
    complete.activate()
    assert LEADERS in complete.state().rows[-1].missing


def test_a_pledge_that_is_there_is_only_signed(
    complete: CompletenessPage, office: Office, qtbot: QtBot
) -> None:
    before = records.query(office, PLEDGES).total
    press_missing(complete, PLEDGE, qtbot)
    form = complete.form
    assert form is not None
    assert set(form.form.rows) == {"signer", "signed_on"}
    form.form.propose({"signed_on": "4月20日"})
    form.press()
    assert PLEDGE not in complete.state().rows[-1].missing
    assert records.query(office, PLEDGES).total == before


def test_everything_is_reached_by_keyboard(complete: CompletenessPage, qtbot: QtBot) -> None:
    table = complete.table
    table.setFocus()
    for _ in range(9):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.accessibleDescription() == "桐坪村，领导小组，缺"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    form = complete.form
    assert form is not None
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert complete.form is None
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert complete.form is None


def test_what_is_wrong_with_an_entry_is_said_under_its_field(
    complete: CompletenessPage, qtbot: QtBot
) -> None:
    press_missing(complete, LEADERS, qtbot)
    complete.press_next()
    form = complete.form
    assert form is not None
    assert form.form.rows["person"].mistake.text() == "请填写人员。"


def test_the_pledges_of_the_year_are_made_for_all_villages_that_have_none(
    complete: CompletenessPage, office: Office, qtbot: QtBot
) -> None:
    view = complete
    assert not view.pledges.isVisible()
    for row in records.query(office, PLEDGES).rows[:3]:
        records.remove(office, PLEDGES, row.id)
    complete.activate()
    assert view.pledges.text() == "为各村（居）建2021年责任书"
    with qtbot.waitSignal(complete.undo_offered):
        view.pledges.click()
    assert not view.pledges.isVisible()
    assert records.query(office, PLEDGES).total == 6
    assert records.undo(office) == "为各村（居）建2021年责任书"


def test_the_registers_come_back_with_their_tools(
    page: RegisterPage, complete: CompletenessPage, qtbot: QtBot
) -> None:
    assert not page.search.isVisible()
    page.strip.set_current("责任书")
    page.strip.chosen.emit("责任书")
    qtbot.waitUntil(page.search.isVisible)
    assert page.new.text() == "登记责任书"
    assert not complete.isVisible()
