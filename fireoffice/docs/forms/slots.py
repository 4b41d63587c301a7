"""The slots of a form: dataclasses whose fields carry a Chinese name and a meaning.

The Chinese name is what the author of a template writes (`{{ 文号 }}`); the meaning is printed in
the list of fields. Both are said once, where the field is declared.
"""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any, Final

_SLOT: Final = "slot"
_BREAKS: Final = re.compile(r"\r\n|[\r\v\x85\u2028\u2029]")
_CONTROLS: Final = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Slot:
    """One field of a form: `name` in the template, `meaning` for its author.

    `required` fields must stand in every template of the form. `rows` is the dataclass of a
    repeated field. `box` is the room of a picture, width and height in millimetres.
    """

    attribute: str
    name: str
    meaning: str
    required: bool = False
    rows: type[Any] | None = None
    box: tuple[float, float] | None = None


@dataclass(frozen=True)
class Picture:
    """A picture to be printed: the bytes of a PNG or JPEG file, and what it shows."""

    data: bytes
    about: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes."""
        return sha256(self.data).hexdigest()


def slot(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    box: tuple[float, float] | None = None,
    default: Any = "",
) -> Any:
    """Declare a field of a form; see `Slot`. A repeated field has the default `()`."""
    return dataclasses.field(
        default=default,
        metadata={_SLOT: {"name": name, "meaning": meaning, "required": required, "box": box}},
    )


@cache
def slots_of(context: type[Any]) -> tuple[Slot, ...]:
    """The fields of a form or of one of its rows, in order of declaration."""
    hints = typing.get_type_hints(context)
    return tuple(
        Slot(one.name, rows=_row_type(hints[one.name]), **one.metadata[_SLOT])
        for one in dataclasses.fields(context)
        if _SLOT in one.metadata
    )


def _row_type(hint: Any) -> type[Any] | None:
    """The dataclass of the rows where `hint` is a tuple of them."""
    inner = typing.get_args(hint)
    if typing.get_origin(hint) is tuple and dataclasses.is_dataclass(inner[0]):
        return typing.cast("type[Any]", inner[0])
    return None


def flattened(context: Any, path: str = "") -> Iterator[tuple[str, Slot, Any]]:
    """Every single value of a context: where it stands in words, its slot, and itself."""
    for one in slots_of(type(context)):
        value = getattr(context, one.attribute)
        if one.rows is None:
            yield f"{path}{one.name}", one, value
            continue
        for number, row in enumerate(value, start=1):
            yield from flattened(row, f"{path}{one.name}第{number}行的")


def to_json(context: Any) -> dict[str, Any]:
    """A context as JSON keeps it, under the Chinese names; of a picture its hash and caption."""
    return {
        one.name: [to_json(row) for row in value] if one.rows else _kept(value)
        for one in slots_of(type(context))
        for value in (getattr(context, one.attribute),)
    }


def _kept(value: Any) -> Any:
    match value:
        case Picture():
            return {"sha256": value.sha256, "about": value.about}
        case date():
            return value.isoformat()
        case _:
            return value


def said(value: Any) -> str:
    """A value as it is printed. Dates are Chinese, without leading zeros; nothing is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def cleaned(text: str) -> str:
    """`text` with one kind of line break and without what cannot be printed or kept in XML."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


def has_controls(text: str) -> bool:
    """True if `cleaned` would drop a character of `text`."""
    return _CONTROLS.search(_BREAKS.sub("\n", text)) is not None


def names_of(context: type[Any]) -> Mapping[str, Slot]:
    """The slots of a form by the names that its templates use."""
    return {one.name: one for one in slots_of(context)}
