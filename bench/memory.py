"""Resident memory of the program with 200,000 hazards, measured in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.lists import MANY, multiply
from fireoffice.core.clock import FixedClock
from fireoffice.registers import HAZARDS
from fireoffice.services.office import Office
from fireoffice.services.sample import installing as sample

AIM: Final = 200
_TODAY: Final = "2021-04-20"
_STEPS: Final = 40

# What an officer does in a morning; after each part, the memory that is resident now.
_SESSION: Final = f"""
import sys
from datetime import date
from pathlib import Path
from fireoffice.core.clock import FixedClock
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.records import Query
from fireoffice.ui.start import make_application
from fireoffice.ui.theme import theme
from fireoffice.ui.tabs import TABS, tab_of
from fireoffice.ui.window import MainWindow
from fireoffice.core.settings import Settings
from fireoffice.services.office import Office

def told(what):
    application.processEvents()
    with open("/proc/self/status") as status:
        [size] = [line.split()[1] for line in status if line.startswith("VmRSS")]
    print(what, int(size) // 1024, sep="\\t", flush=True)

application = make_application(["fireoffice"])
theme.apply()
office = Office.open(Path(sys.argv[1]), FixedClock(date.fromisoformat("{_TODAY}")))
window = MainWindow(office, Settings())
window.resize(1366, 697)
window.show()
told("window open")
hazards = tab_of("hazards")
window.go_to(hazards)
told("hazards page")
for step in range({_STEPS}):
    records.query(office, HAZARDS, Query(offset=step * {MANY // _STEPS}))
told("scrolled to the end")
for word in ("松林", "通道", "ly", "2021-1"):
    records.query(office, HAZARDS, Query(search=word))
for name in ("village", "found_on", "grade"):
    records.query(office, HAZARDS, Query(sort=((name, False),)))
told("searched and sorted")
for row in records.query(office, HAZARDS, Query(offset={MANY // 2})).rows:
    records.read(office, HAZARDS, row.id)
told("100 records opened")
for tab in range(len(TABS)):
    window.go_to(tab)
    application.processEvents()
told("every page shown, with pandas and matplotlib")
"""


def run() -> None:
    """Print the resident memory after each part of a session."""
    if not sys.platform.startswith("linux"):
        print("\nResident memory is measured on Linux alone")
        return
    with TemporaryDirectory() as folder:
        clock = FixedClock(date.fromisoformat(_TODAY))
        with Office.open(Path(folder), clock) as office:
            sample.fill(office)
            multiply(office, HAZARDS)
        done = subprocess.run(
            [sys.executable, "-c", _SESSION, folder],
            capture_output=True,
            text=True,
            check=False,
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
            timeout=600,
        )
    if done.returncode:
        raise SystemExit(done.stderr)
    print(f"\nResident memory with {MANY:,} hazards  (aim: under {AIM} MB)")
    for line in done.stdout.splitlines():
        what, size = line.split("\t")
        print(f"  {what:<44}  {size:>4} MB")
