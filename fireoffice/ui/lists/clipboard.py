"""Rows on the clipboard, so that Excel and WPS take them as cells."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

_TEXT_CELL = "mso-number-format:'\\@'"


def cells_mime(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> QMimeData:
    """Return the cells as tab-separated text and as an HTML table.

    In the table every cell says that it is text: an identity number keeps its last digits, a day
    stays as it is written, and nothing becomes a formula.
    """
    made = QMimeData()
    made.setText("\n".join("\t".join(_plain(cell) for cell in row) for row in (heads, *rows)))
    body = "".join(
        "<tr>" + "".join(f'<td style="{_TEXT_CELL}">{_html(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    top = "".join(f"<th>{_html(head)}</th>" for head in heads)
    made.setHtml(
        f'<html><head><meta charset="utf-8"></head><body><table><tr>{top}</tr>{body}'
        "</table></body></html>"
    )
    return made


def _plain(text: str) -> str:
    """The cell without what would begin another one."""
    line = " ".join(text.split("\t")).replace("\r\n", "\n")
    if "\n" not in line and not line.startswith('"'):
        return line
    doubled = line.replace('"', '""')
    return f'"{doubled}"'


def _html(text: str) -> str:
    return escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')
