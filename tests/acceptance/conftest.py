"""Where the window stands: on the screen of a virtual X server, or nowhere (offscreen)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from fireoffice.ui.start import make_application

_SCREEN = "1440x900x24"


@pytest.fixture(scope="session")
def display() -> Iterator[None]:
    """The screen: with QT_QPA_PLATFORM=xcb the one there is, else that of an Xvfb of our own."""
    if os.environ.get("QT_QPA_PLATFORM") != "xcb" or os.environ.get("DISPLAY"):
        yield
        return
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("there is neither a display nor Xvfb (package xvfb)")
    told, tells = os.pipe()
    command = [server, "-displayfd", str(tells), "-screen", "0", _SCREEN, "-nolisten", "tcp"]
    os.set_inheritable(tells, True)
    # It ends by itself when the application lets go of it, which is after the last fixture.
    os.posix_spawn(server, [*command, "-terminate"], os.environ)
    os.close(tells)
    with os.fdopen(told) as answer:
        number = answer.readline().strip()
    if not number:
        pytest.skip("Xvfb does not start")
    os.environ["DISPLAY"] = f":{number}"
    yield
    del os.environ["DISPLAY"]


@pytest.fixture(scope="session")
def qapp(display: None, qapp: QApplication) -> QApplication:
    """The application as the program makes it, on that screen."""
    return make_application(["fireoffice"])
