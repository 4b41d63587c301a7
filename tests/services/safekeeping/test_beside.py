"""A backup says what is not in it, and where that is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fireoffice.core.settings import Settings, save_settings
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.lists.listing import Query
from fireoffice.services.office import Office
from fireoffice.services.papers.turns import PAPERS_FOLDER
from fireoffice.services.safekeeping import schedule
from fireoffice.services.safekeeping.beside import beside
from tests.attached import add
from tests.pictures import jpeg


def test_files_and_papers_are_counted_with_what_the_second_place_lacks(
    sample_office: Office, tmp_path: Path
) -> None:
    assert beside(sample_office).told() == ""
    hazard = records.query(sample_office, HAZARDS, Query()).rows[0].id
    add(sample_office, hazard, jpeg(), jpeg(colour="red"))
    paper = sample_office.folder / PAPERS_FOLDER / "2021" / "通知.docx"
    paper.parent.mkdir(parents=True)
    paper.write_bytes(b"x")
    found = beside(sample_office)
    assert (found.attachments, found.papers, found.missing) == (2, 1, 2)
    assert "没有接上第二份备份位置" in found.told()
    stick = tmp_path / "U盘"
    stick.mkdir()
    save_settings(sample_office.folder, replace(Settings(), second_backup_folder=str(stick)))
    assert "附件缺2个" in beside(sample_office).told()
    schedule.keep(sample_office)
    assert f"（{stick}）里附件齐全" in beside(sample_office).told()
