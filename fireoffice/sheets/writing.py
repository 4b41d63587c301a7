"""One long table as an Excel workbook, in the same little memory for 20 rows and 200,000."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from fireoffice.core.errors import EnvironmentProblem, InputError, explaining
from fireoffice.core.files import beside, make_folder, put_in_place, remove_file

Cell = str | int | float | Decimal | date | None

MOST_ROWS: Final = 1_048_000
"""The most rows of one sheet: the limit of Excel, less some room for title and head."""

_LONGEST_TEXT: Final = 32_767
_EXACT_DIGITS: Final = 15
_MEASURED: Final = 200
_WIDTHS: Final = (6, 48)
_SHEET_NAME: Final = 31
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\]|^'|'$")
_STEP: Final = 500
_FONT: Final = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_HEAD: Final = {**_FONT, "bold": True, "bottom": 1, "bg_color": "#EEF1F5"}
_TITLE: Final = {**_FONT, "bold": True, "font_size": 14}


@dataclass(frozen=True)
class Table:
    """A table to be written: `rows` have one cell for each of `heads`.

    With `title`, it stands in a row above the heads and `note` (how it was narrowed) under it.
    `expected` is how many rows will come, for telling how far the writing is.
    """

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    title: str = ""
    note: str = ""
    expected: int = 0


def write_table(table: Table, target: Path) -> Generator[tuple[int, int], None, int]:
    """Write `table` to `target` and return how many rows it has; yields (done, expected).

    See `write_tables`.
    """
    return (yield from write_tables((table,), target))


def write_tables(tables: Iterable[Table], target: Path) -> Generator[tuple[int, int], None, int]:
    """Write a sheet for each of `tables`, whose names differ, and return how many rows there are.

    Yields (done, expected) of the table that is being written.

    The head is fixed and carries a filter. Days are days; text is text: leading zeros stay,
    nothing that begins with = becomes a formula, no address a link, and a number with more
    digits than Excel keeps exactly is written as text. The file is there when it is whole; given
    up on the way, nothing is left. Raises `EnvironmentProblem`; `InputError` for too many rows.
    """
    with explaining("写Excel文件", target):
        make_folder(target.parent)
        # Asked before all the work: a file open in Excel could not be replaced at its end either.
        _require_closed(target)
        unfinished = beside(target, ".xlsx")
        try:
            count = yield from _write(tables, unfinished)
            _require_closed(target)
            put_in_place(unfinished, target)
        finally:
            with suppress(OSError):
                remove_file(unfinished)
    return count


def free_name(target: Path) -> Path:
    """`target`, or where that is taken the same name with the first free number: 「…（2）」."""
    number, free = 2, target
    while free.exists():
        free = target.with_name(f"{target.stem}（{number}）{target.suffix}")
        number += 1
    return free


def _require_closed(target: Path) -> None:
    """Raise `EnvironmentProblem` for a file that may not be written: open elsewhere, read-only."""
    try:
        with target.open("r+b"):
            pass
    except FileNotFoundError:
        pass
    except PermissionError as problem:
        raise EnvironmentProblem(
            f"“{target.name}”正在Excel或WPS里打开，或是只读文件，不能覆盖。",
            "请先关闭它，或另取一个名称。",
        ) from problem


def _write(tables: Iterable[Table], file: Path) -> Generator[tuple[int, int], None, int]:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    book = Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    try:
        count = 0
        for table in tables:
            page = book.add_worksheet(_NOT_IN_A_NAME.sub(" ", table.name)[:_SHEET_NAME])
            count += yield from _fill(book, page, table)
    finally:
        # Also when given up: the rows so far stand in a temporary file that closing takes away.
        try:
            book.close()
        except FileCreateError as problem:
            raise problem.args[0] from problem
    return count


def _fill(book: Any, page: Any, table: Table) -> Generator[tuple[int, int], None, int]:
    head, title = book.add_format(_HEAD), book.add_format(_TITLE)
    plain = book.add_format(_FONT)
    writer = _CellWriter(
        page, plain, book.add_format({**_FONT, "num_format": "yyyy-mm-dd", "align": "left"})
    )
    rows = iter(table.rows)
    first = list(islice(rows, _MEASURED))
    for column, heading in enumerate(table.heads):
        page.set_column(column, column, _width(heading, [row[column] for row in first]))
    top = 0
    for text, look in ((table.title, title), (table.note, plain)):
        if text:
            page.write_string(top, 0, text, look)
            top += 1
    for column, heading in enumerate(table.heads):
        page.write_string(top, column, heading, head)
    count = 0
    for row in chain(first, rows):
        if count == MOST_ROWS:
            raise InputError(
                f"超过{MOST_ROWS:,}行，一张Excel工作表放不下。", "请先筛选，再分几次导出。"
            )
        count += 1
        for column, value in enumerate(row):
            writer.write(top + count, column, value)
        if count % _STEP == 0:
            yield count, table.expected
    page.freeze_panes(top + 1, 0)
    page.autofilter(top, 0, top + count, len(table.heads) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    return count


class _CellWriter:
    """Writes each value as what it is."""

    def __init__(self, page: Any, plain: Any, day: Any) -> None:
        self._page, self._plain, self._day = page, plain, day

    def write(self, row: int, column: int, value: Cell) -> None:
        page, plain = self._page, self._plain
        match value:
            case None | "":
                page.write_blank(row, column, None, plain)
            case bool():
                page.write_string(row, column, "是" if value else "否", plain)
            case date():
                page.write_datetime(row, column, value, self._day)
            case int() | float() | Decimal() if len(str(value)) <= _EXACT_DIGITS:
                page.write_number(row, column, value, plain)
            case _:
                page.write_string(row, column, _fitting(str(value)), plain)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"


def _width(heading: str, values: Iterable[Cell]) -> int:
    """The width, in digits, that shows the heading with its arrow and most of the values."""
    widest = max((_digits(str(value)) for value in values if value is not None), default=0)
    least, most = _WIDTHS
    return min(most, max(least, widest + 2, _digits(heading) + 4))


def _digits(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)
