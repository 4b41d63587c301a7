"""The power may be cut at any moment: what was acknowledged is on the disk, nothing by halves."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.db import keys
from tests.db.power.cuts import cuts, faults_after, few_of, record
from tests.db.power.scenarios import PASSWORDS, SCENARIOS
from tests.db.power.trace import is_possible

FEW = 6
"""Cuts of each scenario in the quick run, besides those just after something was acknowledged."""

pytestmark = pytest.mark.skipif(
    not is_possible(), reason="there is no strace here, or it is not allowed"
)
every_scenario = pytest.mark.parametrize("name", SCENARIOS)


@pytest.fixture(autouse=True)
def _known_passwords(quick_keys: None) -> None:
    for one in PASSWORDS:
        keys.learn(one)


@every_scenario
def test_what_was_acknowledged_is_on_the_disk(name: str, tmp_path: Path) -> None:
    recording = record(name, tmp_path / "recorded")
    for cut in few_of(cuts(recording), FEW):
        assert faults_after(cut, recording, tmp_path / "after") == [], cut.moment


@pytest.mark.slow
@pytest.mark.timeout(7200)
@every_scenario
def test_after_every_cut_the_office_opens_with_all_that_was_acknowledged(
    name: str, tmp_path: Path
) -> None:
    recording = record(name, tmp_path / "recorded")
    count = 0
    for cut in cuts(recording):
        count += 1
        assert faults_after(cut, recording, tmp_path / "after") == [], cut.moment
    print(f"{name}: {len(recording.calls)} calls, {len(recording.said)} steps, {count} states")
    assert count > len(recording.said)
