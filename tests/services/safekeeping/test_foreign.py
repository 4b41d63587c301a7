"""A database of a later program is refused, but what it holds can be had as a workbook."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from fireoffice.core.errors import InputError, NewerDatabase
from fireoffice.db.engine import DRIVER, connect
from fireoffice.services.office import Office
from fireoffice.services.safekeeping.foreign import export_readonly
from tests.sheets.reader import cells_of, sheets_of


@pytest.fixture
def later(sample_office: Office) -> Path:
    """The sample town as a later program has it: a table and a column that nobody knows here."""
    sample_office.close()
    with closing(connect(sample_office.file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("ALTER TABLE hazards ADD COLUMN reporter TEXT")
        connection.execute("UPDATE hazards SET reporter = '张三丰'")
        connection.execute("CREATE TABLE drones (id TEXT PRIMARY KEY, pilot TEXT, deleted_at TEXT)")
        connection.execute("INSERT INTO drones VALUES ('1', '李飞', NULL)")
        connection.execute("PRAGMA journal_mode = DELETE")
    return sample_office.file


def _sheet(file: Path, name: str) -> list[dict[str, object]]:
    heads, *rows = cells_of(file, sheets_of(file).index(name) + 1)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_what_cannot_be_opened_can_still_be_exported(later: Path, tmp_path: Path) -> None:
    with pytest.raises(NewerDatabase):
        Office.open(later.parent)
    before = later.read_bytes()
    made = export_readonly(later, tmp_path / "导出.xlsx")
    assert later.read_bytes() == before
    hazards = _sheet(made.file, "隐患（hazards）")
    assert len(hazards) == made.tables["隐患（hazards）"] == 400
    assert {row["村（居）"] for row in hazards} >= {"松林社区"}
    assert {row["状态"] for row in hazards} >= {"整改中"}
    assert "search_text" not in hazards[0]


def test_personal_columns_and_those_that_nobody_knows_are_masked(
    later: Path, tmp_path: Path
) -> None:
    made = export_readonly(later, tmp_path / "导出.xlsx")
    assert {row["reporter"] for row in _sheet(made.file, "隐患（hazards）")} == {"张**"}
    assert _sheet(made.file, "drones") == [{"pilot": "李*", "移除时间": None}]
    numbers = {str(row["身份证号"]) for row in _sheet(made.file, "队员（volunteers）")}
    assert numbers
    assert all("*" in number for number in numbers)


def test_a_file_that_is_no_database_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "songs.db").write_text("no database", encoding="utf-8")
    with pytest.raises(InputError, match="不是消防办的数据库"):
        export_readonly(tmp_path / "songs.db", tmp_path / "导出.xlsx")
    with closing(DRIVER.connect(str(tmp_path / "other.db"))) as connection:
        connection.execute("CREATE TABLE songs (name)")
    with pytest.raises(InputError, match="没有可以导出的记录"):
        export_readonly(tmp_path / "other.db", tmp_path / "导出.xlsx")
    assert [one.name for one in tmp_path.glob("*.xlsx")] == []
