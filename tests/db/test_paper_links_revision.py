"""The revision that ties papers to records keeps every paper and lets old offices speak."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fireoffice.core.clock import FixedClock
from fireoffice.db.engine import DRIVER
from fireoffice.db.schema import examine
from fireoffice.services.office import Office
from fireoffice.services.papers.wordings import wording_for
from tests import past

PAPER = (
    "INSERT INTO papers (id, kind, heading, number_text, state, created_at, updated_at, sample,"
    " search_text) VALUES ('p1', '通知', '关于检查的通知', '邻鄂府发〔2021〕1号', '已成文',"
    " '2021-04-01', '2021-04-01', 0, '')"
)


def test_a_paper_from_before_is_kept_and_was_filled_from_nothing(tmp_path: Path) -> None:
    file = tmp_path / "fireoffice.db"
    past.bring_to(file, "0002")
    connection = DRIVER.connect(str(file))
    connection.execute(PAPER)
    connection.commit()
    past.bring_to(file, "0003")
    row = connection.execute(
        "SELECT number_text, form, template, template_sha256, context FROM papers"
    ).fetchone()
    links = connection.execute("SELECT count(*) FROM paper_links").fetchone()
    connection.close()
    assert row == ("邻鄂府发〔2021〕1号", None, None, None, None)
    assert links == (0,)
    assert examine(file).problems == ()


def test_an_office_from_before_gets_its_wordings_when_it_is_opened(tmp_path: Path) -> None:
    past.bring_to(tmp_path / "fireoffice.db", "0002")
    with Office.open(tmp_path, FixedClock(date(2021, 4, 20))) as office:
        assert wording_for(office, "整改通知书", date(2021, 4, 20)).name == "督促整改"
        assert office.done == []
