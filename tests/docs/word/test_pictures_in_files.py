"""Pictures of a Word file are kept where they stood, or told."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from zipfile import ZipFile
from zlib import crc32

import pytest
from PIL import Image, WmfImagePlugin
from PIL.ImageFile import StubHandler, StubImageFile

from fireoffice.docs.cells import picture_name
from fireoffice.docs.lint import normalise
from fireoffice.docs.manuscript import Role
from fireoffice.docs.paper import Letterhead, Paper, Paragraph, SealImage, Signature
from fireoffice.docs.reading import to_paper
from fireoffice.docs.typeset import typeset
from fireoffice.docs.word import from_word, read_word
from fireoffice.docs.writer import write
from tests.docs.word.circulars import (
    OPENING,
    PHOTO,
    SIGNED,
    read_around,
    says,
    texts_of,
    told_of,
)
from tests.docs.word.files import cell, docx, image, paragraph, row
from tests.pictures import jpeg, png


def test_a_picture_is_a_line_of_its_own_where_it_stood() -> None:
    body = paragraph("路线如下。") + f"<w:p>{image('a.png')}</w:p>" + paragraph("图1 检查路线图")
    reading = read_around(body, {"a.png": PHOTO})
    place = texts_of(reading).index(picture_name(1))
    assert texts_of(reading)[place - 1 : place + 2][0] == "路线如下。"
    assert reading.manuscript.lines[place].role is Role.PICTURE
    (picture,) = reading.manuscript.pictures
    assert (picture.width, picture.height) == (4535, 3023)
    assert told_of(reading) == []


def test_a_picture_amid_a_sentence_comes_after_it_whole() -> None:
    body = f"<w:p><w:r><w:t>路线见图</w:t></w:r>{image('a.png')}<w:r><w:t>所示。</w:t></w:r></w:p>"
    reading = read_around(body, {"a.png": PHOTO})
    assert texts_of(reading)[3:6] == ["路线见图", "所示。", picture_name(1)]


def test_a_picture_in_a_cell_stays_in_its_cell() -> None:
    photo = f"<w:p>{image('a.png')}</w:p>"
    table = row(cell("地点"), cell("照片")) + row(cell("东门"), photo + paragraph("已整改"))
    reading = read_around(f"<w:tbl>{table}</w:tbl>", {"a.png": PHOTO})
    assert texts_of(reading, Role.TABLE) == ["地点\t照片", "东门\t〔图片1〕⏎已整改"]
    assert reading.came_out.pictures == reading.went_in.pictures == 1


def test_one_picture_shown_twice_is_shown_twice() -> None:
    reading = read_around(f"<w:p>{image('a.png')}</w:p>" * 2, {"a.png": PHOTO})
    assert texts_of(reading, Role.PICTURE) == [picture_name(1)] * 2
    assert len(reading.manuscript.pictures) == 1


def test_a_picture_that_only_old_programs_know_is_kept() -> None:
    shape = '<v:shape style="width:150pt;height:75.5pt"><v:imagedata r:id="a.png"/></v:shape>'
    reading = read_around(f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>", {"a.png": PHOTO})
    (picture,) = reading.manuscript.pictures
    assert (picture.width, picture.height) == (3000, 1510)


def test_a_drawing_told_twice_gives_one_picture() -> None:
    old = '<v:shape style="width:9pt;height:9pt"><v:imagedata r:id="a.png"/></v:shape>'
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wpg">{image("a.png")[5:-6]}</mc:Choice>'
        f"<mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    reading = read_around(f"<w:p><w:r>{both}</w:r></w:p>", {"a.png": PHOTO})
    assert reading.came_out.pictures == reading.went_in.pictures == 1


@pytest.mark.parametrize("kind", ["BMP", "GIF", "TIFF"])
def test_other_pictures_are_kept_as_png(kind: str) -> None:
    target = BytesIO()
    Image.new("RGB", (30, 20), "red").save(target, kind)
    reading = read_around(f"<w:p>{image('a.x')}</w:p>", {"a.x": ("image", target.getvalue())})
    (picture,) = reading.manuscript.pictures
    assert picture.data.startswith(b"\x89PNG")


def test_a_photo_larger_than_print_needs_is_made_smaller() -> None:
    reading = read_around(f"<w:p>{image('a.jpg')}</w:p>", {"a.jpg": ("image", jpeg(5000, 2500))})
    (picture,) = reading.manuscript.pictures
    assert Image.open(BytesIO(picture.data)).size == (1600, 800)


EMF = (
    b"\x01\0\0\0" + struct.pack("<I8i", 88, 0, 0, 299, 199, 0, 0, 7937, 5292) + b" EMF" + b"\0" * 44
)


class _Drawing(StubHandler):
    """Draws a metafile, as Windows does."""

    def open(self, im: StubImageFile) -> None:
        """Nothing is to be done ahead."""

    def load(self, im: StubImageFile) -> Image.Image:
        return Image.new("RGB", (600, 400), "red")


@pytest.fixture
def _drawing() -> Iterator[None]:
    WmfImagePlugin.register_handler(_Drawing())
    yield
    WmfImagePlugin.register_handler(None)


@pytest.mark.usefixtures("_drawing")
def test_a_metafile_is_kept_where_the_machine_can_draw_it() -> None:
    reading = read_around(f"<w:p>{image('a.emf')}</w:p>", {"a.emf": ("image", EMF)})
    (picture,) = reading.manuscript.pictures
    assert picture.data.startswith(b"\x89PNG")


def test_a_picture_of_more_dots_than_any_machine_holds_is_told() -> None:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    head = struct.pack(">I", 13) + chunk + struct.pack(">I", crc32(chunk))
    data = b"\x89PNG\r\n\x1a\n" + head + struct.pack(">I", 0) + b"IDAT" + b"\0" * 8
    reading = read_around(f"<w:p>{image('a.png')}</w:p>", {"a.png": ("image", data)})
    assert reading.manuscript.pictures == ()
    assert says(reading, "图片没有读入")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x01\0\0\0" + b"\0" * 36 + b" EMF", "EMF"),
        (b"\xd7\xcd\xc6\x9a" + b"\0" * 40, "WMF"),
        (b"\x89PNG\r\n\x1a\n cut short", "读不出"),
    ],
)
def test_a_picture_that_cannot_be_kept_is_told(data: bytes, words: str) -> None:
    reading = read_around(f"<w:p>{image('a.emf')}</w:p>", {"a.emf": ("image", data)})
    assert reading.manuscript.pictures == ()
    ((text, message),) = told_of(reading)
    assert words in text
    assert "图片没有读入" in message


def test_a_picture_that_is_only_linked_to_is_told() -> None:
    reading = read_around(f"<w:p>{image('gone.png')}</w:p>")
    assert says(reading, "只有链接")


def test_a_line_drawn_as_a_picture_is_told_and_not_kept() -> None:
    reading = read_around(f"<w:p>{image('a.png', 5_600_000, 19_050)}</w:p>", {"a.png": PHOTO})
    assert reading.manuscript.pictures == ()
    assert says(reading, "画成图片的线")


def test_a_picture_over_the_signature_moves_above_it_and_is_told() -> None:
    body = OPENING + paragraph("邻鄂镇人民政府") + f"<w:p>{image('a.png')}</w:p>"
    body += paragraph("2025年11月25日")
    reading = from_word(read_word(docx(body, {}, {"a.png": PHOTO})), "通知.docx")
    assert texts_of(reading)[-3:] == [picture_name(1), "邻鄂镇人民政府", "2025年11月25日"]
    assert [one.code for one in reading.mends if one.before == picture_name(1)] == ["picture-place"]


def test_the_seal_of_a_paper_is_no_picture_of_its_text() -> None:
    seal = SealImage(png(200, 200))
    paper = Paper(
        Letterhead(("邻鄂镇人民政府",)),
        "关于检查的通知",
        (Paragraph("请遵照执行。"),),
        signature=Signature(("邻鄂镇人民政府",), date(2025, 11, 25), seals=(seal,)),
    )
    reading = from_word(read_word(write(typeset(paper).composition)), "通知.docx")
    assert reading.manuscript.pictures == ()
    assert says(reading, "印章图片没有读入，成文时另行加盖")
    assert told_of(reading) == []


def test_a_picture_above_the_title_moves_below_the_recipients() -> None:
    body = f"<w:p>{image('a.png')}</w:p>{OPENING}{SIGNED}"
    reading = from_word(read_word(docx(body, {}, {"a.png": PHOTO})), "通知.docx")
    assert [line.role for line in reading.manuscript.lines[:3]] == [
        Role.TITLE, Role.RECIPIENTS, Role.PICTURE,
    ]  # fmt: skip


def test_the_own_paper_with_pictures_and_merged_cells_is_read_again_as_it_was() -> None:
    table = row(cell("单位"), cell("项目", "说明", span=2))
    table += row(cell("甲", merge="restart"), cell("通道"), cell("畅通"))
    table += row(cell("", merge="continue"), cell("电线"), f"<w:p>{image('a.png')}</w:p>")
    first = read_around(f"<w:p>{image('a.png')}</w:p><w:tbl>{table}</w:tbl>", {"a.png": PHOTO})
    data = write(typeset(to_paper(first.manuscript).paper).composition)
    again = from_word(read_word(data), "通知.docx")
    assert again.manuscript.lines == first.manuscript.lines
    assert again.came_out == first.came_out


def test_correcting_keeps_what_the_reading_has() -> None:
    table = f"<w:tbl>{row(cell('单位'), cell('人数'))}{row(cell('甲'), cell('3'))}</w:tbl>"
    reading = read_around(f"<w:p>{image('a.png')}</w:p>{table}", {"a.png": PHOTO})
    corrected = normalise(reading).manuscript
    assert corrected.pictures == reading.manuscript.pictures
    again = from_word(read_word(write(typeset(to_paper(corrected).paper).composition)), "新.docx")
    for name in ("pictures", "cells", "tables"):
        assert getattr(again.came_out, name) == getattr(reading.went_in, name)


def test_a_picture_whose_bytes_are_broken_costs_itself_and_not_the_paper() -> None:
    data = docx(f"{OPENING}<w:p>{image('a.png')}</w:p>{SIGNED}", {}, {"a.png": PHOTO})
    with ZipFile(BytesIO(data)) as packed:
        member = packed.getinfo("word/a.png")
    place = member.header_offset + 30 + len(member.filename) + 4
    broken = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
    reading = from_word(read_word(broken), "通知.docx")
    assert reading.manuscript.pictures == ()
    assert says(reading, "图片没有读入")
