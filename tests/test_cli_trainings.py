"""Attendance, plan and coverage without a window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fireoffice import cli
from fireoffice.registers import TRAINING_PLANS, TRAININGS
from fireoffice.services import records
from fireoffice.services.office import Office


@pytest.fixture
def folder(office: Office) -> Path:
    """The data folder of an office with one session and one plan, closed."""
    told = {"topic": "业务培训", "kind": "培训", "held_on": "2021-04-20", "number": "2021-001"}
    records.create(office, TRAININGS, told)
    plan = {"year": "2021", "topic": "网格员培训", "kind": "培训", "sessions": "4"}
    records.create(office, TRAINING_PLANS, plan)
    office.close()
    return office.folder


def run(folder: Path, *arguments: str) -> int:
    return cli.main([*arguments, "--data", str(folder), "--json"])


def answered(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_put_down_for_a_session(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("姓名,单位,签到\n王芳,松林社区,√\n李强,庙岭村,请假\n", encoding=encoding)
    assert run(folder, "attendance", "2021-001", str(file)) == 0
    told = answered(capsys)
    assert told["roll"] == {"present": 1, "absent": 0, "excused": 1, "waiting": 0}
    assert [one["name"] for one in told["names"]] == ["王芳", "李强"]


def test_a_file_without_names_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "空.csv"
    file.write_text("2021,3\n", encoding="utf-8")
    assert run(folder, "attendance", "2021-001", str(file)) == 1
    assert "没有认出姓名" in capsys.readouterr().err


def test_the_plan_tells_what_is_missing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "plan-status", "--year", "2021") == 0
    line, total = answered(capsys)["rows"]
    assert (line["planned"], line["done"], line["remaining"]) == (4, 0, 4)
    assert total["title"] == "全镇"
    assert run(folder, "plan-status", "--year", "2015") == 0
    assert len(answered(capsys)["rows"]) == 1


def test_the_groups_and_their_untrained_are_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "untrained") == 0
    assert len(answered(capsys)["groups"]) == 8
    assert run(folder, "untrained", "网格员") == 0
    assert answered(capsys)["people"] == []
    assert run(folder, "untrained", "外星人") == 1
    assert "没有“外星人”这个群体" in capsys.readouterr().err
