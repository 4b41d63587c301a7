"""The reading of what people type as values, with a Chinese sentence where it is none."""

from __future__ import annotations

import calendar
import math
import re
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias, TypeVar

from fireoffice.domain import people
from fireoffice.domain.fields import FieldInfo, Kind

Value: TypeAlias = str | int | float | bool | date | None

_Number = TypeVar("_Number", int, float)
_LONGEST: Final = {Kind.LONG_TEXT: 20_000}
_LONGEST_TEXT: Final = 500
_DAY_WORDS: Final = {"今天": 0, "今日": 0, "明天": 1, "昨天": -1, "前天": -2, "后天": 2}
_YES: Final = frozenset({"是", "√", "✓", "有", "1", "true", "yes", "y"})
_NO: Final = frozenset({"否", "×", "无", "0", "false", "no", "n"})
_OFFSET: Final = re.compile(r"([+-]\d{1,3})\s*天?")
_FULL_DATE: Final = re.compile(
    r"(\d{4}|\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?"
)
_SHORT_DATE: Final = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_COMPACT_DATE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL: Final = re.compile(r"[2-7][0-9]{4}(\.[0-9]+)?")
"""A day as Excel counts days, from 1954 to 2119; no other way to write a day has five digits."""
_SERIAL_START: Final = date(1899, 12, 30)
_CLOCK: Final = re.compile(r"[\sT]*(上午|下午|\d{1,2}:\d{2}(:\d{2})?(\.\d+)?)$")
_UNTIL: Final = re.compile(r"\s*(以前|之前|前|止)$")
_DITTO: Final = frozenset({"同上", "〃", "″"})
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_FULL_WIDTH: Final = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}


class ValueProblem(ValueError):
    """A text that is no value of its field; the message is one Chinese sentence."""


def parse(field: FieldInfo, raw: object, today: date) -> Value:
    """The value that `raw` (typed text, or already a value) means for `field`; None if empty.

    Whether a choice or a reference exists is not decided here. Raises `ValueProblem`.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    match field.kind:
        case Kind.DATE:
            return parse_date(raw, today, field.label)
        case Kind.INTEGER:
            return _within(field, _parse_integer(field, raw))
        case Kind.DECIMAL:
            return _within(field, _parse_decimal(field, raw))
        case Kind.BOOLEAN:
            return _parse_boolean(field, raw)
        case Kind.ID_NUMBER:
            number = people.tidy_id_number(str(raw))
            _raise_if(people.id_number_problem(number, today))
            return number
        case Kind.PHONE:
            number = people.tidy_phone(str(raw))
            _raise_if(people.phone_problem(number))
            return number
        case _:
            return _parse_text(field, raw)


def parse_date(raw: object, today: date, label: str = "日期") -> date:
    """The day that `raw` names, in any of the forms in use; a day without year is this year's.

    「+7」 is the day seven days from `today`.

    A time of day and 前 (4月20日前) are passed over; 44287 is a day as Excel counts them.
    Raises `ValueProblem` that tells an impossible day (31 April) from an unreadable one.
    """
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = str(raw).translate(_FULL_WIDTH).strip()
    text = _UNTIL.sub("", _CLOCK.sub("", text))
    if text in _DAY_WORDS:
        return today + timedelta(days=_DAY_WORDS[text])
    if match := _OFFSET.fullmatch(text):
        return today + timedelta(days=int(match[1]))
    if match := _FULL_DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        return _day(year + 2000 if year < 100 else year, month, day, label)
    if match := _SHORT_DATE.fullmatch(text):
        return _day(today.year, int(match[1]), int(match[2]), label)
    if _SERIAL.fullmatch(text):
        return _SERIAL_START + timedelta(days=int(float(text)))
    raise ValueProblem(f"{label}“{_shortened(text)}”不是日期，请写成{today:%Y-%m-%d}的样子。")


def is_ditto(text: str) -> bool:
    """True if `text` stands for what is written in the cell above it."""
    return text.strip() in _DITTO


_FIRST_YEAR: Final = 1900


def show(field: FieldInfo, value: object) -> str:
    """`value` as people read it; empty text for None."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case date():
            return f"{value:%Y-%m-%d}"
        case int() if field.kind is Kind.INTEGER and value >= 1000 and not _is_year(field):
            return f"{value:,}"
        case float():
            return f"{value:,.2f}".rstrip("0").rstrip(".")
        case _:
            return str(value)


def _is_year(field: FieldInfo) -> bool:
    """True if the numbers of `field` are years, in which no one marks the thousands."""
    return field.minimum is not None and field.minimum >= _FIRST_YEAR


def _day(year: int, month: int, day: int, label: str) -> date:
    if not 1900 <= year <= 2200:
        raise ValueProblem(f"{label}的年份{year}不合理，请核对。")
    if not 1 <= month <= 12:
        raise ValueProblem(f"{label}没有{month}月，月份应为1至12。")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueProblem(
            f"{label}没有{year}年{month}月{day}日这一天，{year}年{month}月只有{last}天。"
        )
    return date(year, month, day)


def _parse_integer(field: FieldInfo, raw: object) -> int:
    if isinstance(raw, bool):
        raise ValueProblem(f"{field.label}应填整数。")
    if isinstance(raw, int):
        return raw
    text = str(raw).translate(_FULL_WIDTH).replace(",", "").strip()
    if not re.fullmatch(r"-?[0-9]{1,15}(\.0+)?", text):
        raise ValueProblem(f"{field.label}“{_shortened(text)}”不是整数，请只填数字。")
    return int(text.partition(".")[0])


def _parse_decimal(field: FieldInfo, raw: object) -> float:
    text = str(raw).translate(_FULL_WIDTH).replace(",", "").strip()
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", text) or not math.isfinite(float(text)):
        raise ValueProblem(f"{field.label}“{_shortened(text)}”不是数，请只填数字。")
    return float(text)


def _within(field: FieldInfo, number: _Number) -> _Number:
    if field.minimum is not None and number < field.minimum:
        raise ValueProblem(f"{field.label}不能小于{field.minimum}。")
    if field.maximum is not None and number > field.maximum:
        raise ValueProblem(f"{field.label}不能大于{field.maximum:,}。")
    return number


def _parse_boolean(field: FieldInfo, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    text = str(raw).strip().lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise ValueProblem(f"{field.label}请填“是”或“否”。")


def _parse_text(field: FieldInfo, raw: object) -> str:
    text = _CONTROL.sub("", str(raw).replace("\r\n", "\n").replace("\r", "\n")).strip()
    if field.kind is not Kind.LONG_TEXT:
        text = re.sub(r"\s*\n\s*", " ", text)
    longest = _LONGEST.get(field.kind, _LONGEST_TEXT)
    if len(text) > longest:
        raise ValueProblem(f"{field.label}有{len(text):,}字，最多{longest:,}字，请缩短。")
    return text


def _raise_if(problem: str) -> None:
    if problem:
        raise ValueProblem(problem)


def _shortened(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"
