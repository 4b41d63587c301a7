"""The rules of Windows that all tests are held to on Linux (`tests.windows_rules`)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.files import write_atomically
from fireoffice.db.engine import DRIVER, connect, explaining_database
from tests import windows_rules
from tests.windows_rules import (
    ACCESS_DENIED,
    ALREADY_EXISTS,
    IN_FORCE,
    INVALID_NAME,
    NAME_TOO_LONG,
    SHARING_VIOLATION,
    WindowsRules,
)

pytestmark = pytest.mark.skipif(not IN_FORCE, reason="the rules are switched off")

PATIENT = 5
"""How often `patiently` waits."""


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made in waiting; none takes time."""
    made: list[float] = []
    monkeypatch.setattr("time.sleep", made.append)
    return made


def refused(action: Callable[[], object]) -> int:
    """What Windows says to `action`."""
    with pytest.raises(OSError) as caught:  # noqa: PT011 - winerror tells which
        action()
    return caught.value.winerror  # type: ignore[attr-defined]


def test_what_is_open_is_neither_removed_nor_renamed_nor_replaced(tmp_path: Path) -> None:
    held, other = tmp_path / "held", tmp_path / "other"
    other.touch()
    with held.open("w"):
        assert refused(held.unlink) == SHARING_VIOLATION
        assert refused(lambda: held.rename(tmp_path / "new")) == SHARING_VIOLATION
        assert refused(lambda: other.replace(held)) == ACCESS_DENIED
        assert refused(lambda: shutil.rmtree(tmp_path)) == SHARING_VIOLATION
    other.touch()
    other.replace(held)
    held.unlink()


def test_what_sqlite_has_open_is_open(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    connection = connect(tmp_path / "a.db")
    assert refused((tmp_path / "a.db").unlink) == SHARING_VIOLATION
    connection.close()
    (tmp_path / "a.db").unlink()


def test_a_folder_with_an_open_file_is_not_renamed(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b" / "c"
    inside.parent.mkdir(parents=True)
    with inside.open("w"):
        assert refused(lambda: (tmp_path / "a").rename(tmp_path / "z")) == ACCESS_DENIED
    (tmp_path / "a").rename(tmp_path / "z")


def test_what_is_read_only_stays_whoever_asks(tmp_path: Path) -> None:
    final, draft = tmp_path / "final", tmp_path / "draft"
    final.touch(0o444)
    draft.touch()
    assert refused(final.unlink) == ACCESS_DENIED
    assert refused(lambda: draft.replace(final)) == ACCESS_DENIED
    with pytest.raises(PermissionError):
        final.open("a")
    final.chmod(0o644)
    final.unlink()


def test_a_renaming_that_must_not_replace_does_not(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "b").touch()
    assert refused(lambda: (tmp_path / "a").rename(tmp_path / "b")) == ALREADY_EXISTS


def test_names_that_differ_in_case_are_one(tmp_path: Path) -> None:
    (tmp_path / "Ab").mkdir()
    (tmp_path / "Ab" / "Cd.txt").write_text("1")
    (tmp_path / "aB" / "cD.TXT").write_text("2")
    assert (tmp_path / "AB" / "CD.txt").read_text() == "2"
    assert (tmp_path / "AB").exists()
    (tmp_path / "ab" / "cd.txt").unlink()
    assert list((tmp_path / "Ab").iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["CON", "nul.txt", "Com1.tar.gz", "LPT¹", "aux .x", "a.", "a ", "a?b", "a:b", 'a"b', "a\\b"],
)
def test_names_that_windows_keeps_to_itself_are_refused(tmp_path: Path, name: str) -> None:
    assert refused(lambda: (tmp_path / name).write_bytes(b"")) == INVALID_NAME
    assert refused((tmp_path / name).mkdir) == INVALID_NAME
    (tmp_path / "ok").touch()
    assert refused(lambda: (tmp_path / "ok").replace(tmp_path / name)) == INVALID_NAME


@pytest.mark.parametrize("name", ["CONTROL", "com10", "nul_.txt", ".a", "a b", "a.b.c", "公文"])
def test_names_that_only_look_like_those_are_not(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert (tmp_path / name).exists()


def test_paths_have_an_end(tmp_path: Path) -> None:
    longest = room = windows_rules.LONGEST_PATH - len(f"{tmp_path}/")
    (tmp_path / ("a" * room)).touch()
    with pytest.raises(FileNotFoundError):
        (tmp_path / ("c" * (room + 1))).write_bytes(b"")
    with pytest.raises(EnvironmentProblem, match="路径太长"):
        write_atomically(tmp_path / ("a" * (room + 1)), b"")
    room -= windows_rules.LONGEST_PATH - windows_rules.LONGEST_FOLDER
    (tmp_path / ("b" * room)).mkdir()
    assert refused((tmp_path / ("b" * (room + 1))).mkdir) == NAME_TOO_LONG
    long = tmp_path / ("d" * (longest - 1))
    long.touch()
    with pytest.raises(DRIVER.OperationalError):
        connect(long)


def test_a_read_only_database_is_told_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch(0o444)
    with (
        pytest.raises(EnvironmentProblem, match="只读"),
        explaining_database(tmp_path / "a.db"),
    ):
        connect(tmp_path / "a.db").execute("CREATE TABLE a (b)")


def test_a_paper_open_in_word_is_said_to_be_in_use(
    tmp_path: Path, windows: WindowsRules, pauses: list[float]
) -> None:
    paper = tmp_path / "意见.docx"
    paper.write_bytes(b"old")
    with windows.open_elsewhere(paper):
        assert paper.read_bytes() == b"old"
        with pytest.raises(EnvironmentProblem, match="正被其他程序占用"):
            write_atomically(paper, b"new")
    assert len(pauses) == PATIENT
    assert list(tmp_path.iterdir()) == [paper]
    write_atomically(paper, b"new")
    assert paper.read_bytes() == b"new"


def test_beyond_the_folder_of_the_tests_there_are_no_such_rules() -> None:
    with Path(__file__).open() as stream:
        Path(__file__).rename(__file__)
        assert stream.readline()
