"""A backup counts when it has been opened and checked; restoring never makes anything worse."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import EnvironmentProblem, InputError, OfficeError
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.db.occupancy import LOCK_SUFFIX
from fireoffice.registers import HAZARDS, UNITS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups


def _total(office: Office) -> int:
    return records.query(office, HAZARDS).total


def test_a_backup_of_an_open_office_holds_what_was_just_entered(sample_office: Office) -> None:
    before = backups.backup(sample_office)
    records.create(
        sample_office,
        UNITS,
        {"name": "福源超市", "kind": "九小场所", "village": "松林社区"},
    )
    after = backups.backup(sample_office)
    assert after.records == before.records + 1
    assert after.sha256 == hashlib.sha256(after.file.read_bytes()).hexdigest()
    assert after.file != before.file


def test_a_backup_is_one_file_that_needs_nothing_beside_it(
    sample_office: Office, tmp_path: Path
) -> None:
    target = tmp_path / "U盘" / "四月.db"
    info = backups.backup(sample_office, target)
    assert info.file == target
    assert [one.name for one in target.parent.iterdir()] == ["四月.db"]


def test_a_backup_into_a_folder_is_named_by_the_time_and_the_office(
    office: Office, tmp_path: Path
) -> None:
    first = backups.backup(office, tmp_path)
    second = backups.backup(office, tmp_path)
    stem = f"消防办-20210420-090000-{office.office_id[-8:]}"
    assert first.file.name == f"{stem}.db"
    assert second.file.name == f"{stem}-2.db"


def test_backups_are_listed_newest_first(office: Office, clock: FixedClock) -> None:
    first = backups.backup(office)
    clock.advance(timedelta(hours=1))
    second = backups.backup(office)
    assert backups.listing(office) == (second, first)


def test_a_spoilt_file_among_the_backups_is_not_listed(office: Office) -> None:
    good = backups.backup(office)
    (good.file.parent / "消防办-20210401-080000.db").write_bytes(b"")
    (good.file.parent / "说明.txt").write_text("备份在这里", encoding="utf-8")
    assert backups.listing(office) == (good,)


def test_restoring_brings_back_the_records_and_keeps_todays(
    sample_office: Office, clock: FixedClock
) -> None:
    office = sample_office
    good = backups.backup(office)
    key = records.query(office, HAZARDS).rows[0].id
    records.remove(office, HAZARDS, key)
    todays = _total(office)
    replica = office.replica_id
    office.close()

    saved = backups.restore(office.folder, good.file, clock)

    with Office.open(office.folder, clock) as restored:
        assert _total(restored) == todays + 1
        assert restored.replica_id != replica
    backups.restore(office.folder, saved.file, clock)
    with Office.open(office.folder, clock) as again:
        assert _total(again) == todays


def test_restoring_an_office_adds_no_second_code_lists(office: Office, clock: FixedClock) -> None:
    from fireoffice.services.reference.codes import code_values

    before = code_values(office, "隐患来源")
    good = backups.backup(office)
    office.close()
    backups.restore(office.folder, good.file, clock)
    with Office.open(office.folder, clock) as restored:
        assert code_values(restored, "隐患来源") == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "是空的"),
        ("这是一份说明，不是数据库。".encode(), "不是消防办的数据库"),
        (b"SQLite format 3\x00" + b"\x00" * 4096, "这个备份已损坏"),
    ],
)
def test_what_is_no_backup_is_refused_and_nothing_is_touched(
    sample_office: Office, tmp_path: Path, content: bytes, told: str
) -> None:
    sample_office.close()
    before = sample_office.file.read_bytes()
    file = tmp_path / "备份.db"
    file.write_bytes(content)
    with pytest.raises(OfficeError, match=told):
        backups.restore(sample_office.folder, file)
    assert sample_office.file.read_bytes() == before
    left = {one.name for one in sample_office.folder.iterdir()}
    assert left == {DATABASE_NAME, DATABASE_NAME + LOCK_SUFFIX}


def test_a_damaged_backup_is_refused(sample_office: Office) -> None:
    good = backups.backup(sample_office)
    sample_office.close()
    damaged = bytearray(good.file.read_bytes())
    for page in range(4, len(damaged) // 4096, 3):
        damaged[page * 4096 : page * 4096 + 200] = b"\xa5" * 200
    good.file.write_bytes(damaged)
    with pytest.raises(OfficeError, match="损坏"):
        backups.restore(sample_office.folder, good.file)
    with Office.open(sample_office.folder) as office:
        assert _total(office) == 400


def test_a_backup_of_a_newer_program_is_refused(office: Office) -> None:
    good = backups.backup(office)
    with office.scratch() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer = office.folder / "newer.db"
    office.close()
    office.file.rename(newer)
    with pytest.raises(InputError, match="更新版本"):
        backups.restore(office.folder, newer)
    assert backups.restore(office.folder, good.file).records == good.records


def test_a_database_that_is_still_open_is_not_replaced(sample_office: Office) -> None:
    good = backups.backup(sample_office)
    with pytest.raises(EnvironmentProblem, match="还被另一个窗口或程序打开着"):
        backups.restore(sample_office.folder, good.file)
    assert _total(sample_office) == 400


def test_what_a_killed_restoring_left_is_not_played_into_the_next_one(
    sample_office: Office, clock: FixedClock
) -> None:
    good = backups.backup(sample_office)
    key = records.query(sample_office, HAZARDS).rows[0].id
    records.remove(sample_office, HAZARDS, key)
    log = sample_office.file.with_name(f"{DATABASE_NAME}-wal").read_bytes()
    sample_office.close()
    for suffix in ("-wal", "-journal"):
        left = sample_office.folder / f".~{DATABASE_NAME}.restoring{suffix}"
        left.write_bytes(log)
    backups.restore(sample_office.folder, good.file, clock)
    with Office.open(sample_office.folder, clock) as office:
        assert _total(office) == 400
        assert backups.check(office).ok


def test_a_damaged_database_is_kept_under_a_name_when_a_backup_replaces_it(
    sample_office: Office, clock: FixedClock
) -> None:
    good = backups.backup(sample_office)
    sample_office.close()
    sample_office.file.write_bytes(b"")
    backups.restore(sample_office.folder, good.file, clock)
    assert (good.file.parent / "损坏-20210420-090000.db").exists()
    with Office.open(sample_office.folder, clock) as office:
        assert _total(office) == 400


def test_the_log_of_a_damaged_database_is_not_played_into_what_is_restored(
    sample_office: Office, clock: FixedClock
) -> None:
    good = backups.backup(sample_office)
    log = sample_office.file.with_name(f"{DATABASE_NAME}-wal")
    records.remove(sample_office, HAZARDS, records.query(sample_office, HAZARDS).rows[0].id)
    later = log.read_bytes()
    sample_office.close()
    sample_office.file.write_bytes(b"\0" * 4096 + sample_office.file.read_bytes()[4096:])
    log.write_bytes(later)
    backups.restore(sample_office.folder, good.file, clock)
    with Office.open(sample_office.folder, clock) as office:
        assert _total(office) == 400
        assert backups.check(office).ok


def test_check_finds_a_sound_office_sound(sample_office: Office) -> None:
    assert backups.check(sample_office) == backups.CheckReport()


def test_check_finds_and_repairs_what_no_longer_follows(sample_office: Office) -> None:
    with sample_office.scratch() as session:
        first_open = "(SELECT min(rowid) FROM hazards WHERE closed = 0)"
        session.execute(text(f"UPDATE hazards SET stage = '已销号' WHERE rowid = {first_open}"))
        session.execute(text("UPDATE units SET search_text = '' WHERE rowid <= 3"))
    found = backups.check(sample_office)
    assert not found.ok
    assert set(found.problems) == {
        "隐患有1条的状态或检索内容与记录不一致",
        "场所有3条的状态或检索内容与记录不一致",
    }
    repaired = backups.check(sample_office, repair=True)
    assert repaired.ok
    assert set(repaired.repaired) == set(found.problems)
    assert backups.check(sample_office) == backups.CheckReport()
