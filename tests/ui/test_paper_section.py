"""文书 in the record panel: one click, a look, one verb, and the paper is there with its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from fireoffice.db import models
from fireoffice.registers import DUTIES, HAZARDS, TRAININGS, UNITS, VOLUNTEERS, Register
from fireoffice.services import records, voiding
from fireoffice.services.office import Office
from fireoffice.services.paper_contexts import PaperKind
from fireoffice.services.paper_links import papers_of
from fireoffice.services.paper_planning import kind_named
from fireoffice.services.record_papers import issue_form
from fireoffice.ui.circular.page import CircularsPage
from fireoffice.ui.papers.section import PaperSection
from fireoffice.ui.papers.slots import paper_slots
from fireoffice.ui.tasks import TaskRunner


def found(office: Office, **values: object) -> str:
    """A hazard just found at 惠民超市."""
    with office.reading() as session:
        village = session.scalar(select(models.Village.name).limit(1))
    told = {
        "found_on": "2021-04-19",
        "place": "惠民超市",
        "village": village,
        "description": "疏散通道被堵",
        "grade": "一般",
        "first_due": "2021-05-10",
        **values,
    }
    return records.create(office, HAZARDS, told)


@pytest.fixture
def make(sample_office: Office, qtbot: QtBot) -> Iterator[Callable[[Register, str], PaperSection]]:
    """Builds the section of a register at a record, in a window of its own."""
    frames: list[QWidget] = []

    def build(register: Register, record_id: str) -> PaperSection:
        frame = QWidget()
        frames.append(frame)
        frame.resize(420, 700)
        qtbot.addWidget(frame)
        section = PaperSection(sample_office, register, None, frame)
        section.resize(368, 680)
        section.show_record(record_id)
        with qtbot.waitActive(frame):
            frame.show()
            frame.activateWindow()
        return section

    yield build
    for frame in frames:
        for runner in frame.findChildren(TaskRunner):
            runner.close()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was given to other programs."""
    seen: list[Path] = []

    def note(url: QUrl) -> bool:
        seen.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return seen


def test_each_of_the_four_registers_has_the_section_and_no_other(sample_office: Office) -> None:
    tasks = TaskRunner()
    for register in (HAZARDS, TRAININGS, VOLUNTEERS, DUTIES):
        assert len(paper_slots(sample_office, register, tasks)) == 1
    assert paper_slots(sample_office, UNITS, tasks) == ()
    tasks.close()


def test_one_click_asks_and_the_verb_issues(
    make: Callable[[Register, str], PaperSection], sample_office: Office, qtbot: QtBot
) -> None:
    key = found(sample_office)
    section = make(HAZARDS, key)
    qtbot.mouseClick(section.makers["rectification_notice"], Qt.MouseButton.LeftButton)
    assert section.sheet is not None
    assert section.sheet.confirm.text() == "制发整改通知书"
    assert section.sheet.texts()["wording"] == "督促整改"
    with qtbot.waitSignal(section.saved):
        qtbot.mouseClick(section.sheet.confirm, Qt.MouseButton.LeftButton)
    assert section.sheet is None
    assert section.said.text() == "已制发邻鄂消通〔2021〕1号。"
    (line,) = section.rows.lines()
    assert line.cells[:2] == ("邻鄂消通〔2021〕1号", "整改通知书")
    with sample_office.reading() as session:
        hazard = session.get(models.Hazard, key)
    assert hazard is not None
    assert hazard.notice_number == "邻鄂消通〔2021〕1号"


def test_the_other_hazards_of_the_place_are_ticked_and_can_be_left_out(
    make: Callable[[Register, str], PaperSection], sample_office: Office, qtbot: QtBot
) -> None:
    key = found(sample_office)
    second, third = (found(sample_office, description=text) for text in ("灭火器失效", "线路老化"))
    section = make(HAZARDS, key)
    section.open_sheet(section_kind(section))
    assert section.sheet is not None
    assert [(tick.text(), tick.isChecked()) for tick in section.sheet.ticks] == [
        ("灭火器失效", True),
        ("线路老化", True),
    ]
    section.sheet.ticks[1].setChecked(False)
    with qtbot.waitSignal(section.saved):
        section.sheet.confirm.click()
    assert papers_of(sample_office, "hazards", second)
    assert not papers_of(sample_office, "hazards", third)


def section_kind(section: PaperSection, name: str = "rectification_notice") -> PaperKind:
    """The kind `name`, which the section must offer."""
    assert name in section.makers
    return kind_named(name)


def test_a_preview_opens_a_file_without_a_number_and_issues_nothing(
    make: Callable[[Register, str], PaperSection],
    sample_office: Office,
    qtbot: QtBot,
    opened: list[Path],
) -> None:
    key = found(sample_office)
    section = make(HAZARDS, key)
    section.open_sheet(section_kind(section))
    assert section.sheet is not None
    section.sheet.look.click()
    qtbot.waitUntil(lambda: bool(opened))
    assert "预览" in opened[0].name
    assert opened[0].is_file()
    assert section.sheet.confirm.isEnabled()
    assert papers_of(sample_office, "hazards", key) == ()


def test_what_is_wrong_is_said_and_what_was_typed_stays(
    make: Callable[[Register, str], PaperSection], sample_office: Office, qtbot: QtBot
) -> None:
    section = make(HAZARDS, found(sample_office, first_due=""))
    section.open_sheet(section_kind(section))
    assert section.sheet is not None
    said: list[str] = []
    section.failed.connect(lambda sentence, _hint: said.append(sentence))
    section.sheet.confirm.click()
    qtbot.waitUntil(lambda: any("没有整改期限" in one for one in said))
    assert section.sheet is not None
    assert section.sheet.confirm.isEnabled()


def test_escape_puts_the_sheet_away_and_control_enter_issues(
    make: Callable[[Register, str], PaperSection], sample_office: Office, qtbot: QtBot
) -> None:
    section = make(HAZARDS, found(sample_office))
    section.open_sheet(section_kind(section))
    assert section.sheet is not None
    qtbot.keyClick(section.sheet, Qt.Key.Key_Escape)
    assert section.sheet is None
    assert not section.press_next()
    section.open_sheet(section_kind(section))
    with qtbot.waitSignal(section.saved):
        assert section.press_next()
    assert len(section.rows.lines()) == 1


def test_a_paper_can_be_opened_and_what_is_void_is_said_to_be(
    make: Callable[[Register, str], PaperSection],
    sample_office: Office,
    qtbot: QtBot,
    opened: list[Path],
) -> None:
    key = found(sample_office)
    section = make(HAZARDS, key)
    section.open_sheet(section_kind(section))
    with qtbot.waitSignal(section.saved):
        section.press_next()
    (one,) = papers_of(sample_office, "hazards", key)
    menu = section.actions(one.id)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "打开",
        "打开所在文件夹",
        "作废…",
    ]
    section.open_file(one.id)
    assert opened == [one.file]
    voiding.void(sample_office, one.id, "写错了")
    section.show_record(key)
    assert section.rows.lines()[0].cells[-1] == "作废"
    assert "作废…" not in [action.text() for action in section.actions(one.id).actions()]


def test_a_circular_can_go_to_the_editor_instead(
    make: Callable[[Register, str], PaperSection], sample_office: Office, qtbot: QtBot
) -> None:
    with sample_office.reading() as session:
        key = session.scalar(select(models.Training.id).limit(1))
    assert key
    section = make(TRAININGS, key)
    section.open_sheet(section_kind(section, "training_notice"))
    assert section.sheet is not None
    assert not section.sheet.draft.isHidden()
    with qtbot.waitSignal(section.saved):
        section.sheet.draft.click()
    assert section.rows.lines()[0].cells[-1] == "草稿"


def test_the_whole_team_stands_in_the_roster_of_one_of_them(
    make: Callable[[Register, str], PaperSection], sample_office: Office
) -> None:
    with sample_office.reading() as session:
        member = session.scalar(select(models.Volunteer).where(models.Volunteer.closed.is_(False)))
    assert member is not None
    section = make(VOLUNTEERS, member.id)
    section.open_sheet(section_kind(section, "brigade_roster"))
    assert section.sheet is not None
    (tick,) = section.sheet.ticks
    assert tick.text() == f"连同其余{len(section.sheet.further())}条"
    tick.setChecked(False)
    assert section.sheet.further() == ()


def test_a_filled_form_in_the_register_of_papers_opens_as_a_file_not_in_the_editor(
    sample_office: Office, qtbot: QtBot, opened: list[Path]
) -> None:
    issued = issue_form(sample_office, kind_named("整改通知书"), [found(sample_office)], {}).issued
    page = CircularsPage(sample_office)
    qtbot.addWidget(page)
    page.open_paper(issued[0].paper)
    assert opened == [issued[0].file]
    assert not page.editing()
