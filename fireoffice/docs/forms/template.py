"""A form's template, filled: strictly, exactly, and always to the same bytes.

docxtpl does the filling. By itself it drops `<` and `&` of the data, prints a field that it does
not know as nothing, and mends broken XML by losing it; everything here exists to prevent that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import Any, Final, cast

from docx.image.exceptions import InvalidImageStreamError, UnrecognizedImageError
from docx.image.image import Image
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from fireoffice.core.errors import InputError
from fireoffice.docs.forms.environment import FormEnvironment, plain
from fireoffice.docs.forms.form import Form
from fireoffice.docs.forms.slots import (
    Picture,
    Slot,
    cleaned,
    flattened,
    has_controls,
    slots_of,
)
from fireoffice.docs.forms.vetting import refuse_tangled, vetted
from fireoffice.docs.writer.package import pack

_PARAGRAPH: Final = re.compile(r"<w:p([ >])")
_MARKED: Final = re.compile(r"\n<w:p([ >])")
_REMAKE: Final = "请重新导出内置模板，在它的基础上修改。"


@dataclass(frozen=True)
class Filled:
    """A filled form: the bytes of the .docx, and what could not be printed as it was typed."""

    data: bytes
    notices: tuple[str, ...] = ()


class FormTemplate:
    """A template that was read once, to be filled any number of times."""

    def __init__(self, form: Form, data: bytes, name: str = "") -> None:
        """Take the template `data`, called `name` in errors; `self.data` is what it is used as.

        Raises `InputError`.
        """
        self.form = form
        self.name = name or form.file_name
        self.sha256 = sha256(data).hexdigest()
        self.data = vetted(data, self.name)
        self._environment = FormEnvironment()
        self._patched: dict[str, str] = {}

    def fill(self, context: Any, created: datetime | None = None) -> Filled:
        """The form filled with `context`, of the form's own dataclass.

        `created` is the moment that the file's properties show. Raises `InputError` that names
        the template and the field where the template does not suit the form.
        """
        notices = tuple(
            f"“{where}”里有看不见的控制字符，已去掉。"
            for where, _, value in flattened(context)
            if isinstance(value, str) and has_controls(value)
        )
        document = _Document(self.data, self._environment, self._patched)
        document.render_init()
        word: Any = document.docx
        values = _values(context, partial(_drawn, document, self.name))
        with explaining_template(self.name):
            document.render(values, self._environment)
        properties = word.core_properties
        properties.title = self.form.title
        for name in ("author", "last_modified_by", "comments", "keywords", "subject"):
            setattr(properties, name, "")
        if created is not None:
            moment = created.replace(tzinfo=None)
            properties.created = properties.modified = moment
        return Filled(pack(word.part.package), notices)

    def source(self) -> str:
        """The template's text with its tags, body, headers and footers, as Jinja reads it."""
        document = _Document(self.data, self._environment, self._patched)
        document.render_init()
        pieces = [document.patch_xml(document.get_xml())]
        for uri in (document.HEADER_URI, document.FOOTER_URI):
            pieces += [
                document.patch_xml(document.get_part_xml(part))
                for _, part in document.get_headers_footers(uri)
            ]
        return _by_paragraph("".join(pieces))


class _Document(DocxTemplate):
    """docxtpl, with what was worked out for one paper kept for the next."""

    def __init__(self, data: bytes, environment: FormEnvironment, patched: dict[str, str]) -> None:
        super().__init__(BytesIO(data))
        self._environment = environment
        self._patched = patched

    def patch_xml(self, src_xml: str) -> str:
        known = self._patched.get(src_xml)
        if known is None:
            refuse_tangled(src_xml)
            known = self._patched[src_xml] = super().patch_xml(src_xml)
        return known

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, Any], jinja_env: Any = None
    ) -> str:
        template = self._environment.compiled(_by_paragraph(src_xml))
        self.current_rendering_part = part
        return self.resolve_listing(_MARKED.sub(r"<w:p\1", template.render(context)))

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml.encode())  # strict, where docxtpl would mend by losing text
        return super().fix_tables(xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """The properties are not a place for fields; `fill` sets them."""


class explaining_template:  # noqa: N801 - reads as a statement
    """Turns what a bad template makes docxtpl say into one sentence that names the template."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        match error:
            case UndefinedError():
                raise InputError(
                    f"模板“{self._name}”里有不认识的栏目“{error.message}”。",
                    "请对照栏目说明改正它的写法。",
                ) from error
            case TemplateSyntaxError():
                raise InputError(
                    f"模板“{self._name}”的标记写法有误：{_place(error)}", _REMAKE
                ) from error
            case SecurityError():
                raise InputError(
                    f"模板“{self._name}”用了不允许的写法（{error.message}）。", _REMAKE
                ) from error
            case TemplateError() | TypeError() | ValueError() | ArithmeticError() | LookupError():
                raise InputError(
                    f"模板“{self._name}”的标记不能计算（{error}）。", _REMAKE
                ) from error
            case etree.XMLSyntaxError() | AttributeError():
                raise InputError(
                    f"模板“{self._name}”填好后结构不完整，多半是循环或条件标记没有成对放在同一"
                    "层（表格行用 {%tr … %}，段落用 {%p … %}）。",
                    _REMAKE,
                ) from error
            case RecursionError() | SyntaxError() | MemoryError():
                raise InputError(
                    f"模板“{self._name}”的标记层层相套，深得算不出来。", _REMAKE
                ) from error
            case _:
                return


def _by_paragraph(markup: str) -> str:
    """The markup with a line for each paragraph, so that an error can tell which."""
    return _PARAGRAPH.sub(r"\n<w:p\1", markup)


def _place(error: TemplateSyntaxError) -> str:
    lines = (error.source or "").splitlines()
    at = error.lineno - 1
    near = plain(lines[at]) if at < len(lines) else ""
    unknown = re.search(r"No filter named '([^']*)'|unknown tag '([^']*)'", error.message or "")
    named = f"不认识“{unknown[1] or unknown[2]}”" if unknown else "标记不成对，或括号不完整"
    return f"{named}（“{near[:40]}”附近）。" if near else f"{named}。"


def _values(context: Any, drawn: Any) -> dict[str, Any]:
    return {
        one.name: [_values(row, drawn) for row in value] if one.rows else _value(value, one, drawn)
        for one in slots_of(type(context))
        for value in (getattr(context, one.attribute),)
    }


def _value(value: Any, one: Slot, drawn: Any) -> Any:
    if isinstance(value, Picture):
        return drawn(value, one)
    return cleaned(value) if isinstance(value, str) else value


def _drawn(document: DocxTemplate, name: str, picture: Picture, one: Slot) -> InlineImage:
    """The picture as large as the box of its field allows, never distorted."""
    width, height = one.box or (75.0, 56.0)
    try:
        image = cast("Any", Image.from_blob(picture.data))
    except (UnrecognizedImageError, InvalidImageStreamError, EOFError) as error:
        raise InputError(
            f"照片“{picture.about or one.name}”不能放进“{name}”，它不是 JPEG 或 PNG 图片。",
            "请换一张照片。",
        ) from error
    scale = min(width / image.px_width, height / image.px_height)
    return InlineImage(
        document,
        BytesIO(picture.data),
        Mm(max(image.px_width * scale, 1)),
        Mm(max(image.px_height * scale, 1)),
    )
