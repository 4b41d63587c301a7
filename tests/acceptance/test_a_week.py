"""A week of a real office, Monday to Friday, done with mouse and keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from fireoffice.services.office import Office
from tests.acceptance import friday, monday, outcome, thursday, tuesday, wednesday
from tests.acceptance.week import Week

DAYS = (monday, tuesday, wednesday, thursday, friday)
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def week(qapp: QApplication, tmp_path: Path) -> Iterator[Week]:
    """The office of the week, not yet set up."""
    folder, outside = tmp_path / "消防办数据", tmp_path / "桌面"
    folder.mkdir()
    outside.mkdir()
    made = Week(folder, outside)
    yield made
    made.opened.let_go()


def test_a_week_in_the_office_leaves_every_register_history_and_paper_as_it_must(
    week: Week,
) -> None:
    for number, day in enumerate(DAYS):
        first = partial(monday.set_up_the_town, week.hand) if number == 0 else None
        with week.day(number, first):
            week.do(day.OPERATIONS)
    assert len(week.done) >= 40

    week.clock.advance(timedelta(hours=8))
    with Office.open(week.folder, week.clock) as office:
        outcome.the_registers(office)
        outcome.the_closed_hazard(office)
        outcome.the_duty_and_the_training(office)
        outcome.the_brigade(office)
        outcome.every_history(office)
        outcome.the_operations(office, week.done)
        outcome.the_papers(office)
        outcome.the_files(office, week.outside / wednesday.WORKBOOK)
        outcome.the_log(office)
