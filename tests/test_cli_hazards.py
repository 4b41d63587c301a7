"""Hazards from the command line: fixed on the spot, their story told, corrected, withdrawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fireoffice import cli
from fireoffice.core.clock import FixedClock
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up


@pytest.fixture
def folder(data_folder: Path, clock: FixedClock) -> str:
    """A data folder with one village, closed."""
    with Office.open(data_folder, clock) as office:
        set_up(office, TownSetup("邻鄂镇", "镇政府", ("邻鄂府发",), (VillageSetup("松林社区"),)))
    return str(data_folder)


def _ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert cli.main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_hazards_are_counted_by_kind_for_the_year_or_a_month(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    about = {"场所": "甲店", "村（居）": "松林社区", "隐患描述": "堵塞", "排查日期": "2021-04-19"}
    given = [part for name, value in about.items() for part in ("--set", f"{name}={value}")]
    _ran(capsys, "hazard-fixed", *given, "--fixing", "整改人=店主", "--data", folder)
    total = _ran(capsys, "hazard-figures", "--by", "场所", "--month", "2021-04", "--data", folder)
    assert [(row["name"], row["found"]) for row in total["rows"]] == [("甲店", 1), ("全镇", 1)]
    assert total["rows"][0]["mean_days"] == 0
    assert cli.main(["hazard-figures", "--by", "天气", "--data", folder]) == 1
    assert cli.main(["hazard-figures", "--month", "四月", "--data", folder]) == 1


def test_what_was_fixed_on_the_spot_is_registered_corrected_and_withdrawn(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = tmp_path / "后.png"
    Image.new("RGB", (8, 8)).save(photo)
    about = {
        "场所": "甲店",
        "村（居）": "松林社区",
        "隐患描述": "通道堵塞",
        "排查日期": "2021-04-19",
    }
    given = [part for name, value in about.items() for part in ("--set", f"{name}={value}")]
    fixing = ("--fixing", "整改人=店主", "--after", str(photo))
    made = _ran(capsys, "hazard-fixed", *given, *fixing, "--data", folder)
    assert made["stage"] == "待复查"
    key = made["id"]
    told = _ran(capsys, "hazard-story", key, "--data", folder)["story"]
    assert [one["title"] for one in told] == ["检查发现", "当场改正"]
    change = ("--correct", "1", "--set", "整改人=张三")
    told = _ran(capsys, "hazard-story", key, *change, "--data", folder)["story"]
    assert told[1]["details"] == ["整改人张三"]
    withdrawal = ("--withdraw", "1", "--reason", "没有改")
    told = _ran(capsys, "hazard-story", key, *withdrawal, "--data", folder)["story"]
    assert len(told) == 1
    assert cli.main(["hazard-story", key, "--withdraw", "1", "--data", folder]) == 1
    assert "没有序号是1的经过" in capsys.readouterr().err


def test_nothing_is_registered_where_a_field_is_missing(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["hazard-fixed", "--set", "场所=甲店", "--data", folder]) == 1
    assert "请填写" in capsys.readouterr().err
    with Office.open(Path(folder)) as office:
        assert records.query(office, HAZARDS).total == 0
