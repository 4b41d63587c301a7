"""The command line, and databases that do not simply open: locked, on a stick, a share, too new."""

from __future__ import annotations

import errno
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from fireoffice import cli
from fireoffice.core import drives
from fireoffice.core.drives import Drive
from fireoffice.db import keys
from fireoffice.db.engine import DATABASE_NAME, connect
from fireoffice.services.office import Office
from fireoffice.services.reference import town
from fireoffice.services.reference.town import TownSetup
from fireoffice.services.safekeeping import password
from fireoffice.services.safekeeping.backups import backup
from tests.test_cli import SAMPLE, Ran


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


@pytest.mark.parametrize(
    "command",
    [
        ("list", "hazards"),
        ("export", "hazards"),
        ("check",),
        ("backup",),
        ("hazard", "2021-0001"),
        ("attach", "hazards", "2021-0001"),
        ("paper", "整改通知书", "2021-0001"),
    ],
    ids=lambda command: command[0],
)
def test_a_mistyped_folder_becomes_no_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    mistyped = tmp_path / "没有这个文件夹"
    ran = Ran(capsys, *command, "--data", mistyped)
    assert ran.status == 1
    assert f"这个文件夹里没有消防办的数据（{mistyped}）" in ran.err
    assert not mistyped.exists()


@pytest.mark.parametrize("command", ["circular", "clauses", "lint"])
def test_what_only_reads_a_file_needs_no_office_and_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    wanted = ("-o", tmp_path / "通知.docx") if command == "circular" else ()
    ran = Ran(capsys, command, SAMPLE, *wanted, "--data", tmp_path / "没有")
    assert ran.status in (0, 1)
    assert ran.out
    assert not (tmp_path / "没有").exists()


def test_a_database_that_is_gone_from_beside_its_backups_is_no_empty_office(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = backup(office)
    office.close()
    office.file.unlink()
    for command in (("list", "hazards"), ("sample",), ("check",)):
        ran = Ran(capsys, *command, "--data", office.folder)
        assert ran.status == 1
        assert "数据库不见了" in ran.err
        assert not office.file.exists()
    assert Ran(capsys, "restore", kept.file, "--data", office.folder).status == 0
    assert Ran(capsys, "check", "--data", office.folder).status == 0


def test_another_towns_backup_is_restored_only_when_that_is_said(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town.set_up(office, TownSetup("邻鄂镇", "黔江区邻鄂镇人民政府", ("邻鄂府发",)))
    own = backup(office).file
    office.close()
    with Office.open(tmp_path / "高石镇") as other:
        town.set_up(other, TownSetup("高石镇", "黔江区高石镇人民政府", ("高石府发",)))
        theirs = backup(other).file
    before = office.file.read_bytes()
    refused = Ran(capsys, "restore", theirs, "--data", office.folder)
    assert refused.status == 1
    assert "是高石镇的，这里是邻鄂镇的数据" in refused.err
    assert "--other-town" in refused.err
    assert office.file.read_bytes() == before
    assert Ran(capsys, "restore", own, "--data", office.folder).status == 0
    assert Ran(capsys, "restore", theirs, "--data", office.folder, "--other-town").status == 0
    with Office.open(office.folder) as changed:
        assert town.town(changed).name == "高石镇"


def test_a_password_is_set_with_its_copies_changed_and_taken_away(
    sample_office: Office,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not keys.CAN_ENCRYPT:
        pytest.skip("this machine has no SQLCipher")
    monkeypatch.setattr(keys, "_ROUNDS", 2)
    sample_office.close()
    folder = sample_office.folder
    assert Ran(capsys, "backup", "--data", folder).status == 0
    new = tmp_path / "新密码.txt"
    new.write_text("清水2021\n", encoding="utf-8")
    done = Ran(capsys, "password", "--data", folder, "--new-file", new, "--earlier", "protect")
    assert (done.status, "2份以前的备份已一起加密" in done.out) == (0, True)
    assert all(map(keys.is_encrypted, (folder / "备份").glob("*.db")))
    keys.forget()
    assert Ran(capsys, "password", "--data", folder, "--remove").status == 1
    taken = Ran(capsys, "password", "--data", folder, "--remove", "--password-file", new)
    assert (taken.status, keys.is_encrypted(folder / DATABASE_NAME)) == (0, False)
    new.write_bytes(b"\xff\xfe\x00\xd8")
    assert Ran(capsys, "password", "--data", folder, "--new-file", new).status == 1
    new.write_text("\n")
    assert Ran(capsys, "password", "--data", folder, "--new-file", new).status == 1


def test_checking_warns_of_a_folder_that_a_cloud_keeps_in_step(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.close()
    synced = tmp_path / "OneDrive - 邻鄂镇" / "消防办"
    shutil.copytree(office.folder, synced)
    ran = Ran(capsys, "check", "--data", synced)
    assert ran.status == 0
    assert "数据文件夹在OneDrive的同步文件夹里" in ran.err


@pytest.mark.parametrize(
    "own", ["fireoffice.db", "fireoffice.db-wal", "settings.json", "公文/2021/通知.docx"]
)
def test_what_a_command_writes_never_goes_over_a_file_of_the_office(
    sample_office: Office, capsys: pytest.CaptureFixture[str], own: str
) -> None:
    folder = sample_office.folder
    paper = folder / "公文" / "2021" / "通知.docx"
    paper.parent.mkdir(parents=True, exist_ok=True)
    paper.write_bytes(b"paper")
    sample_office.close()
    before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    for command in ("backup", "diagnostics"):
        ran = Ran(capsys, command, "--data", folder, "-o", folder / own)
        assert ran.status == 1
        assert "消防办自己的文件" in ran.err
    assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == before
