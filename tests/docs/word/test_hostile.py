"""Whatever a file does, it is read or refused in a Chinese sentence; nothing outside is touched."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree

from fireoffice.core.errors import InputError, OfficeError
from fireoffice.core.paths import resource
from fireoffice.docs.clauses import take_apart
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.reading import to_paper
from fireoffice.docs.style import STANDARD
from fireoffice.docs.typeset import typeset
from fireoffice.docs.word import read_document, read_word
from fireoffice.docs.writer import write
from tests.docs.word.files import archive, box, docx, paragraph, part

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "空文件"),
        (b"\0" * 900, "只有空白"),
        (b"PK\x03\x04 cut off", "已损坏"),
        (OLE + _stream("EncryptedPackage"), "打开密码"),
        (OLE + _stream("WordDocument"), "旧的 .doc"),
        (OLE + _stream("Workbook"), "Excel"),
        (OLE, "不是 Word 文件，或已损坏"),
        (b"{\\rtf1\\ansi x}", "RTF"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "网页"),
        (b"<html xmlns:o='x'><head></head></html>", "网页"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "单个网页"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "2003"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"no Word file at all", "不是 Word 文件"),
        (archive({"a.txt": "x"}), "压缩包"),
        (archive({"xl/workbook.xml": "x"}), "Excel"),
        (archive({"OFD.xml": "x"}), "OFD"),
        (archive({"META-INF/manifest.xml": "x"}), "OpenDocument"),
        (archive({"[Content_Types].xml": "x"}), "已损坏"),
        (archive({"word/document.xml": "<w:document"}), "已损坏"),
        (archive({"word/document.xml": part("document", "")}), "已损坏"),
    ],
)
def test_what_is_no_readable_word_file_is_said_in_its_own_words(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence) as caught:
        read_word(data, "通知.docx")

    assert "通知.docx" in caught.value.message
    assert caught.value.hint


def test_a_locked_old_file_is_named_as_locked(tmp_path: Path) -> None:
    fib = b"\xec\xa5" + b"\0" * 8 + struct.pack("<H", 0x0100)
    file = tmp_path / "密.doc"
    file.write_bytes(OLE + fib.ljust(512, b"\0") + _stream("WordDocument"))

    with pytest.raises(InputError, match="打开密码"):
        read_document(file)


def test_an_archive_with_a_password_is_said_to_have_one() -> None:
    data = bytearray(docx(paragraph("字")))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(sign), bytes(data)):
            data[match.start() + offset] |= 1

    with pytest.raises(InputError, match="密码"):
        read_word(bytes(data))


ENTITIES = (
    '<!DOCTYPE d [<!ENTITY own SYSTEM "file://{file}">]>',
    '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "file://{file}"> %p;]>',
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY own "&a;&a;&a;&a;">]>',
)


@pytest.mark.parametrize("doctype", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_ever_resolved(doctype: str, encoding: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    xml = part("document", "<w:body><w:p><w:r><w:t>&own;</w:t></w:r></w:p></w:body>")
    head, _, rest = xml.partition("?>")
    head = head.replace("UTF-8", encoding.upper())
    hostile = f"{head}?>{doctype.format(file=secret)}{rest}".encode(encoding)

    with pytest.raises(InputError) as caught:
        read_word(archive({"word/document.xml": hostile}))

    assert "机密" not in str(caught.value)


def test_a_bomb_is_refused_before_it_goes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    blanks = b" " * 50_000_000
    data = archive({"word/document.xml": blanks})
    monkeypatch.setattr(ZipFile, "read", _must_not_be_called)

    with pytest.raises(InputError, match="为安全没有打开"):
        read_word(data)


def _must_not_be_called(*_: object) -> bytes:
    raise AssertionError("unpacked")


def test_an_archive_of_thousands_of_files_is_refused() -> None:
    with pytest.raises(InputError, match="多得不像"):
        read_word(archive({f"{number}.xml": "" for number in range(6000)}))


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(archive({"word/document.xml": b" " * 3_000_000}))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        for match in re.finditer(re.escape(sign), bytes(data)):
            data[match.start() + offset : match.start() + offset + 4] = struct.pack("<I", 10)

    with pytest.raises(InputError, match="已损坏"):
        read_word(bytes(data))


@pytest.mark.parametrize(
    "target",
    ["../../secret.xml", "/../secret.xml", "file:///etc/passwd", "..\\secret.xml", "C:/secret.xml"],
)
def test_no_name_leads_out_of_the_archive(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.xml").write_text(part("styles", ""), encoding="utf-8")
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="x/styles" Target="{target}"/></Relationships>'
    )
    data = archive(
        {
            "word/document.xml": part("document", f"<w:body>{paragraph('字')}</w:body>"),
            "word/_rels/document.xml.rels": relations,
            "../../secret.xml": part("styles", ""),
        }
    )
    before = sorted(tmp_path.rglob("*"))

    assert read_word(data).paragraphs[0].text == "字"
    assert sorted(tmp_path.rglob("*")) == before


def test_what_stands_outside_the_file_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", _must_not_be_called)
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="x/styles" TargetMode="External" Target="http://127.0.0.1/s"/>'
        "</Relationships>"
    )
    data = archive(
        {
            "word/document.xml": part("document", f"<w:body>{paragraph('字')}</w:body>"),
            "word/_rels/document.xml.rels": relations,
        }
    )

    assert read_word(data).paragraphs[0].text == "字"


def test_ten_thousand_tables_in_each_other_are_refused_in_words() -> None:
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"

    with pytest.raises(InputError, match="层层相套"):
        read_word(docx(opened * 10_000 + paragraph("字") + closed * 10_000))


def test_tables_as_deep_as_the_parser_goes_are_read() -> None:
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"

    document = read_word(docx(opened * 80 + paragraph("字") + closed * 80))

    assert document.paragraphs[0].cell == (79, 0, 0)


def _sample() -> bytes:
    text = resource("sample/circular.txt").read_text(encoding="utf-8")
    paper = to_paper(read_text(text).manuscript).paper
    return write(typeset(paper, STANDARD).composition)


def _rich() -> bytes:
    cells = f"<w:tc><w:p/></w:tc><w:tc>{paragraph('字')}</w:tc>"
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    numbered = paragraph(
        "总则", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="9"/>'
    )
    note = '<w:p><w:r><w:t>注</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    letterhead = paragraph("邻鄂镇人民政府文件", run='<w:color w:val="FF0000"/>')
    boxed = f"<w:p>{box(letterhead)}</w:p>"
    section = '<w:sectPr><w:pgSz w:w="11906"/><w:docGrid w:linePitch="312"/></w:sectPr>'
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1、"/></w:lvl>'
    parts = {
        "numbering": f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        "footnotes": f'<w:footnote w:id="1">{paragraph("注文")}</w:footnote>',
        "styles": '<w:style w:type="paragraph" w:default="1" w:styleId="a"/>',
    }
    return docx(boxed + numbered + note + table + field + section, parts)


NASTY = ("", "-1", "0", "999999999999", "NaN", "一", "²", "٣", "auto", "12pt", "\U0001f525", "%9%1")


def _change_bytes(data: bytes, chance: random.Random) -> bytes:
    """A few bytes of the archive changed, or its end cut off."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed))] if chance.random() < 0.2 else changed)


def _change_parts(data: bytes, chance: random.Random) -> bytes:
    """Elements dropped, doubled and moved, attributes and texts replaced, parts left out."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name in source.namelist():
            content = source.read(name)
            if chance.random() < 0.03:
                continue
            packed.writestr(name, _change_xml(content, chance))
    return target.getvalue()


def _change_xml(content: bytes, chance: random.Random) -> bytes:
    root = etree.fromstring(content)
    for _ in range(chance.randrange(12)):
        element = chance.choice(list(root.iter(etree.Element)))
        parent = element.getparent()
        match chance.randrange(5):
            case 0 if parent is not None:
                parent.remove(element)
            case 1 if parent is not None:
                parent.append(deepcopy(element))
            case 2 if parent is not None:
                root.append(element)
            case 3 if element.attrib:
                element.set(chance.choice(list(element.attrib)), chance.choice(NASTY))
            case _:
                element.text = chance.choice(NASTY)
    written: bytes = etree.tostring(root)
    if chance.random() < 0.05:
        written = written[: chance.randrange(len(written))]
    return written


def _reads_or_says_why(file: Path, data: bytes) -> bool:
    """Whether `data` was read; that it raises nothing but an `OfficeError` is the point."""
    file.write_bytes(data)
    try:
        reading = read_document(file)
    except OfficeError as error:
        return re.search(r"[一-鿿]", error.message) is None
    take_apart(reading.manuscript)
    to_paper(reading.manuscript)
    return True


@pytest.mark.parametrize("change", [_change_bytes, _change_parts])
@pytest.mark.parametrize("make", [_sample, _rich])
def test_damaged_files_are_read_or_refused(
    change: Callable[[bytes, random.Random], bytes], make: Callable[[], bytes], tmp_path: Path
) -> None:
    data = make()
    chance = random.Random(20210401)

    read = sum(_reads_or_says_why(tmp_path / "x.docx", change(data, chance)) for _ in range(75))

    assert read < 75
    assert read > 0


def test_random_files_are_refused(tmp_path: Path) -> None:
    chance = random.Random(9704)
    heads = (b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"<?xml ", b"{\\rtf", b"<html", OLE)
    names = ("x.docx", "x.txt", "x.md", "x.toml", "x.xyz")

    read = sum(
        _reads_or_says_why(
            tmp_path / chance.choice(names),
            chance.choice(heads) + chance.randbytes(chance.randrange(4000)),
        )
        for _ in range(100)
    )

    assert read == 0
