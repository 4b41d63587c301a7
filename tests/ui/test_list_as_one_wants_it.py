"""A list as a person wants it: its columns, orders, conditions, views; and its chosen rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from fireoffice.registers import HAZARDS, VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.entry import drafts
from fireoffice.services.lists import listing
from fireoffice.services.lists.listing import Between, Query
from fireoffice.services.lists.settings import Columns
from fireoffice.services.office import Office
from fireoffice.ui.lists.output import ListOutput
from fireoffice.ui.lists.printing import ListPainter
from fireoffice.ui.register_list import RegisterList
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.window import MainWindow
from tests.sheets.reader import cells_of

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(office: Office, qtbot: QtBot) -> RegisterList:
    """隐患台账 alone, without a window around it."""
    made = RegisterList(office, HAZARDS)
    qtbot.addWidget(made)
    made.resize(970, 600)
    made.show()
    made.reload()
    return made


def again(office: Office, qtbot: QtBot) -> RegisterList:
    """The same list after a restart."""
    made = RegisterList(office, HAZARDS)
    qtbot.addWidget(made)
    made.resize(970, 600)
    made.show()
    made.reload()
    return made


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, held: Any = None) -> None:
    qtbot.keyClick(widget, key, held or Qt.KeyboardModifier.NoModifier)


def numbers(shown: RegisterList, count: int) -> list[str]:
    """The first 编号 of the list."""
    ids = [shown.table.id_at(place) for place in range(count)]
    rows = listing.rows(shown._office, shown.register, ids)
    return [row.values["number"] for row in rows]


def test_any_field_may_be_a_column_and_is_one_after_a_restart(
    shown: RegisterList, office: Office, qtbot: QtBot
) -> None:
    assert "found_on" not in shown.table.shown_names()
    shown.columns.chosen.emit(("number", "found_on", "description"))
    assert shown.table.shown_names() == ("number", "found_on", "description")
    assert again(office, qtbot).table.shown_names() == ("number", "found_on", "description")


def test_a_drawn_column_keeps_its_width_and_a_moved_one_its_place(
    shown: RegisterList, office: Office, qtbot: QtBot
) -> None:
    head = shown.table.head
    sections = [column.key for column in shown.table.columns()]
    head.resizeSection(sections.index("place"), 205)
    head.released.emit()
    head.moveSection(head.visualIndex(sections.index("number")), 0)
    kept = again(office, qtbot).table
    assert kept.shown_names()[:2] == ("number", "stage")
    assert kept.columnWidth(sections.index("place")) == 205


def test_more_columns_than_there_is_room_for_are_scrolled(shown: RegisterList) -> None:
    shown.columns.chosen.emit(tuple(column.key for column in shown.table.columns()))
    assert shown.table.horizontalScrollBar().maximum() > 0
    shown.columns.reset_asked.emit()
    assert shown.table.choice() == Columns()
    assert shown.table.horizontalScrollBar().maximum() == 0


def test_columns_are_moved_with_the_keyboard(shown: RegisterList, qtbot: QtBot) -> None:
    shown.columns.show_choice(shown.table.shown_names())
    before = shown.table.shown_names()
    press(qtbot, shown.columns.list, Qt.Key.Key_Down, CONTROL)
    assert shown.table.shown_names() == (before[1], before[0], *before[2:])


def test_the_last_column_cannot_be_taken_away(shown: RegisterList) -> None:
    shown.columns.chosen.emit(("number",))
    shown.menu.hide_column("number")
    assert shown.table.shown_names() == ("number",)


def test_a_choice_that_cannot_be_read_leaves_the_list_as_it_is_made(
    office: Office, qtbot: QtBot
) -> None:
    drafts.keep_draft(office, "list:hazards", {"columns": {"names": 5}, "views": "x"})
    assert again(office, qtbot).table.shown_names()[0] == "stage"


def test_shift_click_orders_by_a_second_column(shown: RegisterList, qtbot: QtBot) -> None:
    head = shown.table.head
    sections = [column.key for column in shown.table.columns()]

    def click(key: str, held: Qt.KeyboardModifier) -> None:
        at = head.sectionViewportPosition(sections.index(key)) + 20
        qtbot.mouseClick(
            head.viewport(), Qt.MouseButton.LeftButton, held, QPoint(at, head.height() // 2)
        )

    click("village", Qt.KeyboardModifier.NoModifier)
    assert shown.wanted().sort == (("village", True),)
    click("due", SHIFT)
    assert shown.wanted().sort == (("village", True), ("due", True))
    click("due", SHIFT)
    assert shown.wanted().sort == (("village", True), ("due", False))
    click("grade", Qt.KeyboardModifier.NoModifier)
    assert shown.wanted().sort == (("grade", True),)
    assert head._ranks == {sections.index("grade"): (1, True)}


def test_the_menu_orders_without_the_mouse(shown: RegisterList) -> None:
    shown.menu.fill()
    place = next(one for one in shown.menu.menu.findChildren(QMenu) if one.title() == "场所")
    next(one for one in place.actions() if one.text() == "再按此列降序").trigger()
    assert shown.wanted().sort == (("due", True), ("place", False))


def test_several_values_of_a_field_are_ticked_in_its_button(
    shown: RegisterList, qtbot: QtBot
) -> None:
    village = shown.filters["village"]
    village.drop()
    ticks = village.editor.ticks
    press(qtbot, ticks, Qt.Key.Key_Space)
    press(qtbot, ticks, Qt.Key.Key_Down)
    press(qtbot, ticks, Qt.Key.Key_Space)
    ticked = ticks.ticked()
    assert len(ticked) == 2
    assert shown.wanted().filters == {"village": ticked}
    assert (
        shown.total()
        == records.query(shown._office, HAZARDS, Query(filters={"village": ticked})).total
    )
    press(qtbot, ticks, Qt.Key.Key_Return)
    assert shown.wanted().filters == {"village": ticked[1:]}
    assert not village.popup.isVisible()


def test_a_range_of_days_is_typed_and_a_turned_one_is_refused_in_place(
    shown: RegisterList,
) -> None:
    popup = shown.row.popup
    shown.row.drop_conditions()
    popup.choose("found_on")
    popup.editor.first.setText("2021-3-1")
    popup.editor.last.setText("2月1日")
    popup.editor.last.editingFinished.emit()
    assert shown.wanted().filters == {}
    assert "对调" in popup.editor._mistake.text()
    popup.editor.last.setText("3月31日")
    popup.editor.last.editingFinished.emit()
    assert shown.wanted().filters == {"found_on": Between(date(2021, 3, 1), date(2021, 3, 31))}
    assert shown.row.more.text() == "更多条件：1项"
    popup.close()
    shown.row.clear.click()
    assert shown.total() == 400


def test_what_is_empty_and_what_is_not_are_conditions_too(shown: RegisterList) -> None:
    shown.row.drop_conditions()
    shown.row.popup.choose("part")
    empty, filled = shown.row.popup.editor._group.buttons()[1:]
    empty.click()
    without = shown.total()
    filled.click()
    assert shown.total() + without == 400
    shown.row.popup.close()


def test_a_view_brings_all_of_it_back_after_a_restart(
    shown: RegisterList, office: Office, qtbot: QtBot
) -> None:
    shown.row.put(("open",), {"village": ("松林社区",)})
    shown.order((("found_on", False),))
    shown.search("道")
    shown.table.choose_columns(Columns(("number", "found_on")))
    shown.views.keep("松林未办结")
    wanted, total = shown.wanted(), shown.total()
    shown.views.choose("")
    assert shown.total() == 400
    assert shown.table.shown_names()[0] == "stage"

    later = again(office, qtbot)
    later.views.button.pick("松林未办结")
    assert later.wanted() == wanted
    assert later.total() == total
    assert later.table.shown_names() == ("number", "found_on")
    assert later.views.button.text() == "视图：松林未办结"


def test_a_list_begins_with_its_standard_view_and_says_when_it_was_changed(
    shown: RegisterList, office: Office, qtbot: QtBot
) -> None:
    shown.row.put(("overdue",), {})
    shown.reload()
    shown.views.keep("逾期的")
    shown.views.button.pick("设为默认")
    later = again(office, qtbot)
    assert later.total() == shown.total() < 400
    assert later.views.current() == "逾期的"
    later.order((("village", True),))
    assert later.views.button.text() == "视图：逾期的（已改）"
    later.views.button.pick("把改动存入“逾期的”")
    assert later.views.button.text() == "视图：逾期的"
    later.views.button.renamed.emit("逾期的", "过期的")
    later.views.button.pick("删除“过期的”")
    assert later.total() == 400
    assert again(office, qtbot).views.button.text() == "视图"


def test_rows_are_chosen_with_shift_and_let_go_with_esc(shown: RegisterList, qtbot: QtBot) -> None:
    press(qtbot, shown.table, Qt.Key.Key_Down, SHIFT)
    press(qtbot, shown.table, Qt.Key.Key_Down, SHIFT)
    assert shown.choosing.words.text() == "已选3条"
    assert shown.choosing.isVisible()
    assert shown.chosen_ids() == tuple(shown.table.id_at(place) for place in range(3))
    press(qtbot, shown.table, Qt.Key.Key_Escape)
    assert shown.table.chosen_count() == 1
    assert shown.row.isVisible()


def test_all_rows_are_chosen_as_a_question_and_not_read(shown: RegisterList, qtbot: QtBot) -> None:
    shown.row.put(("open",), {})
    shown.reload()
    press(qtbot, shown.table, Qt.Key.Key_A, CONTROL)
    asked: list[object] = []
    shown.bulk_edit_asked.connect(asked.append)
    shown.choosing.edit.click()
    assert asked == [Query(chips=("open",), limit=-1)]
    assert shown.choosing.words.text() == f"已选{shown.total()}条"


def test_what_is_chosen_and_where_one_is_survive_a_reading_anew(
    shown: RegisterList, office: Office, qtbot: QtBot
) -> None:
    shown.table.select_place(60)
    for _ in range(2):
        press(qtbot, shown.table, Qt.Key.Key_Down, SHIFT)
    chosen, current = shown.chosen_ids(), shown.table.current_id()
    height = shown.table.rowViewportPosition(shown.table.currentIndex().row())
    records.remove(office, HAZARDS, shown.table.id_at(3))
    shown.reload()
    assert (shown.chosen_ids(), shown.table.current_id()) == (chosen, current)
    assert shown.table.currentIndex().row() == 61
    assert shown.table.rowViewportPosition(61) == height
    assert shown.choosing.isVisible()


def test_a_record_that_leaves_the_list_leaves_the_others_where_they_are(
    shown: RegisterList, office: Office
) -> None:
    shown.table.select_place(60)
    before = shown.table.verticalScrollBar().value()
    records.remove(office, HAZARDS, shown.table.current_id())
    shown.reload(or_first=False)
    assert shown.table.current_id() == ""
    assert shown.table.verticalScrollBar().value() == before


def test_chosen_records_go_to_the_bin_as_one_action_with_a_reason(
    window: MainWindow,
    hazards: RegisterView,
    office: Office,
    qtbot: QtBot,
    at_rest: Callable[[MainWindow], None],
) -> None:
    shown = hazards.list
    press(qtbot, shown.table, Qt.Key.Key_Down, SHIFT)
    gone = shown.chosen_ids()
    done = len(office.done)
    shown.choosing.remove.click()
    shown.choosing.reason.setText("重复登记")
    press(qtbot, shown.choosing.reason, Qt.Key.Key_Return)
    at_rest(window)
    assert [records.read(office, HAZARDS, key).deleted_reason for key in gone] == ["重复登记"] * 2
    assert len(office.done) == done + 1
    assert window.undo_bar().text() == "2条隐患已移到回收站"
    window.undo()
    assert not any(records.read(office, HAZARDS, key).recycled for key in gone)


def test_copied_rows_are_cells_for_excel_with_personal_data_hidden(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    window.go_to(4)
    page = window.current_page()
    assert isinstance(page, RegisterPage)
    shown = page.view().list
    shown.columns.chosen.emit(("name", "phone"))
    press(qtbot, shown.table, Qt.Key.Key_Down, SHIFT)
    press(qtbot, shown.table, Qt.Key.Key_C, CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    rows = listing.rows(office, VOLUNTEERS, shown.chosen_ids())
    lines = [line.split("\t") for line in mime.text().split("\n")]
    assert lines[0] == [VOLUNTEERS.field(name).label for name in ("name", "phone")]
    assert [line[0] for line in lines[1:]] == [row.values["name"] for row in rows]
    assert all("****" in line[1] for line in lines[1:])
    assert mime.html().count("mso-number-format:'\\@'") == 4
    shown.copy_asked.emit(True)
    assert rows[0].values["phone"] in QGuiApplication.clipboard().mimeData().text()


def test_the_list_is_exported_as_it_is_shown(
    window: MainWindow,
    hazards: RegisterView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at_rest: Callable[[MainWindow], None],
) -> None:
    target = tmp_path / "逾期.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    shown = hazards.list
    shown.row.put(("overdue",), {})
    shown.reload()
    page = window.current_page()
    assert isinstance(page, RegisterPage)
    page.export.click()
    shown.exporting.confirm.click()
    at_rest(window)
    head, *rows = cells_of(target)
    assert len(head) == len(shown.table.shown_names())
    assert [row[1] for row in rows] == numbers(shown, shown.total())
    assert shown.exporting.text().startswith(f"已导出{shown.total()}条")
    shown.exporting.closed.emit()
    assert shown.row.isVisible()


def test_an_export_that_is_refused_says_why_and_takes_another_name(
    window: MainWindow,
    hazards: RegisterView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at_rest: Callable[[MainWindow], None],
) -> None:
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    picked = [tmp_path / "文件" / "台账.xlsx", tmp_path / "台账.xlsx"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(picked.pop(0)), ""))
    page, shown = window.current_page(), hazards.list
    assert isinstance(page, RegisterPage)
    page.export.click()
    shown.exporting.titled.setChecked(True)
    shown.exporting.confirm.click()
    at_rest(window)
    assert shown.exporting.text().startswith("■ ")
    assert shown.exporting.again.hasFocus()
    shown.exporting.again.click()
    at_rest(window)
    assert shown.exporting.text().startswith("已导出400条")
    assert cells_of(tmp_path / "台账.xlsx")[0][0] == "隐患台账"


def test_a_record_far_down_is_found_without_reading_what_is_above(
    shown: RegisterList,
) -> None:
    last = listing.keys(shown._office, HAZARDS, Query(offset=390, limit=1))[0]
    assert shown.reload(last)
    assert shown.table.currentIndex().row() == 390
    assert 1 not in shown.table._model._blocks


def test_the_print_has_every_row_once_and_its_conditions_above(
    window: MainWindow, hazards: RegisterView
) -> None:
    shown = hazards.list
    shown.row.put(("open",), {"village": ("松林社区",)})
    shown.reload()
    output = shown.findChild(ListOutput)
    assert isinstance(output, ListOutput)
    made = output.listing()
    assert made.note.startswith("未办结；村（居）为松林社区；共")
    pages = ListPainter(made, 770, 200).pages
    assert [row for page in pages for row in page] == list(range(shown.total()))
    assert len(pages) > 1
