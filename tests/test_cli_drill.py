"""The command line holds the drill of the month, and says what it came to."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.services.office import Office
from tests.test_cli import Ran


@pytest.fixture
def folder(sample_office: Office) -> Path:
    """A data folder with the sample town, closed."""
    sample_office.close()
    return sample_office.folder


def test_a_drill_is_held_once_a_month_and_says_what_it_came_to(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = Ran(capsys, "backup", "--drill", "--data", folder)
    assert (nothing.status, nothing.out) == (1, "")
    assert "还没有备份，不能演练恢复。" in nothing.err
    taken = Ran(capsys, "backup", "--data", folder, "--json").data
    held = Ran(capsys, "backup", "--drill", "--data", folder, "--json").data
    assert (held["backup"], held["records"]) == (Path(taken["file"]).name, taken["records"])
    again = Ran(capsys, "backup", "--drill", "--data", folder, "--json").data
    assert again == held
    assert "完好" in Ran(capsys, "backup", "--drill", "--data", folder).out


def test_a_drill_that_fails_is_a_matter_of_the_disk(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(Ran(capsys, "backup", "--data", folder, "--json").data["file"])
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    told = Ran(capsys, "backup", "--drill", "--data", folder)
    assert told.status == 2
    assert "没有通过演练：文件与备份时不同" in told.out
