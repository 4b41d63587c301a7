"""The revision that gives every record its photos leaves all that was there."""

from __future__ import annotations

from pathlib import Path

from fireoffice.db.engine import DRIVER
from fireoffice.db.schema import examine
from tests import past

VILLAGE = (
    "INSERT INTO villages (id, name, created_at, updated_at, sample, search_text)"
    " VALUES ('v1', '松林社区', '2021-04-01', '2021-04-01', 0, '松林社区')"
)


def test_a_database_without_attachments_gets_their_table_and_keeps_its_records(
    tmp_path: Path,
) -> None:
    file = tmp_path / "fireoffice.db"
    past.bring_to(file, "0001")
    connection = DRIVER.connect(str(file))
    connection.execute(VILLAGE)
    connection.commit()
    past.bring_to(file, "0002")
    rows = connection.execute("SELECT id, name FROM villages").fetchall()
    columns = {row[1] for row in connection.execute("PRAGMA table_info(attachments)")}
    connection.close()
    assert rows == [("v1", "松林社区")]
    assert {"register", "record", "role", "pair", "sha256", "source_sha256"} <= columns
    assert examine(file).records == 1
