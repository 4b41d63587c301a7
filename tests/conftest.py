"""What all tests share: no window on the screen, no data outside the test's own folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.core.log import stop_log

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, Chinese as the program makes it: dates and numbers read the same."""
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    return qapp


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
