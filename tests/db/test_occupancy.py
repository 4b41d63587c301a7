"""A database is replaced by one program alone; who had it open before is told of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.locks import FileLock
from fireoffice.db import occupancy
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.db.models import CodeValue
from fireoffice.db.occupancy import Occupancy, alone_with
from fireoffice.services.entry.drafts import keep_draft
from fireoffice.services.office import Office
from fireoffice.services.reference.codes import code_values
from fireoffice.services.safekeeping import backups, password

ROOT = Path(__file__).parents[2]
OTHER = """
import sys
from pathlib import Path
from fireoffice.db.occupancy import Occupancy

held = Occupancy(Path(sys.argv[1]))
held.share() if sys.argv[2] == "share" else print(held.try_alone(), file=sys.stderr)
print("has it", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other() -> Iterator[Callable[[Path, str], subprocess.Popen[str]]]:
    """Another program that has a database, as a share of it or alone, until its input ends."""
    started: list[subprocess.Popen[str]] = []

    def start(file: Path, how: str) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [sys.executable, "-c", OTHER, str(file), how],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(program)
        assert program.stdout is not None
        assert program.stdout.readline() == "has it\n"
        return program

    yield start
    for program in started:
        program.communicate()


def _add(office: Office, value: str) -> None:
    with office.change("添加") as work:
        work.add(CodeValue(list_name="甲", value=value, order=1))


def test_a_lock_is_shared_by_many_and_had_alone_by_one(tmp_path: Path) -> None:
    first, second, third = (FileLock(tmp_path / "lock") for _ in range(3))
    assert first.take(shared=True)
    assert second.take(shared=True)
    assert not third.take()
    first.release()
    assert not third.take()
    second.close()
    assert third.take()
    assert not first.take(shared=True)
    first.close()
    third.close()


@pytest.mark.parametrize("replace", ["restore", "password"])
def test_what_another_program_has_open_is_not_replaced(
    office: Office,
    replace: str,
    other: Callable[[Path, str], subprocess.Popen[str]],
    monkeypatch: pytest.MonkeyPatch,
    quick_keys: None,
) -> None:
    monkeypatch.setattr(occupancy, "_PATIENCE_OF_REPLACING", 0.1)
    _add(office, "一")
    kept = backups.backup(office)
    _add(office, "二")
    program = other(office.file, "share")
    if replace == "password":
        act = partial(password.set_password, office, "", "一个很长的密码")
    else:
        office.close()
        act = partial(backups.restore, office.folder, kept.file)
    with pytest.raises(EnvironmentProblem, match="还被另一个窗口或程序打开着"):
        act()
    program.communicate()
    office.close()
    with Office.open(office.folder) as again:
        assert code_values(again, "甲") == ("一", "二")


def test_who_opens_while_another_replaces_waits_until_that_is_done(
    office: Office,
    other: Callable[[Path, str], subprocess.Popen[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _add(office, "一")
    office.close()
    program = other(office.file, "alone")
    monkeypatch.setattr(occupancy, "_PATIENCE_OF_OPENING", 0.1)
    with pytest.raises(EnvironmentProblem, match="另一个程序正在恢复、升级数据库或改密码"):
        Office.open(office.folder)
    monkeypatch.undo()
    program.kill()
    program.wait()
    with Office.open(office.folder) as again:
        assert code_values(again, "甲") == ("一",)


def test_a_program_that_has_it_alone_lets_go_when_it_is_killed(
    office: Office, other: Callable[[Path, str], subprocess.Popen[str]]
) -> None:
    office.close()
    program = other(office.file, "alone")
    held = Occupancy(office.file)
    assert not held.try_alone()
    program.kill()
    program.wait()
    assert held.try_alone()
    held.close()


def _replaced(folder: Path) -> None:
    file = folder / DATABASE_NAME
    shutil.copy2(file, folder / "another")
    (folder / "another").replace(file)


def _removed(folder: Path) -> None:
    shutil.rmtree(folder)


def _renamed(folder: Path) -> None:
    folder.rename(folder.with_name("别处"))


def _moved_away(folder: Path) -> None:
    (folder / DATABASE_NAME).rename(folder / "旧.db")


GONE = "数据库不见了"
ANOTHER = "已被换成另一个文件"


@pytest.mark.usefixtures("linux_files")
@pytest.mark.parametrize(
    ("happens", "told"),
    [(_replaced, ANOTHER), (_removed, GONE), (_renamed, GONE), (_moved_away, GONE)],
)
@pytest.mark.parametrize("meanwhile", [False, True])
def test_nothing_is_acknowledged_that_goes_into_a_file_which_is_gone(
    office: Office, happens: Callable[[Path], None], told: str, meanwhile: bool
) -> None:
    _add(office, "一")

    def write() -> None:
        with office.change("添加") as work:
            work.add(CodeValue(list_name="甲", value="二", order=1))
            if meanwhile:
                happens(office.folder)

    if not meanwhile:
        happens(office.folder)
    with pytest.raises(EnvironmentProblem, match=told):
        write()
    with pytest.raises(EnvironmentProblem, match=told):
        keep_draft(office, "公文/一", {"标题": "通知"})
    with pytest.raises(EnvironmentProblem, match=told):
        code_values(office, "甲")
    office.close()
    if told == GONE:
        assert not office.file.exists(), "closing makes no empty database"


def test_offices_of_one_folder_are_open_side_by_side(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(occupancy, "_PATIENCE_OF_REPLACING", 0.1)
    with Office.open(office.folder) as second:
        _add(office, "一")
        assert code_values(second, "甲") == ("一",)
    with pytest.raises(EnvironmentProblem), alone_with(office.file):
        raise AssertionError


@pytest.mark.skipif(os.name == "nt", reason="Windows has the user's folder for this")
def test_a_data_folder_that_is_made_is_its_owners_alone(tmp_path: Path) -> None:
    Office.open(tmp_path / "新").close()
    assert (tmp_path / "新").stat().st_mode & 0o777 == 0o700
