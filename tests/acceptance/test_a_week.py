"""A week of a real office, done with mouse and keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.acceptance import monday
from tests.acceptance.week import Week


@pytest.fixture
def week(qapp: QApplication, tmp_path: Path) -> Iterator[Week]:
    """The office of the week, not yet set up."""
    folder, outside = tmp_path / "消防办数据", tmp_path / "桌面"
    folder.mkdir()
    outside.mkdir()
    made = Week(folder, outside)
    yield made
    made.opened.let_go()


def test_a_week_in_the_office(week: Week) -> None:
    with week.day(0, partial(monday.set_up_the_town, week.hand)):
        week.do(monday.OPERATIONS)
