"""Lines of a manuscript from what people typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fireoffice.docs.manuscript import Line, Role


def cell(text: str) -> str:
    """`text` in one cell of a table row: breaks and tabs would be rows and cells of their own."""
    return " ".join(text.split())


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], nothing: str = "") -> list[Line]:
    """The lines of a table, numbered from 1; an empty cell says `nothing`.

    Columns in which no row says anything are left out.
    """
    told = [[cell(text) for text in row] for row in rows]
    shown = [at for at in range(len(heads)) if any(row[at] for row in told)]
    lines = [["序号", *(heads[at] for at in shown)]]
    lines += [
        [str(number), *(row[at] or nothing for at in shown)]
        for number, row in enumerate(told, start=1)
    ]
    return [Line(Role.TABLE, "\t".join(line)) for line in lines]


def paragraphs(text: str) -> list[Line]:
    """The lines of `text` as paragraphs of the body."""
    return [Line(Role.TEXT, line.strip()) for line in text.splitlines() if line.strip()]


def spoken(day: date) -> str:
    """A day as it stands in a circular: 2021年4月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_day(day: date) -> str:
    """A day as it stands in a narrow column: 2021.4.1."""
    return f"{day.year}.{day.month}.{day.day}"
