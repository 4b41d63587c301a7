"""Any register, through the keyboard alone: list, search, add, edit, next step, remove, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fireoffice.registers import HAZARDS, TABS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.papers.planning import kinds_for
from fireoffice.services.records import Query
from fireoffice.ui.register_page import BIN, RegisterPage
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.tabs import tab_of
from fireoffice.ui.window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def _press(qtbot: QtBot, widget: QWidget, key: Qt.Key, control: bool = False) -> None:
    target = widget.focusWidget() or widget
    qtbot.keyClick(target, key, CONTROL if control else Qt.KeyboardModifier.NoModifier)
    # A hand is never so quick that the event loop has no turn between two keys.
    qtbot.wait(1)


def _page(window: MainWindow) -> RegisterPage:
    page = window.current_page()
    assert isinstance(page, RegisterPage)
    return page


def _fill(qtbot: QtBot, view: RegisterView, name: str, text: str) -> None:
    """Type ``text`` into the field ``name`` and leave it with Enter."""
    row = next(form.rows[name] for form in view.panel.sections.forms.values() if name in form.rows)
    row.editor.setFocus()
    if isinstance(row.editor, QLineEdit):
        row.editor.selectAll()
        row.editor.insert(text)
        _press(qtbot, row.editor, Qt.Key.Key_Return)
    else:
        row.editor.setText(text)
        row.editor.committed.emit()


def test_the_list_shows_every_record_and_the_first_one_beside_it(hazards: RegisterView) -> None:
    assert hazards.list.total() == 400
    assert hazards.panel.record_id() == hazards.list.table.current_id() != ""


def test_a_hazard_is_registered_with_the_keyboard_alone(
    window: MainWindow, hazards: RegisterView, office: Office, qtbot: QtBot
) -> None:
    _press(qtbot, window, Qt.Key.Key_N, control=True)
    assert hazards.panel.creating()
    _fill(qtbot, hazards, "place", "老街豆花店")
    _fill(qtbot, hazards, "village", "松林社区")
    _fill(qtbot, hazards, "description", "灶台旁堆放纸箱")
    _fill(qtbot, hazards, "first_due", "4月30日")
    _press(qtbot, window, Qt.Key.Key_Return, control=True)

    assert not hazards.panel.creating()
    made = records.query(office, HAZARDS, Query(search="老街豆花店 纸箱"))
    assert made.total == 1
    assert made.rows[0].values["first_due"].isoformat() == "2021-04-30"
    assert hazards.panel.record_id() == made.rows[0].id
    assert "已登记" in window.undo_bar().text()


def test_a_new_record_with_gaps_says_under_each_field_what_is_missing(
    window: MainWindow, hazards: RegisterView, office: Office, qtbot: QtBot
) -> None:
    _press(qtbot, window, Qt.Key.Key_N, control=True)
    _press(qtbot, window, Qt.Key.Key_Return, control=True)

    row = hazards.panel.sections.forms["登记"].rows["place"]
    assert row.mistake.isVisible()
    assert "场所" in row.mistake.text()
    assert records.counts(office, HAZARDS)["total"] == 400


def test_a_record_not_yet_registered_is_there_again_when_one_comes_back(
    window: MainWindow, hazards: RegisterView, qtbot: QtBot
) -> None:
    _press(qtbot, window, Qt.Key.Key_N, control=True)
    _fill(qtbot, hazards, "place", "桥头摩托店")
    window.go_to(0)
    window.go_to(2)
    hazards.list.table.select_place(3)
    assert not hazards.panel.creating()

    _press(qtbot, window, Qt.Key.Key_N, control=True)
    assert hazards.panel.sections.texts()["place"] == "桥头摩托店"


def test_a_field_is_saved_when_it_is_left_and_undone_with_ctrl_z(
    window: MainWindow, hazards: RegisterView, office: Office, qtbot: QtBot
) -> None:
    record_id = hazards.panel.record_id()
    before = records.read(office, HAZARDS, record_id).values["part"]
    _fill(qtbot, hazards, "part", "二楼过道")
    assert records.read(office, HAZARDS, record_id).values["part"] == "二楼过道"
    assert window.status.saved_words().startswith("已保存")

    hazards.list.table.setFocus()
    _press(qtbot, window, Qt.Key.Key_Z, control=True)
    assert records.read(office, HAZARDS, record_id).values["part"] == before
    assert hazards.panel.sections.texts()["part"] == (before or "")


def test_ctrl_z_takes_the_last_field_back_from_the_next_field(
    window: MainWindow, hazards: RegisterView, office: Office, qtbot: QtBot
) -> None:
    record_id = hazards.panel.record_id()
    before = records.read(office, HAZARDS, record_id).values["place"]
    _fill(qtbot, hazards, "place", "另一家店")
    assert hazards.panel.sections.isAncestorOf(window.focusWidget())
    _press(qtbot, window, Qt.Key.Key_Z, control=True)
    assert records.read(office, HAZARDS, record_id).values["place"] == before


def test_a_date_that_does_not_exist_is_refused_in_place_and_nothing_is_lost(
    hazards: RegisterView, office: Office, qtbot: QtBot
) -> None:
    record_id = hazards.panel.record_id()
    before = records.read(office, HAZARDS, record_id).values["first_due"]
    _fill(qtbot, hazards, "first_due", "2021-4-31")

    row = hazards.panel.sections.forms["登记"].rows["first_due"]
    assert "4月31日" in row.mistake.text()
    assert row.text() == "2021-4-31"
    assert records.read(office, HAZARDS, record_id).values["first_due"] == before


def test_leaving_a_record_with_a_refused_value_says_that_it_was_not_saved(
    window: MainWindow, hazards: RegisterView, qtbot: QtBot
) -> None:
    _fill(qtbot, hazards, "first_due", "2021-4-31")
    hazards.list.table.select_place(1)
    assert "初定期限填写有误，没有保存" in window.error_strip().text()


def test_the_next_step_asks_for_its_fields_and_moves_the_record_on(
    window: MainWindow, hazards: RegisterView, office: Office, qtbot: QtBot
) -> None:
    hazards.list.chips.set_current("waiting")
    hazards.list.reload()
    record_id = hazards.list.table.current_id()
    assert records.read(office, HAZARDS, record_id).stage == "待复查"

    _press(qtbot, window, Qt.Key.Key_Return, control=True)
    step = hazards.panel.step_form()
    assert step is not None
    step.form.propose({"people": "田小兰、李强"})
    _press(qtbot, window, Qt.Key.Key_Return, control=True)

    record = records.read(office, HAZARDS, record_id)
    assert record.values["recheck_result"] == "合格"
    assert record.next_step is not None
    assert record.next_step.label == "销号"
    assert hazards.panel.head.step.text() == "销号"


def test_searching_finds_while_typing(
    window: MainWindow, hazards: RegisterView, office: Office, qtbot: QtBot
) -> None:
    _press(qtbot, window, Qt.Key.Key_F, control=True)
    search = _page(window).search
    assert search.hasFocus()
    with qtbot.waitSignal(search.searched, timeout=5000):
        qtbot.keyClicks(search, "mhq")
    wanted = records.query(office, HAZARDS, Query(search="mhq")).total
    assert hazards.list.total() == wanted
    assert 0 < wanted < 400
    assert window.status.counts().startswith(f"找到{wanted}条")


def test_chips_and_field_filters_narrow_the_list_together(
    hazards: RegisterView, office: Office
) -> None:
    hazards.list.chips.set_current("open")
    hazards.list.row.set_condition("village", "松林社区")
    hazards.list.reload()
    query = Query(filters={"village": "松林社区"}, chips=("open",))
    assert hazards.list.total() == records.query(office, HAZARDS, query).total > 0

    hazards.list.clear_filters()
    assert hazards.list.total() == 400


def test_nothing_found_offers_the_way_back(hazards: RegisterView) -> None:
    hazards.list.search("没有这样的隐患")
    assert hazards.list.total() == 0
    assert hazards.list.empty_sentence() == "没有符合条件的隐患。"


def test_sorting_by_a_head_turns_the_list_around(hazards: RegisterView) -> None:
    hazards.list.table.sort_asked.emit("number", True)
    first = hazards.list.table.current_text("number")
    hazards.list.table.sort_asked.emit("number", False)
    hazards.list.table.select_place(0)
    assert hazards.list.table.current_text("number") > first


def test_a_record_goes_to_the_recycle_bin_and_comes_back(
    window: MainWindow, hazards: RegisterView, office: Office, qtbot: QtBot
) -> None:
    made = records.create(
        office, HAZARDS, {"place": "旧仓库", "village": "高石村", "description": "无灭火器"}
    )
    hazards.open_record(made)
    hazards.panel.removal_asked.emit(made)
    assert records.read(office, HAZARDS, made).recycled
    assert "回收站" in window.undo_bar().text()

    page = _page(window)
    page.strip.set_current(BIN)
    page.strip.chosen.emit(BIN)
    assert hazards.list.total() == 1
    assert hazards.panel.record_id() == made
    assert not hazards.panel.head.step.isVisible()

    hazards.panel.head.restore_asked.emit()
    assert not records.read(office, HAZARDS, made).recycled


def test_the_record_is_beside_its_list_again_after_a_look_into_an_empty_bin(
    window: MainWindow, hazards: RegisterView
) -> None:
    page = _page(window)
    shown = hazards.panel.record_id()
    for word in (BIN, "隐患"):
        page.strip.set_current(word)
        page.strip.chosen.emit(word)
    assert hazards.panel.record_id() == shown == hazards.list.table.current_id()


def test_a_sheet_stays_open_when_its_record_is_shown_again(
    hazards: RegisterView, office: Office
) -> None:
    record = hazards.panel.record_id()
    hazards.papers.open(record, kinds_for(HAZARDS.name)[0])
    sheet = hazards.panel.sheet()
    assert sheet is not None
    records.update(office, HAZARDS, record, {"handler": "别人"})
    hazards.activate()
    assert hazards.panel.sheet() is sheet
    assert not hazards.panel.head.step.isVisible()
    hazards.panel.walked.emit(1)
    assert hazards.panel.sheet() is None


def test_f6_walks_from_region_to_region(
    window: MainWindow, hazards: RegisterView, qtbot: QtBot
) -> None:
    hazards.list.table.setFocus()
    _press(qtbot, window, Qt.Key.Key_F6)
    assert hazards.panel.isAncestorOf(window.focusWidget())
    _press(qtbot, window, Qt.Key.Key_F6)
    assert window.tabs.isAncestorOf(window.focusWidget())


@pytest.mark.parametrize("name", [register.name for register in TABS])
def test_every_register_opens_a_form_for_a_new_record(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    window.go_to(tab_of(name))
    _press(qtbot, window, Qt.Key.Key_N, control=True)
    view = _page(window).view()
    assert view.panel.creating()
    required = {info.name for info in view.register.fields if info.required}
    assert required <= set(view.panel.sections.texts())


def test_personal_numbers_are_masked_until_they_are_edited(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go_to(tab_of("volunteers"))
    view = _page(window).view()
    rows = view.panel.sections.forms["队员"].rows
    phone = rows["phone"].editor
    assert isinstance(phone, QLineEdit)
    assert "****" in QLineEdit.text(phone)
    phone.setFocus()
    assert "*" not in QLineEdit.text(phone)
    view.list.table.setFocus()
    assert "****" in QLineEdit.text(phone)
