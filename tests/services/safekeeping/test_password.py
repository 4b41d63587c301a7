"""A database with a password: nothing works without it, and everything works with it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from fireoffice.core.errors import EnvironmentProblem, InputError, LockedDatabase
from fireoffice.core.settings import Settings, save_settings
from fireoffice.db import keys
from fireoffice.db.engine import DRIVER, connect
from fireoffice.db.schema import examine, sha256_of
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.papers.previews import PREVIEWS, preview_folder
from fireoffice.services.safekeeping import backups, moving, password, protection
from fireoffice.services.safekeeping import schedule as safekeeping
from fireoffice.services.safekeeping.protection import Earlier, Treated

pytestmark = [
    pytest.mark.usefixtures("quick_keys"),
    pytest.mark.skipif(not keys.CAN_ENCRYPT, reason="this machine has no SQLCipher"),
]

GOOD = "清水 2021 巡查"
OTHER = "another-one"


@pytest.fixture
def protected(sample_office: Office) -> Office:
    """The sample town, with the password `GOOD`, still open."""
    password.set_password(sample_office, "", GOOD)
    return sample_office


def _total(office: Office) -> int:
    return records.query(office, HAZARDS).total


def test_an_open_office_goes_on_when_its_password_is_set_changed_and_taken_away(
    sample_office: Office,
) -> None:
    before = examine(sample_office.file)
    for old, new in (("", GOOD), (GOOD, OTHER), (OTHER, "")):
        password.set_password(sample_office, old, new)
        assert password.is_protected(sample_office.folder) is bool(new)
        key = records.query(sample_office, HAZARDS).rows[0].id
        records.update(sample_office, HAZARDS, key, {"note": f"改为{new}"})
        records.undo(sample_office)
        assert _total(sample_office) == 400
    assert examine(sample_office.file).records == before.records
    assert backups.check(sample_office).ok


def test_nothing_of_it_can_be_read_in_the_file(protected: Office) -> None:
    protected.close()
    content = protected.file.read_bytes()
    assert "福源".encode() not in content
    assert not content.startswith(keys.HEADER)
    files = {one.name: one.read_bytes() for one in protected.folder.glob("fireoffice.db*")}
    assert files == {"fireoffice.db": content, "fireoffice.db-use": b""}


def test_without_its_password_it_is_locked_and_not_damaged(protected: Office) -> None:
    protected.close()
    keys.forget()
    assert password.is_locked(protected.folder)
    with pytest.raises(LockedDatabase, match="设有密码"):
        Office.open(protected.folder)
    with pytest.raises(InputError, match="密码不对"):
        password.unlock(protected.folder, OTHER)
    keys.learn(OTHER)
    with pytest.raises(LockedDatabase, match="密码不对"):
        Office.open(protected.folder)
    password.unlock(protected.folder, GOOD)
    assert not password.is_locked(protected.folder)
    with Office.open(protected.folder) as office:
        assert _total(office) == 400


def test_a_damaged_page_is_not_taken_for_a_wrong_password(protected: Office) -> None:
    protected.close()
    content = bytearray(protected.file.read_bytes())
    content[200:3000] = bytes(2800)
    protected.file.write_bytes(content)
    keys.forget()
    password.unlock(protected.folder, GOOD)
    with pytest.raises((InputError, EnvironmentProblem), match="损坏") as caught:
        Office.open(protected.folder)
    assert not isinstance(caught.value, LockedDatabase)


def test_a_damaged_database_without_a_password_is_not_taken_for_a_locked_one(
    sample_office: Office,
) -> None:
    sample_office.close()
    content = bytearray(sample_office.file.read_bytes())
    content[:512] = bytes(range(256)) * 2
    sample_office.file.write_bytes(content)
    assert not password.is_locked(sample_office.folder)
    with pytest.raises(InputError, match="损坏") as caught:
        Office.open(sample_office.folder)
    assert not isinstance(caught.value, LockedDatabase)


def test_any_program_that_knows_the_format_opens_it_with_the_same_password(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    password.set_password(office, "", GOOD)
    office.close()
    with closing(DRIVER.connect(str(office.file))) as connection:
        connection.execute(f"PRAGMA key = '{GOOD}'")
        known = connection.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()
        assert known == (office.replica_id,)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (OTHER, OTHER + "1", "原密码不对"),
        (GOOD, "12345", "至少要6个字符"),
        (GOOD, f" {OTHER}", "空格"),
        (GOOD, GOOD, "相同"),
    ],
)
def test_a_password_that_will_not_do_is_told_and_nothing_changes(
    protected: Office, old: str, new: str, sentence: str
) -> None:
    before = len(backups.listing(protected))
    with pytest.raises(InputError, match=sentence):
        password.set_password(protected, old, new)
    assert len(backups.listing(protected)) == before
    assert _total(protected) == 400


def test_a_copy_that_is_not_the_same_never_takes_the_place(
    sample_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(password, "mark_of", lambda file: file.name)
    with pytest.raises(EnvironmentProblem, match="没有通过核对"):
        password.set_password(sample_office, "", GOOD)
    assert not password.is_protected(sample_office.folder)
    assert _total(sample_office) == 400
    assert sorted(one.name for one in sample_office.folder.glob(".~*")) == []


def test_it_is_not_set_while_another_program_has_the_database_open(
    sample_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fireoffice.db.engine.BUSY_SECONDS", 0.05)
    with closing(connect(sample_office.file)) as rival:
        rival.execute("BEGIN")
        rival.execute("SELECT * FROM villages").fetchall()
        with pytest.raises(EnvironmentProblem, match="打开着"):
            password.set_password(sample_office, "", GOOD)
        rival.execute("ROLLBACK")
    assert _total(sample_office) == 400


def test_its_backups_have_the_same_password(protected: Office) -> None:
    kept = safekeeping.keep(protected).backup
    assert keys.is_encrypted(kept.file)
    assert kept.records == examine(protected.file).records
    assert kept.file in [one.file for one in backups.listing(protected)]


def test_an_older_backup_asks_for_the_password_of_then(protected: Office) -> None:
    of_then = backups.backup(protected).file
    password.set_password(protected, GOOD, OTHER)
    protected.close()
    keys.forget()
    keys.learn(OTHER)
    with pytest.raises(LockedDatabase):
        backups.restore(protected.folder, of_then)
    password.unlock(of_then, GOOD)
    backups.restore(protected.folder, of_then)
    assert keys.opens(protected.file, GOOD)
    with Office.open(protected.folder) as office:
        assert _total(office) == 400


def test_who_forgot_the_password_can_go_back_to_a_backup_without_one(
    sample_office: Office,
) -> None:
    plain = backups.backup(sample_office).file
    password.set_password(sample_office, "", GOOD)
    sample_office.close()
    keys.forget()
    backups.restore(sample_office.folder, plain)
    [kept] = (sample_office.folder / backups.BACKUPS).glob("加密-*.db")
    assert keys.opens(kept, GOOD)
    with Office.open(sample_office.folder) as office:
        assert _total(office) == 400


def test_an_older_schema_with_a_password_is_brought_up_and_stays_protected(
    data_folder: Path,
) -> None:
    released = Path(__file__).parents[2] / "db" / "schemas" / "0001.db"
    file = data_folder / "fireoffice.db"
    with closing(DRIVER.connect(str(released), isolation_level=None)) as old:
        old.execute("ATTACH DATABASE ? AS copy KEY ?", (str(file), keys.new_key(GOOD)))
        old.execute("SELECT sqlcipher_export('copy')")
    before = examine(file)
    Office.open(data_folder).close()
    after = examine(file)
    assert after.problems == ()
    assert after.records >= before.records
    assert {one.name for one in data_folder.glob("*.db") if keys.is_encrypted(one)} == {
        "fireoffice.db",
        "fireoffice-0001.db",
    }


def test_it_can_be_brought_to_another_place(protected: Office, tmp_path: Path) -> None:
    protected.close()
    there = moving.copy_office(protected.folder, tmp_path / "本机")
    assert password.is_protected(there)
    with Office.open(there) as office:
        assert _total(office) == 400


def test_where_the_program_was_killed_it_is_examined_at_the_next_start(
    protected: Office, tmp_path: Path
) -> None:
    key = records.query(protected, HAZARDS).rows[0].id
    records.update(protected, HAZARDS, key, {"note": "断电前"})
    shutil.copytree(protected.folder, tmp_path / "断电后")
    with Office.open(tmp_path / "断电后") as office:
        assert any("完好" in note for note in office.notes)
        assert records.read(office, HAZARDS, key).values["note"] == "断电前"


def test_passwords_come_from_a_file_and_the_environment(
    protected: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protected.close()
    listed = tmp_path / "密码.txt"
    listed.write_text(f"{OTHER}\n{GOOD}\n", encoding="utf-8-sig")
    keys.forget()
    password.learn(listed)
    assert not password.is_locked(protected.folder)
    keys.forget()
    monkeypatch.setenv(password.VARIABLE, GOOD)
    password.learn()
    assert not password.is_locked(protected.folder)
    with pytest.raises(EnvironmentProblem, match="密码文件"):
        password.learn(tmp_path / "没有")


def test_a_machine_without_encryption_says_so(
    protected: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "CAN_ENCRYPT", False)
    assert not password.is_available()
    with pytest.raises(EnvironmentProblem, match="缺少加密组件"):
        password.set_password(protected, GOOD, "")
    protected.close()
    keys.forget()
    with pytest.raises(EnvironmentProblem, match="缺少打开它的组件"):
        Office.open(protected.folder)


def test_a_plain_reader_of_databases_finds_nothing_to_read(protected: Office) -> None:
    protected.close()
    with closing(sqlite3.connect(protected.file)) as connection, pytest.raises(sqlite3.Error):
        connection.execute("SELECT * FROM hazards")


def _copies_of_every_kind(office: Office, tmp_path: Path) -> list[Path]:
    """A backup, its second copy, and what stood before a migration: none has a password."""
    stick = tmp_path / "U盘"
    stick.mkdir()
    save_settings(office.folder, replace(Settings(), second_backup_folder=str(stick)))
    kept = safekeeping.keep(office)
    assert kept.second is not None
    before = office.folder / "fireoffice-0007.db"
    shutil.copyfile(kept.backup.file, before)
    return [kept.backup.file, kept.second, before]


def test_setting_a_password_gives_it_to_every_copy_that_had_none(
    sample_office: Office, tmp_path: Path
) -> None:
    copies = _copies_of_every_kind(sample_office, tmp_path)
    reasons = [one.reason for one in backups.listing(sample_office)]
    treated = password.set_password(sample_office, "", GOOD, Earlier.PROTECT)
    assert treated == Treated(protected=len(copies) + 1)
    assert protection.exposed(sample_office) == ()
    assert all(keys.opens(file, GOOD) for file in copies)
    listed = backups.listing(sample_office)
    assert set(reasons) < {one.reason for one in listed}
    assert all(one.sha256 == sha256_of(one.file) for one in listed)
    assert b"\xe7\xa6\x8f\xe6\xba\x90" not in b"".join(one.read_bytes() for one in copies)
    assert not list(tmp_path.rglob(".~*"))
    sample_office.close()
    backups.restore(sample_office.folder, copies[0])
    with Office.open(sample_office.folder) as office:
        assert _total(office) == 400


def test_setting_a_password_removes_every_copy_that_has_none_where_that_is_asked(
    sample_office: Office, tmp_path: Path
) -> None:
    copies = _copies_of_every_kind(sample_office, tmp_path)
    treated = password.set_password(sample_office, "", GOOD, Earlier.REMOVE)
    assert (treated.removed, treated.left) == (len(copies) + 1, ())
    assert not any(file.exists() for file in copies)
    assert [keys.is_encrypted(one.file) for one in backups.listing(sample_office)] == [True]


def test_a_copy_that_cannot_be_given_the_password_stays_and_is_told(
    sample_office: Office, tmp_path: Path
) -> None:
    copies = _copies_of_every_kind(sample_office, tmp_path)
    torn = sample_office.folder / backups.BACKUPS / "损坏-20210420-080000.db"
    torn.write_bytes(copies[0].read_bytes()[:5000])
    content = torn.read_bytes()
    treated = password.set_password(sample_office, "", GOOD, Earlier.PROTECT)
    assert treated.left == protection.exposed(sample_office) == (torn,)
    assert torn.read_bytes() == content


def test_nothing_is_touched_that_nobody_asked_to_touch(
    sample_office: Office, tmp_path: Path
) -> None:
    copies = _copies_of_every_kind(sample_office, tmp_path)
    before = [file.read_bytes() for file in copies]
    treated = password.set_password(sample_office, "", GOOD)
    assert set(copies) < set(treated.left)
    assert [file.read_bytes() for file in copies] == before


def test_a_backup_without_a_password_takes_that_of_the_database_it_replaces(
    sample_office: Office,
) -> None:
    plain = backups.backup(sample_office).file
    password.set_password(sample_office, "", GOOD)
    sample_office.close()
    backups.restore(sample_office.folder, plain)
    assert keys.opens(sample_office.file, GOOD)
    assert not keys.is_encrypted(plain)
    with Office.open(sample_office.folder) as office:
        assert _total(office) == 400


def test_previews_do_not_outlive_the_setting_of_a_password(sample_office: Office) -> None:
    (preview_folder(sample_office) / "预览.docx").write_bytes(b"x")
    password.set_password(sample_office, "", GOOD)
    assert not list((sample_office.folder / PREVIEWS).iterdir())
