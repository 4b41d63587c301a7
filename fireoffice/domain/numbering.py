"""发文字号: 机关代字 + 〔year〕 + sequence + 号, consecutive from 1 per 代字 and year."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from fireoffice.core.errors import InputError

WRONG_OPENING: Final = "﹝[［【〖（(❲⦗〘﹙"
WRONG_CLOSING: Final = "﹞]］】〗）)❳⦘〙﹚"
"""Brackets typed for 〔 and 〕; the fonts of official papers have no glyph for most of them."""

ISSUE_PATTERN: Final = re.compile(
    rf"(?:[〔{re.escape(WRONG_OPENING)}]?\s*[12１２][\d０-９]{{3}}\s*年?\s*[〕{re.escape(WRONG_CLOSING)}]?\s*)?"
    r"第?\s*(?P<sequence>[\d０-９]{1,5})\s*[期号次](?:\s*[（(]\s*总\s*第\s*\d+\s*期\s*[）)])?"
)
"""第3期, 第3号, with its year before it or without: what minutes and orders count by."""
_WIDE_BRACKETS: Final = str.maketrans("()", "（）")
_FULL_WIDTH: Final = {ord("０") + digit: str(digit) for digit in range(10)}
_SERIES: Final = (
    r"[一-鿿㐀-䶿](?:[一-鿿㐀-䶿]|[ \u3000\xa0](?=[一-鿿㐀-䶿〔])){0,15}"
    r"(?:[（(][一-鿿㐀-䶿]{1,6}[）)][一-鿿㐀-䶿]{0,4})?"
)
"""邻鄂府发; 邻消（防） where an office tells its departments apart."""
NUMBER_PATTERN: Final = re.compile(
    rf"(?P<series>{_SERIES})\s*第?\s*[〔{re.escape(WRONG_OPENING)}]\s*"
    r"(?P<year>[12１２][\d０-９]{3})\s*年?\s*"
    rf"[〕{re.escape(WRONG_CLOSING)}]\s*第?\s*(?P<sequence>[\d０-９]{{1,5}})\s*号"
)
"""A 发文字号 as people type it."""

LOOSE_PATTERN: Final = re.compile(
    rf"(?P<series>{_SERIES}?)\s*第?\s*[〔{re.escape(WRONG_OPENING)}]?\s*"
    r"(?P<year>[12１２][\d０-９]{3})\s*年?\s*"
    rf"[〕{re.escape(WRONG_CLOSING)}]?\s*第?\s*(?P<sequence>(?<![\d０-９])[\d０-９]{{1,5}})\s*号"
)
"""A 发文字号 that may lack its brackets; only where it stands by itself."""


@dataclass(frozen=True, slots=True, order=True)
class PaperNumber:
    """One 发文字号. `series` is the 机关代字 (邻鄂府发)."""

    series: str
    year: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.sequence}号"


def parse_number(text: str) -> PaperNumber:
    """The number that `text` is, whatever brackets, 第, zeros and widths it was typed with.

    Raises `InputError` where it is none (GB/T 9704-2012 §7.2.5).
    """
    match = LOOSE_PATTERN.fullmatch(text.strip())
    sequence = int(match["sequence"].translate(_FULL_WIDTH)) if match else 0
    if match is None or sequence == 0:
        raise InputError(
            f"“{text.strip()}”不是发文字号。",
            "请写成“机关代字〔年份〕序号号”，如邻鄂府发〔2021〕38号。",
        )
    series = re.sub(r"\s", "", match["series"]).removesuffix("第").translate(_WIDE_BRACKETS)
    if not series:
        raise InputError(f"“{text.strip()}”缺少机关代字。", "请在年份前写上，如邻鄂府发。")
    return PaperNumber(series, int(match["year"].translate(_FULL_WIDTH)), sequence)


def parse_issue(text: str) -> int | None:
    """The sequence of a paper that is only counted (第3号, 第3期); None for any other number."""
    match = ISSUE_PATTERN.fullmatch(text.strip())
    return int(match["sequence"].translate(_FULL_WIDTH)) or None if match else None


def next_sequence(taken: Collection[int]) -> int:
    """The lowest sequence that leaves no gap behind it.

    `taken` holds every sequence of the series and year that was ever given, voided ones too: none
    is given twice. Numbers below the first known one were given before this register was kept.
    """
    if not taken:
        return 1
    used = set(taken)
    sequence = min(used)
    while sequence in used:
        sequence += 1
    return sequence


def clash(number: PaperNumber, title: str, free: int) -> InputError:
    """The error that `number` is taken by the paper `title`; `free` is the next sequence."""
    return InputError(
        f"{number}已经用于《{title.strip('《》')}》，不能重复编号。",
        f"下一个可用的是{PaperNumber(number.series, number.year, free)}。",
    )
