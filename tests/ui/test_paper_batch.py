"""Papers from the chosen rows: the plan by place, then all of them with one file to print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fireoffice.services.office import Office
from fireoffice.services.papers import from_records as record_papers
from fireoffice.services.papers.links import papers_of
from fireoffice.services.papers.numbers import next_numbers
from fireoffice.ui.papers.batch import PaperBatch
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.window import MainWindow
from tests.paper_panels import NOTICE, found


@pytest.fixture
def begin(
    window: MainWindow, hazards: RegisterView, qtbot: QtBot
) -> Callable[[tuple[str, ...]], PaperBatch]:
    """Opens the page for some hazards and waits for the plan."""

    def open_page(ids: tuple[str, ...]) -> PaperBatch:
        hazards.list.papers_asked.emit(ids, NOTICE)
        page: Any = window.current_page()
        made = page.stops()[0]
        assert isinstance(made, PaperBatch)
        qtbot.waitUntil(lambda: made.plan() is not None)
        return made

    return open_page


def test_the_strip_of_the_chosen_rows_leads_to_the_plan(
    window: MainWindow, hazards: RegisterView, qtbot: QtBot
) -> None:
    hazards.list.search("2021-013")
    hazards.list.table.selectAll()
    chosen = hazards.list.table.chosen_count()
    assert chosen > 1
    verb = hazards.list.choosing.papers
    assert verb.text() == "制发整改通知书"
    qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)
    page: Any = window.current_page()
    (batch,) = page.stops()
    assert isinstance(batch, PaperBatch)
    assert batch.head.title() == f"由{chosen}条隐患制发整改通知书"


def test_the_plan_has_a_paper_for_each_place(
    office: Office, begin: Callable[[tuple[str, ...]], PaperBatch]
) -> None:
    page = begin((found(office, "甲店"), found(office, "乙店"), found(office, "甲店", part="二楼")))
    assert page.foot.counted() == "2份，3条隐患"
    assert "甲店，2条隐患；乙店，1条隐患" in page.rows.accessibleName()
    assert page.foot.button.text() == "制发2份整改通知书"


def test_all_are_issued_and_one_file_for_the_printer_is_opened(
    window: MainWindow,
    office: Office,
    begin: Callable[[tuple[str, ...]], PaperBatch],
    qtbot: QtBot,
    opened: list[Path],
) -> None:
    keys = tuple(found(office, f"{name}店") for name in "甲乙丙")
    first = next_numbers(office, NOTICE, 2021, 1)[0]
    page = begin(keys)
    with qtbot.waitSignal(page.led_on, timeout=60_000):
        page.confirm()
    assert [file.name for file in opened] == [f"整改通知书（{first}起3份）.docx"]
    assert window.undo_bar().text() == f"已制发{first}起3份"
    assert window.undo_bar().ways() == ("打开", "打印")
    assert all(papers_of(office, "hazards", key) for key in keys)


def test_what_stands_in_the_way_is_told_at_its_place_and_can_be_left_out(
    office: Office, begin: Callable[[tuple[str, ...]], PaperBatch], qtbot: QtBot
) -> None:
    bare = found(office, "乙店", first_due="")
    page = begin((found(office, "甲店"), bare))
    assert "没有整改期限" in page.rows.accessibleName()
    assert not page.foot.button.isEnabled()
    page.confirm()
    assert papers_of(office, "hazards", bare) == ()
    page.leave_out.click()
    qtbot.waitUntil(lambda: page.foot.button.isEnabled())
    assert page.foot.counted() == "1份，1条隐患"


def test_an_option_typed_for_all_makes_the_plan_anew(
    office: Office, begin: Callable[[tuple[str, ...]], PaperBatch], qtbot: QtBot
) -> None:
    page = begin((found(office, "甲店", first_due=""), found(office, "乙店", first_due="")))
    assert not page.foot.button.isEnabled()
    page.form.rows["due"].editor.setText("2021-05-20")
    page.form.rows["due"].editor.committed.emit()
    qtbot.waitUntil(lambda: page.foot.button.isEnabled())


def test_a_batch_that_is_stopped_leaves_nothing_and_stays_on_the_screen(
    office: Office,
    begin: Callable[[tuple[str, ...]], PaperBatch],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = tuple(found(office, f"{name}店") for name in "甲乙丙")
    page = begin(keys)
    steps = record_papers.issue_steps

    def stopping(*given: Any, **named: Any) -> Any:
        for step in steps(*given, **named):
            page.tasks.stop()
            yield step

    monkeypatch.setattr(record_papers, "issue_steps", stopping)
    page.confirm()
    qtbot.waitUntil(lambda: page.foot.sentence() == "已停止，一份也没有制发。", timeout=60_000)
    assert not any(papers_of(office, "hazards", key) for key in keys)
    assert not [one for one in (office.folder / "公文").rglob("*") if one.is_file()]
    assert page.form.isEnabled()


def test_escape_goes_back_to_the_list(
    window: MainWindow, office: Office, begin: Callable[[tuple[str, ...]], PaperBatch], qtbot: QtBot
) -> None:
    page = begin((found(office, "甲店"), found(office, "乙店")))
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    current: Any = window.current_page()
    assert len(current.stops()) > 1
