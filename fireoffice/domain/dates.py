"""Dates as official prose writes them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from fireoffice.core.errors import InputError

_DIGITS: Final = {
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    # Circles and letters that stand for 〇 in papers typed without it.
    **dict.fromkeys("○◯零０0OoＯｏ", 0),
}
_FULL_WIDTH: Final = {ord("０") + digit: str(digit) for digit in range(10)}

_ARABIC: Final = (
    r"(?P<year>[12]\d{3})\s*(?:年|[-./－．／])\s*(?P<month>\d{1,2})\s*(?:月|[-./－．／])\s*"
    r"(?P<day>\d{1,2})(?!\d)\s*[日号]?"
)
_CHINESE: Final = (
    r"(?P<cyear>[一二〇○◯零０0OoＯｏ三四五六七八九]{4})\s*年\s*"
    r"(?P<cmonth>[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<cday>[一二三四五六七八九十廿卅]{1,3})\s*[日号]"
)
DATE_PATTERN: Final = re.compile(f"(?:{_ARABIC}|{_CHINESE})")
"""A date in any of its forms, anywhere in a text; `read_match` reads what it found."""

_LONGEST_DATE: Final = 40
_OPEN: Final = r"[XxＸｘYyMmDd×✕*＊_＿\s\u3000]"
_UNFINISHED: Final = re.compile(
    rf"[\[【（(]?(?:[12][\d０-９]{{3}}|[12]\d{{0,2}}{_OPEN}{{1,3}}|{_OPEN}{{0,8}}|二[〇○◯零０0OoＯｏ]..?)\s*年\s*"
    rf"(?:[\d０-９]{{1,2}}|[一二三四五六七八九十]{{1,2}}|{_OPEN}{{0,8}})\s*月\s*"
    rf"(?:(?:[\d０-９]{{1,2}}|[一二三四五六七八九十廿卅]{{1,3}}|{_OPEN}{{0,8}})\s*[日号])?[\]】）)]?"
    r"|[\[【（(](?:成文|发文|落款|印发|具体|签发)?(?:日期|年月日)[\]】）)]"
)


def parse_date(text: str) -> date:
    """The date that `text` is: 2021年4月1日, 2021-4-1, 2021.4.1, 二〇二一年四月一日, 二○○五年….

    Full-width digits and blanks inside are taken. Raises `InputError` for anything else and for
    a day that the calendar does not have.
    """
    match = DATE_PATTERN.fullmatch(_bare(text))
    if match is None:
        raise InputError(f"“{text.strip()}”不是日期。", "请写成2021年4月1日的样子。")
    return read_match(match)


def read_match(match: re.Match[str]) -> date:
    """The date of a match of `DATE_PATTERN`; raises `InputError` for an impossible one."""
    if match["year"]:
        year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    else:
        year = int("".join(str(_DIGITS[sign]) for sign in match["cyear"]))
        month, day = _below_hundred(match["cmonth"]), _below_hundred(match["cday"])
    try:
        return date(year, month, day)
    except ValueError:
        raise InputError(
            f"日历上没有“{match[0].strip()}”这一天。", "请核对年、月、日后改正。"
        ) from None


def looks_like_date(text: str) -> bool:
    """True if `text` has a date's form, be it a possible date or not."""
    return DATE_PATTERN.fullmatch(_bare(text)) is not None


def is_unfinished_date(text: str) -> bool:
    """True if `text` is a date still to be filled in: 2025年6月　日, ××年×月×日, [日期]."""
    bare = text.strip()
    matches = len(bare) <= _LONGEST_DATE and _UNFINISHED.fullmatch(bare) is not None
    return matches and not looks_like_date(bare)


def format_date(day: date) -> str:
    """2021年4月1日: Arabic digits, no zero before one digit (GB/T 9704-2012 §7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _bare(text: str) -> str:
    """`text` without blanks, which also spread a date over its line, and full-width digits."""
    return re.sub(r"\s", "", text).translate(_FULL_WIDTH)


def _below_hundred(text: str) -> int:
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS[tens] if len(tens) == 1 else 99
    if len(tens) > 1 or len(ones) > 1:
        return 99
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
