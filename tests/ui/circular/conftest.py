"""An office of one town, and the tab 公文 on it, as a person would have it open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fireoffice.core.clock import FixedClock
from fireoffice.core.paths import resource
from fireoffice.services.office import Office
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up
from fireoffice.ui.circular.editor import PaperEditor
from fireoffice.ui.circular.page import CircularsPage
from fireoffice.ui.circular.text_edit import ManuscriptEdit
from fireoffice.ui.theme import theme

TOWN = TownSetup(
    name="邻鄂镇",
    issuer="黔江区邻鄂镇人民政府",
    codes=("邻鄂府发", "邻鄂府函"),
    villages=(VillageSetup("高峰村"),),
    printed_by="黔江区邻鄂镇党政办公室",
)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    """The light theme at normal size, put on only where another test left something else."""
    if not qapp.styleSheet() or (theme.name, theme.scale) != ("light", 1.0):
        theme.apply()


@pytest.fixture
def sample_text() -> str:
    """The circular of 2021 as it was typed, with its faults."""
    return resource("sample/circular.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office of `TOWN`, closed; made once because making it is slow."""
    folder = tmp_path_factory.mktemp("office")
    with Office.open(folder, FixedClock(date(2021, 4, 20))) as opened:
        set_up(opened, TOWN)
    return folder


@pytest.fixture
def office(prepared: Path, data_folder: Path, clock: FixedClock) -> Iterator[Office]:
    copytree(prepared, data_folder, dirs_exist_ok=True)
    with Office.open(data_folder, clock) as opened:
        yield opened


@pytest.fixture
def opened_files() -> list[Path]:
    """What the system's programs would have been asked to open."""
    return []


@pytest.fixture
def page(qtbot: QtBot, office: Office, opened_files: list[Path]) -> CircularsPage:
    """The tab on an office without papers."""
    made = CircularsPage(office)
    qtbot.addWidget(made)
    made.resize(1366, 697)
    made.show()
    made.activate()
    made.view.open_file = opened_files.append
    return made


@pytest.fixture
def editor(page: CircularsPage) -> PaperEditor:
    """The editor with an empty draft in it."""
    page.draft_paper()
    return page.view.editor


@pytest.fixture
def edit(qtbot: QtBot) -> ManuscriptEdit:
    """The text alone."""
    made = ManuscriptEdit()
    qtbot.addWidget(made)
    made.resize(820, 400)
    made.show()
    return made
