"""Blocks of cells as Excel and WPS put them on the clipboard: tabbed text and HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from typing import Final

Block = list[list[str]]
"""Rows of cells, all of one length."""

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|\Z)')
_PLAIN: Final = re.compile(r"[^\t\r\n]*")
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_NEEDS_QUOTES: Final = re.compile(r'[\t\r\n]|^"')
_SPREADSHEET: Final = ("office:excel", "Excel.Sheet", "ET.Sheet", "office:spreadsheet")
_AS_TEXT: Final = "mso-number-format:'\\@'"
"""Keeps Excel from making a number of an identity number and losing its last digits."""


def read_text(text: str) -> Block:
    """The cells of tabbed text; a cell in quotes may hold tabs, line breaks and doubled quotes."""
    rows: Block = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        plain = quoted or _PLAIN.match(text, at)
        assert plain is not None
        rows[-1].append(quoted[1].replace('""', '"') if quoted else plain[0])
        at = plain.end()
        if at == len(text):
            break
        if text[at] == "\t":
            at += 1
            continue
        line_end = _BREAK.match(text, at)
        assert line_end is not None
        at = line_end.end()
        if at == len(text):
            break
        rows.append([])
    return _squared(rows)


def write_text(block: Sequence[Sequence[str]]) -> str:
    """``block`` as tabbed text that Excel and WPS read back cell by cell."""
    return "".join("\t".join(map(_quoted, row)) + "\r\n" for row in block)


def write_html(block: Sequence[Sequence[str]]) -> str:
    """``block`` as an HTML table, every cell marked as text."""
    rows = "".join(
        "<tr>" + "".join(f'<td style="{_AS_TEXT}">{_marked(cell)}</td>' for cell in row) + "</tr>"
        for row in block
    )
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def read_html(html: str) -> Block | None:
    """The cells of the first table in ``html``; None if there is none, or a spreadsheet wrote it.

    Spreadsheets give their cells more faithfully as tabbed text; Word and browsers break the
    rows there wherever a cell has several lines.
    """
    if "<table" not in html.lower() or any(word in html for word in _SPREADSHEET):
        return None
    reader = _TableReader()
    reader.feed(html)
    return _squared(reader.rows) if any(reader.rows) else None


def trimmed(block: Block) -> Block:
    """``block`` without the empty rows at its end."""
    end = len(block)
    while end > 1 and not any(cell.strip() for cell in block[end - 1]):
        end -= 1
    return block[:end]


class _TableReader(HTMLParser):
    """Collects the cells of the first table; a merged cell stands in its first place."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Block = []
        self._depth = 0
        self._finished = False
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        if self._depth != 1 or self._finished:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._close_cell()
            self._cell = []
            span = dict(attrs).get("colspan") or "1"
            self._span = int(span) if span.isdecimal() else 1
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table") and self._depth == 1:
            self._close_cell()
        if tag == "table":
            self._depth -= 1
            self._finished = self._finished or self._depth == 0

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(re.sub(r"\s+", " ", data))

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        lines = "".join(self._cell).split("\n")
        text = "\n".join(line.strip() for line in lines).strip()
        self.rows[-1] += [text, *[""] * (self._span - 1)]
        self._cell = None


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def _marked(cell: str) -> str:
    return '<br style="mso-data-placement:same-cell">'.join(escape(cell).splitlines())


def _squared(rows: Block) -> Block:
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]
