"""The hazards in the window: steps as the table has them, events put right, many at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fireoffice.domain.hazards import EventKind, State
from fireoffice.registers import CALENDAR, HAZARDS
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.hazards.steps import allowed, happenings
from fireoffice.services.office import Office
from fireoffice.ui.facts.fact_batch import FactBatch
from fireoffice.ui.facts.fact_sheet import FactSheet
from fireoffice.ui.facts.remarking import Remarking
from fireoffice.ui.hazards.page import HazardsPage
from fireoffice.ui.parts.time_line import TimeLine

ABOUT = {
    "place": "甲店",
    "village": "高石村",
    "description": "通道堵塞",
    "category": "疏散通道",
    "found_on": "2021-04-01",
}
WAY = {
    State.FOUND: (),
    State.NOTIFIED: ("限期",),
    State.FIXING: ("限期", "整改开始"),
    State.FIXED: ("限期", "整改开始", "整改完成"),
    State.PASSED: ("限期", "整改开始", "整改完成", "复查"),
    State.CLOSED: ("限期", "整改开始", "整改完成", "复查", "销号"),
    State.TRANSFERRED: ("移送",),
}
"""The events that bring a new hazard into each state."""
FILLED = {
    "限期": {"day": "2021-04-02", "due": "2021-04-30"},
    "整改开始": {"day": "2021-04-03"},
    "整改完成": {"day": "2021-04-10", "people": "店主"},
    "复查": {"day": "2021-04-12", "people": "李强", "result": "合格"},
    "销号": {"day": "2021-04-12"},
    "移送": {"day": "2021-04-12", "unit": "区住建委"},
}


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> HazardsPage:
    """The tab 隐患台账, in front."""
    made = HazardsPage(office, [HAZARDS, CALENDAR])
    qtbot.addWidget(made)
    made.resize(1366, 690)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.activate()
    return made


def made(office: Office, state: State = State.FOUND, **values: str) -> str:
    key = records.create(office, HAZARDS, ABOUT | values)
    for kind in WAY[state]:
        hazard_events.record_event(office, key, kind, FILLED[kind])
    return key


def verbs_of(page: HazardsPage) -> tuple[str, list[str], list[str]]:
    """The filled verb of the head, the open others, and those that are blocked with why."""
    head = page.view().panel.head
    beside = [one.text() for one in head.findChildren(QPushButton) if one in head._others]
    menu = [one for one in head._further if one.text()]
    return (
        head.step.text() if head.step.isVisible() else "",
        beside + [one.text() for one in menu if one.isEnabled()],
        [one.text() for one in menu if not one.isEnabled()],
    )


def sheet_of(page: HazardsPage, place: int) -> FactSheet:
    """The form that the word 更正 of the event at ``place``, newest first, opens."""
    line = page.view().panel.findChildren(TimeLine)[0]
    words = [one for one in line.findChildren(QPushButton) if one.isVisible()]
    words[place].click()
    opened = page.view().panel.sheet()
    assert isinstance(opened, FactSheet)
    return opened


@pytest.mark.parametrize("state", list(State))
def test_the_buttons_offer_what_the_table_allows_and_name_what_blocks_the_rest(
    page: HazardsPage, office: Office, state: State
) -> None:
    key = made(office, state)
    page.open_record("hazards", key)
    offered = allowed(office, key)
    following, others, blocked = verbs_of(page)
    wanted = [one.step.label for one in offered if one.is_next and not one.blocked]
    assert [following] == (wanted or [""])
    assert {one.step.label for one in offered if not one.blocked} <= {following, *others}
    known = {one.step.label for one in offered if one.blocked}
    assert not known & set(others)
    assert blocked == [f"{one.step.label}（{one.first}）" for one in offered if one.first]


def test_before_the_fixing_the_menu_says_that_it_comes_before_the_recheck(
    page: HazardsPage, office: Office
) -> None:
    page.open_record("hazards", made(office, State.FIXING))
    assert "登记复查（先登记整改完成）" in verbs_of(page)[2]


def test_an_event_is_corrected_from_the_time_line_and_the_story_is_judged(
    page: HazardsPage, office: Office
) -> None:
    key = made(office, State.PASSED)
    page.open_record("hazards", key)
    sheet = sheet_of(page, 1)
    assert sheet.verb == "登记整改完成"
    sheet.form.rows["day"].editor.setText("2021-04-13")
    sheet.confirm.click()
    assert "“登记复查”就不成立" in sheet.form.rows["day"].mistake.text()
    sheet.form.rows["day"].editor.setText("2021-04-11")
    page.view().panel.press_next()
    assert page.view().panel.sheet() is None
    assert records.read(office, HAZARDS, key).values["fixed_on"] == date(2021, 4, 11)
    history = page.view().panel.findChildren(TimeLine)[1].accessibleName()
    assert "更正经过" in history
    assert "2021-04-10 → 2021-04-11" in history


def test_an_event_is_withdrawn_with_a_reason_unless_others_rest_on_it(
    page: HazardsPage, office: Office, qtbot: QtBot
) -> None:
    key = made(office, State.PASSED)
    page.open_record("hazards", key)
    assert not sheet_of(page, 1).withdraw.isVisible()
    sheet = sheet_of(page, 0)
    qtbot.keyClick(sheet.withdraw, Qt.Key.Key_Space)
    assert sheet.is_withdrawing()
    reason = next(iter(sheet.why.rows.values()))
    reason.editor.setText("登记错了")
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.view().panel.press_next()
    assert offered.args is not None
    assert "已撤回“登记复查”" in offered.args[0]
    assert [one.title for one in happenings(office, key)][-1] == "整改完成"
    assert "撤回经过" in page.view().panel.findChildren(TimeLine)[1].accessibleName()


def test_escape_leaves_the_form_of_a_correction_and_brings_the_steps_back(
    page: HazardsPage, office: Office, qtbot: QtBot
) -> None:
    page.open_record("hazards", made(office, State.FIXED))
    sheet = sheet_of(page, 0)
    assert not page.view().panel.head.step.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.view().panel.head.step.isVisible)


def test_what_was_fixed_on_the_spot_is_one_operation_with_its_photos(
    page: HazardsPage, office: Office, tmp_path: Path
) -> None:
    after = tmp_path / "后.png"
    Image.new("RGB", (8, 8)).save(after)
    page.view().begin_new()
    page.spot.tick.setChecked(True)
    page.spot.form.rows["people"].editor.setText("店主")
    page.spot.choose("整改后", [after])
    for name, text in (ABOUT | {"found_on": "2021-04-20"}).items():
        row = page.view().panel.sections.row(name)
        assert row is not None
        row.editor.setText(text)
    page.view().panel.press_next()
    key = page.view().panel.record_id()
    assert records.read(office, HAZARDS, key).stage == State.FIXED
    assert [one.role for one in attachments.listing(office, HAZARDS, key)] == ["整改后"]
    assert records.can_undo(office) == "登记当场改正的隐患"
    page.view().begin_new()
    assert not page.spot.chosen()
    assert page.spot.fixing() == {}


def test_a_half_typed_hazard_keeps_that_it_was_fixed_on_the_spot(
    page: HazardsPage, office: Office, tmp_path: Path
) -> None:
    after = tmp_path / "后.png"
    Image.new("RGB", (8, 8)).save(after)
    view = page.view()
    view.begin_new()
    page.spot.tick.setChecked(True)
    page.spot.form.rows["people"].editor.setText("店主")
    page.spot.choose("整改后", [after, tmp_path / "不在.png"])
    view.entering.keep()
    view.entering.left.emit()
    page.spot.reset()
    view.begin_new()
    assert page.spot.chosen()
    assert page.spot.fixing() == {"people": "店主"}
    assert page.spot.photos()["整改后"] == (after,)
    view.entering.begin({"place": "另一处"})
    assert not page.spot.chosen()


def test_a_closed_one_at_the_same_place_is_pointed_out_and_recorded_as_come_back(
    page: HazardsPage, office: Office
) -> None:
    key = made(office, State.CLOSED)
    page.view().begin_new()
    again = ABOUT | {"found_on": "2021-04-20", "inspectors": "王芳、李强", "description": "又堵了"}
    for name, text in again.items():
        row = page.view().panel.sections.row(name)
        assert row is not None
        row.editor.setText(text)
    page.view().entering.rested.emit(page.view().panel.sections.texts())
    assert "同类隐患第2次" in page.returning.strip.text()
    assert page.returning.strip.way.text() == "记为复发"
    page.returning.strip.way.click()
    form = page.view().panel.step_form()
    assert form is not None
    assert page.view().panel.record_id() == key
    assert form.form.texts()["people"] == "王芳、李强"
    form.confirm.click()
    record = records.read(office, HAZARDS, key)
    assert (record.stage, record.values["recurrences"]) == (State.FOUND, 1)
    page.view().begin_new()
    assert page.view().panel.sections.texts()["place"] == ""


def test_the_day_of_a_term_stands_under_the_deadline_while_it_is_typed(
    page: HazardsPage, office: Office
) -> None:
    page.view().begin_new()
    row = page.view().panel.sections.row("first_due")
    assert row is not None
    row.editor.setText("10个工作日")
    page.view().panel.findChild(Remarking).tell()
    assert "到2021-05-06（星期四），其间5月3日至5日放假，4月25日补班" in row.remarked()


def test_a_recheck_asks_for_photos_and_refuses_the_fixer(page: HazardsPage, office: Office) -> None:
    page.open_record("hazards", made(office, State.FIXED))
    page.view().panel.press_next()
    form = page.view().panel.step_form()
    assert form is not None
    assert "还没有整改前、整改后照片" in form.form.rows["result"].remarked()
    form.form.rows["people"].editor.setText("店主")
    form.confirm.click()
    assert "请换人复查" in form.form.rows["people"].mistake.text()


def test_what_is_missing_of_the_five_commitments_stands_after_the_title(
    page: HazardsPage, office: Office
) -> None:
    page.open_record("hazards", made(office, responsible="店主", funds="自筹"))
    told = page.view().panel.sections._heads["整改"]._note.text()
    assert told == "五落实：责任✓ 措施缺 资金✓ 时限缺 预案缺"


def test_the_same_event_is_recorded_for_the_chosen_rows_and_who_cannot_is_named_first(
    page: HazardsPage, office: Office
) -> None:
    keys = [made(office, State.FIXED, place=f"{n}店") for n in range(3)]
    left = made(office, State.FOUND, place="丁店")
    view = page.view()
    view.list.look_for("通道堵塞")
    view.list.reload()
    view.list.table.selectAll()
    offered = {one.step.name: one for one in page._steps_of_chosen(view)}
    view.list.choosing.step_asked.emit(offered[EventKind.RECHECKED])
    batch = page._batch.page()
    assert isinstance(batch, FactBatch)
    assert left in [one.id for one in batch.hindered()]
    assert not batch.foot.button.isEnabled()
    batch.leave_out.click()
    batch.form.rows["people"].editor.setText("店主")
    batch.confirm()
    assert len(batch.hindered()) == 3
    batch.form.rows["people"].editor.setText("李强")
    batch.confirm()
    assert page._batch.page() is None
    results = {records.read(office, HAZARDS, key).values["recheck_result"] for key in keys}
    assert results == {"合格"}
    assert records.read(office, HAZARDS, left).values["recheck_result"] is None


def test_the_list_bears_the_marks_of_what_was_supervised_and_exposed(
    page: HazardsPage, office: Office
) -> None:
    key = made(office)
    hazard_events.record_event(office, key, "督办", {"unit": "区政府"})
    hazard_events.record_event(office, key, "曝光", {"unit": "日报"})
    page.view().list.reload(key)
    table = page.view().list.table
    place = next(n for n, one in enumerate(table.columns()) if one.key == "description")
    index = table.model().index(table.currentIndex().row(), place)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "通道堵塞（督、曝）"
    page.view().list.row.put(("exposed_on",), {})
    page.view().list.reload()
    assert page.view().list.total() == 1


def test_the_year_tells_its_holidays_and_leads_to_a_day(
    page: HazardsPage, office: Office, qtbot: QtBot
) -> None:
    page.strip.chosen.emit(CALENDAR.noun)
    months = page.overview.months
    assert "劳动节　5月1日至5日放假，4月25日、5月8日补班" in months.accessibleName()
    months.setFocus()
    qtbot.keyClick(months, Qt.Key.Key_Right)
    assert months.accessibleDescription() == "2021年4月21日，星期三"
    with qtbot.waitSignal(page.overview.opened):
        qtbot.mouseClick(
            months,
            Qt.MouseButton.LeftButton,
            pos=months.box_of(date(2021, 5, 8)).center().toPoint(),
        )
    assert page.view().panel.record_name() == "2021-05-08上班"
    page.overview.show_year(2027)
    assert "2027年的放假安排还没有录入" in page.overview.told()
