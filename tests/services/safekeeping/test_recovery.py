"""A session that was cut off is noticed, the database examined, and one sentence says so."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from fireoffice.core.errors import MissingDatabase
from fireoffice.db.engine import DRIVER, connect
from fireoffice.services.office import Office
from fireoffice.services.reference.codes import add_code, code_values
from fireoffice.services.safekeeping import backups
from fireoffice.services.safekeeping.recovery import was_cut_off

pytestmark = pytest.mark.skipif(
    DRIVER.sqlite_version_info < (3, 51, 3), reason="an older SQLite keeps no write-ahead log"
)


@pytest.fixture
def cut_off(office: Office, tmp_path: Path) -> Path:
    """A data folder as a power cut leaves it: the last word stands in the log only."""
    add_code(office, "文化程度", "博士")
    folder = tmp_path / "断电"
    folder.mkdir()
    for file in office.folder.glob("fireoffice.db*"):
        shutil.copyfile(file, folder / file.name)
    return folder


def test_an_office_that_was_closed_properly_has_nothing_to_tell(office: Office) -> None:
    office.close()
    assert not was_cut_off(office.file)
    with Office.open(office.folder) as again:
        assert again.notes == ()


def test_after_a_power_cut_everything_is_there_and_the_user_is_told_once(cut_off: Path) -> None:
    with Office.open(cut_off) as office:
        (note,) = office.notes
        assert "博士" in code_values(office, "文化程度")
    assert note.startswith("上次没有正常退出，数据库已检查，完好")
    with Office.open(cut_off) as office:
        assert office.notes == ()


def test_an_empty_log_tells_of_no_crash(cut_off: Path) -> None:
    """It holds nothing that could be lost: reading leaves one, and so does Windows shut down."""
    with Office.open(cut_off):
        pass
    (cut_off / "fireoffice.db-wal").touch()
    (cut_off / "fireoffice.db-shm").touch()
    with Office.open(cut_off) as office:
        assert office.notes == ()
        assert "博士" in code_values(office, "文化程度")


def test_damage_found_after_a_power_cut_is_told_with_what_to_do(cut_off: Path) -> None:
    file = cut_off / "fireoffice.db"
    with closing(connect(file, read_only=True)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'volunteers'"
        ).fetchone()
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    file.write_bytes(content)
    with Office.open(cut_off) as office:
        (note,) = office.notes
    assert "数据库有损坏" in note
    assert "从最近的备份恢复" in note


def test_a_second_window_is_not_a_power_cut(office: Office) -> None:
    add_code(office, "文化程度", "博士")
    assert was_cut_off(office.file)
    with Office.open(office.folder) as second:
        assert second.notes == ()


def test_a_backup_put_there_by_hand_is_opened_without_the_log_that_was_left(
    office: Office, cut_off: Path
) -> None:
    earlier = cut_off.parent / "早先"
    shutil.copytree(office.folder, earlier)
    for log in earlier.glob("*-wal"):
        log.unlink()
    with Office.open(earlier) as older:
        add_code(older, "文化程度", "研究生")
    shutil.copyfile(earlier / "fireoffice.db", cut_off / "fireoffice.db")
    with Office.open(cut_off) as opened:
        assert "研究生" in code_values(opened, "文化程度")
        assert "博士" not in code_values(opened, "文化程度")
        assert backups.check(opened).ok
        told = opened.notes
    assert "不属于它的日志" in told[0]
    assert "完好" in told[1]
    (kept,) = (cut_off / "备份").glob("遗留-*.db-wal")
    assert str(kept) in told[0]
    with Office.open(cut_off) as again:
        assert again.notes == ()


def test_a_log_without_a_database_makes_no_database(cut_off: Path) -> None:
    log = (cut_off / "fireoffice.db-wal").read_bytes()
    (cut_off / "fireoffice.db").unlink()
    for _ in range(2):
        with pytest.raises(MissingDatabase):
            Office.open(cut_off)
    (kept,) = (cut_off / "备份").glob("遗留-*.db-wal")
    assert kept.read_bytes() == log
    assert not (cut_off / "fireoffice.db").exists()


def test_what_is_restored_over_is_kept_with_its_log(cut_off: Path, office: Office) -> None:
    good = backups.backup(office)
    log = (cut_off / "fireoffice.db-wal").read_bytes()
    (cut_off / "fireoffice.db").write_bytes("不是数据库".encode())
    backups.restore(cut_off, good.file)
    (kept,) = (cut_off / "备份").glob("损坏-*.db")
    assert kept.read_text(encoding="utf-8") == "不是数据库"
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == log
    with Office.open(cut_off) as opened:
        assert opened.notes == ()
        assert "博士" in code_values(opened, "文化程度")


@pytest.mark.parametrize(
    "left", ["备份/消防办-20210420-090000.db", "公文/2021/一.docx", "附件/ab/1"]
)
def test_a_missing_database_beside_what_an_office_leaves_is_no_empty_office(
    data_folder: Path, left: str
) -> None:
    (data_folder / left).parent.mkdir(parents=True)
    (data_folder / left).write_bytes(b"x")
    with pytest.raises(MissingDatabase, match="数据库不见了"):
        Office.open(data_folder)
    assert not (data_folder / "fireoffice.db").exists()


def test_a_folder_that_was_copied_by_hand_takes_a_new_replica(
    office: Office, tmp_path: Path
) -> None:
    office.close()
    here, copied = office.replica_id, tmp_path / "拷贝"
    shutil.copytree(office.folder, copied)
    with Office.open(copied) as other:
        there = other.replica_id
        assert there != here
        assert other.office_id == office.office_id
    with Office.open(copied) as again:
        assert again.replica_id == there
    with Office.open(office.folder) as same:
        assert same.replica_id == here


def test_a_folder_that_was_renamed_keeps_its_replica(office: Office, tmp_path: Path) -> None:
    office.close()
    with Office.open(office.folder.rename(tmp_path / "改名")) as moved:
        assert moved.replica_id == office.replica_id
