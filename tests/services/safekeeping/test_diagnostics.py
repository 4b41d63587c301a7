"""The diagnostics package tells a technician enough, and quotes no one."""

from __future__ import annotations

import json
import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest

from fireoffice import cli
from fireoffice.core.errors import EnvironmentProblem, InputError
from fireoffice.core.faults import write_report
from fireoffice.core.log import loggable, start_log
from fireoffice.core.settings import Settings, save_settings
from fireoffice.registers import REGISTERS, VILLAGES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import diagnostics


def _texts(package: Path) -> dict[str, str]:
    with zipfile.ZipFile(package) as opened:
        return {name: opened.read(name).decode("utf-8") for name in opened.namelist()}


def _about(package: Path) -> Any:
    return json.loads(_texts(package)["about.json"])


def _values(office: Office) -> set[str]:
    """Every value of a personal field or a name in the sample town, read from the registers."""
    found: set[str] = set()
    for register in REGISTERS.values():
        names = [info.name for info in register.fields if diagnostics.is_personal(info)]
        for row in records.query(office, register, records.Query(limit=-1)).rows:
            full = records.read(office, register, row.id).values
            found |= {str(full[name]) for name in names if full.get(name)}
    return found


def test_it_tells_versions_schema_and_how_many_records_there_are(
    sample_office: Office, tmp_path: Path
) -> None:
    about = _about(diagnostics.collect(sample_office.folder, tmp_path / "诊断包.zip"))
    assert about["fireoffice"]
    assert about["packages"]["SQLAlchemy"]
    assert about["database"]["records"]["hazards"] == 400
    assert about["database"]["problems"] == []
    assert about["database"]["schema"]


def test_what_the_log_and_a_report_quote_of_anyone_is_taken_out(
    sample_office: Office, tmp_path: Path
) -> None:
    values = {one for one in _values(sample_office) if len(one) > 1}
    assert len(values) > 100
    values = set(sorted(values)[:1500])
    log = start_log(sample_office.folder)
    with log.open("a", encoding="utf-8") as stream:
        stream.writelines(f"2021-04-20 08:00:00 ERROR fireoffice.x: “{one}”\n" for one in values)
    write_report(sample_office.folder, ValueError, None)
    made = diagnostics.collect(sample_office.folder, tmp_path / "诊断包.zip")
    texts = _texts(made)
    assert texts["log.txt"].count(diagnostics.REMOVED) >= len(values) - 1
    assert [one for one in values if any(one in text for text in texts.values())] == []


def test_a_value_that_stood_in_a_field_once_is_taken_out_too(
    office: Office, tmp_path: Path
) -> None:
    key = records.create(office, VILLAGES, {"name": "高石村", "kind": "行政村", "head": "欧阳远山"})
    records.update(office, VILLAGES, key, {"head": "王强"})
    logging.getLogger("fireoffice").handlers.clear()
    log = start_log(office.folder)
    log.write_text("2021-04-20 08:00:00 INFO fireoffice.x: 欧阳远山、王强\n", encoding="utf-8")
    text = _texts(diagnostics.collect(office.folder, tmp_path / "诊断包.zip"))["log.txt"]
    assert "欧阳远山" not in text
    assert "王强" not in text
    assert "fireoffice.x" in text


def test_what_every_register_says_of_a_wrong_personal_value_leaves_none_in_the_log(
    sample_office: Office,
) -> None:
    log = start_log(sample_office.folder)
    typed: set[str] = set()
    first = [
        (register, row.id)
        for register in REGISTERS.values()
        for row in records.query(sample_office, register, records.Query(limit=1)).rows
    ]
    for register, key in first:
        values = records.read(sample_office, register, key).values
        for info in register.fields:
            given = values.get(info.name)
            if diagnostics.is_personal(info) and given:
                wrong = f"{given}0"
                typed |= {str(given), wrong}
                try:
                    records.update(sample_office, register, key, {info.name: wrong})
                except InputError as problem:
                    logging.getLogger("fireoffice.ui.window").info("%s", loggable(problem))
    text = log.read_text(encoding="utf-8")
    assert "FieldErrors" in text
    assert [one for one in typed if one in text] == []


def test_an_error_of_the_database_does_not_quote_what_was_to_be_written(
    sample_office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    from sqlalchemy import text

    with pytest.raises(Exception) as caught, sample_office.reading() as session:  # noqa: PT011
        session.execute(text("SELECT * FROM nowhere WHERE phone = :phone"), {"phone": "王小丫"})
    assert "王小丫" not in str(caught.value)


def test_where_the_database_cannot_be_read_the_log_keeps_no_words(
    sample_office: Office, tmp_path: Path
) -> None:
    log = start_log(sample_office.folder)
    log.write_text("2021-04-20 08:00:00 INFO fireoffice.x: 王小丫\n王小丫\n", encoding="utf-8")
    sample_office.close()
    sample_office.file.write_bytes(b"no database at all")
    made = diagnostics.collect(sample_office.folder, tmp_path / "诊断包.zip")
    assert _texts(made)["log.txt"] == "2021-04-20 08:00:00 INFO fireoffice.x\n"
    assert "不是消防办的数据库" in _about(made)["database"]["problem"]


def test_the_place_of_the_second_backup_and_of_the_folder_are_not_told(
    office: Office, tmp_path: Path
) -> None:
    save_settings(office.folder, Settings(second_backup_folder="E:/王芳的U盘", large_type=True))
    made = diagnostics.collect(office.folder, tmp_path / "诊断包.zip")
    assert _about(made)["settings"]["second_backup_folder"] is True
    assert _about(made)["settings"]["large_type"] is True
    assert not any("U盘" in text or str(office.folder) in text for text in _texts(made).values())


def test_a_package_that_would_still_quote_someone_is_not_written(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = start_log(sample_office.folder)
    log.write_text(next(iter(_values(sample_office))), encoding="utf-8")
    monkeypatch.setattr(diagnostics.Filter, "scrub", lambda _, text: text)
    with pytest.raises(EnvironmentProblem, match="还有个人信息"):
        diagnostics.collect(sample_office.folder, tmp_path / "诊断包.zip")
    assert not (tmp_path / "诊断包.zip").exists()


def test_short_numbers_that_stand_everywhere_stay() -> None:
    quoted = diagnostics.Filter({"119", "13800138000", "王芳"})
    scrubbed = quoted.scrub("119、113800138000x 王芳芳")
    assert scrubbed == f"119、113800138000x {diagnostics.REMOVED}芳"


def test_the_command_line_writes_it_too(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "诊断包.zip"
    asked = ["diagnostics", "-o", str(target), "--data", str(office.folder), "--json"]
    assert cli.main(asked) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(target)}
    assert set(_texts(target)) >= {"about.json", "log.txt"}
