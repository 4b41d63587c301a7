"""A session that was cut off is noticed, the database examined, and one sentence says so."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from fireoffice.db.engine import DRIVER, connect
from fireoffice.services.office import Office
from fireoffice.services.reference.codes import add_code, code_values
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
