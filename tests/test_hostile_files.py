"""Hostile pictures, packages, templates and texts: each refused in a sentence, or done, cheaply.

What it costs is bounded by the program's own counts, which the tests watch; `bench hostile` prints
seconds and megabytes.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from PIL import EpsImagePlugin, Image
from PIL.PngImagePlugin import PngInfo

from fireoffice.core.errors import InputError
from fireoffice.docs.forms.checking import Weight, check_template
from fireoffice.docs.forms.environment import MOST_STEPS, FormEnvironment
from fireoffice.docs.forms.template import FormTemplate
from fireoffice.docs.harmless import opens, require_harmless
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.prose.source import MOST_LINES
from fireoffice.docs.serialize import read_toml
from fireoffice.docs.word import from_word, read_word
from fireoffice.services.attachments.pictures import Sizing, read_picture, thumbnail
from fireoffice.ui import opening
from tests.docs.forms.specimens import edited, fill, notice
from tests.hostile import (
    NOTICE,
    PACKAGES,
    PICTURES,
    POSTSCRIPT,
    TEMPLATES,
    TEXTS,
    TOMLS,
    with_member,
)
from tests.pictures import jpeg

PIXELS_DECODED = 50_000_000
DONE = {
    "一亿像素.jpg", "长条.jpg", "填充到底.jpg", "文字炸弹.png", "十万帧.gif", "环.tif",
    "循环字符", "循环过滤", "负号", "样式链",
    "近上限", "近上限空行", "书名号", "方括号", "序数", "点", "链接", "表格", "星号", "文号",
    "联系人", "日期", "标题",
}  # fmt: skip


def _must_not_run(*given: object, **_: object) -> None:
    raise AssertionError(f"run: {given}")


@pytest.fixture(autouse=True)
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pixels of each picture that was decoded; nothing is ever given to another program."""
    pixels: list[int] = []
    real = Image.Image.load

    def load(image: Image.Image) -> object:
        pixels.append(image.width * image.height)
        return real(image)

    monkeypatch.setattr(Image.Image, "load", load)
    monkeypatch.setattr(EpsImagePlugin, "Ghostscript", _must_not_run)
    monkeypatch.setattr(subprocess, "Popen", _must_not_run)
    return pixels


def _refused(name: str, error: InputError) -> None:
    assert name not in DONE
    assert error.message.endswith("。")
    assert error.hint.endswith("。")


@pytest.mark.parametrize("name", PICTURES)
def test_a_hostile_picture_is_refused_or_read_without_decoding_much(
    name: str, decoded: list[int]
) -> None:
    data = PICTURES[name]()
    decoded.clear()
    try:
        read_picture(data, name, Sizing())
    except InputError as error:
        _refused(name, error)
    else:
        assert name in DONE
    assert sum(decoded) <= PIXELS_DECODED


@pytest.mark.parametrize("name", PACKAGES)
def test_a_hostile_package_is_refused_or_read(name: str) -> None:
    try:
        from_word(read_word(PACKAGES[name](), "通知.docx"), "通知.docx")
    except InputError as error:
        _refused(name, error)
    else:
        assert name in DONE


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_hostile_template_is_refused_or_filled_within_its_steps(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []
    real = FormEnvironment.spend

    def spend(environment: FormEnvironment, count: int = 1) -> None:
        steps.append(count)
        real(environment, count)

    monkeypatch.setattr(FormEnvironment, "spend", spend)
    found = check_template(NOTICE, TEMPLATES[name](), "整改.docx")
    assert (not found or found[0].weight is not Weight.ERROR) is (name in DONE)
    assert all(one.message.endswith("。") for one in found)
    # Twice: once with every field, once with as few as can be.
    assert sum(steps) <= 2 * (MOST_STEPS + 1)


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_refused_or_read(name: str) -> None:
    try:
        reading = read_text(TEXTS[name]())
    except InputError as error:
        _refused(name, error)
    else:
        assert name in DONE
        assert len(reading.manuscript.lines) <= MOST_LINES


@pytest.mark.parametrize("name", TOMLS)
def test_a_hostile_toml_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        read_toml(TOMLS[name]())


def test_postscript_is_no_photo_whatever_it_is_called() -> None:
    with pytest.raises(InputError, match="打不开"):
        thumbnail(POSTSCRIPT, "现场.jpg", 480)
    assert read_picture(POSTSCRIPT, "现场.dat", Sizing()) is None


PLACE = b"29.5N108.7E"


def _everything() -> dict[str, bytes]:
    """Photos that tell their place in each way that telephones and programs know."""
    photo = jpeg()
    plain = Image.open(io.BytesIO(photo))
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (29.0, 31.0, 0.0), 0x1D: PLACE.decode()}
    exif[0x010E] = PLACE.decode()

    def segment(code: int, body: bytes) -> bytes:
        return photo[:2] + bytes((0xFF, code)) + (len(body) + 2).to_bytes(2) + body + photo[2:]

    def saved(kind: str, **options: object) -> bytes:
        target = io.BytesIO()
        plain.save(target, kind, **options)
        return target.getvalue()

    shots: dict[str, bytes] = {
        "exif.jpg": saved("JPEG", exif=exif),
        "xmp.jpg": segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE),
        "iptc.jpg": segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04" + PLACE),
        "comment.jpg": segment(0xFE, PLACE),
        "maker.jpg": segment(0xE5, PLACE),
        "mpf.jpg": segment(0xE2, b"MPF\0" + PLACE) + jpeg(),
        "motion.jpg": photo + b"\0\0\0\x18ftypmp42" + PLACE,
        "exif.webp": saved("WEBP", exif=exif, xmp=PLACE),
        "exif.tif": saved("TIFF", exif=exif.tobytes()),
        "exif.png": saved("PNG", exif=exif) + PLACE,
        "comment.gif": saved("GIF", comment=PLACE),
    }
    told = PngInfo()
    told.add_text("XML:com.adobe.xmp", PLACE.decode())
    told.add_itxt("Comment", PLACE.decode())
    shots["xmp.png"] = saved("PNG", pnginfo=told)
    return shots


@pytest.mark.parametrize("name", _everything())
def test_no_photo_keeps_its_place_in_any_of_the_ways_that_it_is_told(name: str) -> None:
    data = _everything()[name]
    assert PLACE in data
    picture = read_picture(data, name, Sizing())
    assert picture is not None
    assert PLACE not in picture.data
    kept = Image.open(io.BytesIO(picture.data))
    assert 0x8825 not in kept.getexif()
    assert kept.size == (640, 480)
    if name.endswith((".jpg", ".png")) and name != "mpf.jpg":
        before = Image.open(io.BytesIO(data)).convert("RGB").tobytes()
        assert kept.convert("RGB").tobytes() == before


@pytest.mark.usefixtures("linux_files")
@pytest.mark.parametrize(
    "name",
    [
        "a.hta", "a.jar", "a.docm", "a.reg", "a.exe.", "a.exe ", "a.exe", "a.lnk", "a.url", "a",
        "a.svg", "a.doc", "a.xls", "a.xlsm", "a.rtf", "a.zip", "a.iso", "a.chm", "a.js", "a.html",
        "a.pdf.", "a.pdf .exe", "a.txt\u202ecod.exe", ".pdf", "a.wps",
    ],
)  # fmt: skip
def test_what_could_run_something_is_not_opened_by_a_click(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(b"%PDF-1.7")
    assert not opens(name)
    with pytest.raises(InputError, match="不在这里打开"):
        require_harmless(file)


def _word(**members: bytes) -> bytes:
    data = fill(NOTICE, notice()).data
    for name, content in members.items():
        data = with_member(data, name, content)
    return data


def _led_outside(kind: str, target: str) -> bytes:
    return (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + f'<Relationship Id="rOut" Type="x/{kind}" TargetMode="External"'.encode()
        + f' Target="{target}"/>'.encode()
        + b"</Relationships>"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("假.pdf", b"MZ\x90\0"),
        ("假.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("假.jpg", b"<html>"),
        ("假.txt", b"MZ\x90\0"),
        ("宏.docx", _word(**{"word/vbaProject.bin": b"x"})),
        (
            "远程模板.docx",
            _word(
                **{
                    "word/_rels/settings.xml.rels": _led_outside(
                        "attachedTemplate", "http://127.0.0.1/a.dotm"
                    )
                }
            ),
        ),
        ("炸弹.docx", _word(**{"word/a.xml": b" " * 90_000_000})),
    ],
)
def test_a_file_whose_ending_lies_or_that_brings_macros_is_not_opened(
    name: str, data: bytes, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(InputError, match="另存到文件夹"):
        require_harmless(file)


def test_one_place_alone_hands_files_to_other_programs() -> None:
    folder = Path(opening.__file__).parent
    asking = {one.name for one in folder.rglob("*.py") if ".openUrl(" in one.read_text("utf-8")}
    assert asking == {"opening.py"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("回证.PDF", b"%PDF-1.4"),
        ("现场.jpg", jpeg()),
        ("说明.txt", "说明".encode()),
        ("通知.docx", _word()),
        (
            "本机模板.docx",
            _word(
                **{
                    "word/_rels/settings.xml.rels": _led_outside(
                        "attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm"
                    )
                }
            ),
        ),
    ],
)
def test_what_only_shows_something_is_opened(name: str, data: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert opens(name)
    require_harmless(file)


def test_nothing_of_a_template_leads_outside_and_no_paper_made_of_it_does() -> None:
    link = '<w:hyperlink r:id="rOut"><w:r><w:t>看这里</w:t></w:r></w:hyperlink>'
    data = edited(NOTICE, "{{ 文号 }}", "{{ 文号 }}")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = package.read("word/document.xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
    head = document.replace(
        "<w:document ",
        "<w:document xmlns:r="
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships" ',
        0 if "xmlns:r=" in document else 1,
    )
    at = head.index("</w:p>")
    data = with_member(data, "word/document.xml", (head[:at] + link + head[at:]).encode())
    outside = _led_outside("hyperlink", "http://127.0.0.1/x").decode()
    one = outside[outside.index("<Relationship ") : outside.index("</Relationships>")]
    relations = relations.replace("</Relationships>", one + "</Relationships>")
    data = with_member(data, "word/_rels/document.xml.rels", relations.encode())
    settings = _led_outside("attachedTemplate", "file:///\\\\server\\a.dotm")
    data = with_member(data, "word/_rels/settings.xml.rels", settings)

    [found] = check_template(NOTICE, data)
    assert found.weight is Weight.WARNING
    assert "引向文件以外" in found.message
    made = FormTemplate(NOTICE, data).fill(notice()).data
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        for name in package.namelist():
            assert b"External" not in package.read(name)
            assert b"rOut" not in package.read(name)
        assert "看这里" in package.read("word/document.xml").decode()


@pytest.mark.parametrize("code", ["INCLUDEPICTURE http://127.0.0.1/a.png", "DDEAUTO cmd x", "link"])
def test_a_field_that_fetches_something_keeps_a_template_from_being_used(code: str) -> None:
    begin, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "end"))
    words = f"<w:instrText>{code[:3]}</w:instrText></w:r><w:r><w:instrText>{code[3:]}</w:instrText>"
    field = f"{{{{ 文号 }}}}</w:t></w:r><w:r>{begin}{words}{end}</w:r><w:r><w:t>"
    found = check_template(NOTICE, edited(NOTICE, "{{ 文号 }}", field))
    assert "取用外部内容" in found[0].message
    assert found[0].weight is Weight.ERROR
