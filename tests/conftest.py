"""What all tests share: no window on the screen, no data outside the test's own folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from fireoffice.core.clock import FixedClock
from fireoffice.core.log import stop_log
from fireoffice.db import keys
from fireoffice.services.office import Office
from fireoffice.services.sample import installing as sample
from tests.windows_rules import IN_FORCE, WindowsRules

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes says more of the machine than of the program.
settings.register_profile("fireoffice", deadline=None)
settings.load_profile("fireoffice")


@pytest.fixture(scope="session", autouse=True)
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WindowsRules]:
    """Windows' file rules in every test's folder, unless FIREOFFICE_WINDOWS_RULES=0."""
    rules = WindowsRules(tmp_path_factory.getbasetemp())
    with pytest.MonkeyPatch.context() as patch:
        if IN_FORCE:
            rules.install(patch)
        yield rules


@pytest.fixture
def linux_files(windows: WindowsRules) -> Iterator[None]:
    """Files as on Linux, where others remove what we have open, and any name may be given."""
    if os.name == "nt":
        pytest.skip("Windows knows no such files")
    with windows.lifted():
        yield


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """The application, Chinese as the program makes it: dates and numbers read the same."""
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    yield qapp
    # What was copied last belongs to Python, but the clipboard of the offscreen platform, unlike
    # those of desktops, lets go of it only when the process ends and there is no Python any more.
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def _no_data_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The default data folder lies in the test's own folder, on Linux and on Windows."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(tmp_path / "xdg"))
    yield
    stop_log()


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """An empty data folder; its name has a blank and Chinese characters, as users' folders do."""
    folder = tmp_path / "消防办 数据"
    folder.mkdir()
    return folder


@pytest.fixture
def clock() -> FixedClock:
    """The day of the sample circular's year on which the tests take place."""
    return FixedClock(date(2021, 4, 20))


@pytest.fixture(scope="session")
def _new_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an office just opened for the first time; to be copied, not used."""
    folder = tmp_path_factory.mktemp("new")
    Office.open(folder, FixedClock(date(2021, 4, 20))).close()
    return folder


@pytest.fixture(scope="session")
def _sample_folder(_new_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an office with the sample town; to be copied, not used."""
    folder = tmp_path_factory.mktemp("sample") / "data"
    shutil.copytree(_new_folder, folder)
    with Office.open(folder, FixedClock(date(2021, 4, 20))) as office:
        sample.fill(office)
    return folder


@pytest.fixture
def office(_new_folder: Path, data_folder: Path, clock: FixedClock) -> Iterator[Office]:
    """An open office without a record."""
    shutil.copytree(_new_folder, data_folder, dirs_exist_ok=True)
    with Office.open(data_folder, clock, "王芳") as office:
        yield office


@pytest.fixture
def sample_office(_sample_folder: Path, data_folder: Path, clock: FixedClock) -> Iterator[Office]:
    """An open office with the sample town as it stood on 20 April 2021."""
    shutil.copytree(_sample_folder, data_folder, dirs_exist_ok=True)
    with Office.open(data_folder, clock, "王芳") as office:
        yield office


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passwords become keys without delay, and none is known at the beginning and the end."""
    monkeypatch.setattr(keys, "_ROUNDS", 2)
    keys.forget()
    yield
    keys.forget()
