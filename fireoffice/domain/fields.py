"""The fields of a register: declared once, read by table, form, import, history and papers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kind of value a field holds; it decides column, editor, parsing and display."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NAME = "name"
    """A person's name: pinyin is read with the surname table."""
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    """One of `choices`, or of the code list `code_list`, which the office may edit."""
    REFERENCE = "reference"
    """Another record, of the register `target`; people see and enter its name."""
    PHONE = "phone"
    ID_NUMBER = "id_number"


@dataclass(frozen=True)
class FieldInfo:
    """One column of a register, as the whole program knows it.

    `default` is a text as the user would type it (「今天」 is understood for dates).
    `aliases` are headings under which other people's tables carry the same column.
    `personal` fields are masked on screen and never written to a log.
    `automatic` fields are filled by the program when left empty on creation.
    `derived` fields follow from other records (events, attendance): shown, never typed.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    code_list: str = ""
    target: str = ""
    required: bool = False
    unique: bool = False
    automatic: bool = False
    derived: bool = False
    help: str = ""
    aliases: tuple[str, ...] = ()
    personal: bool = False
    group: str = ""
    default: str = ""
    minimum: int | None = None
    maximum: int | None = None
