"""Papers in the record panel: one click, a look, one verb: the paper is there with its number."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fireoffice.db import models
from fireoffice.registers import (
    DUTIES,
    HAZARDS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
    Register,
)
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.papers.from_records import issue_form
from fireoffice.services.papers.links import papers_of
from fireoffice.services.papers.numbers import next_numbers
from fireoffice.ui.papers import files
from fireoffice.ui.papers.slots import paper_slots
from fireoffice.ui.window import MainWindow
from tests.paper_panels import (
    NOTICE,
    AtRest,
    any_of,
    buttons_called,
    filled_buttons,
    found,
    paper_of,
    section_of,
    sheet_of,
    shown,
)


def test_each_of_the_four_registers_has_the_section_and_no_other(office: Office) -> None:
    for register in (HAZARDS, TRAININGS, VOLUNTEERS, DUTIES):
        assert len(paper_slots(office, register, lambda _: None)) == 1
    assert paper_slots(office, UNITS, lambda _: None) == ()


def test_the_next_step_of_a_hazard_is_the_notice_with_everything_filled_in(
    window: MainWindow, office: Office, qtbot: QtBot, at_rest: AtRest
) -> None:
    key = found(office)
    number = str(next_numbers(office, NOTICE, 2021, 1)[0])
    view = shown(window, HAZARDS, key)
    assert view.panel.head.step.text() == "下达整改通知"
    qtbot.mouseClick(view.panel.head.step, Qt.MouseButton.LeftButton)
    texts = sheet_of(view).texts()
    assert (texts["wording"], texts["due"], texts["photos"]) == ("督促整改", "2021-05-10", "是")
    qtbot.waitUntil(lambda: filled_buttons(view.panel) == ["制发整改通知书"])
    qtbot.mouseClick(sheet_of(view).confirm, Qt.MouseButton.LeftButton)
    at_rest(window)
    assert view.papers.sheet() is None
    bar = window.undo_bar()
    assert (bar.text(), bar.ways()) == (f"已制发{number}", ("打开", "打印"))
    (line,) = section_of(view, qtbot).rows.lines()
    assert line.cells[:2] == (number, "整改通知书")
    with office.reading() as session:
        hazard = session.get(models.Hazard, key)
    assert hazard is not None
    assert (hazard.stage, hazard.notice_number) == ("待整改", number)
    assert hazard.due == date(2021, 5, 10)


def test_the_bare_event_stays_as_another_step_and_makes_no_paper(
    window: MainWindow, office: Office
) -> None:
    key = found(office)
    view = shown(window, HAZARDS, key)
    view.panel.head.other_step_pressed.emit("登记已发的通知")
    form = view.panel.step_form()
    assert form is not None
    form.form.rows["number"].editor.setText("邻鄂消通〔2021〕9号")
    form.confirm.click()
    assert papers_of(office, "hazards", key) == ()
    assert records.read(office, HAZARDS, key).stage == "待整改"


@pytest.mark.parametrize(
    ("register", "model", "words"),
    [
        (TRAININGS, models.Training, ["培训通知", "签到表"]),
        (VOLUNTEERS, models.Volunteer, ["花名册"]),
        (DUTIES, models.Duty, ["印发责任清单"]),
    ],
)
def test_the_papers_of_the_other_registers_are_one_click_from_the_record(
    window: MainWindow,
    office: Office,
    qtbot: QtBot,
    at_rest: AtRest,
    register: Register,
    model: Any,
    words: list[str],
) -> None:
    key = any_of(office, model)
    view = shown(window, register, key)
    for word in words:
        qtbot.waitUntil(lambda word=word: bool(buttons_called(word, view.panel.head)))
        qtbot.mouseClick(buttons_called(word, view.panel.head)[0], Qt.MouseButton.LeftButton)
        verb = sheet_of(view).confirm.text()
        qtbot.waitUntil(lambda verb=verb: filled_buttons(view.panel) == [verb])
        sheet_of(view).confirm.click()
        at_rest(window)
        assert window.undo_bar().text().startswith("已制发")
    assert len(papers_of(office, register.name, key)) == len(words)


def test_the_other_hazards_of_the_place_are_ticked_and_can_be_left_out(
    window: MainWindow, office: Office, at_rest: AtRest
) -> None:
    key = found(office)
    second, third = (found(office, description=text) for text in ("灭火器失效", "线路老化"))
    view = shown(window, HAZARDS, key)
    view.panel.press_next()
    assert [(tick.text(), tick.isChecked()) for tick in sheet_of(view).ticks] == [
        ("灭火器失效", True),
        ("线路老化", True),
    ]
    sheet_of(view).ticks[1].setChecked(False)
    sheet_of(view).confirm.click()
    at_rest(window)
    assert papers_of(office, "hazards", second)
    assert not papers_of(office, "hazards", third)


def test_deadlines_that_differ_stay_each_hazard_s_own(window: MainWindow, office: Office) -> None:
    key = found(office)
    found(office, first_due="2021-06-01")
    view = shown(window, HAZARDS, key)
    view.panel.press_next()
    assert sheet_of(view).texts()["due"] == ""


def test_a_preview_opens_a_file_without_a_number_and_issues_nothing(
    window: MainWindow, office: Office, at_rest: AtRest, opened: list[Path]
) -> None:
    key = found(office)
    view = shown(window, HAZARDS, key)
    view.panel.press_next()
    sheet_of(view).look.click()
    at_rest(window)
    assert "预览" in opened[0].name
    assert opened[0].is_file()
    assert sheet_of(view).confirm.isEnabled()
    assert papers_of(office, "hazards", key) == ()


def test_what_is_wrong_is_said_and_what_was_typed_stays(
    window: MainWindow, office: Office, at_rest: AtRest
) -> None:
    view = shown(window, HAZARDS, found(office, first_due=""))
    view.panel.press_next()
    sheet_of(view).form.rows["contact"].editor.setText("王芳")
    sheet_of(view).confirm.click()
    at_rest(window)
    assert "没有整改期限" in window.error_strip().text()
    assert sheet_of(view).confirm.isEnabled()
    assert sheet_of(view).texts()["contact"] == "王芳"


def test_escape_puts_the_sheet_away_and_control_enter_issues(
    window: MainWindow, office: Office, qtbot: QtBot, at_rest: AtRest
) -> None:
    key = found(office)
    view = shown(window, HAZARDS, key)
    view.panel.press_next()
    qtbot.keyClick(sheet_of(view).confirm, Qt.Key.Key_Escape)
    assert view.papers.sheet() is None
    qtbot.waitUntil(lambda: filled_buttons(view.panel) == ["下达整改通知"])
    view.panel.press_next()
    view.panel.press_next()
    at_rest(window)
    assert paper_of(office, key).number


def test_a_paper_just_made_is_opened_and_printed_from_the_bar(
    window: MainWindow,
    office: Office,
    at_rest: AtRest,
    opened: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed: list[list[str]] = []

    def start(_program: str, arguments: list[str]) -> tuple[bool, int]:
        printed.append(arguments)
        return True, 1

    monkeypatch.setattr(files.sys, "platform", "linux")
    monkeypatch.setattr(files.shutil, "which", lambda _: "/usr/bin/soffice")
    monkeypatch.setattr(files.QProcess, "startDetached", start)
    key = found(office)
    view = shown(window, HAZARDS, key)
    view.panel.press_next()
    sheet_of(view).confirm.click()
    at_rest(window)
    file = paper_of(office, key).file
    assert file is not None
    window.undo_bar().take("打开")
    window.undo_bar().take("打印")
    assert opened == [file]
    assert printed == [["-p", str(file)]]
    file.unlink()
    window.undo_bar().take("打开")
    assert "文件不在原来的位置" in window.error_strip().text()


def test_what_can_be_done_with_a_paper_depends_on_its_state(
    window: MainWindow, office: Office, qtbot: QtBot, opened: list[Path]
) -> None:
    key = found(office)
    (one,) = issue_form(office, NOTICE, [key], {}).issued
    section = section_of(shown(window, HAZARDS, key), qtbot)
    menu = section.actions(one.paper)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "打开",
        "打印",
        "打开所在文件夹",
        "重新制发…",
        "作废…",
    ]
    section.open_file(one.paper)
    assert opened == [one.file]
    section.setEnabled(False)
    assert "作废…" not in [action.text() for action in section.actions(one.paper).actions()]
