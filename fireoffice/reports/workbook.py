"""Tables as an Excel workbook; XlsxWriter is loaded when the first one is written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_FONT: Final = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True}
_HEAD: Final = {**_FONT, "bold": True, "bottom": 1, "bg_color": "#EEF1F5"}


@dataclass(frozen=True)
class Sheet:
    """One table: its title, its columns as (heading, width in characters), and its rows."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[str | int]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx of `sheets`, each with its heading fixed and a filter on it.

    Text stays text: nothing that begins with = becomes a formula, no address a link.
    """
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, options) as book:
        head, cell = book.add_format(_HEAD), book.add_format(_FONT)
        for sheet in sheets:
            page = book.add_worksheet(sheet.title)
            for column, (heading, width) in enumerate(sheet.columns):
                page.set_column(column, column, width)
                page.write_string(0, column, heading, head)
            for number, row in enumerate(sheet.rows, 1):
                for column, value in enumerate(row):
                    page.write(number, column, value, cell)
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    return stream.getvalue()
