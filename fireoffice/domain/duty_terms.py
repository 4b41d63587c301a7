"""The terms of a duty read from a circular's words: who is meant, how often, until when."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

_TOWN: Final = re.compile(r"党委|政府")
_VILLAGE: Final = re.compile(r"(?<!农)村|居委|（居）|社区|网格")
_UNIT: Final = re.compile(r"单位|企业|场所|业主|商户|经营者|物业")
_DEPARTMENT: Final = re.compile(r"部门|中心|站|所|办|局|委|队|学校|医院|卫生院")

_FREQUENCIES: Final = (
    ("每日", r"每[日天]|按日"),
    ("每周", r"每周|周(?:报|调度)"),
    ("每半年", r"每?半年"),
    ("每季度", r"每季|季(?:度|通报|报)|逐季"),
    ("每月", r"每半?月|月(?:调度|报|通报)|按月|逐月"),
    ("每年", r"每年|年(?:考评|考核|报告|度)"),
)
_DAY: Final = re.compile(
    r"(?:(?P<year>20\d{2})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|(?P<end>底|末))"
)
_YEAR_END: Final = re.compile(r"(?:年|今年|本年|当年)(?:底|末)")


def level_of(holder: str) -> str:
    """The level of 责任清单 of a body named in a circular; 镇领导 if nothing tells."""
    if _TOWN.search(holder):
        return "镇领导"
    if _VILLAGE.search(holder):
        return "村居"
    if _DEPARTMENT.search(holder):
        return "部门"
    return "单位" if _UNIT.search(holder) else "镇领导"


def frequency_of(deadlines: tuple[str, ...]) -> str:
    """The 履责频次 that the first recurring deadline means; 一次性 for a mere date, else empty."""
    for words in deadlines:
        for frequency, pattern in _FREQUENCIES:
            if re.search(pattern, words):
                return frequency
    return "一次性" if any(_DAY.search(words) for words in deadlines) else ""


def due_of(deadlines: tuple[str, ...], year: int) -> date | None:
    """The first calendar day among the deadlines; `year` is that of the circular.

    4月底 is the month's last day. A day that no calendar has (4月31日) counts for nothing.
    """
    for words in deadlines:
        match = _DAY.search(words)
        if match:
            month = int(match["month"])
            in_year = int(match["year"] or year)
            if not 1 <= month <= 12:
                continue
            last = monthrange(in_year, month)[1]
            day = last if match["end"] else int(match["day"])
            if 1 <= day <= last:
                return date(in_year, month, day)
        elif _YEAR_END.search(words) and not words.startswith("每"):
            return date(year, 12, 31)
    return None
