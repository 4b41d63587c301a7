"""A template of the office's own is judged before the first paper is made with it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from fireoffice.docs.forms import FORMS, Form, fields_page
from fireoffice.docs.forms.checking import Weight, check_template
from resources.templates.make import templates
from tests.docs.forms.specimens import edited

NOTICE = FORMS["rectification_notice"]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_the_shipped_template_suits_its_form_and_is_what_its_maker_makes(form: Form) -> None:
    data = form.shipped.read_bytes()
    assert check_template(form, data) == ()
    assert templates()[form.shipped.name] == data


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{{ 文号 }}", "{{ 文件号 }}", "不认识的栏目“文件号”"),
        ("{{ 日期 }}", "日期", "缺少必有的栏目“日期”"),
        ("行.问题", "行.问提", "“隐患清单”的行里没有“问提”"),
        ("{%tr for 行 in 隐患清单 %}", "{%tr for 行 in 照片行 %}", "“隐患清单”没有做成重复的行"),
        ("{{ 文号 }}", "{{ 文号 ", "标记写法有误"),
        ("{%tr endfor %}", "", "标记写法有误"),
        ("{{ 文号 }}", "{{ 文号|upper }}", "不认识“upper”"),
        ("{%tr for 行 in 隐患清单 %}", "{% for 行 in 隐患清单 %}", "结构不完整"),
        ("{{ 文号 }}", "{{ 文号 }}{{ 文号.__class__ }}", "不允许的写法"),
        ("{{ 文号 }}", "{{ 文号 }}{{ 隐患数 / 0 }}", "不能计算"),
    ],
)
def test_a_template_that_cannot_make_the_form_is_refused(old: str, new: str, message: str) -> None:
    found = check_template(NOTICE, edited(NOTICE, old, new))
    assert message in found[0].message
    assert found[0].weight is Weight.ERROR


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('w:w="11906"', 'w:w="10319"', "纸张不是A4纵向"),
        ("{{ 行.整改要求 }}", "　", "没有印出“整改要求”"),
        ('w:line="240" w:lineRule="auto"', 'w:line="400" w:lineRule="exact"', "图片会被切掉"),
        ('<w:spacing w:line="240" w:lineRule="auto"/>', "", "图片会被切掉"),
    ],
)
def test_what_may_be_meant_is_only_pointed_out(old: str, new: str, message: str) -> None:
    found = check_template(NOTICE, edited(NOTICE, old, new))
    assert any(message in one.message for one in found)
    assert {one.weight for one in found} == {Weight.WARNING}


def _zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "是空文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Word 文件"),
        (b"<html></html>", "不是 Word 文件"),
        (_zipped("xl/workbook.xml"), "不是 Word 文件"),
        (NOTICE.shipped.read_bytes()[:2000], "不是 Word 文件"),
        (_zipped("word/document.xml"), "已损坏"),
    ],
)
def test_what_is_no_word_file_is_said_to_be_so(data: bytes, message: str) -> None:
    (found,) = check_template(NOTICE, data, "整改.docx")
    assert "模板“整改.docx”" in found.message
    assert message in found.message


def test_a_font_that_is_only_latin_is_pointed_out() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(NOTICE.shipped) as source, zipfile.ZipFile(target, "w") as archive:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "word/styles.xml":
                content = content.replace(b"w:eastAsia=", b"w:other=")
            archive.writestr(member, content)
    found = check_template(NOTICE, target.getvalue())
    assert [one.message for one in found] == ["正文样式没有指定中文字体，换一台电脑字体会变。"]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_the_list_of_fields_explains_each_one(form: Form) -> None:
    page = fields_page(form)
    assert all(f"{one.name} " in page and one.meaning for one in form.slots)


def test_the_page_for_authors_of_templates_lists_the_fields_as_they_are_declared() -> None:
    page = (Path(__file__).parents[3] / "docs" / "forms.md").read_text(encoding="utf-8")
    for form in FORMS.values():
        assert fields_page(form) in page
