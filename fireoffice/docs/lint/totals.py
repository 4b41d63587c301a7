"""Tables whose 合计 is not the sum of the rows above it (or below it, where it stands first)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Final

from fireoffice.docs.cells import JOINED_ABOVE, JOINED_LEFT, NEW_LINE, cells_of
from fireoffice.docs.lint.bases import usual
from fireoffice.docs.lint.model import PaperRule, Rule, Severity, Spot
from fireoffice.docs.manuscript import Manuscript, Role

_BASIS: Final = usual("表格数据前后一致")
_TOTAL: Final = re.compile(r"(?:全[镇乡区县市街道]{1,2})?(?:合计|总计|共计|总数)(?:[（(].*[）)])?")
_SUBTOTAL: Final = re.compile(r".{0,12}(?:小计|分计)")
_OF_WHICH: Final = re.compile(r"(?:其中|#)")
_NUMBER: Final = re.compile(
    r"(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>[一-鿿㎡]{0,3})"
)
_NOTHING: Final = frozenset({"", "—", "——", "-", "－", "/", "／", "无", JOINED_LEFT, JOINED_ABOVE})
_NOT_ADDED: Final = re.compile(
    r"序号|编号|号码|电话|年份|年度|日期|时间|期限|率|比|占|均|单价|价格|标准|规格|型号|名次|排名|排序|得分|分值|评分|"
    r"增长|增幅|增减|降幅|同期|户籍|年龄|月龄|楼层|层数|高度|宽度|编制|代码|%|％|‰"
)
"""Columns that are counted, measured or compared, but never added up."""


@dataclass(frozen=True, slots=True)
class _Wrong:
    """The row and the cell whose figure is not the sum."""

    row: int
    begin: int
    end: int
    message: str


def _sums(manuscript: Manuscript) -> Iterator[Spot]:
    lines = manuscript.lines
    for is_table, group in groupby(range(len(lines)), lambda at: lines[at].role is Role.TABLE):
        places = list(group)
        if is_table:
            for wrong in _in_table(tuple(lines[place].text for place in places)):
                place = places[wrong.row]
                yield Spot(wrong.message, wrong.begin, wrong.end, place=place,
                           text=lines[place].text)  # fmt: skip


@lru_cache(maxsize=256)
def _in_table(texts: tuple[str, ...]) -> tuple[_Wrong, ...]:
    rows = [cells_of(text) for text in texts]
    names = [_name(row) for row in rows]
    totals = [place for place, name in enumerate(names) if _TOTAL.fullmatch(name)]
    if len(totals) != 1 or any(_OF_WHICH.match(name) for name in names):
        return ()
    (total,) = totals
    first = next((at for at, row in enumerate(rows) if _has_figures(row)), total)
    added = range(first, total) if total > first else range(total + 1, len(rows))
    if sum(not _SUBTOTAL.fullmatch(names[place]) for place in added) < 2:
        return ()
    header = rows[: min(first, total)]
    found: list[_Wrong] = []
    for column, cell in enumerate(rows[total]):
        said = _figure(cell)
        head = "".join(row[column] for row in header if column < len(row))
        if said is None or _NOT_ADDED.search(_joined_head(header, column)):
            continue
        wanted = _wanted([(names[at], _cell(rows[at], column)) for at in added], cell)
        if wanted and not any(_agree(said, one, len(added)) for one in wanted):
            begin = _offset(texts[total], column)
            label = head.replace(NEW_LINE, "").translate(_SIGNS) or f"第{column + 1}列"
            message = f"“{names[total]}”中“{label}”写的是{said}，各行相加是{wanted[0]}，请核对。"
            found.append(_Wrong(total, begin, begin + len(cell), message))
    return tuple(found)


_SIGNS: Final = str.maketrans("", "", JOINED_LEFT + JOINED_ABOVE)


def _name(row: Sequence[str]) -> str:
    """The name of a row: its first cell that says a word, without blanks."""
    words = (re.sub(r"\s|" + NEW_LINE, "", cell) for cell in row[:3])
    return next((word for word in words if word not in _NOTHING and not _figure(word)), "")


def _has_figures(row: Sequence[str]) -> bool:
    return any(_figure(cell) is not None for cell in row[1:])


def _joined_head(header: Sequence[Sequence[str]], column: int) -> str:
    """All that stands above a column; a joined cell says what the one at its left does."""
    said = ""
    for row in header:
        place = min(column, len(row) - 1)
        while place > 0 and row[place] == JOINED_LEFT:
            place -= 1
        said += row[place]
    return said


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _figure(cell: str) -> Decimal | None:
    match = _NUMBER.fullmatch(cell.strip())
    return Decimal(match["number"].replace(",", "")) if match else None


def _wanted(cells: Sequence[tuple[str, str]], total: str) -> tuple[Decimal, ...]:
    """The sums that the column may have: its rows, or its subtotals; none where it cannot be told.

    A cell that is no figure, or one in another unit, makes the column one that is not added.
    """
    units = {match["unit"] for _, cell in (*cells, ("", total))
             if (match := _NUMBER.fullmatch(cell.strip()))}  # fmt: skip
    readable = all(cell.strip() in _NOTHING or _figure(cell) is not None for _, cell in cells)
    figures = [(name, _figure(cell)) for name, cell in cells if cell.strip() not in _NOTHING]
    if not readable or len(units - {""}) > 1 or not figures:
        return ()
    plain = [figure for name, figure in figures if figure and not _SUBTOTAL.fullmatch(name)]
    parts = [figure for name, figure in figures if figure and _SUBTOTAL.fullmatch(name)]
    return (sum(plain, Decimal()), *([sum(parts, Decimal())] if parts else []))


def _agree(said: Decimal, wanted: Decimal, rows: int) -> bool:
    """True if the two are one number, if each row with decimals may be rounded."""
    decimals = max(_decimals(said), _decimals(wanted))
    room = Decimal(rows) / 2 * Decimal(10) ** -decimals if decimals else Decimal()
    return abs(said - wanted) <= room


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _offset(text: str, column: int) -> int:
    """The offset in its row at which the cell of `column` begins."""
    begin = 0
    for _ in range(column):
        begin = text.index("\t", begin) + 1
    return begin + len(text[begin:]) - len(text[begin:].lstrip(" "))


RULES: Final[tuple[Rule, ...]] = (
    PaperRule("table-total", "表格的合计", Severity.WARNING, _BASIS, _sums),
)
