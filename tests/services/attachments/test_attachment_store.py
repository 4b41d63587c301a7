"""The files behind photos and attachments: sound, mirrored in a second place, made small."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.attachments import thumbnails
from fireoffice.services.attachments.store import STORE
from fireoffice.services.lists.listing import Query
from fireoffice.services.office import Office
from tests.attached import add, only
from tests.pictures import jpeg, stored


def test_a_sound_store_has_nothing_to_tell(sample_office: Office, hazard: str) -> None:
    add(sample_office, hazard, jpeg(), jpeg(3000, 2000))
    assert attachments.verify(sample_office) == attachments.StoreReport()


def test_missing_damaged_and_stray_files_are_told(sample_office: Office, hazard: str) -> None:
    add(sample_office, hazard, jpeg(), jpeg(colour="red"))
    first, second = stored(sample_office)
    first.unlink()
    second.write_bytes(b"x")
    (second.parent / f"{'0' * 64}.jpg").write_bytes(jpeg(colour="blue"))
    report = attachments.verify(sample_office)
    assert report.problems == ("附件有1个的文件不见了", "附件有1个的文件已损坏")
    assert "1个文件没有记录使用" in report.notes[0]


def test_a_damaged_file_is_never_handed_out(sample_office: Office, hazard: str) -> None:
    add(sample_office, hazard, jpeg())
    (file,) = stored(sample_office)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(EnvironmentProblem, match="已损坏"):
        attachments.path(sample_office, file.stem)
    assert add(sample_office, hazard, jpeg(colour="red")).ids
    other = records.query(sample_office, HAZARDS, Query()).rows[1].id
    add(sample_office, other, jpeg())
    assert attachments.path(sample_office, file.stem).read_bytes() == jpeg()


def test_the_second_place_gets_what_it_lacks_and_gives_back_what_is_lost(
    sample_office: Office, hazard: str, tmp_path: Path
) -> None:
    add(sample_office, hazard, jpeg(), jpeg(colour="red"))
    assert attachments.mirror(sample_office, tmp_path) == 2
    assert attachments.mirror(sample_office, tmp_path) == 0
    first, _ = stored(sample_office)
    first.unlink()
    assert attachments.bring_back(sample_office.folder, tmp_path) == 1
    assert attachments.verify(sample_office).problems == ()


def test_damage_does_not_spread_to_the_second_place(
    sample_office: Office, hazard: str, tmp_path: Path
) -> None:
    add(sample_office, hazard, jpeg())
    (file,) = stored(sample_office)
    file.write_bytes(b"x")
    assert attachments.mirror(sample_office, tmp_path) == 0
    assert not list((tmp_path / STORE).rglob("*.jpg"))


def test_small_pictures_are_made_once_and_again_when_their_folder_is_gone(
    sample_office: Office, hazard: str
) -> None:
    add(sample_office, hazard, jpeg(3000, 2000))
    one = only(sample_office, hazard)
    made = thumbnails.of_attachment(sample_office, one.sha256)
    assert max(Image.open(BytesIO(made)).size) == thumbnails.SIDE
    cached = next((sample_office.folder / thumbnails.CACHE).rglob("*.jpg"))
    cached.write_bytes(made[:100])
    assert thumbnails.of_attachment(sample_office, one.sha256) == made
    attachments.path(sample_office, one.sha256).unlink()
    assert thumbnails.of_attachment(sample_office, one.sha256) == made
