"""The brigades from the command line: figures as in the window, a rota that is kept on request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fireoffice.cli import main
from fireoffice.registers import SHIFTS
from fireoffice.services import records
from fireoffice.services.brigades import rota
from fireoffice.services.office import Office
from fireoffice.services.records import Query


@pytest.fixture
def folder(sample_office: Office) -> Path:
    """The data folder of the sample town."""
    return sample_office.folder


def _said(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("table", ["应建已建", "训练与出动", "被装统计", "电话树"])
def test_every_table_of_the_window_can_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    said = _said(capsys, "brigades", table, "--data", str(folder))
    assert said["rows"]


def test_a_rota_is_written_only_when_it_is_to_be_saved(
    sample_office: Office, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    team = rota.teams(sample_office)[0][1]
    before = records.query(sample_office, SHIFTS, Query()).total
    asked = ("rota", team, "2099-05", "--data", str(folder))
    proposed = _said(capsys, *asked, "--propose", "--seed", "7")
    assert records.query(sample_office, SHIFTS, Query()).total == before
    assert _said(capsys, *asked, "--save", "--seed", "7")["days"] == proposed["days"]
    assert records.query(sample_office, SHIFTS, Query()).total == before + 62


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("brigades", "无此表"), "没有“无此表”这张表"),
        (("brigades", "训练与出动", "--period", "明年"), "没有“明年”这个期间"),
        (("rota", "无此队", "2021-05"), "没有“无此队”这支队伍"),
        (("rota", "无此队", "2021-13"), "“2021-13”不是月份"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert main([*arguments, "--data", str(folder)]) == 1
    assert sentence in capsys.readouterr().err
