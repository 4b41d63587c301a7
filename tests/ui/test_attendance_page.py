"""登记签到 by keys alone: search, mark, paste, take back, confirm; and the views beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fireoffice.registers import PEOPLE, TRAINING_PLANS, TRAININGS
from fireoffice.services import records
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.services.trainings import attendance
from fireoffice.services.trainings import figures as training_figures
from fireoffice.services.trainings.attendance import Line
from fireoffice.ui.trainings.attendance_page import AttendancePage
from fireoffice.ui.trainings.page import COVERAGE, PROGRESS, TrainingsPage
from fireoffice.ui.window import MainWindow

TRAINING_TAB = 3
Key = Qt.Key


def planned(office: Office, **values: str) -> str:
    told = {
        "topic": "网格员业务培训",
        "kind": "培训",
        "audience": "网格员",
        "held_on": "2021-04-20",
    }
    return records.create(office, TRAININGS, told | values)


@pytest.fixture
def trainings(window: MainWindow) -> TrainingsPage:
    """The tab 培训宣传, in front."""
    window.go_to(TRAINING_TAB)
    page = window.current_page()
    assert isinstance(page, TrainingsPage)
    return page


@pytest.fixture
def sign_in(trainings: TrainingsPage) -> Callable[[str], AttendancePage]:
    """Opens the page of attendance of a session."""

    def build(training: str) -> AttendancePage:
        trainings.sign_in(training)
        page = trainings.home()
        assert isinstance(page, AttendancePage)
        return page

    return build


def names(page: AttendancePage) -> list[tuple[str, str]]:
    return [(line.name, line.presence) for line in page.names.lines()]


def stored(office: Office, key: str) -> list[tuple[str, str]]:
    return [(one.name, one.presence) for one in attendance.sign_in_list(office, key).lines]


def known_name(office: Office) -> str:
    """A name that stands in no other."""
    called = [
        str(row.values["name"]) for row in records.query(office, PEOPLE, Query(limit=-1)).rows
    ]
    return next(name for name in called if sum(name in one for one in called) == 1)


def put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def test_it_is_the_next_step_of_a_planned_session(trainings: TrainingsPage, office: Office) -> None:
    key = planned(office)
    trainings.open_record("trainings", key)
    assert trainings.view().panel.head.step.text() == "登记签到"
    trainings.view().panel.press_next()
    assert isinstance(trainings.home(), AttendancePage)


def test_publicity_is_counted_and_not_listed_first(
    trainings: TrainingsPage, office: Office
) -> None:
    trainings.open_record("trainings", planned(office, kind="宣传"))
    assert trainings.view().panel.head.step.text() == "登记开展情况"


def test_letters_find_a_person_enter_adds_and_the_box_stays(
    sign_in: Callable[[str], AttendancePage], office: Office, qtbot: QtBot
) -> None:
    page = sign_in(planned(office))
    name = known_name(office)
    assert page.adding.search.hasFocus()
    page.adding.search.setText(name)
    page.adding.find()
    qtbot.keyClick(page.adding.search, Key.Key_Return)
    assert names(page) == [(name, "已到")]
    assert page.names.lines()[0].person
    assert page.adding.search.hasFocus()
    assert page.adding.search.text() == ""
    page.adding.search.setText("王小二五六")
    page.adding.find()
    qtbot.keyClick(page.adding.search, Key.Key_Return)
    assert names(page)[1] == ("王小二五六", "已到")
    assert page.names.lines()[1].person is None


def test_who_is_on_the_list_is_marked_by_looking_for_him(
    sign_in: Callable[[str], AttendancePage], office: Office, qtbot: QtBot
) -> None:
    page = sign_in(planned(office))
    name = known_name(office)
    page.adding.search.setText(name)
    page.adding.find()
    qtbot.keyClick(page.adding.search, Key.Key_Return)
    page.names.mark({page.names.keyed()[0][0]}, "待签到")
    page.adding.search.setText(name)
    page.adding.find()
    qtbot.keyClick(page.adding.search, Key.Key_Return)
    assert names(page) == [(name, "已到")]


def test_each_mark_is_one_key_and_goes_on_to_the_next(
    sign_in: Callable[[str], AttendancePage], office: Office, qtbot: QtBot
) -> None:
    key = planned(office)
    lines = [Line(f"王{at}", presence="待签到") for at in ("一", "二", "三", "四")]
    attendance.save(office, key, lines)
    page = sign_in(key)
    assert page.table.hasFocus()
    for pressed in (Key.Key_Space, Key.Key_1, Key.Key_2, Key.Key_3):
        qtbot.keyClick(page.table, pressed)
    assert [mark for _, mark in names(page)] == ["已到", "已到", "未到", "请假"]
    assert page.foot.counted() == "应到4　实到2　未到1　请假1"
    qtbot.keyClick(page.table, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(page)[3] == ("王四", "待签到")
    qtbot.keyClick(page.table, Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert names(page)[3] == ("王四", "请假")


def test_all_others_are_present_by_one_stroke(
    sign_in: Callable[[str], AttendancePage], office: Office, qtbot: QtBot
) -> None:
    key = planned(office)
    attendance.save(office, key, [Line("王一", presence="请假"), Line("王二"), Line("王三")])
    page = sign_in(key)
    qtbot.mouseClick(page.all_present, Qt.MouseButton.LeftButton)
    assert [mark for _, mark in names(page)] == ["请假", "已到", "已到"]


def test_a_sheet_of_two_halves_is_pasted(
    sign_in: Callable[[str], AttendancePage], office: Office, qtbot: QtBot
) -> None:
    page = sign_in(planned(office))
    put("姓名\t单位\t姓名\t单位\n王一\t庙岭村\t王三\t庙岭村\n王二\t庙岭村\t王四（请假）\t庙岭村\n")
    page.paste_names()
    assert names(page) == [("王一", "已到"), ("王二", "已到"), ("王三", "已到"), ("王四", "请假")]
    put("2021\t4\n")
    page.paste_names()
    assert len(names(page)) == 4
    assert page.foot.sentence().startswith("剪贴板里没有认出姓名")


def test_the_last_list_is_the_first_offer(
    sign_in: Callable[[str], AttendancePage], office: Office, qtbot: QtBot
) -> None:
    before = planned(office, held_on="2021-04-19", topic="同一主题培训")
    attendance.save(office, before, [Line("王一", presence="已到"), Line("王二", presence="未到")])
    page = sign_in(planned(office, topic="同一主题培训", audience="派出所民警"))
    assert page.adding.hits.current_text("what") == "沿用上次名单"
    qtbot.keyClick(page.adding.search, Key.Key_Return)
    assert names(page) == [("王一", "待签到"), ("王二", "待签到")]


def test_a_whole_group_is_added_at_once(
    sign_in: Callable[[str], AttendancePage], office: Office, qtbot: QtBot
) -> None:
    page = sign_in(planned(office, held_on="2021-04-30"))
    page.adding.search.setText("全部网格员")
    page.adding.find()
    qtbot.keyClick(page.adding.search, Key.Key_Return)
    assert len(names(page)) == 40
    assert page.foot.button.text() == "保存应到名单"


def test_confirming_writes_once_and_can_be_taken_back(
    sign_in: Callable[[str], AttendancePage], trainings: TrainingsPage, office: Office, qtbot: QtBot
) -> None:
    key = planned(office)
    page = sign_in(key)
    page.names.put([Line("王一", presence="已到"), Line("王二", presence="未到")])
    before = len(office.done)
    told: list[str] = []
    trainings.undo_offered.connect(told.append)
    qtbot.keyClick(page.table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(office.done) == before + 1
    assert stored(office, key) == [("王一", "已到"), ("王二", "未到")]
    assert told == ["网格员业务培训：应到2　实到1　未到1"]
    assert trainings.home() is trainings.view().list.table
    records.undo(office)
    assert stored(office, key) == []


def test_leaving_keeps_what_was_entered_as_a_draft(
    sign_in: Callable[[str], AttendancePage], office: Office, qtbot: QtBot
) -> None:
    key = planned(office)
    page = sign_in(key)
    page.names.put([Line("王一", presence="已到")])
    qtbot.keyClick(page.table, Key.Key_Escape)
    assert stored(office, key) == []
    again = sign_in(key)
    assert names(again) == [("王一", "已到")]
    again.confirm()
    assert stored(office, key) == [("王一", "已到")]
    assert drafts.draft(office, f"attendance:{key}") is None


def test_a_line_is_put_right_in_its_form(
    sign_in: Callable[[str], AttendancePage], office: Office, qtbot: QtBot
) -> None:
    key = planned(office)
    attendance.save(office, key, [Line("王一", presence="已到")])
    page = sign_in(key)
    qtbot.keyClick(page.table, Key.Key_Return)
    assert page.side.form is not None
    page.side.form.entered.emit({**page.side.form.form.texts(), "phone": "1381"})
    assert page.side.form is not None
    page.side.form.entered.emit({**page.side.form.form.texts(), "phone": "", "score": "95"})
    assert page.side.form is None
    assert page.names.lines()[0].score == "95"
    assert page.table.hasFocus()


def test_a_name_is_taken_off_and_comes_back(
    sign_in: Callable[[str], AttendancePage], office: Office, qtbot: QtBot
) -> None:
    key = planned(office)
    attendance.save(office, key, [Line("王一"), Line("王二")])
    page = sign_in(key)
    qtbot.keyClick(page.table, Key.Key_Delete)
    assert [name for name, _ in names(page)] == ["王二"]
    page.names.undo()
    assert [name for name, _ in names(page)] == ["王一", "王二"]


def test_the_tab_opens_at_its_list(trainings: TrainingsPage) -> None:
    assert trainings.figures() is None
    assert trainings.home() is trainings.view().list.table


def test_what_fits_the_plan_is_counted_in_from_the_view(
    trainings: TrainingsPage, office: Office
) -> None:
    trainings.strip.chosen.emit(PROGRESS)
    view = trainings.progress
    proposed = training_figures.plan_status(office, 2021).proposals
    assert proposed > 0
    while not view.count_in.isHidden():
        view.press_next()
    assert training_figures.plan_status(office, 2021).proposals == 0
    records.undo(office)
    trainings.activate()
    assert not view.count_in.isHidden()


def test_a_year_without_a_plan_says_so(trainings: TrainingsPage, office: Office) -> None:
    trainings.strip.chosen.emit(PROGRESS)
    trainings.progress.earlier.click()
    assert trainings.progress.year() == 2020
    assert trainings.progress.empty.sentence().startswith("2020年还没有培训计划")
    assert trainings.progress.table.isHidden()


def test_a_line_of_the_plan_leads_to_its_record(trainings: TrainingsPage, office: Office) -> None:
    trainings.strip.chosen.emit(PROGRESS)
    table = trainings.progress.table
    key = table.current_id()
    QTest.keyClick(table, Key.Key_Return)
    assert trainings.view().register is TRAINING_PLANS
    assert trainings.view().panel.record_id() == key


def test_a_session_is_arranged_for_those_without_training(
    trainings: TrainingsPage, office: Office
) -> None:
    trainings.strip.chosen.emit(COVERAGE)
    view = trainings.coverage
    missing = view.names.total()
    assert missing > 0
    group = view.table.current_id()
    view.press_next()
    panel = trainings.view().panel
    made = records.read(office, TRAININGS, panel.record_id())
    assert made.values["audience"] == group
    assert made.values["called"] == missing
    assert panel.head.step.text() == "登记签到"


def test_the_schools_show_their_drill_and_one_is_arranged(
    trainings: TrainingsPage, office: Office
) -> None:
    trainings.strip.chosen.emit(COVERAGE)
    view = trainings.coverage
    assert view.schools.total() > 0
    view.drill.click()
    made = records.read(office, TRAININGS, trainings.view().panel.record_id())
    assert made.values["kind"] == "演练"
