"""Duties on the command line: occurrences, hand-over, 组织健全, 责任书."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fireoffice.cli import main
from fireoffice.registers import DUTIES, PEOPLE, PLEDGES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up

TOWN = TownSetup("邻鄂镇", "邻鄂镇人民政府", ("邻鄂府发",), (VillageSetup("高峰村"),))


@pytest.fixture
def folder(data_folder: Path) -> Path:
    """A town with one village and two people, one of whom answers for a monthly duty."""
    with Office.open(data_folder) as office:
        set_up(office, TOWN)
        for name in ("李强", "赵敏"):
            records.create(office, PEOPLE, {"name": name, "village": "高峰村"})
        duty = {"level": "村居", "holder": "高峰村", "content": "巡查", "person": "李强"}
        records.create(office, DUTIES, duty | {"frequency": "每月"})
    return data_folder


def answer(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["--data", str(folder), "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_occurrences_that_are_there_are_not_made_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(folder, capsys, "occurrences") == {"made": 0}


def test_a_hand_over_is_looked_at_and_then_done(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = answer(folder, capsys, "handover", "李强", "赵敏", "--preview")
    assert answer(folder, capsys, "handover", "李强", "赵敏")["moves"] == seen["moves"]
    with Office.open(folder) as office:
        [duty] = records.query(office, DUTIES).rows
    assert duty.values["person"] == "赵敏"
    assert main(["--data", str(folder), "handover", "李强", "赵敏"]) == 1
    assert "没有要移交的" in capsys.readouterr().err


def test_a_name_that_nobody_has_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "handover", "李强", "张三"]) == 1
    assert "没有“张三”" in capsys.readouterr().err


def test_what_villages_lack_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(folder, capsys, "completeness")
    assert found["complete"] == 0
    assert main(["--data", str(folder), "completeness"]) == 0
    assert "高峰村\t缺\t缺" in capsys.readouterr().out


def test_pledges_are_made_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(folder, capsys, "pledges", "2021") == {"made": 1}
    assert answer(folder, capsys, "pledges", "2021") == {"made": 0}
    with Office.open(folder) as office:
        assert records.query(office, PLEDGES).total == 1
