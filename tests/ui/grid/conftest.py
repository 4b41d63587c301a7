"""A page with a grid, shown and ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from fireoffice.registers import HAZARDS
from fireoffice.services.office import Office
from fireoffice.ui.grid.add_many import AddManyPage
from fireoffice.ui.grid.page import BatchWidget


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[BatchWidget], BatchWidget]]:
    """Shows a page with a grid, and ends it after the test."""
    pages: list[BatchWidget] = []

    def show(page: BatchWidget) -> BatchWidget:
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1366, 640)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.begin()
        return page

    yield show
    for page in pages:
        page.leave()


@pytest.fixture
def adding(office: Office, opened: Callable[[BatchWidget], BatchWidget]) -> AddManyPage:
    """成批登记 of hazards, empty."""
    page = opened(AddManyPage(office, HAZARDS))
    assert isinstance(page, AddManyPage)
    return page
