"""Many records changed at once: cell by cell in the grid, or one value for all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from fireoffice.registers import HAZARDS, REGISTERS, VOLUNTEERS, Register
from fireoffice.services import records
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.ui.grid.add_many import AddManyPage
from fireoffice.ui.grid.bulk_edit import BulkEditPanel
from fireoffice.ui.grid.edit_grid import EditGrid
from fireoffice.ui.grid.page import BatchWidget
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.window import MainWindow
from tests.grid_hands import (
    CONTROL,
    SHIFT,
    press,
    wait_for_check,
    write,
)


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
    write(qtbot, page, "二楼过道")
    press(qtbot, page, Qt.Key.Key_Return)
    for _ in range(2):
        press(qtbot, page, Qt.Key.Key_D, CONTROL)
        press(qtbot, page, Qt.Key.Key_Return)
    wait_for_check(qtbot, page)
    assert page.foot.button.text() == "保存3处改动"
    press(qtbot, page, Qt.Key.Key_Return, CONTROL)
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
    wait_for_check(qtbot, page)
    page.confirm()
    wait_for_check(qtbot, page)
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
    press(qtbot, page, Qt.Key.Key_Escape)
    assert left == []
    assert "有1处改动没有保存" in page.foot.sentence()
    press(qtbot, page, Qt.Key.Key_Escape)
    assert left == [True]


def test_changes_that_were_not_saved_are_there_again_after_a_crash(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    first, second = (row.id for row in records.query(office, HAZARDS, Query(limit=2)).rows)
    page = opened(EditGrid(office, HAZARDS, (first, second)))
    assert isinstance(page, EditGrid)
    handler = page.model.column_of("handler")
    page.model.write({(0, handler): "我", (1, handler): "我"}, "填写")
    qtbot.waitUntil(lambda: drafts.draft(office, "edit:hazards") is not None, timeout=10_000)
    records.update(office, HAZARDS, first, {"handler": "别人"})
    again = opened(EditGrid(office, HAZARDS, (first,)))
    assert isinstance(again, EditGrid)
    assert again.changes() == {first: {"handler": "我"}}
    assert "上次没有保存的1处改动" in again.foot.sentence()
    wait_for_check(qtbot, again)
    again.confirm()
    wait_for_check(qtbot, again)
    assert "已被改为“别人”" in again.foot.sentence()
    press(qtbot, again, Qt.Key.Key_Escape)
    press(qtbot, again, Qt.Key.Key_Escape)
    assert list(drafts.draft(office, "edit:hazards")) == [second]


def test_saving_with_something_wrong_puts_the_cursor_into_the_first_wrong_cell(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    page = opened(EditGrid(office, HAZARDS, Query(limit=1)))
    assert isinstance(page, EditGrid)
    found_on = page.model.column_of("found_on")
    page.model.write({(2, found_on): "2月30日", (5, found_on): "2月30日"}, "填写")
    wait_for_check(qtbot, page)
    page.view.go_to(4, 0)
    page.foot.button.setFocus()
    page.foot.button.click()
    now = page.view.currentIndex()
    assert (now.row(), now.column()) == (2, found_on)
    assert page.view.hasFocus()


def test_personal_values_are_masked_until_their_cell_is_entered(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    page = opened(EditGrid(office, VOLUNTEERS, Query(limit=1)))
    assert isinstance(page, EditGrid)
    phone = page.model.column_of("phone")
    whole = page.model.lines[0].kept["phone"]
    assert page.model.index(0, phone).data() == f"{whole[:3]}****{whole[-4:]}"
    page.view.go_to(0, phone)
    press(qtbot, page, Qt.Key.Key_C, CONTROL)
    assert whole not in QGuiApplication.clipboard().text()
    press(qtbot, page, Qt.Key.Key_F2)
    editor = page.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == whole
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.changes() == {}


def test_numbers_given_by_the_program_are_grey_and_stay(
    office: Office, opened: Callable[[BatchWidget], BatchWidget], qtbot: QtBot
) -> None:
    page = opened(EditGrid(office, HAZARDS, Query(limit=1)))
    assert isinstance(page, EditGrid)
    number = page.model.column_of("number")
    page.view.go_to(0, number)
    press(qtbot, page, Qt.Key.Key_Delete)
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
    press(qtbot, panel, Qt.Key.Key_Return, CONTROL)
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
    wait_for_check(qtbot, editing)
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
    press(qtbot, window, Qt.Key.Key_N, CONTROL | SHIFT)
    adding = next(one for one in page.stops() if isinstance(one, AddManyPage))
    texts = {"place": "福源超市后门", "village": "松林社区", "description": "灶台旁堆放纸箱"}
    cells = {(0, adding.model.column_of(name)): text for name, text in texts.items()}
    adding.model.write(cells, "填写")
    wait_for_check(qtbot, adding)
    press(qtbot, window, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: hazards.list.total() == 401, timeout=30_000)
    assert hazards.list.table.hasFocus()
    assert window.undo_bar().text() == "已登记1条隐患"
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    assert hazards.list.total() == 400
    hazards.list.grid_edit_asked.emit(hazards.list.everything())
    editing = next(one for one in page.stops() if isinstance(one, EditGrid))
    assert len(editing.model.lines) == 400
    press(qtbot, window, Qt.Key.Key_Escape)
    assert hazards.list.table.hasFocus()
