"""The command line, and databases that do not simply open: locked, on a stick, a share, too new."""

from __future__ import annotations

import errno
from contextlib import closing
from pathlib import Path

import pytest

from fireoffice import cli
from fireoffice.core import drives
from fireoffice.core.drives import Drive
from fireoffice.db import keys
from fireoffice.db.engine import DATABASE_NAME, connect
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import password
from tests.test_cli import Ran


def test_a_database_with_a_password_opens_with_it_from_a_file_or_the_environment(
    sample_office: Office,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not keys.CAN_ENCRYPT:
        pytest.skip("this machine has no SQLCipher")
    monkeypatch.setattr(keys, "_ROUNDS", 2)
    password.set_password(sample_office, "", "清水2021")
    sample_office.close()
    keys.forget()
    filled = sample_office.folder
    refused = Ran(capsys, "check", "--data", filled)
    assert refused.status == 1
    assert "--password-file" in refused.err
    listed = tmp_path / "密码.txt"
    listed.write_text("清水2021\n", encoding="utf-8")
    assert Ran(capsys, "check", "--data", filled, "--password-file", listed).status == 0
    keys.forget()
    monkeypatch.setenv(password.VARIABLE, "不是这个")
    assert "密码不对" in Ran(capsys, "check", "--data", filled).err
    monkeypatch.setenv(password.VARIABLE, "清水2021")
    assert Ran(capsys, "check", "--data", filled).status == 0
    keys.forget()


def test_a_database_on_a_stick_is_not_opened_but_copied(
    sample_office: Office,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled = sample_office.folder
    sample_office.close()
    monkeypatch.setattr(
        drives, "drive_of", lambda folder: Drive.REMOVABLE if folder == filled else Drive.FIXED
    )
    refused = Ran(capsys, "list", "hazards", "--data", filled)
    assert refused.status == 1
    assert "U盘" in refused.err
    here = tmp_path / "本机"
    assert Ran(capsys, "copy", filled, "--data", here).status == 0
    assert Ran(capsys, "list", "hazards", "--data", here).status == 0


def test_a_database_of_a_later_program_is_exported_as_it_stands(
    sample_office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample_office.close()
    filled = sample_office.folder
    with closing(connect(filled / DATABASE_NAME)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert Ran(capsys, "list", "hazards", "--data", filled).status == 1
    target = tmp_path / "导出.xlsx"
    made = Ran(capsys, "export-readonly", filled / DATABASE_NAME, "-o", target, "--json").data
    assert made["tables"]["隐患（hazards）"] == 400
    assert target.exists()


def test_what_the_system_refuses_where_nobody_expected_it_is_no_bug(
    data_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        error = OSError(errno.EINVAL, "The specified network name is no longer available")
        error.winerror = 64  # type: ignore[attr-defined]
        raise error

    monkeypatch.setitem(cli.COMMANDS, "check", refuse)  # type: ignore[arg-type]
    ran = Ran(capsys, "check", "--data", data_folder, "--json")
    assert (ran.status, ran.error["kind"]) == (2, "environment")
    assert ran.error["error"] == "操作失败：网络位置连不上，或连接已断开。"
