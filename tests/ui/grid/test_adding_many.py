"""Many records typed into a grid, by the keyboard and by what Excel puts on the clipboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fireoffice.registers import HAZARDS, PEOPLE
from fireoffice.services import records
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.ui.grid.add_many import AddManyPage
from fireoffice.ui.grid.page import BatchWidget
from fireoffice.ui.grid.tables import read_html
from tests.grid_hands import (
    CONTROL,
    SHIFT,
    column,
    press,
    put_on_clipboard,
    wait_for_check,
    write,
)

FROM_EXCEL = (
    "序号\t检查日期\t单位名称\t村居\t隐患内容\r\n"
    '1\t2021.4.1\t老街李家副食店\t松林社区\t"楼梯间堆放木料\n影响疏散"\r\n'
    "2\t44287\t顺发木材加工坊\t高石村\t配电箱无门\r\n"
    "3\t同上\t顺发木材加工坊\t〃\t消火栓无水\r\n"
)


def test_three_hazards_are_registered_with_the_keyboard_alone(
    adding: AddManyPage, office: Office, qtbot: QtBot
) -> None:
    made: list[tuple[str, ...]] = []
    adding.finished.connect(made.append)
    began = adding.view.currentIndex().column()
    texts = {
        "found_on": "4.1",
        "place": "老街豆花店",
        "village": "sl",
        "description": "灶台旁有纸箱",
    }
    while texts:
        name = adding.model.columns[adding.view.currentIndex().column()].info.name
        if name in texts:
            write(qtbot, adding, texts.pop(name))
        press(qtbot, adding, Qt.Key.Key_Tab)
    press(qtbot, adding, Qt.Key.Key_Return)
    now = adding.view.currentIndex()
    assert (now.row(), now.column()) == (1, began)
    for _ in range(2):
        press(qtbot, adding, Qt.Key.Key_D, CONTROL)
        press(qtbot, adding, Qt.Key.Key_Down)
    wait_for_check(qtbot, adding)
    assert column(adding, "village") == ["松林社区"] * 3
    assert adding.foot.counted().startswith("3条可登记")
    press(qtbot, adding, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(made), timeout=30_000)
    assert len(made[0]) == 3
    numbers = [int(records.read(office, HAZARDS, key).values["number"][5:]) for key in made[0]]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    records.undo(office)
    assert records.counts(office, HAZARDS)["total"] == 400


def test_a_table_copied_in_excel_is_put_in_by_its_headings(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    put_on_clipboard(FROM_EXCEL)
    press(qtbot, adding, Qt.Key.Key_V, CONTROL)
    assert "“序号”没有对应的列" in adding.strip.sentence()
    press(qtbot, adding, Qt.Key.Key_Space)
    wait_for_check(qtbot, adding)
    assert column(adding, "found_on") == ["2021-04-01"] * 3
    assert column(adding, "village") == ["松林社区", "高石村", "高石村"]
    assert column(adding, "description")[0] == "楼梯间堆放木料\n影响疏散"
    assert adding.model.lines[2].repeated == {"found_on", "village"}
    assert adding.foot.button.text() == "登记3条"
    assert adding.view.hasFocus()


def test_a_paste_beyond_the_last_row_adds_rows_and_is_one_step_to_undo(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    adding.view.go_to(8, adding.model.column_of("place"))
    put_on_clipboard("\r\n".join(f"第{number}家店" for number in range(40)) + "\r\n")
    press(qtbot, adding, Qt.Key.Key_V, CONTROL)
    assert len(adding.model.lines) == 48
    press(qtbot, adding, Qt.Key.Key_Z, CONTROL)
    assert (len(adding.model.lines), adding.model.entered()) == (10, [])
    press(qtbot, adding, Qt.Key.Key_Y, CONTROL)
    assert column(adding, "place")[-1] == "第39家店"


def test_one_value_pasted_over_several_cells_fills_them_all(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    adding.view.go_to(0, adding.model.column_of("handler"))
    for _ in range(3):
        press(qtbot, adding, Qt.Key.Key_Down, SHIFT)
    put_on_clipboard("王芳")
    press(qtbot, adding, Qt.Key.Key_V, CONTROL)
    assert column(adding, "handler") == ["王芳"] * 4
    press(qtbot, adding, Qt.Key.Key_Delete)
    assert adding.model.entered() == []


def test_cells_that_were_copied_can_be_pasted_into_excel_and_back(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    place = adding.model.column_of("place")
    adding.model.write({(0, place): "甲店\n后门", (1, place): '乙"店'}, "填写")
    adding.view.go_to(0, place)
    press(qtbot, adding, Qt.Key.Key_Down, SHIFT)
    press(qtbot, adding, Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == '"甲店\n后门"\r\n乙"店\r\n'
    assert read_html(data.html()) == [["甲店\n后门"], ['乙"店']]
    press(qtbot, adding, Qt.Key.Key_X, CONTROL)
    assert adding.model.entered() == []
    adding.view.go_to(4, place)
    press(qtbot, adding, Qt.Key.Key_V, CONTROL)
    assert column(adding, "place") == ["甲店\n后门", '乙"店']


def test_what_is_wrong_is_marked_in_its_cell_and_told_at_the_foot(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    put_on_clipboard(
        "检查日期\t单位名称\t村居\t隐患内容\r\n2021.4.31\t甲店\t松林社区\t无灯\r\n"
        "2021.4.1\t乙店\t没有村\t无灯\r\n2021.4.1\t丙店\t松林社区\t无灯\r\n"
    )
    press(qtbot, adding, Qt.Key.Key_V, CONTROL)
    adding.strip.take(0)
    wait_for_check(qtbot, adding)
    assert adding.foot.counted() == "1条可登记，2条有误"
    adding.view.begin(2)
    press(qtbot, adding, Qt.Key.Key_F8)
    assert "2021年4月只有30天" in adding.foot.sentence()
    press(qtbot, adding, Qt.Key.Key_F8)
    assert adding.view.currentIndex().row() == 1
    assert "没有“没有村”" in adding.foot.sentence()
    press(qtbot, adding, Qt.Key.Key_F8, SHIFT)
    assert adding.view.currentIndex().row() == 0


def test_right_rows_are_registered_and_wrong_ones_stay(
    adding: AddManyPage, office: Office, qtbot: QtBot
) -> None:
    finished: list[object] = []
    told: list[str] = []
    adding.finished.connect(finished.append)
    adding.undo_offered.connect(told.append)
    names = ("place", "village", "description")
    for row, village in enumerate(("松林社区", "没有村")):
        texts = zip(names, (f"店{row}", village, "无灯"), strict=True)
        cells = {(row, adding.model.column_of(name)): text for name, text in texts}
        adding.model.write(cells, "填写")
    wait_for_check(qtbot, adding)
    adding.confirm()
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    wait_for_check(qtbot, adding)
    assert (told, finished) == (["已登记1条隐患"], [])
    assert column(adding, "village") == ["没有村"]
    assert records.counts(office, HAZARDS)["total"] == 401
    assert adding.foot.button.text() == "先改有误的1条"


def test_a_likely_copy_is_told_and_does_not_hinder(
    adding: AddManyPage, office: Office, qtbot: QtBot
) -> None:
    known = records.query(office, HAZARDS, Query(limit=1)).rows[0].values
    texts = {name: str(known[name]) for name in ("found_on", "place", "village", "description")}
    for row in range(2):
        adding.model.write(
            {(row, adding.model.column_of(name)): text for name, text in texts.items()}, "填写"
        )
    wait_for_check(qtbot, adding)
    twins = [line.findings.twin for line in adding.model.entered()]
    assert "已登记的" in twins[0]
    assert adding.foot.counted() == "2条可登记，2条可能重复"


def test_what_was_typed_is_there_again_after_a_crash(
    adding: AddManyPage,
    office: Office,
    qtbot: QtBot,
    opened: Callable[[BatchWidget], BatchWidget],
) -> None:
    place = adding.model.column_of("place")
    adding.model.write({(3, place): "桥头摩托店"}, "填写")
    qtbot.waitUntil(lambda: drafts.draft(office, "grid:hazards") is not None, timeout=10_000)
    again = opened(AddManyPage(office, HAZARDS))
    assert isinstance(again, AddManyPage)
    assert column(again, "place") == ["桥头摩托店"]
    assert "接着填" in again.foot.sentence()


def test_rows_are_inserted_and_taken_out_by_keys(adding: AddManyPage, qtbot: QtBot) -> None:
    place = adding.model.column_of("place")
    adding.model.write({(0, place): "甲", (1, place): "乙"}, "填写")
    adding.view.go_to(1, place)
    press(qtbot, adding, Qt.Key.Key_Equal, CONTROL)
    assert [adding.model.text(row, place) for row in range(3)] == ["甲", "", "乙"]
    adding.view.go_to(0, place)
    press(qtbot, adding, Qt.Key.Key_Minus, CONTROL)
    assert [adding.model.text(row, place) for row in range(2)] == ["", "乙"]
    press(qtbot, adding, Qt.Key.Key_Z, CONTROL)
    assert adding.model.text(0, place) == "甲"


def test_a_value_is_filled_down_to_the_last_entered_row(adding: AddManyPage, qtbot: QtBot) -> None:
    place, handler = adding.model.column_of("place"), adding.model.column_of("handler")
    adding.model.write({(row, place): f"店{row}" for row in range(4)} | {(0, handler): "王芳"}, "")
    adding.view.go_to(0, handler)
    press(qtbot, adding, Qt.Key.Key_D, CONTROL | SHIFT)
    assert column(adding, "handler") == ["王芳"] * 4
    assert len(adding.model.entered()) == 4


def test_escape_ends_a_cell_first_and_leaves_the_page_then(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    left: list[bool] = []
    adding.given_up.connect(lambda: left.append(True))
    write(qtbot, adding, "4.1")
    press(qtbot, adding, Qt.Key.Key_Escape)
    assert (left, adding.model.entered()) == ([], [])
    press(qtbot, adding, Qt.Key.Key_Escape)
    assert left == [True]


def test_findings_that_arrive_leave_what_is_being_typed(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    people = opened(AddManyPage(office, PEOPLE))
    assert isinstance(people, AddManyPage)
    place = people.model.column_of("id_number")
    people.model.write({(0, place): "500114198810012054"}, "填写")
    people.view.go_to(0, place)
    typed = "500114198810012053"
    for letter in typed:
        qtbot.keyClicks(QApplication.focusWidget(), letter)
        people.model.tell_judged()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert people.model.text(0, place) == typed, "a personal cell is typed over as any other"
