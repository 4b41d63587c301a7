"""The sample town, filled once, and the window on a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from fireoffice.core.clock import CHINA, FixedClock
from fireoffice.core.settings import Settings
from fireoffice.services.office import Office
from fireoffice.services.sample import installing as sample
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.start import make_application
from fireoffice.ui.theme import theme
from fireoffice.ui.window import MainWindow

NOW = datetime(2021, 4, 20, 8, 40, tzinfo=CHINA)
HAZARDS = 2
"""The tab of 隐患台账."""


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample town; to be copied, never opened."""
    folder = tmp_path_factory.mktemp("sample")
    with Office.open(folder, FixedClock(NOW)) as office:
        sample.fill(office)
    return folder


@pytest.fixture
def office(sample_folder: Path, tmp_path: Path) -> Iterator[Office]:
    """The sample town, open, at 08:40 on 20 April 2021."""
    folder = tmp_path / "数据"
    shutil.copytree(sample_folder, folder)
    with Office.open(folder, FixedClock(NOW)) as opened:
        yield opened


@pytest.fixture
def empty_office(tmp_path: Path) -> Iterator[Office]:
    """An office that has no town yet."""
    folder = tmp_path / "新数据"
    folder.mkdir()
    with Office.open(folder, FixedClock(NOW)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _look(qapp: object) -> Iterator[None]:
    """Every test begins in the light theme at normal size."""
    make_application(["test"])
    theme.apply("light")
    yield
    theme.apply("light")


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window, shown, at the workbench."""
    made = MainWindow(office, Settings())
    qtbot.addWidget(made)
    made.resize(1366, 697)
    made.go_to(0)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def hazards(window: MainWindow) -> RegisterView:
    """The view of 隐患台账, in front."""
    window.go_to(HAZARDS)
    page = window.current_page()
    assert isinstance(page, RegisterPage)
    return page.view()


@pytest.fixture
def at_rest(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Waits until nothing runs in the background."""

    def wait(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: not window.tasks.busy(), timeout=60_000)

    return wait


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was given to other programs."""
    seen: list[Path] = []

    def note(url: QUrl) -> bool:
        seen.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return seen
