"""The grid for many records, by the keyboard and by what Excel puts on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from fireoffice.registers import HAZARDS, REGISTERS, VOLUNTEERS, Register
from fireoffice.services import drafts, records
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.ui.grid.add_many import AddManyPage
from fireoffice.ui.grid.bulk_edit import BulkEditPanel
from fireoffice.ui.grid.edit_grid import EditGrid
from fireoffice.ui.grid.page import BatchWidget, GridPage
from fireoffice.ui.grid.tables import read_html, read_text, write_html, write_text
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

CELL = st.text(st.sampled_from("一二ab\"\t\n ,'；"), max_size=8)
BLOCK = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=5)
)

FROM_EXCEL = (
    "序号\t检查日期\t单位名称\t村居\t隐患内容\r\n"
    '1\t2021.4.1\t老街李家副食店\t松林社区\t"楼梯间堆放木料\n影响疏散"\r\n'
    "2\t44287\t顺发木材加工坊\t高石村\t配电箱无门\r\n"
    "3\t同上\t顺发木材加工坊\t〃\t消火栓无水\r\n"
)


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[BatchWidget], BatchWidget]]:
    """Shows a page with a grid, and ends it after the test."""
    pages: list[BatchWidget] = []

    def show(page: BatchWidget) -> BatchWidget:
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1366, 640)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.begin()
        return page

    yield show
    for page in pages:
        page.leave()


@pytest.fixture
def adding(office: Office, opened: Callable[[BatchWidget], BatchWidget]) -> AddManyPage:
    """成批登记 of hazards, empty."""
    page = opened(AddManyPage(office, HAZARDS))
    assert isinstance(page, AddManyPage)
    return page


def _key(qtbot: QtBot, page: QWidget, key: Qt.Key, how: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(page.focusWidget() or page, key, how)
    qtbot.wait(1)


def _type(qtbot: QtBot, page: QWidget, text: str) -> None:
    """Begin a cell with a letter, as one does, and write ``text`` into it."""
    qtbot.keyClicks(page.focusWidget(), "x")
    editor = page.focusWidget()
    if isinstance(editor, QLineEdit):
        editor.selectAll()
        editor.insert(text)
    else:
        assert isinstance(editor, QPlainTextEdit)
        editor.selectAll()
        editor.insertPlainText(text)


def _clipboard(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def _checked(qtbot: QtBot, page: GridPage) -> None:
    qtbot.waitUntil(lambda: not page.checking.busy() and not page.tasks.busy(), timeout=30_000)


def _column(page: GridPage, name: str) -> list[str]:
    return [line.text(name) for line in page.model.entered()]


@given(BLOCK)
def test_a_block_of_any_cells_comes_back_from_the_clipboard_as_it_was(
    block: list[list[str]],
) -> None:
    assert read_text(write_text(block)) == block


@given(st.text(st.sampled_from('a"\t\r\n一'), max_size=30))
def test_any_text_is_a_block_of_equal_rows(text: str) -> None:
    assert len({len(row) for row in read_text(text)}) == 1


def test_a_quote_inside_a_cell_is_a_quote() -> None:
    assert read_text('5"水带\t"未闭合\r\n') == [['5"水带', '"未闭合']]
    assert read_text('"他说""好""\t是"\t乙') == [['他说"好"\t是', "乙"]]


def test_a_table_of_word_keeps_the_lines_of_a_cell_and_excel_is_read_as_text() -> None:
    html = "<table><tr><td>甲<br>乙</td><td colspan=2>丙</td></tr><tr><td>丁</td></tr></table>"
    assert read_html(html) == [["甲\n乙", "丙", ""], ["丁", "", ""]]
    assert read_html(f'<html xmlns:x="urn:schemas-microsoft-com:office:excel">{html}') is None
    assert read_html("<p>没有表格</p>") is None
    assert read_html(write_html([["1<2", "a\nb"]])) == [["1<2", "a\nb"]]


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
            _type(qtbot, adding, texts.pop(name))
        _key(qtbot, adding, Qt.Key.Key_Tab)
    _key(qtbot, adding, Qt.Key.Key_Return)
    now = adding.view.currentIndex()
    assert (now.row(), now.column()) == (1, began)
    for _ in range(2):
        _key(qtbot, adding, Qt.Key.Key_D, CONTROL)
        _key(qtbot, adding, Qt.Key.Key_Down)
    _checked(qtbot, adding)
    assert _column(adding, "village") == ["松林社区"] * 3
    assert adding.foot.counted().startswith("3条可登记")
    _key(qtbot, adding, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(made), timeout=30_000)
    assert len(made[0]) == 3
    numbers = [int(records.read(office, HAZARDS, key).values["number"][5:]) for key in made[0]]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    records.undo(office)
    assert records.counts(office, HAZARDS)["total"] == 400


def test_a_table_copied_in_excel_is_put_in_by_its_headings(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    _clipboard(FROM_EXCEL)
    _key(qtbot, adding, Qt.Key.Key_V, CONTROL)
    assert "“序号”没有对应的列" in adding.strip.sentence()
    _key(qtbot, adding, Qt.Key.Key_Space)
    _checked(qtbot, adding)
    assert _column(adding, "found_on") == ["2021-04-01"] * 3
    assert _column(adding, "village") == ["松林社区", "高石村", "高石村"]
    assert _column(adding, "description")[0] == "楼梯间堆放木料\n影响疏散"
    assert adding.model.lines[2].repeated == {"found_on", "village"}
    assert adding.foot.button.text() == "登记3条"
    assert adding.view.hasFocus()


def test_a_paste_beyond_the_last_row_adds_rows_and_is_one_step_to_undo(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    adding.view.go_to(8, adding.model.column_of("place"))
    _clipboard("\r\n".join(f"第{number}家店" for number in range(40)) + "\r\n")
    _key(qtbot, adding, Qt.Key.Key_V, CONTROL)
    assert len(adding.model.lines) == 48
    _key(qtbot, adding, Qt.Key.Key_Z, CONTROL)
    assert (len(adding.model.lines), adding.model.entered()) == (10, [])
    _key(qtbot, adding, Qt.Key.Key_Y, CONTROL)
    assert _column(adding, "place")[-1] == "第39家店"


def test_one_value_pasted_over_several_cells_fills_them_all(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    adding.view.go_to(0, adding.model.column_of("handler"))
    for _ in range(3):
        _key(qtbot, adding, Qt.Key.Key_Down, SHIFT)
    _clipboard("王芳")
    _key(qtbot, adding, Qt.Key.Key_V, CONTROL)
    assert _column(adding, "handler") == ["王芳"] * 4
    _key(qtbot, adding, Qt.Key.Key_Delete)
    assert adding.model.entered() == []


def test_cells_that_were_copied_can_be_pasted_into_excel_and_back(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    place = adding.model.column_of("place")
    adding.model.write({(0, place): "甲店\n后门", (1, place): '乙"店'}, "填写")
    adding.view.go_to(0, place)
    _key(qtbot, adding, Qt.Key.Key_Down, SHIFT)
    _key(qtbot, adding, Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == '"甲店\n后门"\r\n乙"店\r\n'
    assert read_html(data.html()) == [["甲店\n后门"], ['乙"店']]
    _key(qtbot, adding, Qt.Key.Key_X, CONTROL)
    assert adding.model.entered() == []
    adding.view.go_to(4, place)
    _key(qtbot, adding, Qt.Key.Key_V, CONTROL)
    assert _column(adding, "place") == ["甲店\n后门", '乙"店']


def test_what_is_wrong_is_marked_in_its_cell_and_told_at_the_foot(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    _clipboard(
        "检查日期\t单位名称\t村居\t隐患内容\r\n2021.4.31\t甲店\t松林社区\t无灯\r\n"
        "2021.4.1\t乙店\t没有村\t无灯\r\n2021.4.1\t丙店\t松林社区\t无灯\r\n"
    )
    _key(qtbot, adding, Qt.Key.Key_V, CONTROL)
    adding.strip.take(0)
    _checked(qtbot, adding)
    assert adding.foot.counted() == "1条可登记，2条有误"
    adding.view.begin(2)
    _key(qtbot, adding, Qt.Key.Key_F8)
    assert "2021年4月只有30天" in adding.foot.sentence()
    _key(qtbot, adding, Qt.Key.Key_F8)
    assert adding.view.currentIndex().row() == 1
    assert "没有“没有村”" in adding.foot.sentence()
    _key(qtbot, adding, Qt.Key.Key_F8, SHIFT)
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
    _checked(qtbot, adding)
    adding.confirm()
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    _checked(qtbot, adding)
    assert (told, finished) == (["已登记1条隐患"], [])
    assert _column(adding, "village") == ["没有村"]
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
    _checked(qtbot, adding)
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
    assert _column(again, "place") == ["桥头摩托店"]
    assert "接着填" in again.foot.sentence()


def test_rows_are_inserted_and_taken_out_by_keys(adding: AddManyPage, qtbot: QtBot) -> None:
    place = adding.model.column_of("place")
    adding.model.write({(0, place): "甲", (1, place): "乙"}, "填写")
    adding.view.go_to(1, place)
    _key(qtbot, adding, Qt.Key.Key_Equal, CONTROL)
    assert [adding.model.text(row, place) for row in range(3)] == ["甲", "", "乙"]
    adding.view.go_to(0, place)
    _key(qtbot, adding, Qt.Key.Key_Minus, CONTROL)
    assert [adding.model.text(row, place) for row in range(2)] == ["", "乙"]
    _key(qtbot, adding, Qt.Key.Key_Z, CONTROL)
    assert adding.model.text(0, place) == "甲"


def test_a_value_is_filled_down_to_the_last_entered_row(adding: AddManyPage, qtbot: QtBot) -> None:
    place, handler = adding.model.column_of("place"), adding.model.column_of("handler")
    adding.model.write({(row, place): f"店{row}" for row in range(4)} | {(0, handler): "王芳"}, "")
    adding.view.go_to(0, handler)
    _key(qtbot, adding, Qt.Key.Key_D, CONTROL | SHIFT)
    assert _column(adding, "handler") == ["王芳"] * 4
    assert len(adding.model.entered()) == 4


def test_escape_ends_a_cell_first_and_leaves_the_page_then(
    adding: AddManyPage, qtbot: QtBot
) -> None:
    left: list[bool] = []
    adding.given_up.connect(lambda: left.append(True))
    _type(qtbot, adding, "4.1")
    _key(qtbot, adding, Qt.Key.Key_Escape)
    assert (left, adding.model.entered()) == ([], [])
    _key(qtbot, adding, Qt.Key.Key_Escape)
    assert left == [True]


def test_records_are_edited_in_the_grid_and_saved_as_one_operation(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    page = opened(EditGrid(office, HAZARDS, Query(limit=1)))
    assert isinstance(page, EditGrid)
    assert len(page.model.lines) == 400
    saved: list[tuple[str, ...]] = []
    page.finished.connect(saved.append)
    part = page.model.column_of("part")
    before = [line.text("part") for line in page.model.lines[:3]]
    page.view.go_to(0, part)
    _type(qtbot, page, "二楼过道")
    _key(qtbot, page, Qt.Key.Key_Return)
    for _ in range(2):
        _key(qtbot, page, Qt.Key.Key_D, CONTROL)
        _key(qtbot, page, Qt.Key.Key_Return)
    _checked(qtbot, page)
    assert page.foot.button.text() == "保存3处改动"
    _key(qtbot, page, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(saved), timeout=30_000)
    assert [records.read(office, HAZARDS, key).values["part"] for key in saved[0]] == [
        "二楼过道"
    ] * 3
    records.undo(office)
    now = [records.read(office, HAZARDS, key).values["part"] or "" for key in saved[0]]
    assert now == before


def test_what_someone_else_changed_meanwhile_is_shown_before_it_is_overwritten(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    key = records.query(office, HAZARDS, Query(limit=1)).rows[0].id
    page = opened(EditGrid(office, HAZARDS, (key,)))
    assert isinstance(page, EditGrid)
    saved: list[object] = []
    page.finished.connect(saved.append)
    records.update(office, HAZARDS, key, {"handler": "别人"})
    page.model.write({(0, page.model.column_of("handler")): "我"}, "填写")
    _checked(qtbot, page)
    page.confirm()
    _checked(qtbot, page)
    assert saved == []
    assert "已被改为“别人”" in page.foot.sentence()
    page.confirm()
    qtbot.waitUntil(lambda: bool(saved), timeout=30_000)
    assert records.read(office, HAZARDS, key).values["handler"] == "我"


def test_unsaved_changes_are_given_up_only_when_asked_twice(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    page = opened(EditGrid(office, HAZARDS, Query(limit=1)))
    assert isinstance(page, EditGrid)
    left: list[bool] = []
    page.given_up.connect(lambda: left.append(True))
    page.model.write({(0, page.model.column_of("part")): "别处"}, "填写")
    _key(qtbot, page, Qt.Key.Key_Escape)
    assert left == []
    assert "有1处改动没有保存" in page.foot.sentence()
    _key(qtbot, page, Qt.Key.Key_Escape)
    assert left == [True]


def test_personal_values_are_masked_until_their_cell_is_entered(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    page = opened(EditGrid(office, VOLUNTEERS, Query(limit=1)))
    assert isinstance(page, EditGrid)
    phone = page.model.column_of("phone")
    whole = page.model.lines[0].kept["phone"]
    assert page.model.index(0, phone).data() == f"{whole[:3]}****{whole[-4:]}"
    page.view.go_to(0, phone)
    _key(qtbot, page, Qt.Key.Key_C, CONTROL)
    assert whole not in QGuiApplication.clipboard().text()
    _key(qtbot, page, Qt.Key.Key_F2)
    editor = page.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == whole
    _key(qtbot, page, Qt.Key.Key_Return)
    assert page.changes() == {}


def test_numbers_given_by_the_program_are_grey_and_stay(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    page = opened(EditGrid(office, HAZARDS, Query(limit=1)))
    assert isinstance(page, EditGrid)
    number = page.model.column_of("number")
    page.view.go_to(0, number)
    _key(qtbot, page, Qt.Key.Key_Delete)
    assert page.changes() == {}
    assert page.model.text(0, number)


def test_many_records_get_the_same_value_after_a_look_at_what_changes(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    panel = opened(BulkEditPanel(office, HAZARDS, Query(limit=1)))
    assert isinstance(panel, BulkEditPanel)
    done: list[tuple[str, ...]] = []
    panel.finished.connect(done.append)
    before = records.query(office, HAZARDS, Query(filters={"handler": "李强"})).total
    panel.choose("handler", "李强")
    qtbot.waitUntil(lambda: panel.preview() is not None, timeout=30_000)
    assert f"400条中有{400 - before}条会改动，另有{before}条本来就是这样" in panel.told.text()
    assert panel.foot.button.text() == f"批量修改{400 - before}条"
    _key(qtbot, panel, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(done), timeout=30_000)
    assert records.query(office, HAZARDS, Query(filters={"handler": "李强"})).total == 400
    records.undo(office)
    assert records.query(office, HAZARDS, Query(filters={"handler": "李强"})).total == before


def test_a_value_that_cannot_be_is_told_before_anything_is_changed(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    panel = opened(BulkEditPanel(office, HAZARDS, Query(limit=1)))
    assert isinstance(panel, BulkEditPanel)
    panel.choose("village", "没有村")
    qtbot.waitUntil(lambda: panel.preview() is not None, timeout=30_000)
    assert "没有“没有村”" in panel.told.text()
    assert not panel.foot.button.isEnabled()


@pytest.mark.parametrize("register", REGISTERS.values(), ids=list(REGISTERS))
def test_every_register_opens_in_all_three(
    register: Register,
    office: Office,
    opened: Callable[[BatchWidget], BatchWidget],
    qtbot: QtBot,
) -> None:
    adding = opened(AddManyPage(office, register))
    assert isinstance(adding, AddManyPage)
    required = [one.info.name for one in adding.model.columns if one.info.required]
    shown = [adding.model.column_of(name) for name in required]
    assert not any(adding.view.isColumnHidden(place) for place in shown)
    editing = opened(EditGrid(office, register, Query(limit=1)))
    assert isinstance(editing, EditGrid)
    _checked(qtbot, editing)
    assert (editing.changes(), editing.foot.counted()) == ({}, "")
    panel = opened(BulkEditPanel(office, register, Query(limit=1)))
    assert isinstance(panel, BulkEditPanel)
    assert register.noun in panel.head.title()


def test_the_window_opens_a_grid_in_place_of_the_list_and_comes_back_to_what_was_made(
    window: MainWindow, hazards: RegisterView, office: Office, qtbot: QtBot
) -> None:
    page = window.current_page()
    assert isinstance(page, RegisterPage)
    hazards.list.table.setFocus()
    _key(qtbot, window, Qt.Key.Key_N, CONTROL | SHIFT)
    adding = next(one for one in page.stops() if isinstance(one, AddManyPage))
    texts = {"place": "福源超市后门", "village": "松林社区", "description": "灶台旁堆放纸箱"}
    cells = {(0, adding.model.column_of(name)): text for name, text in texts.items()}
    adding.model.write(cells, "填写")
    _checked(qtbot, adding)
    _key(qtbot, window, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: hazards.list.total() == 401, timeout=30_000)
    assert hazards.list.table.hasFocus()
    assert window.undo_bar().text() == "已登记1条隐患"
    _key(qtbot, window, Qt.Key.Key_Z, CONTROL)
    assert hazards.list.total() == 400
    hazards.list.grid_edit_asked.emit(hazards.list.everything())
    editing = next(one for one in page.stops() if isinstance(one, EditGrid))
    assert len(editing.model.lines) == 400
    _key(qtbot, window, Qt.Key.Key_Escape)
    assert hazards.list.table.hasFocus()
