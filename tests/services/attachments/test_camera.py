"""What a camera or a memory card has to offer."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import EnvironmentProblem
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.attachments.camera import camera_files
from fireoffice.services.lists.listing import Query
from fireoffice.services.office import Office


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A memory card: three photos of three days, the newest last, and what else lies there."""
    folder = tmp_path / "存储卡"
    pictures = folder / "DCIM" / "100PHOTO"
    pictures.mkdir(parents=True)
    for day, colour in ((18, "red"), (19, "green"), (20, "blue")):
        file = pictures / f"IMG_{day}.JPG"
        Image.new("RGB", (2000, 1500), colour).save(file, "JPEG")
        at = datetime(2021, 4, day, 9, 0, tzinfo=CHINA).timestamp()
        os.utime(file, (at, at))
    (pictures / "._IMG_20.JPG").write_bytes(b"left by another system")
    (folder / "说明.txt").write_text("卡", encoding="utf-8")
    return folder


def test_the_photos_of_a_card_come_newest_first(office: Office, card: Path) -> None:
    found = camera_files(office, card)
    assert [one.path.name for one in found] == ["IMG_20.JPG", "IMG_19.JPG", "IMG_18.JPG"]
    assert found[0].at == datetime(2021, 4, 20, 9, 0, tzinfo=CHINA)
    assert not any(one.imported for one in found)


def test_only_those_from_a_day_on_are_listed(office: Office, card: Path) -> None:
    found = camera_files(office, card, since=date(2021, 4, 19))
    assert [one.path.name for one in found] == ["IMG_20.JPG", "IMG_19.JPG"]


def test_a_photo_that_some_record_has_is_marked_whatever_its_name(
    sample_office: Office, card: Path
) -> None:
    photo = next(card.rglob("IMG_19.JPG"))
    hazard = records.query(sample_office, HAZARDS, Query()).rows[0].id
    attachments.add(sample_office, HAZARDS, hazard, [photo])
    photo.rename(photo.with_name("其他.jpg"))
    marked = {one.path.name: one.imported for one in camera_files(sample_office, card)}
    assert marked == {"IMG_20.JPG": False, "其他.jpg": True, "IMG_18.JPG": False}


def test_a_card_that_is_not_there_is_said(office: Office, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="找不到这个文件夹"):
        camera_files(office, tmp_path / "没有")
