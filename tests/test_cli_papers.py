"""Papers and templates without a window."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from fireoffice import cli
from fireoffice.db import models
from fireoffice.docs.forms import FORMS
from fireoffice.registers import REGISTERS, STAGE
from fireoffice.services.lists.listing import Query
from fireoffice.services.office import Office
from fireoffice.services.papers.contexts import KINDS, PaperKind
from fireoffice.services.records import query

NOTICE = FORMS["rectification_notice"]


@pytest.fixture
def folder(sample_office: Office) -> Path:
    """The data folder of the sample town, closed."""
    sample_office.close()
    return sample_office.folder


def run(folder: Path, *arguments: str) -> int:
    return cli.main([*arguments, "--data", str(folder), "--json"])


def answered(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_paper_is_issued_by_the_number_of_its_record(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Office.open(folder) as office, office.reading() as session:
        session_number = session.scalar(select(models.Training.number).limit(1))
    assert session_number
    out = tmp_path / "输出"
    assert run(folder, "paper", "签到表", session_number, "-o", str(out), "--set", "空行数=5") == 0
    (paper,) = answered(capsys)["papers"]
    assert Path(paper["file"]).parent == out
    assert "邻鄂消签" in paper["number"]


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_every_kind_of_paper_is_previewed_and_issued_from_the_command_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: PaperKind
) -> None:
    told = (_called(folder, kind), "--set", "成文日期=2021-04-20")
    if kind.name == "duty_rota":
        told += ("--set", "月份=2021-04-20")
    before = tmp_path / "预览"
    assert run(folder, "paper", kind.title, *told, "--preview", "-o", str(before)) == 0
    (preview,) = answered(capsys)["files"]
    assert Path(preview).parent == before
    assert zipfile.is_zipfile(preview)
    assert not (folder / "公文").exists()
    after = tmp_path / "成文"
    assert run(folder, "paper", kind.name, *told, "-o", str(after)) == 0
    (paper,) = answered(capsys)["papers"]
    assert paper["number"]
    assert Path(paper["file"]).parent == after
    assert sha256(Path(paper["file"]).read_bytes()).hexdigest() == paper["sha256"]


def _called(folder: Path, kind: PaperKind) -> str:
    """What people call a record that a paper of this kind can be made from."""
    register = REGISTERS[kind.register]
    filters = {STAGE: "待告知"} if kind.takes else {}
    with Office.open(folder) as office:
        row = query(office, register, Query(filters=filters, limit=1)).rows[0]
        with office.reading() as session:
            record = session.get(register.model, row.id)
            told_by = "number" if register.numbering else register.title_field
            name = getattr(record, told_by)
    return name if isinstance(name, str) else row.id


def test_a_preview_is_written_where_it_was_asked_for(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Office.open(folder) as office, office.reading() as session:
        number = session.scalar(select(models.Duty.number).limit(1))
    assert number
    assert run(folder, "paper", "责任清单", number, "--preview", "-o", str(tmp_path)) == 0
    (file,) = answered(capsys)["files"]
    assert Path(file).parent == tmp_path
    assert not (folder / "公文").exists()


def test_a_record_that_is_not_there_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "paper", "整改通知书", "9999-1") == 1
    assert "没有编号为“9999-1”的隐患" in json.loads(capsys.readouterr().err)["error"]


def test_the_fields_of_a_form_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "paper", "整改通知书", "--fields") == 0
    names = [one["name"] for one in answered(capsys)["fields"]]
    assert names == [one.name for one in NOTICE.slots]


def test_a_template_goes_out_comes_back_in_and_is_given_up_again(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "我的.docx"
    assert run(folder, "template", "整改通知书", "--export", str(file)) == 0
    assert file.read_bytes() == NOTICE.shipped.read_bytes()
    assert run(folder, "template", "整改通知书", "--put", str(file)) == 0
    capsys.readouterr()
    assert run(folder, "template", "整改通知书") == 0
    assert answered(capsys)["template"] == "整改通知书.docx"
    assert run(folder, "template", "整改通知书", "--restore") == 0
    assert answered(capsys)["template"] == "内置"
    assert len(list((folder / "模板" / "旧版").iterdir())) == 1


def test_a_template_of_another_form_is_refused_and_nothing_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = str(FORMS["sign_in_sheet"].shipped)
    assert run(folder, "template", "整改通知书", "--put", other) == 1
    assert "不认识的栏目" in json.loads(capsys.readouterr().err)["error"]
    assert not (folder / "模板").exists()


def test_a_notice_is_made_anew_and_made_void_by_its_number(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Office.open(folder) as office, office.reading() as session:
        waiting = select(models.Hazard).where(models.Hazard.stage == "待告知")
        found = session.scalars(waiting.order_by(models.Hazard.number)).first()
    assert found is not None
    day = f"成文日期={found.found_on}"
    assert run(folder, "paper", "整改通知书", found.number or "", "--set", day) == 0
    number = answered(capsys)["papers"][0]["number"]
    assert run(folder, "paper-again", number, "--set", "用语=告知") == 0
    assert answered(capsys)["number"] == number
    assert run(folder, "paper-void", number, "--reason", "写错了") == 0
    assert answered(capsys)["withdrawn"] == [f"{found.title()}的“下达整改通知”"]
    assert run(folder, "paper-void", "邻鄂消通〔1999〕1号", "--reason", "写错了") == 1
