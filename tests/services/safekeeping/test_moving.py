"""An office that lies on a stick is brought to this disk whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core.errors import InputError, OfficeError
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping.moving import copy_office


def test_a_copied_office_has_every_record_and_paper_and_is_another_replica(
    sample_office: Office, tmp_path: Path
) -> None:
    paper = sample_office.folder / "公文" / "2021" / "通知.docx"
    paper.parent.mkdir(parents=True)
    paper.write_bytes(b"paper")
    target = copy_office(sample_office.folder, tmp_path / "本机")
    assert (target / "公文" / "2021" / "通知.docx").read_bytes() == b"paper"
    with Office.open(target) as copied:
        assert records.query(copied, HAZARDS).total == 400
        assert copied.replica_id != sample_office.replica_id
    assert sorted(one.name for one in target.iterdir()) == [
        "fireoffice.db",
        "fireoffice.db-use",
        "公文",
    ]


def test_an_office_is_not_copied_over_another(sample_office: Office, tmp_path: Path) -> None:
    target = copy_office(sample_office.folder, tmp_path / "本机")
    before = (target / "fireoffice.db").read_bytes()
    with pytest.raises(InputError, match="已经有一个数据库"):
        copy_office(sample_office.folder, target)
    assert (target / "fireoffice.db").read_bytes() == before


def test_a_folder_without_an_office_copies_nothing(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(OfficeError, match="数据库"):
        copy_office(tmp_path / "空", tmp_path / "本机")
    assert not (tmp_path / "本机").exists()
