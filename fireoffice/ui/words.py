"""Dates and numbers as this window writes them."""

from __future__ import annotations

from datetime import date, datetime

_WEEKDAYS = "一二三四五六日"


def long_day(day: date) -> str:
    """「2021年4月20日 星期二」."""
    return f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}"


def short_day(day: date, today: date) -> str:
    """「04-08」 in the current year, else 「2020-11-09」."""
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"


def moment(at: datetime, today: date) -> str:
    """「08:30」 today, 「昨天17:40」, 「4月17日08:55」, or with its year."""
    clock = f"{at:%H:%M}"
    days = (today - at.date()).days
    if days == 0:
        return clock
    if days == 1:
        return f"昨天{clock}"
    if at.year == today.year:
        return f"{at.month}月{at.day}日{clock}"
    return f"{at.year}年{at.month}月{at.day}日{clock}"


def count(number: int) -> str:
    """A count with thousands marked; nothing is a dash."""
    return f"{number:,}" if number else "—"
