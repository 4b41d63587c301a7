"""A new record while it is typed: judged field by field, compared, kept, followed by another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.ui.parts.form import FormRow
from fireoffice.ui.register_view import RegisterView


@pytest.fixture
def view(office: Office, qtbot: QtBot) -> RegisterView:
    """The hazards, with the form of a new one open."""
    made = RegisterView(office, HAZARDS)
    qtbot.addWidget(made)
    made.resize(1366, 650)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.activate()
    made.begin_new()
    return made


def _row(view: RegisterView, name: str) -> FormRow:
    row = view.panel.sections.row(name)
    assert row is not None
    return row


def _fill(view: RegisterView, **texts: str) -> None:
    for name, text in texts.items():
        editor = _row(view, name).editor
        editor.setFocus()
        editor.selectAll()
        if hasattr(editor, "insert"):
            editor.insert(text)
        else:
            editor.setPlainText(text)
        editor.committed.emit()


def test_the_number_that_will_be_given_stands_there_in_pale_ink(view: RegisterView) -> None:
    assert _row(view, "number").editor.placeholderText().startswith("2021-")
    assert _row(view, "number").text() == ""


def test_a_field_says_what_is_wrong_as_it_is_left_and_untouched_ones_say_nothing(
    view: RegisterView,
) -> None:
    _fill(view, found_on="4月31日")
    assert "没有2021年4月31日" in _row(view, "found_on").mistake.text()
    assert _row(view, "description").mistake.text() == ""
    _fill(view, place="")
    assert _row(view, "place").mistake.text() == "请填写场所。"
    _fill(view, found_on="4.20")
    assert _row(view, "found_on").mistake.text() == ""
    assert _row(view, "found_on").text() == "2021-04-20"


def test_a_choice_is_found_by_its_initials(view: RegisterView, qtbot: QtBot) -> None:
    editor = _row(view, "village").editor
    editor.setFocus()
    qtbot.keyClicks(editor, "slsq")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.wait(10)
    assert _row(view, "village").text() == "松林社区"


def test_a_likely_copy_is_pointed_out_and_opens(
    view: RegisterView, office: Office, qtbot: QtBot
) -> None:
    known = {"place": "利民超市", "village": "松林社区", "description": "灭火器过期"}
    made = records.create(office, HAZARDS, known)
    _fill(view, place="利民 超市", description="灭火器过期")
    qtbot.waitUntil(lambda: bool(view.panel.likely.text()))
    assert "利民超市" in view.panel.likely.text() or "灭火器" in view.panel.likely.text()
    view.panel.likely.open.click()
    assert view.panel.record_id() == made
    view.begin_new()
    assert _row(view, "place").text() == "利民 超市"


def test_what_is_typed_is_kept_within_two_seconds_though_no_field_was_left(
    view: RegisterView, office: Office, qtbot: QtBot
) -> None:
    _row(view, "place").editor.setFocus()
    qtbot.keyClicks(_row(view, "place").editor, "abc")
    qtbot.waitUntil(lambda: drafts.draft(office, "new:hazards") is not None, timeout=2000)
    assert drafts.draft(office, "new:hazards")["place"] == "abc"


def test_the_next_record_takes_over_village_and_inspectors(
    view: RegisterView, office: Office
) -> None:
    _fill(view, place="甲店", description="乙", inspectors="王芳、李强", village="高石村")
    view.panel.press_next(again=True)
    assert view.panel.creating()
    texts = view.panel.sections.texts()
    assert (texts["village"], texts["inspectors"]) == ("高石村", "王芳、李强")
    assert (texts["place"], texts["description"]) == ("", "")


def test_a_record_is_entered_after_the_model_of_another(view: RegisterView, office: Office) -> None:
    made = records.create(
        office,
        HAZARDS,
        {"place": "甲店", "village": "高石村", "description": "灭火器过期", "category": "疏散通道"},
    )
    view.panel.new_bar.given_up.emit()
    view.open_record(made)
    view.panel.copy_asked.emit(made)
    texts = view.panel.sections.texts()
    assert (texts["place"], texts["village"]) == ("甲店", "高石村")
    assert texts["number"] == ""


def test_the_history_of_one_field_opens_under_it_and_closes_again(
    view: RegisterView, office: Office, qtbot: QtBot
) -> None:
    made = records.create(
        office, HAZARDS, {"place": "甲店", "village": "高石村", "description": "灭火器过期"}
    )
    records.update(office, HAZARDS, made, {"place": "乙店"})
    view.panel.new_bar.given_up.emit()
    view.open_record(made)
    row = _row(view, "place")
    qtbot.keyClick(row.editor, Qt.Key.Key_F4)
    assert "甲店 → 乙店" in row.history()
    row.name.clicked.emit()
    assert row.history() == ""


def test_what_was_typed_into_a_step_is_there_when_it_is_opened_again(
    view: RegisterView, office: Office, qtbot: QtBot
) -> None:
    made = records.create(
        office, HAZARDS, {"place": "甲店", "village": "高石村", "description": "灭火器过期"}
    )
    view.panel.new_bar.given_up.emit()
    view.open_record(made)
    view.panel.head.other_step_pressed.emit("登记告知")
    form = view.panel.step_form()
    assert form is not None
    name = next(one for one, row in form.form.rows.items() if not row.text())
    form.form.rows[name].editor.setFocus()
    qtbot.keyClicks(form.form.rows[name].editor, "abc")
    view.settle()
    view.open_record(made)
    view.panel.head.other_step_pressed.emit("登记告知")
    again = view.panel.step_form()
    assert again is not None
    assert again.form.rows[name].text() == "abc"
