"""Names taken over from a sheet: with or without headings, in one block or two side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fireoffice.domain import trainings
from fireoffice.domain.attendees import plain_name
from fireoffice.domain.people import phone_problem, tidy_id_number, tidy_phone

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("姓名", "名字", "参训人员", "参会人员", "人员姓名"),
    "unit": ("单位", "工作单位", "所在单位", "村（居）", "村居", "村", "部门", "单位（场所）名称"),
    "position": ("职务", "岗位", "身份"),
    "phone": ("电话", "联系电话", "手机", "手机号", "手机号码", "联系方式"),
    "id_number": ("身份证号", "身份证", "身份证号码"),
    "presence": ("到场", "签到", "签名", "出席", "是否到场", "到会情况"),
    "score": ("考核", "成绩", "得分", "分数"),
    "note": ("备注",),
    "": ("序号", "编号", "性别"),
}
"""The headings of a sheet by field; columns under those of the empty name are left out."""

_PRESENT: Final = ("已到", "到", "是", "√", "✓", "已签到", "出席", "1")
_ABSENT: Final = ("未到", "缺席", "否", "×", "旷", "0")
_EXCUSED: Final = ("请假", "假", "事假", "病假", "公假")
_FOOTERS: Final = ("合计", "小计", "填表人", "审核人", "制表", "记录人", "说明", "共计", "注：")
_ORDER: Final = re.compile(r"[0-9]{1,4}[.、]?")
_ID_NUMBER: Final = re.compile(r"[1-9][0-9]{16}[0-9X]")
_SEPARATORS: Final = re.compile(r"[/、，,；;\n]")
_NAME: Final = re.compile(r"[㐀-鿿\U00020000-\U0003ffff·•]{2,12}")
_MARKS: Final = str.maketrans("", "", " \u3000\n\r\t-—–")
_PAREN: Final = re.compile(r"[（(].*?[）)]$")


@dataclass(frozen=True)
class SheetName:
    """One name as a sheet tells it; `presence` is empty where the sheet does not say.

    `is_phone_lost`: what stands under 电话 is no number, and was left out.
    """

    name: str
    unit: str = ""
    position: str = ""
    phone: str = ""
    id_number: str = ""
    presence: str = ""
    score: str = ""
    note: str = ""
    is_phone_lost: bool = False


def read_names(block: Sequence[Sequence[str]]) -> tuple[SheetName, ...]:
    """The names of a pasted block, the left half of a sheet before its right half.

    A column is understood by its heading; without headings, by what stands in it.
    """
    rows = [[cell.strip() for cell in row] for row in block]
    rows = [row for row in rows if any(row)]
    at = next((place for place, row in enumerate(rows) if _is_heading(row)), None)
    if at is not None:
        columns, body = [_field(cell) for cell in rows[at]], rows[at + 1 :]
    else:
        columns, body = _guessed(rows), rows
    found: list[SheetName] = []
    last = SheetName("")
    for part in _parts(columns):
        for row in body:
            if any(cell.startswith(_FOOTERS) for cell in row) or _is_heading(row):
                continue
            told = {name: _cell(row, place) for place, name in part.items() if name}
            one = _named(told, last)
            if one is not None:
                found.append(one)
                last = one
    return tuple(found)


def _is_heading(row: Sequence[str]) -> bool:
    return any(_field(cell) == "name" for cell in row)


def _field(cell: str) -> str | None:
    """The field that a heading names; "" for one that is left out, None for no heading."""
    word = _PAREN.sub("", cell.translate(_MARKS)) or cell
    for name, words in HEADINGS.items():
        if word in words or cell.translate(_MARKS) in words:
            return name
    return None


def _parts(columns: Sequence[str | None]) -> list[dict[int, str]]:
    """The blocks of a sheet: a field that comes again begins the next block."""
    parts: list[dict[int, str]] = [{}]
    for place, name in enumerate(columns):
        if name is None:
            continue
        if name and name in parts[-1].values() and "name" in parts[-1].values():
            parts.append({})
        parts[-1][place] = name
    return [part for part in parts if "name" in part.values()]


def _guessed(rows: Sequence[Sequence[str]]) -> list[str | None]:
    """The kinds of the columns of a sheet without headings, by most of their cells."""
    width = max((len(row) for row in rows), default=0)
    columns: list[str | None] = []
    for place in range(width):
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        columns.append(_kind(cells, "name" in columns))
    return columns


def _kind(cells: Sequence[str], named: bool) -> str | None:
    def most(fits: Sequence[bool]) -> bool:
        return bool(fits) and sum(fits) * 2 > len(fits)

    if most([bool(_ID_NUMBER.fullmatch(tidy_id_number(cell))) for cell in cells]):
        return "id_number"
    if most([bool(_ORDER.fullmatch(cell)) for cell in cells]):
        return ""
    if most([bool(_phone(cell)) for cell in cells]):
        return "phone"
    if most([cell in (*_PRESENT, *_ABSENT, *_EXCUSED) for cell in cells]):
        return "presence"
    short = most([bool(_NAME.fullmatch(plain_name(cell))) and len(cell) <= 5 for cell in cells])
    if short and not named:
        return "name"
    if most([bool(cell) for cell in cells]):
        return "unit" if named else None
    return None


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _named(told: Mapping[str, str], last: SheetName) -> SheetName | None:
    """One line as a name; None where it has none."""
    name = plain_name(_PAREN.sub("", told.get("name", "")))
    if not name or _ORDER.fullmatch(name):
        return None
    remark = _PAREN.search(told.get("name", ""))
    aside = remark.group()[1:-1] if remark else ""
    unit, phone = told.get("unit", ""), _phone(told.get("phone", ""))
    return SheetName(
        name,
        unit=last.unit if unit in ("同上", "〃", '"') else unit,
        position=told.get("position", ""),
        phone=phone,
        id_number=tidy_id_number(told.get("id_number", "")),
        presence=_presence(told.get("presence", "")) or _presence(aside),
        score=told.get("score", ""),
        note=told.get("note", "") or aside,
        is_phone_lost=bool(told.get("phone")) and not phone,
    )


def _phone(cell: str) -> str:
    """The first number in a cell that is one."""
    numbers = (tidy_phone(part) for part in _SEPARATORS.split(cell))
    return next((one for one in numbers if one and not phone_problem(one)), "")


def _presence(cell: str) -> str:
    word = cell.strip()
    if word in _PRESENT:
        return trainings.PRESENT
    if word in _EXCUSED:
        return trainings.EXCUSED
    return trainings.ABSENT if word in _ABSENT else ""
