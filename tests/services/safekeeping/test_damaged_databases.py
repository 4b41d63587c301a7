"""Whatever has become of the database, a backup takes its place and what was there is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fireoffice.registers import VILLAGES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups
from tests.damages import Damage, hundred, some_of
from tests.test_cli import Ran

DAMAGES = hundred()


@pytest.fixture(scope="module")
def backed_up(_new_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed folder of an office with one village and a backup of it; to be copied."""
    folder = tmp_path_factory.mktemp("backed-up") / "data"
    shutil.copytree(_new_folder, folder)
    with Office.open(folder) as office:
        records.create(office, VILLAGES, {"name": "松林社区", "kind": "社区"})
        backups.backup(office)
    return folder


def test_they_are_a_hundred_and_all_differ() -> None:
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) == 100


@pytest.mark.parametrize("damage", some_of(DAMAGES))
def test_a_damaged_database_is_restored_over_by_the_command_line_and_kept(
    damage: Damage, backed_up: Path, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(backed_up, data_folder, dirs_exist_ok=True)
    database = data_folder / "fireoffice.db"
    (backup,) = data_folder.glob("备份/*.db")
    damage.spoil(database)
    was = database.read_bytes() if database.is_file() else None

    assert Ran(capsys, "restore", backup, "--data", data_folder).status == 0
    found = Ran(capsys, "list", "villages", "--data", data_folder, "--json").data
    assert [row["name"] for row in found["rows"]] == ["松林社区"]
    assert Ran(capsys, "check", "--data", data_folder).status == 0
    (kept,) = [one for one in data_folder.glob("备份/*.db") if one != backup]
    assert was is None or kept.read_bytes() == was


@pytest.mark.parametrize("damage", some_of(DAMAGES))
def test_no_command_takes_a_damaged_database_for_a_fault_of_the_program(
    damage: Damage, backed_up: Path, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(backed_up, data_folder, dirs_exist_ok=True)
    damage.spoil(data_folder / "fireoffice.db")
    for command in (("list", "hazards"), ("export", "villages", "-o", data_folder / "村.xlsx")):
        assert Ran(capsys, *command, "--data", data_folder).status in (0, 1, 2)
    for command in (("check",), ("check", "--repair"), ("backup",)):
        ran = Ran(capsys, *command, "--data", data_folder)
        assert ran.status in (1, 2), ran.out
        assert ran.err or "数据库有问题" in ran.out
