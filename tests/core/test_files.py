from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.core import files
from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.files import (
    remove_file,
    safe_file_name,
    sync_folder,
    write_atomically,
    write_text_atomically,
)


def test_a_file_is_written_with_the_folders_that_it_needs(data_folder: Path) -> None:
    target = data_folder / "公文" / "2021" / "意见.docx"
    write_atomically(target, b"PK")
    assert target.read_bytes() == b"PK"


def test_text_is_utf_8_with_plain_line_ends(data_folder: Path) -> None:
    write_text_atomically(data_folder / "a.txt", "消防\n")
    assert (data_folder / "a.txt").read_bytes() == "消防\n".encode()


def test_nothing_is_left_beside_the_file(data_folder: Path) -> None:
    write_atomically(data_folder / "a", b"1")
    write_atomically(data_folder / "a", b"2")
    assert [path.name for path in data_folder.iterdir()] == ["a"]
    assert (data_folder / "a").read_bytes() == b"2"


def test_a_failure_before_the_end_leaves_the_old_file_whole(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = data_folder / "a"
    write_atomically(target, b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem, match="磁盘已满"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in data_folder.iterdir()] == ["a"]


def refusing(code: int, times: int, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Have renaming refused by Windows' `code` so often; the pauses that were made."""
    pauses: list[float] = []
    rename, left = os.replace, [times]

    def replace(source: str, target: str) -> None:
        if left[0]:
            left[0] -= 1
            error = PermissionError(errno.EACCES, "denied", source)
            error.winerror = code  # type: ignore[attr-defined]
            raise error
        rename(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_a_scanner_holds_is_written_when_it_lets_go(
    data_folder: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = refusing(code, 3, monkeypatch)
    write_atomically(data_folder / "a", b"new")
    assert (data_folder / "a").read_bytes() == b"new"
    assert len(pauses) == 3


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_stays_open_elsewhere_is_given_up_after_two_and_a_half_seconds(
    data_folder: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = refusing(code, 99, monkeypatch)
    with pytest.raises(EnvironmentProblem, match="正被其他程序占用"):
        write_atomically(data_folder / "a", b"new")
    assert sum(pauses) == pytest.approx(2.5)
    assert list(data_folder.iterdir()) == []


@pytest.mark.parametrize("code", [19, 21, 64, 1117])
def test_nobody_waits_for_what_waiting_does_not_mend(
    data_folder: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = refusing(code, 1, monkeypatch)
    with pytest.raises(EnvironmentProblem):
        write_atomically(data_folder / "a", b"new")
    assert pauses == []
    assert list(data_folder.iterdir()) == []


def test_a_read_only_file_is_refused_and_nothing_is_left_beside_it(data_folder: Path) -> None:
    target = data_folder / "定稿.docx"
    target.write_bytes(b"final")
    target.chmod(0o444)
    with pytest.raises(EnvironmentProblem, match=r"“定稿\.docx”是只读文件"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"final"
    assert list(data_folder.iterdir()) == [target]


def test_a_file_of_ours_is_removed_though_it_is_read_only(data_folder: Path) -> None:
    (data_folder / "a").touch(0o444)
    remove_file(data_folder / "a")
    remove_file(data_folder / "a")
    assert list(data_folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(data_folder: Path) -> None:
    (data_folder / "公文").write_bytes(b"a file where a folder should be")
    with pytest.raises(EnvironmentProblem, match="公文"):
        write_atomically(data_folder / "公文" / "a.docx", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_the_file_is_as_readable_as_any_new_file_and_stays_as_it_was_made(
    data_folder: Path,
) -> None:
    (data_folder / "plain").touch()
    target = data_folder / "a"
    write_atomically(target, b"1")
    assert target.stat().st_mode == (data_folder / "plain").stat().st_mode
    target.chmod(0o600)
    write_atomically(target, b"2")
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_new_folder_is_known_to_the_disk_in_each_folder_above_it(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(files, "sync_folder", lambda folder: synced.append(folder.name))
    write_atomically(data_folder / "公文" / "2021" / "通知.docx", b"1")
    assert synced == [data_folder.name, "公文", "2021"]
    write_atomically(data_folder / "公文" / "2021" / "通知.docx", b"2")
    assert synced[3:] == ["2021"]


def test_bytes_reach_the_disk_before_they_take_a_name(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(files, "sync_file", lambda file: done.append("bytes"))
    monkeypatch.setattr(files, "replace_file", lambda source, target: done.append("name"))
    monkeypatch.setattr(files, "sync_folder", lambda folder: done.append("folder"))
    files.put_in_place(data_folder / "a", data_folder / "b")
    assert done == ["bytes", "name", "folder"]


def test_a_folder_that_cannot_be_opened_for_syncing_is_no_error(data_folder: Path) -> None:
    sync_folder(data_folder / "missing")


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("邻鄂府发〔2021〕38号 关于意见", "邻鄂府发〔2021〕38号 关于意见"),
        ('关于"119"宣传/培训:方案?', "关于 119 宣传 培训 方案"),
        ("标题\n第二行\t", "标题 第二行"),
        ("通知...  ", "通知"),
        ("con", "con_"),
        ("LPT1.备份", "LPT1_.备份"),
        ("NUL .备份", "NUL_ .备份"),
        ("CONIN$", "CONIN$_"),
        ("control", "control"),
        ("con 1", "con 1"),
        ("", "未命名"),
        ("//", "未命名"),
    ],
)
def test_a_name_is_kept_as_far_as_all_systems_take_it(wish: str, name: str) -> None:
    assert safe_file_name(wish, ".docx") == name + ".docx"


@given(st.text(), st.sampled_from(["", ".docx"]))
def test_every_name_is_short_enough_and_free_of_what_windows_refuses(
    wish: str, suffix: str
) -> None:
    name = safe_file_name(wish, suffix)
    assert name.endswith(suffix)
    assert 0 < len(name.encode()) <= 255
    assert len(name) <= 80 + len(suffix)
    assert not set(name) & set('<>:"/\\|?*\n\t\0')
    assert name == name.rstrip(". ")
    assert safe_file_name(name.removesuffix(suffix), suffix) == name
