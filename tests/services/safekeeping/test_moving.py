"""An office that lies on a stick is brought to this disk whole, or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from fireoffice.core.errors import InputError, OfficeError
from fireoffice.core.settings import Settings, load_settings, save_settings
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping.moving import copy_office, holds_office


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


def test_what_was_read_only_on_a_disc_can_be_changed_here(
    sample_office: Office, tmp_path: Path
) -> None:
    save_settings(sample_office.folder, Settings(user="王芳"))
    for file in sample_office.folder.glob("*.json"):
        file.chmod(0o444)
    target = copy_office(sample_office.folder, tmp_path / "本机")
    save_settings(target, Settings(user="李四"))
    assert load_settings(target).user == "李四"


def test_a_share_that_is_gone_holds_no_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OSError(errno.EINVAL, "The specified network name is no longer available")

    monkeypatch.setattr(os, "stat", gone)
    assert not holds_office(tmp_path)


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
