"""Each fault that somebody could make is found by a test that says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.db.power.trace import is_possible
from tests.planted.plants import PLANTS, VARIABLE

ROOT = Path(__file__).parents[2]
_FAILED = 1
"""Exit status of pytest where tests ran and some failed: nothing else counts as found."""


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_fault_makes_its_test_fail(name: str) -> None:
    found_by = PLANTS[name].found_by
    if "power" in found_by and not is_possible():
        pytest.skip("there is no strace here, or it is not allowed")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.planted.plants", found_by],
        cwd=ROOT,
        env={**os.environ, VARIABLE: name, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == _FAILED, done.stdout
    assert " failed" in done.stdout
