"""The check holds every row against the log; the repair makes right what follows, and no more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from fireoffice.db.engine import connect
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.attachments.store import STORE
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.safekeeping import backups
from fireoffice.services.safekeeping.backups import BACKUPS


def _rows(office: Office) -> list[dict[str, Any]]:
    page = records.query(office, HAZARDS, records.Query(limit=-1, sort=(("number", True),)))
    return [dict(row.values) | {"id": row.id, "stage": row.stage} for row in page.rows]


def _spoil(office: Office, *statements: str) -> None:
    with office.scratch() as session:
        for statement in statements:
            session.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        pytest.param(
            "UPDATE hazards SET part = '别处' WHERE number LIKE '2021-000%'",
            "隐患有9条与操作日志不一致（部位）",
            id="a column that was written by another hand",
        ),
        pytest.param(
            "DELETE FROM hazard_events WHERE kind = '销号' AND day < '2020-06-01'",
            "在操作日志中有、台账中没有",
            id="rows that are gone",
        ),
        pytest.param(
            "UPDATE hazards SET deleted_at = '2021-01-01 00:00:00' WHERE number = '2021-0003'",
            "隐患有1条与操作日志不一致（登记情况）",
            id="a row put into the recycle bin by nobody",
        ),
        pytest.param(
            "UPDATE hazards SET stage = '已销号' WHERE closed = 0 AND number LIKE '2021-0%'",
            "的状态或检索内容与记录不一致",
            id="a stage that does not follow",
        ),
    ],
)
def test_what_the_log_knows_is_put_right_after_a_backup(
    sample_office: Office, statement: str, told: str
) -> None:
    before = _rows(sample_office)
    _spoil(sample_office, statement)
    found = backups.check(sample_office)
    assert not found.ok
    assert any(told in problem for problem in found.problems)
    report = backups.check(sample_office, repair=True)
    assert report.problems == ()
    assert report.repaired == found.problems
    assert _rows(sample_office) == before
    assert [one.reason for one in backups.listing(sample_office)] == ["修复前"]


def test_lost_records_come_back_before_those_that_refer_to_them(sample_office: Office) -> None:
    before = _rows(sample_office)
    with closing(connect(sample_office.file)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM villages WHERE name = '松林社区'")
        connection.execute("DELETE FROM hazards WHERE number LIKE '2021-000%'")
        connection.execute("DELETE FROM hazard_events WHERE kind = '销号'")
    assert not backups.check(sample_office).ok
    assert backups.check(sample_office, repair=True).problems == ()
    assert _rows(sample_office) == before


def test_what_is_not_in_the_log_is_reported_and_left_as_it_is(sample_office: Office) -> None:
    columns = "id, name, created_at, updated_at, sample, search_text"
    _spoil(
        sample_office,
        f"INSERT INTO villages ({columns}) VALUES"
        " ('x', '无名村', '2021-01-01 00:00:00', '2021-01-01 00:00:00', 0, '')",
    )
    report = backups.check(sample_office, repair=True)
    assert report.problems == ("村（居）有1条在操作日志中没有登记",)
    with sample_office.reading() as session:
        assert session.scalar(text("SELECT name FROM villages WHERE id = 'x'")) == "无名村"


def test_a_broken_index_is_made_anew(sample_office: Office) -> None:
    before = _rows(sample_office)
    sample_office.close()
    of_index = "WHERE name = 'ix_hazards_number'"
    for statements in (
        (
            "PRAGMA writable_schema = ON",
            f"UPDATE sqlite_master SET sql = sql || ' WHERE 0' {of_index}",
        ),
        # While the index covers nothing, a row takes another place unseen.
        ("INSERT OR REPLACE INTO hazards SELECT * FROM hazards WHERE number = '2021-0001'",),
        (
            "PRAGMA writable_schema = ON",
            f"UPDATE sqlite_master SET sql = replace(sql, ' WHERE 0', '') {of_index}",
        ),
    ):
        with closing(connect(sample_office.file)) as connection:
            for statement in statements:
                connection.execute(statement)
    with Office.open(sample_office.folder) as office:
        found = backups.check(office)
        assert any("ix_hazards_number" in problem for problem in found.problems)
        report = backups.check(office, repair=True)
        assert report.ok
        assert report.repaired == found.problems
        assert _rows(office) == before
        (kept,) = (office.folder / BACKUPS).glob("*.db")
        assert kept.name.startswith("损坏-")


def test_a_gap_in_the_log_is_reported(sample_office: Office) -> None:
    records.update(sample_office, HAZARDS, _rows(sample_office)[0]["id"], {"note": "一"})
    with sample_office.scratch() as session:
        triggers = session.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        ).all()
    _spoil(
        sample_office,
        *(f"DROP TRIGGER {name}" for name, _ in triggers),
        "UPDATE operations SET sequence = sequence + 5 WHERE label = '修改隐患'",
        *(sql for _, sql in triggers),
    )
    (problem,) = backups.check(sample_office).problems
    assert problem.startswith("操作日志缺少5次操作")


def test_a_sound_office_is_neither_backed_up_nor_changed(sample_office: Office) -> None:
    assert backups.check(sample_office, repair=True) == backups.CheckReport()
    assert not (sample_office.folder / BACKUPS).exists()


def _change(office: Office, key: str) -> None:
    records.update(office, HAZARDS, key, {"note": "一", "responsible": ""})


def _remove(office: Office, key: str) -> None:
    records.remove(office, HAZARDS, key, "重复")


def _make(office: Office, _key: str) -> None:
    values = {"place": "福源超市", "village": "松林社区", "description": "通道堵塞"}
    records.create(office, HAZARDS, values)


@pytest.mark.parametrize("act", [_change, _remove, _make])
def test_whatever_people_do_the_log_and_the_rows_agree(
    sample_office: Office, act: Callable[[Office, str], None]
) -> None:
    act(sample_office, _rows(sample_office)[0]["id"])
    assert backups.check(sample_office).ok
    records.undo(sample_office)
    assert backups.check(sample_office).ok
    records.redo(sample_office)
    assert backups.check(sample_office).ok


def test_an_issued_paper_whose_file_is_gone_or_altered_is_found(office: Office) -> None:
    issued = [
        papers.issue(office, papers.new_draft(office, papers.read_sample().manuscript), number)
        for number in ("邻鄂府发〔2021〕41号", "邻鄂府发〔2021〕42号")
    ]
    assert backups.check(office).ok
    issued[0].file.unlink()
    issued[1].file.write_bytes(issued[1].file.read_bytes() + b" ")
    assert backups.check(office, repair=True).problems == (
        "公文有1份的文件不见了",
        "公文有1份的文件与成文时不同",
    )


def test_an_attached_file_that_is_gone_is_found(sample_office: Office, tmp_path: Path) -> None:
    photo = tmp_path / "现场.txt"
    photo.write_text("记录", encoding="utf-8")
    [hazard, *_] = records.query(sample_office, HAZARDS).rows
    attachments.add(sample_office, HAZARDS, hazard.id, [photo])
    assert backups.check(sample_office).ok
    for file in (sample_office.folder / STORE).rglob("*"):
        if file.is_file():
            file.chmod(0o644)
            file.unlink()
    assert backups.check(sample_office).problems == ("附件有1个的文件不见了",)
