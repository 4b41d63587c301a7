"""HTML taken for what it says: its tags go, its lines, headings and tables stay."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Final

from fireoffice.docs.cells import JOINED_ABOVE, JOINED_LEFT, NEW_LINE
from fireoffice.docs.prose.source import PICTURE_LOST, Source, SourceLine
from fireoffice.domain.text import Change

_TAG: Final = re.compile(
    r"</?(?:p|div|span|br|b|strong|i|em|u|s|del|strike|font|a|ul|ol|li|h[1-6]|hr|table|caption|"
    r"colgroup|col|tbody|thead|tfoot|tr|td|th|blockquote|pre|code|section|article|header|footer|"
    r"img|center|sup|sub|html|head|body|meta|link|title|mark|small|details|summary|input|label|"
    r"o:p|w:\w+)(?:\s[^<>]{0,2000})?/?>|<!--.{0,2000}?-->|<!doctype[^>]{0,200}>",
    re.IGNORECASE,
)
_UNSEEN: Final = re.compile(r"<(style|script)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BLOCK: Final = re.compile(
    r"</?(?:br|p|div|li|ul|ol|h[1-6]|hr|blockquote|section|article|header|footer|tr|center|pre|title|details|summary)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRUCK: Final = re.compile(r"<(del|s|strike)(?:\s[^<>]*)?>(.*?)</\1\s*>", re.IGNORECASE)
_RAISED: Final = re.compile(r"<(su[pb])(?:\s[^<>]*)?>([\d+\-n]{1,6})</\1\s*>", re.IGNORECASE)
_HEADING: Final = re.compile(r"<h([1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_DEPTH: Final = "\ufdd0"
"""The sign before the depth of a heading while a line is taken apart; no text has it."""
_IMAGE: Final = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ENTITY: Final = re.compile(
    r"&(?:nbsp|lt|gt|amp|quot|apos|[lr][sd]quo|mdash|ndash|hellip|middot|times|deg|sup[123]|ensp|"
    r"emsp|thinsp|le|ge|#\d{2,6}|#x[0-9a-f]{2,6});",
    re.IGNORECASE,
)
_POWERS: Final = {
    "sup": str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"),
    "sub": str.maketrans("0123456789+-n", "₀₁₂₃₄₅₆₇₈₉₊₋ₙ"),
}


def without_tags(lines: Sequence[SourceLine], source: Source) -> list[SourceLine]:
    """`lines` without tags and entities; what was struck out or is a picture is listed.

    A tag that begins a new line does so. A table gives a line for each of its rows.
    """
    whole = "\n".join(line.text for line in lines)
    if _TAG.search(whole) is None and _ENTITY.search(whole) is None:
        return list(lines)
    marked = next((line for line in lines if _TAG.search(line.text)), None)
    if marked is not None:
        source.note(marked.number, [Change("<…>", "", "网页标记，改由版式安排", "web-mark")])
    result: list[SourceLine] = []
    table: list[SourceLine] = []
    for line in _without_unseen(lines):
        lower = line.text.lower()
        if table or "<table" in lower:
            table.append(line)
            if "</table" in lower:
                result += _with_table(table, source)
                table = []
        else:
            result += _plain(line, source)
    if table:
        result += _with_table(table, source)
    return result


def _without_unseen(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """`lines` without style sheets and scripts, which may span several."""
    closing = ""
    for line in lines:
        text = line.text
        if closing:
            _, found, text = text.partition(closing)
            if not found:
                continue
            closing = ""
        text = _UNSEEN.sub("", text)
        opened = re.search(r"<(style|script)\b[^<>]*>", text, re.IGNORECASE)
        if opened:
            closing = f"</{opened[1]}>"
            text = text[: opened.start()]
        yield replace(line, text=text)


def _plain(line: SourceLine, source: Source) -> Iterator[SourceLine]:
    """The lines that `line` shows."""
    text = line.text
    if "<" not in text and "&" not in text:
        yield line
        return
    for match in _STRUCK.finditer(text):
        source.note(line.number, [Change(match[2], "", "划掉的文字", "struck")])
    text = _STRUCK.sub("", text)
    text = _RAISED.sub(lambda raised: raised[2].translate(_POWERS[raised[1].lower()]), text)
    for match in _IMAGE.finditer(text):
        source.note(line.number, [Change(match[0], "", PICTURE_LOST, "picture-lost")])
    if text.count("|") > 1:
        text = _BREAK.sub(NEW_LINE, text)
    text = _HEADING.sub(lambda heading: f"\n{_DEPTH}{heading[1]}", text)
    for piece in _BLOCK.sub("\n", text).split("\n"):
        opened, depth, said = piece.partition(_DEPTH)
        level = int(said[0]) if depth else line.heading
        bare = html.unescape(_TAG.sub("", opened + said[1:] if depth else piece))
        yield replace(line, text=bare, heading=level)


def _with_table(lines: Sequence[SourceLine], source: Source) -> Iterator[SourceLine]:
    """The rows of the tables that `lines` hold, and what stands before and behind them."""
    number = lines[0].number
    before, _, rest = "\n".join(line.text for line in lines).partition("<table")
    rest = "<table" + rest if rest else ""
    end = rest.lower().rfind("</table")
    after = rest[end:].partition(">")[2] if end >= 0 else ""
    if before.strip():
        yield from _plain(replace(lines[0], text=before), source)
    reader = _Rows()
    reader.feed(rest[:end] if end >= 0 else rest)
    reader.close()
    for row in _squared(reader.rows):
        yield SourceLine(number, "\t".join(row), row=True)
    yield SourceLine(number, "")
    if after.strip():
        yield from _plain(replace(lines[-1], text=after), source)


@dataclass
class _Cell:
    """A cell's text and how many columns and rows it covers."""

    text: str = ""
    columns: int = 1
    rows: int = 1


class _Rows(HTMLParser):
    """Collects the cells of a table, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[_Cell]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            given = dict(attrs)
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(_Cell("", _count(given, "colspan"), _count(given, "rowspan")))
            self._open = True
        elif tag in {"br", "p", "div", "li"}:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1].text += data


def _count(attributes: dict[str, str | None], name: str) -> int:
    said = attributes.get(name) or ""
    return min(int(said), 100) if said.isdecimal() and int(said) else 1


def _squared(rows: Sequence[Sequence[_Cell]]) -> Iterator[list[str]]:
    """The rows as the cells of lines; the places that a merged cell covers say so."""
    below: dict[int, tuple[int, str]] = {}
    for row in rows:
        if not row:
            continue
        texts: list[str] = []
        for cell in (*row, None):
            while below.get(len(texts), (0, ""))[0]:
                left, sign = below[len(texts)]
                below[len(texts)] = (left - 1, sign)
                texts.append(sign)
            if cell is None:
                break
            for at in range(cell.columns):
                sign = JOINED_LEFT if at else JOINED_ABOVE
                below[len(texts) + at] = (cell.rows - 1, sign)
            texts += [_in_one_line(cell.text), *[JOINED_LEFT] * (cell.columns - 1)]
        yield texts


def _in_one_line(text: str) -> str:
    pieces = (" ".join(piece.split()) for piece in text.split("\n"))
    return NEW_LINE.join(piece for piece in pieces if piece)
