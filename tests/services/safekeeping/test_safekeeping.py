"""Backups that nobody asks for: when they are taken, which are kept, and their second copy."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.settings import Settings, save_settings
from fireoffice.services.attachments.store import STORE, find, put
from fireoffice.services.entry.drafts import keep_draft
from fireoffice.services.office import Office
from fireoffice.services.reference.codes import add_code
from fireoffice.services.safekeeping import backups
from fireoffice.services.safekeeping import schedule as safekeeping
from fireoffice.services.safekeeping.backups import BACKUPS, Reason
from fireoffice.services.safekeeping.catalogue import newest
from fireoffice.services.safekeeping.schedule import keep, keep_if_changed, keep_if_due


@pytest.fixture
def stick(office: Office, tmp_path: Path) -> Path:
    """A second place for backups, chosen in the settings and plugged in."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    save_settings(office.folder, replace(Settings(), second_backup_folder=str(folder)))
    return folder


def _damage(office: Office) -> None:
    """Spoil pages in the middle of the closed database file."""
    office.close()
    content = bytearray(office.file.read_bytes())
    for page in range(6, len(content) // 4096, 2):
        content[page * 4096 : page * 4096 + 300] = b"\xa5" * 300
    office.file.write_bytes(content)


def test_closing_backs_up_what_has_changed_and_only_that(office: Office) -> None:
    first = keep_if_changed(office)
    assert first is not None
    assert first.backup.reason == "关闭时"
    assert keep_if_changed(office) is None
    add_code(office, "文化程度", "博士")
    assert keep_if_changed(office) is not None


def test_a_share_that_is_gone_is_a_note_and_the_backup_is_made(
    office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = os.stat

    def stat(path: object, **options: object) -> os.stat_result:
        if str(path) == str(stick):
            error = OSError(errno.EINVAL, "The specified network name is no longer available")
            error.winerror = 64  # type: ignore[attr-defined]
            raise error
        return look(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", stat)
    made = keep(office)
    assert made.backup.file.exists()
    (note,) = made.notes
    assert note.startswith("第二备份没有完成，本机的备份已做好。")
    assert "网络位置连不上" in note


def test_a_draft_is_work_too(office: Office, clock: FixedClock) -> None:
    keep(office)
    clock.advance(timedelta(seconds=1))
    keep_draft(office, "公文/一", {"标题": "通知"})
    assert keep_if_changed(office) is not None


def test_half_an_hour_of_work_is_backed_up_while_it_goes_on(
    office: Office, clock: FixedClock
) -> None:
    add_code(office, "文化程度", "博士")
    seen: list[bool] = []
    for _ in range(7):
        clock.advance(timedelta(minutes=10))
        seen.append(keep_if_due(office) is not None)
        add_code(office, "文化程度", f"{clock.now():%H%M}")
    assert seen == [False, False, True, False, False, True, False]


def test_an_idle_office_is_not_backed_up_again(office: Office, clock: FixedClock) -> None:
    keep(office)
    clock.advance(timedelta(hours=5))
    assert keep_if_due(office) is None


def test_old_backups_give_way_and_their_notes_with_them(
    office: Office, clock: FixedClock, stick: Path
) -> None:
    for _ in range(8):
        keep(office)
        clock.advance(timedelta(hours=12))
    newest = keep(office).backup
    for folder in (office.folder / BACKUPS, stick):
        files = sorted(one.name for one in folder.glob("*.db"))
        notes = sorted(one.stem for one in folder.glob("*.json"))
        assert len(files) == 6
        assert [Path(one).stem for one in files] == notes
    assert backups.listing(office)[0] == newest


def test_the_second_copy_is_the_same_backup_byte_for_byte(office: Office, stick: Path) -> None:
    kept = keep(office, Reason.IMPORT)
    assert kept.notes == ()
    assert kept.second is not None
    assert kept.second == stick / kept.backup.file.name
    assert kept.second.read_bytes() == kept.backup.file.read_bytes()
    (same,) = backups.listing_of(stick)
    assert same == replace(kept.backup, file=kept.second)
    assert same.reason == "导入前"


def test_a_stick_that_is_not_there_is_a_sentence_and_no_folder_is_made_in_its_place(
    office: Office, stick: Path
) -> None:
    stick.rmdir()
    kept = keep(office)
    assert kept.backup.file.exists()
    assert kept.notes == (f"第二备份位置没有接上（{stick}），这次只备份在本机。",)
    assert not stick.exists()


def test_a_stick_that_does_not_give_back_what_was_written_is_told(
    office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = keep(office).second
    monkeypatch.setattr(safekeeping, "sha256_of", str)
    kept = keep(office)
    assert kept.second is None
    assert "第二备份没有完成，本机的备份已做好" in kept.notes[0]
    assert "磁盘读写出错" in kept.notes[0]
    assert list(stick.glob("*.db")) == [earlier]


def test_a_damaged_database_takes_no_backup_from_us(office: Office, stick: Path) -> None:
    good = keep(office)
    assert good.second is not None
    _damage(office)
    before = {one: one.read_bytes() for one in good.backup.file.parent.iterdir()}
    for target in (None, good.backup.file, good.second):
        with pytest.raises(EnvironmentProblem, match="已损坏"):
            backups.backup(office, target)
    with pytest.raises(EnvironmentProblem, match="已损坏"):
        keep(office)
    assert {one: one.read_bytes() for one in good.backup.file.parent.iterdir()} == before
    assert good.second.read_bytes() == good.backup.file.read_bytes()


def test_what_is_in_a_backup_can_be_told_before_it_is_restored(sample_office: Office) -> None:
    kept = keep(sample_office)
    assert backups.contents(kept.backup.file)["隐患台账"] == 400


def test_the_second_place_gets_the_attached_files_too(office: Office, stick: Path) -> None:
    kept = put(office.folder / STORE, b"photo", ".jpg")[0]
    keep(office)
    assert find(stick / STORE, kept) is not None


def test_what_is_restored_from_the_second_place_brings_its_files(
    office: Office, stick: Path, clock: FixedClock
) -> None:
    kept = put(office.folder / STORE, b"photo", ".jpg")[0]
    second = keep(office).second
    office.close()
    shutil.rmtree(office.folder / STORE)
    assert second is not None
    backups.restore(office.folder, second, clock)
    assert find(office.folder / STORE, kept) is not None


def test_two_offices_keep_to_their_own_backups_in_one_second_place(
    office: Office, clock: FixedClock, stick: Path, tmp_path: Path
) -> None:
    theirs: list[Path] = []
    with Office.open(tmp_path / "高石镇", clock) as other:
        save_settings(other.folder, replace(Settings(), second_backup_folder=str(stick)))
        for _ in range(6):
            # Both at the same second, for days: neither writes over nor thins the other's.
            second = keep(other).second
            assert second is not None
            theirs.append(second)
            keep(office)
            clock.advance(timedelta(hours=12))
        ours = set(backups.listing_of(stick, office.office_id))
        assert {one.office for one in ours} == {office.office_id}
        their_own = {one.file for one in backups.listing_of(stick, other.office_id)}
        assert len(ours) == len(their_own) >= 4
        assert their_own <= set(theirs)
        keep(office)
        assert {one.file for one in backups.listing_of(stick, other.office_id)} == their_own


def test_another_offices_backup_in_our_folder_is_neither_ours_nor_the_newest(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    kept = keep(office).backup
    clock.advance(timedelta(hours=1))
    with Office.open(tmp_path / "高石镇", clock) as other:
        backups.backup(other, office.folder / BACKUPS)
    assert backups.listing(office) == (kept,)
    assert keep_if_changed(office) is None


def test_a_backup_dated_in_the_future_keeps_nobody_from_backing_up(
    office: Office, clock: FixedClock
) -> None:
    now = clock.now()
    clock.advance(timedelta(days=400))
    wrong = keep(office).backup
    clock.advance(now - clock.now())
    add_code(office, "文化程度", "博士")
    clock.advance(timedelta(minutes=40))
    assert keep_if_due(office) is not None
    assert keep_if_due(office) is None
    add_code(office, "文化程度", "博士后")
    clock.advance(timedelta(minutes=40))
    kept = keep_if_due(office)
    assert kept is not None
    assert newest(backups.listing(office), clock.now()) == kept.backup
    assert wrong.file.exists()


def test_a_name_that_is_no_moment_is_no_backup(office: Office) -> None:
    kept = keep(office).backup
    (kept.file.parent / "消防办-99999999-999999.db").write_bytes(kept.file.read_bytes())
    assert backups.listing(office) == (kept,)
