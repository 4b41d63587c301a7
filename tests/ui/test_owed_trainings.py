"""What is owed to newcomers and schools is done from the workbench in one step."""

from __future__ import annotations

import pytest

from fireoffice.registers import TRAININGS, UNITS, VILLAGES, VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.services.trainings.reminders import COVERAGE
from fireoffice.ui.trainings.page import TrainingsPage
from fireoffice.ui.window import MainWindow
from fireoffice.ui.workbench_page import WorkbenchPage
from tests.paper_panels import AtRest


@pytest.fixture
def newcomer(office: Office) -> str:
    """The group of one who has joined a brigade ten days ago."""
    one = records.query(office, VOLUNTEERS, Query(limit=1)).rows[0]
    about = {"name": "贺新来", "village": one.values["village"], "team": one.values["team"]}
    records.create(office, VOLUNTEERS, about | {"joined_on": "2021-04-10"})
    return "志愿队员"


def _page(window: MainWindow) -> TrainingsPage:
    page = window.current_page()
    assert isinstance(page, TrainingsPage)
    return page


def test_the_line_of_newcomers_leads_to_their_names(
    window: MainWindow, newcomer: str, at_rest: AtRest
) -> None:
    bench = window.page(0)
    assert isinstance(bench, WorkbenchPage)
    bench.activate()
    bench.opened.emit(COVERAGE, newcomer)
    page = _page(window)
    assert page.figures() is page.coverage
    assert page.coverage.table.current_id() == newcomer
    at_rest(window)


def test_its_step_arranges_a_training_for_them_alone(
    window: MainWindow, office: Office, newcomer: str, at_rest: AtRest
) -> None:
    before = records.query(office, TRAININGS).total
    bench = window.page(0)
    bench.step_asked.emit(COVERAGE, newcomer, "安排培训")
    at_rest(window)
    assert records.query(office, TRAININGS).total == before + 1
    shown = _page(window).view().panel.record_id()
    training = records.read(office, TRAININGS, shown)
    assert (training.values["audience"], training.values["called"]) == (newcomer, 1)
    assert window.undo_bar().text() == "已安排培训，应到1人"


def test_the_step_of_a_school_plans_its_drill(
    window: MainWindow, office: Office, at_rest: AtRest
) -> None:
    village = records.query(office, VILLAGES, Query(limit=1)).rows[0].values["name"]
    about = {"name": "新建小学", "kind": "一般单位", "category": "学校", "village": village}
    school = records.create(office, UNITS, about)
    window.page(0).step_asked.emit(COVERAGE, school, "安排演练")
    at_rest(window)
    training = records.read(office, TRAININGS, _page(window).view().panel.record_id())
    assert (training.values["kind"], training.values["unit"]) == ("演练", "新建小学")
