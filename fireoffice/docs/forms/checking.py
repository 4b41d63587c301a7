"""Check of a template that the office puts in, before the first paper: does it suit its form?"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from jinja2 import meta, nodes
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from fireoffice.core.errors import InputError
from fireoffice.docs.forms.environment import FormEnvironment
from fireoffice.docs.forms.form import Form
from fireoffice.docs.forms.slots import Slot, slots_of
from fireoffice.docs.forms.template import FormTemplate, explaining_template
from fireoffice.docs.writer.oxml import W

_A4: Final = (11906, 16838)
_NEAR: Final = 120
"""Twips by which a sheet may differ from A4: programs round differently."""


class Weight(StrEnum):
    """The weight of a finding: an error keeps the template from being used, a warning does not."""

    ERROR = "不能使用"
    WARNING = "请留意"


@dataclass(frozen=True)
class TemplateFinding:
    """A fault of a template, in one sentence, and what to do."""

    weight: Weight
    message: str
    hint: str = ""


def check_template(form: Form, data: bytes, name: str = "") -> tuple[TemplateFinding, ...]:
    """Everything that keeps the template `data` from making the form well; empty if nothing does.

    Errors come first.
    """
    try:
        template = FormTemplate(form, data, name)
        with explaining_template(template.name):
            parsed = FormEnvironment().parse(template.source())
            found = list(_fields(form, parsed))
    except InputError as error:
        return (TemplateFinding(Weight.ERROR, error.message, error.hint),)
    if all(one.weight is not Weight.ERROR for one in found):
        found += _trial(template)
    if template.data != data:
        found.append(
            TemplateFinding(
                Weight.WARNING, "里面有引向文件以外的链接、图片或模板，用时会去掉。", "不必改。"
            )
        )
    found += _looks(form, template.data)
    return tuple(sorted(found, key=lambda one: one.weight is not Weight.ERROR))


def _fields(form: Form, parsed: nodes.Template) -> Iterator[TemplateFinding]:
    known = {one.name: one for one in form.slots}
    used = meta.find_undeclared_variables(parsed)
    for name in sorted(used - set(known)):
        yield TemplateFinding(
            Weight.ERROR, f"不认识的栏目“{name}”。", "请对照栏目说明改正它的写法。"
        )
    for one in form.slots:
        if one.rows:
            yield from _rows(one, one.rows, parsed)
        elif one.required and one.name not in used:
            yield TemplateFinding(
                Weight.ERROR, f"缺少必有的栏目“{one.name}”。", f"请加上 {{{{ {one.name} }}}}。"
            )


def _rows(one: Slot, rows: type[Any], parsed: nodes.Template) -> Iterator[TemplateFinding]:
    """The faults of the loop over the repeated field `one`."""
    loops = [
        loop
        for loop in parsed.find_all(nodes.For)
        if any(name.name == one.name for name in loop.iter.find_all(nodes.Name))
        or (isinstance(loop.iter, nodes.Name) and loop.iter.name == one.name)
    ]
    if not loops:
        if one.required:
            yield TemplateFinding(
                Weight.ERROR,
                f"“{one.name}”没有做成重复的行。",
                f"在表格中用 {{%tr for 行 in {one.name} %}} 和 {{%tr endfor %}} 包住一行。",
            )
        return
    inner = {slot.name: slot for slot in slots_of(rows)}
    used = {
        got.attr
        for loop in loops
        if isinstance(loop.target, nodes.Name)
        for got in loop.find_all(nodes.Getattr)
        if isinstance(got.node, nodes.Name) and got.node.name == loop.target.name
    }
    for name in sorted(used - set(inner)):
        yield TemplateFinding(
            Weight.ERROR, f"“{one.name}”的行里没有“{name}”。", "请对照栏目说明改正它的写法。"
        )
    for slot in inner.values():
        if slot.required and slot.name not in used:
            yield TemplateFinding(
                Weight.WARNING, f"“{one.name}”的行里没有印出“{slot.name}”。", "确实不印则不必改。"
            )


def _trial(template: FormTemplate) -> Iterator[TemplateFinding]:
    """The faults that show when every field is filled in, and when as few as may be are."""
    for full in (True, False):
        try:
            template.fill(_specimen(template.form.context, full))
        except InputError as error:
            yield TemplateFinding(Weight.ERROR, error.message, error.hint)
            return


def _specimen(context: type[Any], full: bool) -> Any:
    """A context in which every field stands for itself, or is empty."""
    values: dict[str, Any] = {}
    for one in slots_of(context):
        default = next(f.default for f in dataclasses.fields(context) if f.name == one.attribute)
        if one.rows:
            values[one.attribute] = (_specimen(one.rows, full),) * (2 if full else 0)
        elif full and default == "":
            values[one.attribute] = one.name
    return context(**values)


def _looks(form: Form, data: bytes) -> Iterator[TemplateFinding]:
    with ZipFile(BytesIO(data)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        names = archive.namelist()
        styles = (
            etree.fromstring(archive.read("word/styles.xml"))
            if "word/styles.xml" in names
            else None
        )
    wanted = _A4[::-1] if form.landscape else _A4
    for size in document.iter(f"{{{W}}}pgSz"):
        found = tuple(int(float(size.get(f"{{{W}}}{side}", "0"))) for side in ("w", "h"))
        if any(abs(a - b) > _NEAR for a, b in zip(found, wanted, strict=True)):
            way = "横向" if form.landscape else "纵向"
            yield TemplateFinding(
                Weight.WARNING, f"纸张不是A4{way}。", "在“页面设置”里改成A4，或确认确实要用这种纸。"
            )
            break
    if styles is None or not _has_chinese_font(styles):
        yield TemplateFinding(
            Weight.WARNING,
            "正文样式没有指定中文字体，换一台电脑字体会变。",
            "把正文设为仿宋等字体。",
        )
    pictures = {
        one.name for slot in form.slots if slot.rows for one in slots_of(slot.rows) if one.box
    }
    pictures |= {one.name for one in form.slots if one.box}
    exact = _exact_styles(styles)
    for paragraph in document.iter(f"{{{W}}}p"):
        text = "".join(paragraph.itertext(f"{{{W}}}t"))
        named = next((name for name in pictures if re.search(rf"{name}\s*(\||\}}\}})", text)), "")
        if named and _is_exact(paragraph, exact):
            yield TemplateFinding(
                Weight.WARNING,
                f"“{named}”所在段落的行距是固定值，图片会被切掉一部分。",
                "把这一段的行距改为单倍行距。",
            )


def _has_chinese_font(styles: Any) -> bool:
    """True if the defaults or the paragraph style that all rest on name an East Asian font."""
    places = (
        f"{{{W}}}docDefaults//{{{W}}}rFonts",
        f"{{{W}}}style[@{{{W}}}default='1'][@{{{W}}}type='paragraph']//{{{W}}}rFonts",
    )
    return any(
        fonts.get(f"{{{W}}}eastAsia") or fonts.get(f"{{{W}}}eastAsiaTheme")
        for place in places
        for fonts in styles.iterfind(place)
    )


def _exact_styles(styles: Any) -> dict[str, bool]:
    """Paragraph styles by id ("" for none), each with True if its lines are of exact height."""
    said: dict[str, bool] = {}
    based: dict[str, str] = {}
    first = ""
    for style in styles.iterfind(f"{{{W}}}style") if styles is not None else ():
        key = style.get(f"{{{W}}}styleId", "")
        if style.get(f"{{{W}}}default") == "1" and style.get(f"{{{W}}}type") == "paragraph":
            first = key
        spacing = style.find(f"{{{W}}}pPr/{{{W}}}spacing")
        if spacing is not None and spacing.get(f"{{{W}}}line"):
            said[key] = spacing.get(f"{{{W}}}lineRule") == "exact"
        parent = style.find(f"{{{W}}}basedOn")
        if parent is not None:
            based[key] = parent.get(f"{{{W}}}val", "")
    found: dict[str, bool] = {}
    for key in {*said, *based, first}:
        at, seen = key, set[str]()
        while at not in said and at in based and at not in seen:
            seen.add(at)
            at = based[at]
        found[key] = said.get(at, False)
    found[""] = found.get(first, False)
    return found


def _is_exact(paragraph: Any, styles: dict[str, bool]) -> bool:
    spacing = paragraph.find(f"{{{W}}}pPr/{{{W}}}spacing")
    if spacing is not None and spacing.get(f"{{{W}}}line"):
        return spacing.get(f"{{{W}}}lineRule") == "exact"
    style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    key = style.get(f"{{{W}}}val", "") if style is not None else ""
    return styles.get(key, styles[""])
