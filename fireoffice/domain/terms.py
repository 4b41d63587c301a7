"""A deadline as people say it, 「15日」 or 「10个工作日」, and the day that it comes to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from fireoffice.domain.workdays import Counting, WorkCalendar

_WRITTEN: Final = re.compile(r"限?(?P<length>\d{1,4})个?(?P<unit>工作日|日|天)(之?内)?")
_WEEKDAYS: Final = "一二三四五六日"
_SATURDAY: Final = 5


@dataclass(frozen=True)
class Term:
    """A number of days, counted in one of the two ways."""

    length: int
    counting: Counting

    def __str__(self) -> str:
        return f"{self.length}{'个' if self.counting is Counting.WORKDAYS else ''}{self.counting}"


def term_in(text: object) -> Term | None:
    """The term that `text` is; None where it is something else, a date for one."""
    if not isinstance(text, str):
        return None
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None or not int(found["length"]):
        return None
    worked = found["unit"] == Counting.WORKDAYS
    return Term(int(found["length"]), Counting.WORKDAYS if worked else Counting.DAYS)


def told(calendar: WorkCalendar, start: date, term: Term) -> str:
    """One sentence: the day that `term` comes to, and what the calendar made of the days between.

    Raises `NotAnnounced`.
    """
    last = calendar.due(start, term.length, term.counting)
    sentence = f"从{start}起{term}，到{last}（星期{_WEEKDAYS[last.weekday()]}）"
    if term.counting is not Counting.WORKDAYS:
        return f"{sentence}。"
    days = [start + timedelta(days=number) for number in range(1, (last - start).days + 1)]
    off = [day for day in days if day.weekday() < _SATURDAY and not calendar.is_workday(day)]
    made_up = [day for day in days if day.weekday() >= _SATURDAY and calendar.is_workday(day)]
    parts = [f"{listed(some)}{word}" for some, word in ((off, "放假"), (made_up, "补班")) if some]
    return f"{sentence}，其间{'，'.join(parts)}。" if parts else f"{sentence}。"


def listed(days: Iterable[date]) -> str:
    """The days in words, runs joined: 「5月3日至5日、8日」."""
    parts: list[str] = []
    month = 0
    # In a run of consecutive days, ordinal minus place in the list is constant.
    for _, run in groupby(enumerate(days), lambda one: one[1].toordinal() - one[0]):
        members = [day for _, day in run]
        first, last = members[0], members[-1]
        part = f"{first.day}日" if first.month == month else f"{first.month}月{first.day}日"
        if last != first:
            until = f"{last.day}日" if last.month == first.month else f"{last.month}月{last.day}日"
            part += f"至{until}"
        month = last.month
        parts.append(part)
    return "、".join(parts)
