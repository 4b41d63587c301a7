"""Filled forms for the tests: ordinary ones, and one that says the same thing everywhere."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from datetime import date
from typing import Any

from lxml import etree
from PIL import Image

from fireoffice.docs.forms import Form, Picture
from fireoffice.docs.forms.kinds.rectification_notice import (
    HazardItem,
    PhotoRow,
    RectificationNotice,
)
from fireoffice.docs.forms.slots import slots_of
from fireoffice.docs.forms.template import Filled, FormTemplate

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2021, 4, 20)


def fill(form: Form, context: Any) -> Filled:
    """The shipped template of `form`, filled."""
    return FormTemplate(form, form.shipped.read_bytes()).fill(context)


def picture(width: int = 1600, height: int = 1200, kind: str = "JPEG") -> Picture:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#8899aa").save(stream, kind)
    return Picture(stream.getvalue(), "一楼楼梯间")


def notice(hazards: int = 1, **values: Any) -> RectificationNotice:
    items = tuple(
        HazardItem(
            number, "一楼楼梯间", "疏散通道被货物堵塞。", "", "立即清理。", date(2021, 5, 10)
        )
        for number in range(1, hazards + 1)
    )
    ordinary = RectificationNotice(
        heading="火灾隐患督促整改通知书",
        number="邻鄂消通〔2021〕24号",
        recipient="惠民超市",
        inspected_on="2021年4月19日",
        opening="对你单位（场所）进行了消防安全检查，发现下列火灾隐患：",
        hazards=items,
        count=hazards,
        basis="《中华人民共和国消防法》第十六条",
        demand="请按上列要求整改。",
        issuer="黔江区邻鄂镇人民政府",
        dated=DAY,
    )
    return dataclasses.replace(ordinary, **values)


def photos(count: int) -> tuple[PhotoRow, ...]:
    return tuple(PhotoRow(picture(), "左", picture(1200, 1600), "右") for _ in range(count))


def everywhere(context: type[Any], text: str, rows: int = 2) -> Any:
    """A context whose every text field holds `text`; dates are `DAY`."""
    values: dict[str, Any] = {}
    for one in slots_of(context):
        default = {f.name: f.default for f in dataclasses.fields(context)}[one.attribute]
        if one.rows:
            values[one.attribute] = (everywhere(one.rows, text),) * rows
        elif default == "":
            values[one.attribute] = text
        elif default is None and one.box is None:
            values[one.attribute] = DAY
    return context(**values)


def document(data: bytes) -> Any:
    """word/document.xml as a tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def paragraphs(data: bytes) -> list[str]:
    """What each paragraph says; a line break is a line feed."""
    return [
        "".join(
            "\n" if one.tag == f"{W}br" else one.text or ""
            for one in paragraph.iter(f"{W}t", f"{W}br")
        )
        for paragraph in document(data).iter(f"{W}p")
    ]


def edited(form: Form, old: str, new: str) -> bytes:
    """The shipped template with `old` of its document made `new`."""
    return rewritten(form, lambda xml: xml.replace(old.encode(), new.encode()), old)


def rewritten(form: Form, change: Any, old: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(form.shipped) as source, zipfile.ZipFile(target, "w") as archive:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "word/document.xml":
                assert old.encode() in content
                content = change(content)
            archive.writestr(member, content)
    return target.getvalue()


def visible(data: bytes) -> str:
    """The whole text, one line for each paragraph."""
    return re.sub(r"\n+", "\n", "\n".join(paragraphs(data)))
