"""The file as a whole: valid, openable, complete, the same each time."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from fireoffice.core.errors import InputError
from fireoffice.docs.composition import Composition, Section, TableBlock, TextBlock
from fireoffice.docs.style import FONT_PROFILES, FontProfile
from fireoffice.docs.writer import write
from tests.docs.writer.handmade import EVERY_KIND, circular, one_paragraph, seal_picture

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MOMENT = datetime(2021, 4, 1, 17, 30, tzinfo=timezone(timedelta(hours=8)))

TEMPLATES = sorted((Path(__file__).parents[3] / "resources" / "templates").glob("*.docx"))

kinds = pytest.mark.parametrize("kind", EVERY_KIND)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def theme_fonts(files: Mapping[str, bytes]) -> set[str]:
    """The families that the theme names."""
    theme = etree.fromstring(files["word/theme/theme1.xml"])
    return {font for node in theme.iter("{*}majorFont", "{*}minorFont") for font in node.xpath(
        "*/@typeface") if font}  # fmt: skip


def asks_for_the_theme(files: Mapping[str, bytes]) -> set[str]:
    """The parts that say a font by its place in the theme."""
    asking = re.compile(rb"(?:ascii|hAnsi|eastAsia|cs)Theme=|cstheme=|themeFontLang")
    return {name for name, part in files.items() if asking.search(part)}


def text_blocks(composition: Composition) -> Iterator[TextBlock]:
    def of_section(section: Section) -> Iterator[TextBlock]:
        for block in section.blocks:
            if isinstance(block, TableBlock):
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.blocks
            else:
                yield block
        if section.imprint:
            yield from section.imprint.blocks
        if section.first_page:
            yield from (*section.first_page.head, *section.first_page.foot)

    for section in composition.sections:
        yield from of_section(section)


def said(node: etree._Element) -> str:
    """What a reader sees of the runs below `node`."""
    marks = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        marks.get(piece.tag, piece.text or "")
        for run in node.iter(f"{W}r")
        for piece in run
        if piece.tag in {f"{W}t", *marks}
    )


@kinds
def test_an_independent_validator_finds_nothing_wrong(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(write(EVERY_KIND[kind](), MOMENT))

    result = OpenXmlValidator().validate(str(file))

    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("profile", FONT_PROFILES)
def test_every_font_profile_gives_a_valid_file(profile: str, tmp_path: Path) -> None:
    paper = circular(1)
    file = tmp_path / "paper.docx"
    file.write_bytes(write(Composition(paper.sections, FONT_PROFILES[profile])))

    assert OpenXmlValidator().validate(str(file)).is_valid
    assert (
        FONT_PROFILES[profile].xiaobiaosong.encode() in parts(file.read_bytes())["word/styles.xml"]
    )


@kinds
def test_every_block_is_found_in_the_file(kind: str) -> None:
    composition = EVERY_KIND[kind]()
    found = [
        said(paragraph)
        for name, data in parts(write(composition)).items()
        if name.startswith("word/") and name.endswith(".xml")
        for paragraph in etree.fromstring(data).iter(f"{W}p")
    ]

    for block in text_blocks(composition):
        assert block.text in found


@kinds
def test_the_word_object_model_opens_the_file_and_reads_its_pages(kind: str) -> None:
    composition = EVERY_KIND[kind]()

    document = docx.Document(BytesIO(write(composition)))

    assert document.core_properties.title == composition.title
    assert document.core_properties.author == composition.author
    assert document.settings.odd_and_even_pages_header_footer
    assert len(document.sections) == len(composition.sections)
    for read, wanted in zip(document.sections, composition.sections, strict=True):
        assert read.page_width is not None
        assert read.page_height is not None
        assert (read.page_width.twips, read.page_height.twips) == (
            wanted.page.width,
            wanted.page.height,
        )
        assert read.different_first_page_header_footer == (wanted.first_page is not None)


@kinds
def test_the_same_paper_gives_the_same_bytes(kind: str) -> None:
    assert write(EVERY_KIND[kind](), MOMENT) == write(EVERY_KIND[kind](), MOMENT)


def test_the_moment_of_creation_is_the_given_one_or_none() -> None:
    dated = parts(write(circular(1), MOMENT))["docProps/core.xml"].decode()
    undated = parts(write(circular(1)))["docProps/core.xml"].decode()

    assert dated.count("2021-04-01T09:30:00Z") == 2
    assert "dcterms" not in undated.partition("xmlns:xsi")[2]


def test_a_long_title_is_cut_to_what_word_takes_as_a_property() -> None:
    paper = circular(1)
    long = Composition(paper.sections, paper.fonts, "关于消防" * 100)

    assert docx.Document(BytesIO(write(long))).core_properties.title == ("关于消防" * 100)[:255]


def test_one_seal_on_two_papers_parts_is_stored_once() -> None:
    paper = circular(1, seal_picture())
    twice = Composition(paper.sections * 2, paper.fonts)

    files = parts(write(twice))

    assert [name for name in files if "media" in name] == ["word/media/image1.png"]
    assert files["word/document.xml"].count(b"<wp:anchor") == 2


def test_drawings_have_numbers_of_their_own() -> None:
    paper = circular(1, seal_picture())
    document = etree.fromstring(
        parts(write(Composition(paper.sections * 3, paper.fonts)))["word/document.xml"]
    )

    numbers = [node.get("id") for node in document.iter("{*}docPr")]

    assert len(numbers) == len(set(numbers)) == 3


def test_a_seal_that_is_no_picture_is_refused_in_chinese() -> None:
    with pytest.raises(InputError, match="印章图片"):
        write(circular(1, b"GIF89a"))


@pytest.mark.parametrize("fonts", FONT_PROFILES.values(), ids=list(FONT_PROFILES))
def test_no_written_file_rests_on_a_font_of_the_theme(fonts: FontProfile) -> None:
    files = parts(write(replace(circular(1, seal_picture()), fonts=fonts)))

    assert not asks_for_the_theme(files)
    assert theme_fonts(files) == {fonts.songti}
    assert f'w:eastAsia="{fonts.songti}"'.encode() in files["word/styles.xml"]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_shipped_template_rests_on_a_font_of_the_theme(file: Path) -> None:
    files = parts(file.read_bytes())

    assert not asks_for_the_theme(files)
    assert theme_fonts(files) == {"宋体"}


def test_the_file_brings_nothing_that_a_paper_does_not_need() -> None:
    names = set(parts(write(one_paragraph())))

    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/theme/theme1.xml",
        "word/footer1.xml",
        "word/footer2.xml",
    }
