"""Lines of a manuscript from what people typed."""

from __future__ import annotations

from datetime import date

from fireoffice.docs.manuscript import Line, Role


def cell(text: str) -> str:
    """`text` in one cell of a table row: breaks and tabs would be rows and cells of their own."""
    return " ".join(text.split())


def paragraphs(text: str) -> list[Line]:
    """The lines of `text` as paragraphs of the body."""
    return [Line(Role.TEXT, line.strip()) for line in text.splitlines() if line.strip()]


def spoken(day: date) -> str:
    """A day as it stands in a circular: 2021年4月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_day(day: date) -> str:
    """A day as it stands in a narrow column: 2021.4.1."""
    return f"{day.year}.{day.month}.{day.day}"
