"""Photos and files of records: taken in, kept by what is in them, paired, undone, checked."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import EnvironmentProblem, InputError
from fireoffice.core.settings import Settings, save_settings
from fireoffice.domain.attachments import AFTER, BEFORE, MATERIAL, SCAN, SCENE
from fireoffice.registers import HAZARDS, STAGE, TRAININGS, Register
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.attachments.register import Pasted
from fireoffice.services.attachments.store import STORE
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.lists.listing import Query
from fireoffice.services.office import Office
from tests.attached import add, only, shown
from tests.pictures import TAKEN, jpeg, png, stored


def test_a_small_photo_stays_byte_for_byte_under_the_name_of_its_content(
    sample_office: Office, hazard: str
) -> None:
    data = jpeg()
    add(sample_office, hazard, data)
    one = only(sample_office, hazard)
    file = attachments.path(sample_office, one.sha256)
    assert file.read_bytes() == data
    assert file == sample_office.folder / STORE / one.sha256[:2] / f"{one.sha256}.jpg"
    assert (one.width, one.height, one.bytes, one.media_type) == (640, 480, len(data), "image/jpeg")
    assert one.taken_at == datetime(2021, 4, 6, 15, 20, tzinfo=CHINA)


def test_a_large_photo_is_scaled_set_upright_and_loses_its_position(
    sample_office: Office, hazard: str
) -> None:
    add(sample_office, hazard, jpeg(4000, 3000, orientation=6, gps=True))
    one = only(sample_office, hazard)
    image = shown(sample_office, one)
    assert image.size == (one.width, one.height) == (1200, 1600)
    assert 0x8825 not in image.getexif()
    assert image.getexif().get(0x0112, 1) == 1
    # Turned clockwise, the dark left half lies on top.
    assert sum(image.getpixel((600, 100))) < 60 < sum(image.getpixel((600, 1500)))
    assert one.taken_at == datetime(2021, 4, 6, 15, 20, tzinfo=CHINA)
    assert image.getexif().get_ifd(0x8769)[0x9003] == TAKEN
    assert one.original == ""


def test_a_small_photo_loses_its_position_too(sample_office: Office, hazard: str) -> None:
    add(sample_office, hazard, jpeg(gps=True))
    assert 0x8825 not in shown(sample_office, only(sample_office, hazard)).getexif()


def test_the_settings_say_how_large_photos_stay_and_whether_the_original_is_kept(
    sample_office: Office, hazard: str
) -> None:
    save_settings(
        sample_office.folder, replace(Settings(), photo_side=1000, keep_original_photos=True)
    )
    data = jpeg(2000, 1500)
    add(sample_office, hazard, data)
    one = only(sample_office, hazard)
    assert (one.width, one.height) == (1000, 750)
    assert attachments.path(sample_office, one.original).read_bytes() == data


def test_the_same_bytes_are_stored_once_for_two_records(sample_office: Office, hazard: str) -> None:
    other = records.query(sample_office, HAZARDS, Query()).rows[1].id
    for key in (hazard, other):
        add(sample_office, key, jpeg())
    assert len(stored(sample_office)) == 1


def test_a_photo_that_the_record_has_already_is_refused_but_does_not_hinder_the_others(
    sample_office: Office, hazard: str
) -> None:
    add(sample_office, hazard, jpeg(3000, 2000))
    again = add(sample_office, hazard, jpeg(3000, 2000), jpeg(colour="red"))
    assert len(again.ids) == 1
    assert again.refused == ("“照片1.jpg”已经添加过了。",)


@pytest.mark.parametrize(
    ("mode", "kept"), [("RGB", "image/jpeg"), ("RGBA", "image/png")], ids=["opaque", "transparent"]
)
def test_a_large_screen_shot_becomes_small_without_turning_black(
    sample_office: Office, hazard: str, mode: str, kept: str
) -> None:
    transparent = png(2400, 1200, mode)
    attachments.add(sample_office, HAZARDS, hazard, [Pasted("截图.png", transparent)])
    one = only(sample_office, hazard)
    assert (one.width, one.height) == (1600, 800)
    assert one.media_type == kept


def test_what_papers_cannot_hold_becomes_jpeg(sample_office: Office, hazard: str) -> None:
    target = BytesIO()
    Image.new("CMYK", (300, 200)).save(target, "TIFF")
    attachments.add(sample_office, HAZARDS, hazard, [Pasted("复印.tif", target.getvalue())])
    assert only(sample_office, hazard).media_type == "image/jpeg"


def test_a_scan_of_several_pages_keeps_all_its_pages(sample_office: Office, hazard: str) -> None:
    target = BytesIO()
    pages = [Image.new("L", (100, 140), shade) for shade in (0, 128, 255)]
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    attachments.add(sample_office, HAZARDS, hazard, [Pasted("回证.tif", target.getvalue())])
    one = only(sample_office, hazard)
    assert attachments.path(sample_office, one.sha256).read_bytes() == target.getvalue()
    assert (one.is_photo, one.role) == (False, MATERIAL)


def test_documents_stay_as_they_are_and_get_a_role_that_fits(
    sample_office: Office, hazard: str
) -> None:
    given = [Pasted("回证.PDF", b"%PDF-1.4 x"), Pasted("说明.docx", b"PK\x03\x04 x")]
    attachments.add(sample_office, HAZARDS, hazard, given, role=BEFORE)
    found = attachments.listing(sample_office, HAZARDS, hazard)
    assert [(one.name, one.role, one.pair) for one in found] == [
        ("回证.PDF", SCAN, None),
        ("说明.docx", MATERIAL, None),
    ]
    assert attachments.path(sample_office, found[0].sha256).suffix == ".pdf"


def _bomb() -> bytes:
    """A PNG of 200 million pixels in a few kilobytes."""
    target = BytesIO()
    Image.new("1", (20_000, 10_000)).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("空.jpg", lambda: b"", "文件是空的（空.jpg）"),
        ("半.jpg", lambda: jpeg(2000, 1500)[:9000], "照片不完整或已损坏"),
        ("半小.jpg", lambda: jpeg()[:-900], "照片不完整或已损坏"),
        ("假.jpg", lambda: b"hello", "照片不完整或已损坏"),
        ("炸弹.png", _bomb, "照片太大"),
        ("手机.heic", lambda: b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC照片本程序打不开"),
        ("改名.jpg", lambda: b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC照片本程序打不开"),
        ("工具.exe", lambda: b"MZ", "程序文件不能作附件"),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_sentence_and_leaves_nothing(
    sample_office: Office, hazard: str, name: str, make: Callable[[], bytes], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence) as caught:
        attachments.add(sample_office, HAZARDS, hazard, [Pasted(name, make())])
    assert caught.value.message.endswith("。")
    assert attachments.listing(sample_office, HAZARDS, hazard) == ()
    assert stored(sample_office) == []
    assert records.can_undo(sample_office) != "添加附件"


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(
    sample_office: Office, hazard: str, tmp_path: Path
) -> None:
    huge = tmp_path / "录像.mp4"
    with huge.open("wb") as stream:
        stream.truncate(101 * 1024 * 1024)
    with pytest.raises(InputError, match="最大100MB"):
        attachments.add(sample_office, HAZARDS, hazard, [huge])


def test_a_stick_pulled_out_in_the_middle_leaves_nothing(
    sample_office: Office, hazard: str, tmp_path: Path
) -> None:
    first = tmp_path / "1.jpg"
    first.write_bytes(jpeg())
    with pytest.raises(EnvironmentProblem, match="找不到该文件"):
        attachments.add(sample_office, HAZARDS, hazard, [first, tmp_path / "2.jpg"])
    assert attachments.listing(sample_office, HAZARDS, hazard) == ()
    assert stored(sample_office) == []


def test_a_full_disk_leaves_nothing(
    sample_office: Office, hazard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, written = os.fsync, []

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) > 2:
            raise OSError(errno.ENOSPC, "full")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem, match="磁盘已满"):
        add(sample_office, hazard, jpeg(), jpeg(colour="red"), jpeg(colour="blue"))
    monkeypatch.undo()
    assert stored(sample_office) == []
    assert attachments.listing(sample_office, HAZARDS, hazard) == ()
    assert add(sample_office, hazard, jpeg()).ids


def test_a_record_that_is_not_there_gets_no_files(sample_office: Office) -> None:
    with pytest.raises(InputError, match="找不到这条隐患"):
        add(sample_office, "gone", jpeg())
    assert stored(sample_office) == []


def test_many_files_are_one_operation_that_is_undone_and_redone(
    sample_office: Office, hazard: str
) -> None:
    added = add(sample_office, hazard, jpeg(), jpeg(colour="red"))
    assert records.can_undo(sample_office) == "添加2张照片"
    records.undo(sample_office)
    assert attachments.listing(sample_office, HAZARDS, hazard) == ()
    assert len(stored(sample_office)) == 2
    records.redo(sample_office)
    found = attachments.listing(sample_office, HAZARDS, hazard)
    assert tuple(one.id for one in found) == added.ids


def test_what_was_removed_can_be_put_back(sample_office: Office, hazard: str) -> None:
    added = add(sample_office, hazard, jpeg())
    attachments.remove(sample_office, added.ids)
    assert attachments.listing(sample_office, HAZARDS, hazard) == ()
    assert len(attachments.listing(sample_office, HAZARDS, hazard, recycled=True)) == 1
    attachments.restore(sample_office, added.ids)
    assert len(attachments.listing(sample_office, HAZARDS, hazard)) == 1


def _places(office: Office, hazard: str) -> list[tuple[str, int | None]]:
    return [(one.role, one.pair) for one in attachments.listing(office, HAZARDS, hazard)]


def test_photos_fill_the_pairs_and_those_after_the_hazard_is_put_right_the_empty_places(
    sample_office: Office,
) -> None:
    unmet = records.query(sample_office, HAZARDS, Query(filters={STAGE: "待整改"})).rows[0]
    add(sample_office, unmet.id, jpeg(), jpeg(colour="red"))
    add(sample_office, unmet.id, jpeg(colour="green"))
    assert _places(sample_office, unmet.id) == [(BEFORE, 1), (BEFORE, 2), (BEFORE, 3)]
    day = {"day": sample_office.clock.today(), "people": "店主"}
    hazard_events.record_event(sample_office, unmet.id, "整改完成", day)
    add(sample_office, unmet.id, jpeg(colour="blue"))
    assert _places(sample_office, unmet.id)[-1] == (AFTER, 1)


def test_two_photos_change_places(sample_office: Office, hazard: str) -> None:
    (before,) = add(sample_office, hazard, jpeg(), role=BEFORE).ids
    add(sample_office, hazard, jpeg(colour="red"), role=AFTER)
    attachments.change_role(sample_office, HAZARDS, before, AFTER, pair=1)
    assert _places(sample_office, hazard) == [(AFTER, 1), (BEFORE, 1)]
    records.undo(sample_office)
    assert _places(sample_office, hazard) == [(BEFORE, 1), (AFTER, 1)]


@pytest.mark.parametrize(("register", "role"), [(HAZARDS, SCENE), (TRAININGS, BEFORE)])
def test_a_role_that_the_register_does_not_know_is_refused(
    sample_office: Office, register: Register, role: str
) -> None:
    key = records.query(sample_office, register, Query()).rows[0].id
    with pytest.raises(InputError, match="没有“"):
        attachments.add(sample_office, register, key, [Pasted("1.jpg", jpeg())], role)


def test_any_register_takes_photos(sample_office: Office) -> None:
    key = records.query(sample_office, TRAININGS, Query()).rows[0].id
    attachments.add(sample_office, TRAININGS, key, [Pasted("1.jpg", jpeg())])
    (one,) = attachments.listing(sample_office, TRAININGS, key)
    assert (one.role, one.pair) == (SCENE, None)


def test_a_photo_is_turned_and_the_turn_can_be_undone(sample_office: Office, hazard: str) -> None:
    (key,) = add(sample_office, hazard, jpeg()).ids
    attachments.rotate(sample_office, key)
    one = only(sample_office, hazard)
    assert (one.width, one.height) == (480, 640)
    assert sum(shown(sample_office, one).getpixel((240, 40))) < 60
    records.undo(sample_office)
    assert shown(sample_office, only(sample_office, hazard)).size == (640, 480)


def test_a_copy_gets_the_name_it_came_with_and_replaces_nothing(
    sample_office: Office, hazard: str, tmp_path: Path
) -> None:
    data = jpeg()
    (key,) = add(sample_office, hazard, data).ids
    first = attachments.save_copy(sample_office, key, tmp_path)
    second = attachments.save_copy(sample_office, key, tmp_path)
    assert (first.name, second.name) == ("照片1.jpg", "照片1（2）.jpg")
    assert second.read_bytes() == data


def test_an_attachment_gets_another_name_and_a_note_and_loses_them_again(
    sample_office: Office, hazard: str
) -> None:
    add(sample_office, hazard, jpeg())
    one = only(sample_office, hazard)
    attachments.describe(sample_office, one.id, name=" 一楼东侧通道 ", note="门口堆物 ")
    told = only(sample_office, hazard)
    assert (told.name, told.note, told.sha256) == ("一楼东侧通道.jpg", "门口堆物", one.sha256)
    attachments.describe(sample_office, one.id, note="")
    told = only(sample_office, hazard)
    assert (told.name, told.note) == ("一楼东侧通道.jpg", "")
    records.undo(sample_office)
    records.undo(sample_office)
    told = only(sample_office, hazard)
    assert (told.name, told.note) == (one.name, one.note)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("东侧.JPG", "东侧.jpg"), ("一层.二号楼", "一层.二号楼.jpg"), ("通道.exe", "通道.exe.jpg")],
)
def test_the_ending_of_its_name_stays_that_of_its_file(
    sample_office: Office, hazard: str, typed: str, kept: str
) -> None:
    add(sample_office, hazard, jpeg())
    attachments.describe(sample_office, only(sample_office, hazard).id, name=typed)
    assert only(sample_office, hazard).name == kept


@pytest.mark.parametrize("typed", ["", "  ", ".jpg", " .JPG"])
def test_an_attachment_is_not_left_without_a_name(
    sample_office: Office, hazard: str, typed: str
) -> None:
    add(sample_office, hazard, jpeg())
    one = only(sample_office, hazard)
    with pytest.raises(InputError, match="名称不能是空的"):
        attachments.describe(sample_office, one.id, name=typed)
    assert only(sample_office, hazard).name == one.name
