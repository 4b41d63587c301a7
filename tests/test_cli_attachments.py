"""Photos and files from the command line: added to a record, listed, given back, described."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fireoffice import cli
from fireoffice.core.clock import FixedClock
from fireoffice.registers import HAZARDS, PEOPLE, VILLAGES
from fireoffice.services import records
from fireoffice.services.office import Office
from tests.pictures import jpeg

PLACE = {"place": "福源超市", "village": "松林社区", "description": "通道堵塞"}


@pytest.fixture
def folder(data_folder: Path, clock: FixedClock) -> str:
    """A data folder with two villages and one hazard, closed."""
    with Office.open(data_folder, clock) as office:
        for name in ("松林社区", "高石村"):
            records.create(office, VILLAGES, {"name": name, "kind": "社区"})
        records.create(office, HAZARDS, PLACE)
    return str(data_folder)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo on the disk of the user."""
    file = tmp_path / "东侧.jpg"
    file.write_bytes(jpeg())
    return file


def _ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert cli.main(["attach", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def _failed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["attach", *arguments]) == 1
    return capsys.readouterr().err


def test_files_are_added_by_the_number_of_the_record_and_one_is_given_back(
    folder: str, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "报告.pdf"
    report.write_bytes(b"%PDF-1.4 ...")
    there = ("隐患台账", "2021-0001", "--data", folder)
    added = _ran(capsys, *there[:2], str(photo), str(report), *there[2:])["attachments"]
    assert [(one["place"], one["name"], one["role"]) for one in added] == [
        (1, "东侧.jpg", "整改前"),
        (2, "报告.pdf", "扫描件"),
    ]
    given = _ran(capsys, *there, "--give", "1", "-o", str(tmp_path / "取出"))
    assert Path(given["file"]).read_bytes() == photo.read_bytes()
    assert cli.main(["attach", *there]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"1\t整改前\t东侧.jpg\t{photo.stat().st_size / 1024:.1f}KB",
        "2\t扫描件\t报告.pdf\t12字节",
    ]


def test_an_attachment_is_described_and_removed_by_its_place(
    folder: str, photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ("hazards", "2021-0001", "--data", folder)
    _ran(capsys, *there[:2], str(photo), "--role", "整改后", *there[2:])
    [told] = _ran(capsys, *there, "--describe", "1", "--name", "一楼", "--note", "已清")[
        "attachments"
    ]
    assert (told["name"], told["note"], told["role"]) == ("一楼.jpg", "已清", "整改后")
    assert _ran(capsys, *there, "--remove", "1")["attachments"] == []
    assert cli.main(["attach", *there]) == 0
    assert capsys.readouterr().out == "还没有照片和文件。\n"


def test_a_record_without_a_number_is_called_by_its_name(
    folder: str, photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("villages", "高石村", str(photo), "--data", folder)
    assert [one["role"] for one in _ran(capsys, *given)["attachments"]] == ["现场"]


def test_a_name_that_two_records_bear_is_not_guessed(
    folder: str, photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = {"name": "李强", "village": "高石村"}
    with Office.open(Path(folder)) as office:
        twin, _ = (
            records.create(office, PEOPLE, person | {"phone": phone})
            for phone in ("13800000001", "13800000002")
        )
    told = _failed(capsys, "people", "李强", str(photo), "--data", folder)
    assert "叫“李强”的人员不止一条" in told
    assert _ran(capsys, "people", twin, str(photo), "--data", folder)["record"] == twin


def test_what_cannot_be_done_is_said_and_nothing_is_added(
    folder: str, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ("hazards", "2021-0001", "--data", folder)
    gone = str(tmp_path / "没有.jpg")
    assert "没有序号是1的附件" in _failed(capsys, *there, "--give", "1")
    assert "没有序号是0的附件" in _failed(capsys, *there, "--remove", "0")
    assert "请分两次" in _failed(capsys, *there[:2], str(photo), "--remove", "1", *there[2:])
    assert "没有“现场”这一类" in _failed(
        capsys, *there[:2], str(photo), "--role", "现场", *there[2:]
    )
    missing = _failed(capsys, "hazards", "2021-0009", str(photo), "--data", folder)
    assert "隐患台账里没有编号为“2021-0009”的隐患" in missing
    assert cli.main(["attach", *there[:2], gone, *there[2:]]) == 2
    assert _ran(capsys, *there)["attachments"] == []


def test_of_several_files_those_are_taken_that_can_be(
    folder: str, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "空.jpg"
    empty.write_bytes(b"")
    there = ("hazards", "2021-0001", "--data", folder)
    done = _ran(capsys, *there[:2], str(empty), str(photo), *there[2:])
    assert [one["name"] for one in done["attachments"]] == ["东侧.jpg"]
    assert ["空.jpg" in one for one in done["refused"]] == [True]
