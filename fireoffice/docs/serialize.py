"""A manuscript as JSON (drafts) and as TOML (a source that people write by hand)."""

from __future__ import annotations

import re
import tomllib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, cast

from fireoffice.core.errors import InputError
from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role
from fireoffice.docs.paper import Direction, Format, Picture
from fireoffice.docs.prose.reader import TextReading, read_text
from fireoffice.domain.dates import parse_date

_LABELS: Final = {
    "文种": "kind",
    "格式": "format",
    "行文方向": "direction",
    "发文机关": "issuers",
    "标志后缀": "suffix",
    "只署主办机关": "leading_only",
    "发文字号": "number",
    "份号": "copy_number",
    "密级": "secrecy",
    "紧急程度": "urgency",
    "签发人": "signers",
    "用印": "sealed",
    "抄送": "copies_to",
    "印发机关": "printed_by",
    "印发日期": "printed_on",
    "版记其他": "extra",
    "出席": "attendance",
}
"""The names of the fields in a TOML source."""

_CHINESE_KEY: Final = re.compile(r"^(\s*)([一-鿿]+)(\s*=)")
_MOST_DOTS: Final = 200
"""Dots of a line outside the text: a key of so many steps takes the parser minutes."""
_TEXT: Final = "正文"
_DEFAULTS: Final = Fields()
_NAMES: Final = tuple(one.name for one in fields_of(Fields))
_CHOICES: Final[Mapping[str, type[StrEnum]]] = {"format": Format, "direction": Direction}


def to_json(manuscript: Manuscript) -> dict[str, Any]:
    """`manuscript` as plain JSON values: `{"fields": {…}, "lines": [[role, text], …]}`.

    Pictures, where there are any, are `[width, height, base64]` under `pictures`.
    """
    values = {name: _plain(getattr(manuscript.fields, name)) for name in _NAMES}
    lines = [[line.role.value, line.text] for line in manuscript.lines]
    pictures = [
        [picture.width, picture.height, b64encode(picture.data).decode("ascii")]
        for picture in manuscript.pictures
    ]
    return {"fields": values, "lines": lines} | ({"pictures": pictures} if pictures else {})


def from_json(data: object) -> Manuscript:
    """The manuscript of which `to_json` made `data`.

    Fields that are not there keep their defaults, unknown ones are passed over: a draft outlives
    the program that wrote it. Raises `InputError` for anything else.
    """
    if not isinstance(data, Mapping):
        raise _damaged()
    content = cast("Mapping[str, Any]", data)
    given, rows = content.get("fields", {}), content.get("lines", [])
    if not isinstance(given, Mapping) or not isinstance(rows, list):
        raise _damaged()
    try:
        lines = tuple(Line(Role(role), str(text)) for role, text in cast("list[Any]", rows))
        pictures = tuple(_picture(*kept) for kept in content.get("pictures", ()))
    except (TypeError, ValueError):
        raise _damaged() from None
    values = cast("Mapping[str, Any]", given)
    typed = {name: _typed(name, name, values[name]) for name in _NAMES if name in values}
    return Manuscript(replace(_DEFAULTS, **typed), lines, pictures)


def read_toml(text: str) -> TextReading:
    """Read a TOML source: fields by their Chinese or English names, the text under 正文.

    The text is read as plain text; what the fields say goes before what it says. Raises
    `InputError` for what is no TOML, for unknown fields and for values of the wrong kind.
    """
    try:
        data = tomllib.loads(_with_quoted_keys(text))
    except (ValueError, RecursionError) as error:
        place = re.search(r"line (\d+)", str(error))
        where = f"第{place[1]}行" if place else "末尾"
        raise InputError(
            f"这份 TOML 文件{where}的写法有误。", '每行写成 栏目 = "值"，正文用三个引号括起。'
        ) from None
    body = data.pop(_TEXT, None) or data.pop("text", None)
    if not isinstance(body, str):
        raise InputError("TOML 文件里没有正文。", '请加上 正文 = """……"""。')
    values: dict[str, Any] = {}
    for label, value in data.items():
        name = _LABELS.get(label, label)
        if name not in _NAMES:
            known = "、".join(_LABELS)
            raise InputError(f"不认识的栏目“{label}”。", f"可以用的栏目有：{known}。")
        values[name] = _typed(name, label, value)
    reading = read_text(body)
    fields = reading.manuscript.fields
    if "kind" in values:
        fields = fields.of_kind(values["kind"])
    return replace(
        reading, manuscript=replace(reading.manuscript, fields=replace(fields, **values))
    )


def _with_quoted_keys(text: str) -> str:
    """`text` with Chinese keys in quotation marks: TOML 1.0 asks for them, people forget them."""
    inside = False
    lines: list[str] = []
    for line in text.lstrip("\ufeff").splitlines():
        if not inside and line.count(".") > _MOST_DOTS:
            raise ValueError(f"at line {len(lines) + 1}")
        lines.append(line if inside else _CHINESE_KEY.sub(r'\1"\2"\3', line))
        if line.count('"""') % 2:
            inside = not inside
    return "\n".join(lines)


def _picture(width: object, height: object, data: str) -> Picture:
    if not (isinstance(width, int) and isinstance(height, int) and min(width, height) > 0):
        raise ValueError
    return Picture(b64decode(data, validate=True), width, height)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in cast("tuple[Any, ...]", value)]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _typed(name: str, label: str, value: Any) -> Any:
    """`value` as the field `name` holds it; `label` is what the user calls the field."""
    default = getattr(_DEFAULTS, name)
    if name in _CHOICES:
        choices = _CHOICES[name]
        if value not in [one.value for one in choices]:
            raise _wrong(label, "、".join(one.value for one in choices))
        return choices(value)
    if name == "printed_on":
        return _day(label, value)
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise _wrong(label, "true、false")
        return value
    if isinstance(default, tuple):
        return _several(name, label, value)
    if not isinstance(value, str):
        raise _wrong(label, "加引号的文字")
    return value


def _several(name: str, label: str, value: Any) -> tuple[Any, ...]:
    rows: object = [value] if isinstance(value, str) else value
    if not isinstance(rows, list):
        raise _wrong(label, "一列加引号的文字")
    rows = cast("list[Any]", rows)
    if name != "attendance":
        if not all(isinstance(one, str) for one in rows):
            raise _wrong(label, "一列加引号的文字")
        return tuple(rows)
    pairs = [
        (str(pair[0]), str(pair[1]))
        for pair in rows
        if isinstance(pair, list) and len(cast("list[Any]", pair)) == 2
    ]
    if len(pairs) != len(rows):
        raise _wrong(label, '如 [["出席", "甲、乙"]]')
    return tuple(pairs)


def _day(label: str, value: Any) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if not isinstance(value, str):
        raise _wrong(label, "日期")
    return parse_date(value)


def _wrong(label: str, expected: str) -> InputError:
    return InputError(f"栏目“{label}”的值不对。", f"这里应当是：{expected}。")


def _damaged() -> InputError:
    return InputError("这份草稿的内容已损坏。", "请从备份恢复，或重新粘贴正文。")
