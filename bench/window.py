"""The window on screen against a bare PySide6 window and the import of the database library."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import report

ROUNDS = 7
FLOOR = "bare window, import of sqlalchemy.orm"
AIM = "within 2 × floor"

# Each program prints the seconds from its own first line to its first painted window; what the
# interpreter itself needs is the same for both.
_HEAD = "from time import perf_counter; start = perf_counter()\n"
_BARE = (
    _HEAD
    + """
import sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.resize(1366, 697)
window.show()
application.processEvents()
print(perf_counter() - start, flush=True)
"""
)
_OURS = (
    _HEAD
    + """
import sys
from pathlib import Path
from fireoffice.app import hold_collector
hold_collector()
from fireoffice.core.settings import load_settings
from fireoffice.ui.start import Program, make_application
from fireoffice.ui.theme import theme
folder = Path(sys.argv[1])
application = make_application(["fireoffice"])
settings = load_settings(folder)
theme.apply(settings.theme, settings.large_type)
program = Program(folder, settings, None)
program.begin()
application.processEvents()
print(perf_counter() - start, flush=True)
program.close()
"""
)


def run() -> None:
    """Open the sample town's office, and the bare window, in a fresh process each time."""
    with tempfile.TemporaryDirectory(prefix="fireoffice-bench-") as name:
        folder = Path(name)
        _fill(folder)
        times: dict[str, list[float]] = {"the program's window": [], FLOOR: []}
        # An installed program finds its modules compiled: the first round, which compiles them,
        # does not count.
        for counts in (False, *[True] * ROUNDS):
            for name, program in (("the program's window", _OURS), (FLOOR, _BARE)):
                seconds = _seconds(program, folder)
                if counts:
                    times[name].append(seconds)
    report("Window on screen", {name: min(value) for name, value in times.items()}, FLOOR, AIM)


def _fill(folder: Path) -> None:
    from fireoffice.services.office import Office
    from fireoffice.services.sample import installing as sample

    office = Office.open(folder)
    sample.fill(office)
    office.close()


def _seconds(program: str, folder: Path) -> float:
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return float(done.stdout.split()[-1])
