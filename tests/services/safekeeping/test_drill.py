"""Once a month the newest backup is restored aside and checked, and nothing is left of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError
from fireoffice.db import keys
from fireoffice.db.schema import mark_of
from fireoffice.services.office import Office
from fireoffice.services.reference.codes import add_code
from fireoffice.services.safekeeping import backups, drill, password
from fireoffice.services.safekeeping.drill import ASIDE, Drill


def _spoil(file: Path) -> None:
    """Change some bytes, as an ageing disk does: the size and what was noted stay."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 64] = b"\xa5" * 64
    file.write_bytes(content)


def _held(office: Office) -> Drill:
    held = drill.last_drill(office)
    assert held is not None
    return held


def test_a_drill_brings_every_record_back_and_leaves_nothing(
    sample_office: Office, clock: FixedClock
) -> None:
    newest = backups.backup(sample_office)
    held = drill.hold(sample_office)
    assert held == Drill(clock.now(), newest.file.name, newest.records)
    assert drill.last_drill(sample_office) == held
    assert not (sample_office.folder / ASIDE).exists()
    assert backups.listing(sample_office) == (newest,)


def test_a_month_has_one_drill_and_the_next_month_the_next(
    office: Office, clock: FixedClock
) -> None:
    assert not drill.is_due(office)
    backups.backup(office)
    assert drill.is_due(office)
    drill.hold(office)
    clock.advance(timedelta(days=9))
    assert not drill.is_due(office)
    clock.advance(timedelta(days=2))
    assert drill.is_due(office)


def test_what_is_asked_for_twice_in_a_month_is_held_once(office: Office) -> None:
    backups.backup(office)
    assert len(list(drill.of_this_month(office))) == 4
    assert list(drill.of_this_month(office)) == []


def test_without_a_backup_there_is_no_drill(office: Office) -> None:
    assert list(drill.of_this_month(office)) == []
    assert drill.last_drill(office) is None
    with pytest.raises(InputError, match="还没有备份"):
        drill.hold(office)


def test_a_backup_that_has_changed_since_fails_in_one_sentence(office: Office) -> None:
    _spoil(backups.backup(office).file)
    held = drill.hold(office)
    assert held.problem == "2021年04月20日09:00的备份没有通过演练：文件与备份时不同。"
    assert not (office.folder / ASIDE).exists()


def test_a_backup_that_says_something_else_than_its_log_fails(
    sample_office: Office, tmp_path: Path
) -> None:
    with sample_office.scratch() as session:
        session.connection().exec_driver_sql("UPDATE villages SET population = 1")
    backups.backup(sample_office)
    assert "与操作日志不一致" in drill.hold(sample_office).problem


def test_after_a_drill_that_failed_the_next_backup_is_tried(
    office: Office, clock: FixedClock
) -> None:
    _spoil(backups.backup(office).file)
    drill.hold(office)
    assert not drill.is_due(office)
    clock.advance(timedelta(minutes=1))
    add_code(office, "文化程度", "博士")
    backups.backup(office)
    assert drill.is_due(office)
    assert drill.hold(office).problem == ""
    assert not drill.is_due(office)


def test_a_drill_is_no_work_that_would_have_to_be_backed_up(office: Office) -> None:
    backups.backup(office)
    before = mark_of(office.file)
    drill.hold(office)
    assert mark_of(office.file) == before


def test_a_drill_that_is_given_up_leaves_nothing_and_is_still_due(office: Office) -> None:
    backups.backup(office)
    steps = drill.hold_in_steps(office)
    assert [next(steps), next(steps)] == [(1, 4), (2, 4)]
    assert (office.folder / ASIDE).exists()
    steps.close()
    assert not (office.folder / ASIDE).exists()
    assert drill.is_due(office)


def test_what_a_killed_drill_left_goes_with_the_next(office: Office) -> None:
    backups.backup(office)
    left = office.folder / ASIDE / "fireoffice.db"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half a database")
    assert drill.hold(office).problem == ""
    assert not left.parent.exists()


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.skipif(not keys.CAN_ENCRYPT, reason="this machine has no SQLCipher")
def test_a_backup_with_a_password_is_drilled_too(office: Office, clock: FixedClock) -> None:
    password.set_password(office, "", "清水 2021 巡查")
    clock.advance(timedelta(minutes=1))
    backups.backup(office)
    assert drill.hold(office).problem == ""
