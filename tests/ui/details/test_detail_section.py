"""Records that belong to a record are added, changed and removed in its panel, by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fireoffice.registers import REGISTERS
from fireoffice.registers.register import Detail
from fireoffice.services import details, records
from fireoffice.services.office import Office
from fireoffice.ui.details.rows import shared
from fireoffice.ui.details.section import DetailSection
from fireoffice.ui.register_view import RegisterView

GRIDS = Detail("grids", "village", "网格", ("code", "keeper", "phone", "scope"))
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def _view(office: Office, qtbot: QtBot, detail: Detail = GRIDS) -> RegisterView:
    register = replace(REGISTERS["villages"], details=(detail,))
    made = RegisterView(office, register)
    qtbot.addWidget(made)
    made.resize(1366, 650)
    made.show()
    made.activate()
    return made


@pytest.fixture
def view(office: Office, qtbot: QtBot) -> RegisterView:
    """The villages, each with its grids in the panel."""
    made = _view(office, qtbot)
    qtbot.waitUntil(lambda: made.panel.sections.further["网格"].section is not None)
    return made


@pytest.fixture
def section(view: RegisterView) -> DetailSection:
    """The grids of the first village."""
    made = view.panel.sections.further["网格"].section
    assert isinstance(made, DetailSection)
    return made


def _press(qtbot: QtBot, widget: QWidget, key: Qt.Key, control: bool = False) -> None:
    qtbot.keyClick(widget.focusWidget() or widget, key, CONTROL if control else NONE)
    qtbot.wait(1)


def _village(view: RegisterView) -> str:
    return view.panel.record_id()


def test_the_rows_are_the_records_that_refer_to_it_and_the_anchor_counts_them(
    view: RegisterView, section: DetailSection, office: Office
) -> None:
    rows = details.children(office, GRIDS, _village(view))
    assert rows
    assert [line.id for line in section.above.lines()] == [row.id for row in rows]
    assert section.above.lines()[0].cells[0] == rows[0].values["code"]
    assert details.count(office, GRIDS, _village(view)) == len(rows)
    words = [button.text() for button in view.panel.sections.findChildren(type(section.add))]
    assert f"网格 {len(rows)}" in words


def test_personal_values_are_masked_in_the_rows(
    view: RegisterView, section: DetailSection, office: Office
) -> None:
    records.create(
        office,
        REGISTERS["grids"],
        {"code": "A-01", "village": _village(view), "phone": "19900001234"},
    )
    section.show_record(_village(view))
    shown = next(line for line in section.above.lines() if line.cells[0] == "A-01")
    assert shown.cells[2] == "199****1234"


def test_one_is_added_with_the_keyboard_alone_and_the_form_waits_for_the_next(
    view: RegisterView, section: DetailSection, office: Office, qtbot: QtBot
) -> None:
    before = details.count(office, GRIDS, _village(view))
    section.add.setFocus()
    _press(qtbot, view, Qt.Key.Key_Space)
    form = section.form()
    assert form is not None
    assert "village" not in form.form.rows
    qtbot.keyClicks(form.form.rows["code"].editor, "Z-01")
    view.panel.press_next()

    rows = details.children(office, GRIDS, _village(view))
    assert len(rows) == before + 1
    assert "Z-01" in [row.values["code"] for row in rows]
    assert form.form.rows["code"].text() == ""
    assert form.form.rows["code"].editor.hasFocus()
    _press(qtbot, view, Qt.Key.Key_Escape)
    assert section.form() is None


def test_enter_in_the_last_field_enters_the_record(
    view: RegisterView, section: DetailSection, office: Office, qtbot: QtBot
) -> None:
    section.begin_new()
    form = section.form()
    assert form is not None
    qtbot.keyClicks(form.form.rows["code"].editor, "Z-02")
    for _ in range(20):
        _press(qtbot, view, Qt.Key.Key_Return)
    rows = details.children(office, GRIDS, _village(view))
    assert [row.values["code"] for row in rows].count("Z-02") == 1


def test_what_is_wrong_stands_under_its_field_and_nothing_is_made(
    view: RegisterView, section: DetailSection, office: Office
) -> None:
    before = details.count(office, GRIDS, _village(view))
    section.begin_new()
    form = section.form()
    assert form is not None
    form.press()
    assert form.form.rows["code"].mistake.text() == "请填写网格号。"
    assert details.count(office, GRIDS, _village(view)) == before


def test_a_row_opens_in_place_and_a_field_is_saved_when_it_is_left(
    view: RegisterView, section: DetailSection, office: Office, qtbot: QtBot
) -> None:
    first, second, *_ = section.above.lines()
    section.above.setFocus()
    _press(qtbot, view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.undo_offered, timeout=1000) as told:
        _press(qtbot, view, Qt.Key.Key_Return)
        form = section.form()
        assert form is not None
        assert [line.id for line in section.above.lines()] == [first.id]
        keeper = form.form.rows["keeper"].editor
        keeper.setFocus()
        keeper.selectAll()
        keeper.insert("冉小红")
        _press(qtbot, view, Qt.Key.Key_Return)
    assert told.args == ["网格：已修改网格员"]
    assert records.read(office, REGISTERS["grids"], second.id).values["keeper"] == "冉小红"

    _press(qtbot, view, Qt.Key.Key_Escape)
    assert section.above.hasFocus()
    assert dict.fromkeys(line.id for line in section.above.lines()).keys() >= {first.id, second.id}


def test_delete_takes_a_row_to_the_recycle_bin_and_undoing_brings_it_back(
    view: RegisterView, section: DetailSection, office: Office, qtbot: QtBot
) -> None:
    made = records.create(
        office, REGISTERS["grids"], {"code": "临时网格", "village": _village(view)}
    )
    section.show_record(_village(view))
    section.above.go_to(made)
    _press(qtbot, view, Qt.Key.Key_Delete)
    assert made not in [line.id for line in section.above.lines()]
    records.undo(office)
    section.show_record(_village(view))
    assert made in [line.id for line in section.above.lines()]


def test_what_was_typed_and_not_entered_is_there_again(
    view: RegisterView, section: DetailSection, qtbot: QtBot
) -> None:
    village = _village(view)
    section.begin_new()
    form = section.form()
    assert form is not None
    qtbot.keyClicks(form.form.rows["code"].editor, "Z-03")
    view.list.table.step(1)
    qtbot.wait(10)
    assert section.form() is None
    view.open_record(village)
    qtbot.wait(10)
    section.begin_new()
    form = section.form()
    assert form is not None
    assert form.form.rows["code"].text() == "Z-03"


def test_a_form_for_a_new_village_has_no_details(view: RegisterView) -> None:
    view.begin_new()
    assert not view.panel.sections.further["网格"].isVisible()


def test_only_wide_columns_give_way() -> None:
    assert shared([40, 60], 200) == (40, 60)
    assert shared([40, 300], 200) == (40, 160)
    assert shared([300, 40, 300], 240) == (100, 40, 100)
