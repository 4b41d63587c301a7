"""Papers in the record panel: one click, a look, one verb: the paper is there with its number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from fireoffice.db import models
from fireoffice.registers import (
    DUTIES,
    HAZARDS,
    REGISTERS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
    Register,
)
from fireoffice.services import hazard_events, records, voiding
from fireoffice.services.office import Office
from fireoffice.services.paper_links import PaperOfRecord, papers_of
from fireoffice.services.paper_numbers import next_numbers
from fireoffice.services.paper_planning import kind_named
from fireoffice.services.record_papers import issue_form
from fireoffice.ui.circular.page import CircularsPage
from fireoffice.ui.circular.void_dialog import VoidDialog
from fireoffice.ui.papers import files
from fireoffice.ui.papers.section import PaperSection
from fireoffice.ui.papers.sheet import PaperSheet
from fireoffice.ui.papers.slots import paper_slots
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.tabs import tab_of
from fireoffice.ui.window import MainWindow
from tests.docs.forms.specimens import visible

NOTICE = kind_named("整改通知书")
AWKWARD = (
    '<b>&amp;</b>“店”"𠮷䶮🔥' + "长" * 276,
    '<>&“”"🔥𠮷䶮',
)
AtRest = Callable[[MainWindow], None]


def found(office: Office, place: str = "惠民超市", **values: object) -> str:
    """A hazard just found."""
    with office.reading() as session:
        village = session.scalar(select(models.Village.name).limit(1))
    told = {
        "found_on": "2021-04-19",
        "place": place,
        "village": village,
        "description": "疏散通道被堵",
        "grade": "一般",
        "first_due": "2021-05-10",
        **values,
    }
    return records.create(office, HAZARDS, told)


def any_of(office: Office, model: Any) -> str:
    """A record of the sample town that is still open."""
    with office.reading() as session:
        live = select(model.id).where(model.deleted_at.is_(None), model.closed.is_(False))
        key = session.scalar(live.limit(1))
    assert key
    return str(key)


def shown(window: MainWindow, register: Register, key: str) -> RegisterView:
    """The view of a register in the window, at the record ``key``."""
    index = tab_of(register.name)
    window.go_to(index)
    page: Any = window.page(index)
    page.open_record(register.name, key)
    view: RegisterView = page.view()
    return view


def sheet_of(view: RegisterView) -> PaperSheet:
    """The sheet that is open in the panel."""
    sheet = view.papers.sheet()
    assert sheet is not None
    return sheet


def section_of(view: RegisterView, qtbot: QtBot) -> PaperSection:
    """文书 of the record shown."""
    lazy = view.panel.sections.further["文书"]
    qtbot.waitUntil(lambda: lazy.section is not None)
    section = lazy.section
    assert isinstance(section, PaperSection)
    return section


def filled_buttons(widget: QWidget) -> list[str]:
    """The words on the filled buttons that are seen."""
    shown = [one for one in widget.findChildren(QPushButton) if one.isVisible()]
    return [one.text() for one in shown if one.property("part") == "next"]


def buttons_called(word: str, widget: QWidget) -> list[QPushButton]:
    """The buttons with ``word`` that are seen."""
    buttons = widget.findChildren(QPushButton)
    return [one for one in buttons if one.text() == word and one.isVisible()]


def paper_of(office: Office, key: str) -> PaperOfRecord:
    """The one paper of a hazard."""
    (one,) = papers_of(office, "hazards", key)
    return one


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was given to other programs."""
    seen: list[Path] = []

    def note(url: QUrl) -> bool:
        seen.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return seen


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
