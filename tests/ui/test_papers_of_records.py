"""What becomes of a paper after it was made: void, anew, in the editor, in the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fireoffice.db import models
from fireoffice.registers import (
    HAZARDS,
    REGISTERS,
    TRAININGS,
    VOLUNTEERS,
)
from fireoffice.services import records
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.office import Office
from fireoffice.services.papers import voiding
from fireoffice.services.papers.from_records import issue_form
from fireoffice.services.papers.links import papers_of
from fireoffice.ui.circular.page import CircularsPage
from fireoffice.ui.circular.void_dialog import VoidDialog
from fireoffice.ui.window import MainWindow
from tests.docs.forms.specimens import visible
from tests.paper_panels import (
    AWKWARD,
    NOTICE,
    AtRest,
    any_of,
    found,
    paper_of,
    section_of,
    sheet_of,
    shown,
)


def agree(monkeypatch: pytest.MonkeyPatch, keep: bool = False) -> list[VoidDialog]:
    """Answer every 作废 with a reason; returns the dialogs that were asked."""
    asked: list[VoidDialog] = []

    def answer(dialog: VoidDialog) -> VoidDialog.DialogCode:
        asked.append(dialog)
        dialog.keep.setChecked(keep)
        dialog.reason.setText("写错了")
        return VoidDialog.DialogCode.Accepted

    monkeypatch.setattr(VoidDialog, "exec", answer)
    return asked


def test_voiding_a_notice_says_what_goes_along_and_takes_it_back(
    window: MainWindow, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = found(office)
    (one,) = issue_form(office, NOTICE, [key], {}).issued
    view = shown(window, HAZARDS, key)
    section = section_of(view, qtbot)
    (dialog,) = (agree(monkeypatch), section.void(one.paper))[0]
    assert dialog.along.text().startswith("一并撤回：")
    qtbot.waitUntil(lambda: section.rows.lines()[0].cells[-1] == "作废")
    assert records.read(office, HAZARDS, key).stage == "待告知"
    assert view.panel.head.step.text() == "下达整改通知"
    assert "作废…" not in [action.text() for action in section.actions(one.paper).actions()]


def test_what_newer_events_depend_on_must_be_decided_before_a_notice_is_voided(
    office: Office, qtbot: QtBot
) -> None:
    key = found(office)
    (one,) = issue_form(office, NOTICE, [key], {}).issued
    served = {"method": "直接送达", "receiver": "店主"}
    hazard_events.record_event(office, key, "登记送达", served)
    dialog = VoidDialog(one.number, voiding.consequences(office, one.paper))
    qtbot.addWidget(dialog)
    dialog.reason.setText("写错了")
    assert "登记送达" in dialog.obstacle.text()
    assert not dialog.agree.isEnabled()
    dialog.keep.setChecked(True)
    assert dialog.agree.isEnabled()
    assert dialog.keeps()


def test_a_paper_is_made_anew_with_what_was_chosen_for_it_and_keeps_its_number(
    window: MainWindow, office: Office, qtbot: QtBot, at_rest: AtRest
) -> None:
    key = found(office)
    (one,) = issue_form(office, NOTICE, [key], {"wording": "告知"}).issued
    view = shown(window, HAZARDS, key)
    section_of(view, qtbot).reissue_asked.emit(one.paper)
    sheet = sheet_of(view)
    assert sheet.confirm.text() == "重新制发整改通知书"
    assert sheet.texts()["wording"] == "告知"
    sheet.form.rows["due"].editor.setText("2021-05-20")
    sheet.confirm.click()
    at_rest(window)
    assert window.undo_bar().text().startswith(f"已重新制发{one.number}")
    assert records.read(office, HAZARDS, key).due == date(2021, 5, 20)
    again = paper_of(office, key)
    assert again.file != one.file
    assert one.file.exists()


def test_what_a_major_hazard_lacks_is_asked_for_in_the_sheet_of_its_notice(
    window: MainWindow, office: Office, at_rest: AtRest
) -> None:
    """重大隐患要五落实: nobody is sent away to look for the fields."""
    key = found(office)
    records.update(office, HAZARDS, key, {"grade": "重大", "basis": "GB 35181—2025第6条"})
    view = shown(window, HAZARDS, key)
    view.panel.head.step.click()
    sheet = sheet_of(view)
    part = sheet.missing[key]
    assert list(part.form.rows) == ["responsible", "measures", "funds", "precautions"]
    part.form.rows["responsible"].editor.setText("周兴国")
    sheet.confirm.click()
    assert part.form.rows["measures"].mistake.text() == "请填写整改措施。"
    assert records.read(office, HAZARDS, key).stage == "待告知"
    for name in ("measures", "funds", "precautions"):
        part.form.rows[name].editor.setText("已落实")
    sheet.confirm.click()
    at_rest(window)
    hazard = records.read(office, HAZARDS, key)
    assert hazard.stage == "待整改"
    assert (hazard.values["responsible"], hazard.values["funds"]) == ("周兴国", "已落实")


def test_a_circular_can_go_to_the_editor_instead(
    window: MainWindow, office: Office, qtbot: QtBot, at_rest: AtRest
) -> None:
    view = shown(window, TRAININGS, any_of(office, models.Training))
    view.panel.head.other_step_pressed.emit("培训通知")
    assert not sheet_of(view).draft.isHidden()
    sheet_of(view).draft.click()
    at_rest(window)
    assert window.undo_bar().text() == "培训通知已起草，请在“公文”页继续"
    qtbot.waitUntil(lambda: bool(section_of(view, qtbot).rows.lines()))
    assert section_of(view, qtbot).rows.lines()[0].cells[-1] == "草稿"


def test_the_whole_team_stands_in_the_roster_of_one_of_them(
    window: MainWindow, office: Office
) -> None:
    view = shown(window, VOLUNTEERS, any_of(office, models.Volunteer))
    view.panel.head.other_step_pressed.emit("花名册")
    (tick,) = sheet_of(view).ticks
    assert tick.text() == f"连同其余{len(sheet_of(view).further())}条"
    tick.setChecked(False)
    assert sheet_of(view).further() == ()


@pytest.mark.parametrize("text", AWKWARD, ids=["300 characters", "marks"])
def test_what_was_typed_is_printed_whatever_it_is(
    window: MainWindow, office: Office, at_rest: AtRest, text: str
) -> None:
    key = found(office, text, description=text, part=text, basis=text, measures=text)
    view = shown(window, HAZARDS, key)
    view.panel.press_next()
    sheet_of(view).form.rows["servers"].editor.setText(text)
    sheet_of(view).confirm.click()
    at_rest(window)
    file = paper_of(office, key).file
    assert file is not None
    assert visible(file.read_bytes()).count(text) >= 6


@pytest.mark.parametrize(
    ("register", "word"),
    [
        ("trainings", "培训通知"),
        ("trainings", "签到表"),
        ("volunteers", "花名册"),
        ("duties", "印发责任清单"),
    ],
)
def test_awkward_characters_pass_through_the_other_papers_too(
    window: MainWindow, office: Office, at_rest: AtRest, register: str, word: str
) -> None:
    held = REGISTERS[register]
    field = {"trainings": "topic", "volunteers": "name", "duties": "content"}[register]
    text = AWKWARD[1]
    key = any_of(office, held.model)
    records.update(office, held, key, {field: text})
    view = shown(window, held, key)
    view.panel.head.other_step_pressed.emit(word)
    sheet_of(view).confirm.click()
    at_rest(window)
    (one,) = papers_of(office, register, key)
    assert one.file is not None
    assert text in visible(one.file.read_bytes())


def test_a_filled_form_in_the_register_of_papers_opens_as_a_file_not_in_the_editor(
    office: Office, qtbot: QtBot, opened: list[Path]
) -> None:
    issued = issue_form(office, NOTICE, [found(office)], {}).issued
    page = CircularsPage(office)
    qtbot.addWidget(page)
    page.open_paper(issued[0].paper)
    assert opened == [issued[0].file]
    assert not page.editing()
