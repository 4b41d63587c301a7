"""Files that a Word file takes in as they are (altChunk): web pages and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Final

from lxml import etree, html  # pyright: ignore[reportAttributeAccessIssue]

from fireoffice.core.errors import InputError
from fireoffice.docs.files import decode
from fireoffice.docs.word.leavings import Leavings, Left
from fireoffice.docs.word.model import Place, RunFacts, WordParagraph
from fireoffice.docs.word.names import Element

_BLOCKS: Final = frozenset(
    {
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "ul", "ol"),
        *("blockquote", "pre", "section", "article", "header", "footer"),
    }
)
_SILENT: Final = frozenset({"script", "style", "head", "title"})
_CENTRED: Final = re.compile(r"text-align\s*:\s*center")
_WEB: Final = re.compile(rb"<(?:!doctype\s+html|html|body|p|div|table|h[1-6])\b", re.IGNORECASE)
_XML: Final = re.compile(r"\A\ufeff?\s*<\?xml[^>]*>")
_MAIL: Final = re.compile(rb"(?:mime-version|content-type|from)\s*:", re.IGNORECASE)
_DEEPEST: Final = 200
_WIDEST: Final = 200


def chunk_paragraphs(data: bytes, tables: int, leavings: Leavings) -> list[WordParagraph] | None:
    """The paragraphs of the web page, web archive or text `data`; None for what is none of these.

    `tables` is how many tables stand above it.
    """
    if _MAIL.match(data):
        data = _web_page_in(message_from_bytes(data))
    try:
        text = decode(data, "")
    except InputError:
        return None
    if _WEB.search(data[:4000]):
        return _Page(tables, leavings).read(_XML.sub("", text))
    return [_paragraph(line) for line in text.splitlines()]


def _web_page_in(message: Message) -> bytes:
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else b""
    return b""


def _paragraph(text: str, align: str = "left") -> WordParagraph:
    return WordParagraph(text, runs=(RunFacts(text),), align=align)


@dataclass
class _Page:
    """Reads one web page, block after block."""

    tables: int
    leavings: Leavings
    found: list[WordParagraph] = field(default_factory=list[WordParagraph])
    _text: str = ""
    _align: str = "left"

    def read(self, text: str) -> list[WordParagraph]:
        """The paragraphs and cells of the page `text`."""
        parser = html.HTMLParser(no_network=True, remove_comments=True)
        try:
            root = html.document_fromstring(text, parser=parser)
        except (etree.ParserError, ValueError):
            return []
        self._walk(root, 0)
        self._end()
        return self.found

    def _walk(self, node: Element, depth: int) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _SILENT or not tag:
            return
        if tag == "table":
            self._end()
            self._table(node)
            return
        block = tag in _BLOCKS
        if block:
            self._end()
            said = f"{node.get('style', '')};text-align:{node.get('align', '')}"
            self._align = "center" if _CENTRED.search(said) else "left"
        if tag == "br":
            self._text += "\n"
        elif tag == "img":
            self.leavings.note(Left.PICTURE, node.get("alt", ""))
        self._text += node.text or ""
        for child in node if depth < _DEEPEST else ():
            self._walk(child, depth + 1)
            self._text += child.tail or ""
        if block:
            self._end()

    def _end(self) -> None:
        lines = [" ".join(line.split()) for line in self._text.split("\n")]
        text = "\n".join(line for line in lines if line)
        if text:
            self.found.append(_paragraph(text, self._align))
        self._text, self._align = "", "left"

    def _table(self, table: Element) -> None:
        number, self.tables = self.tables, self.tables + 1
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(_rows(table)):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
                taken |= {(row + i, column + j) for i in range(rows) for j in range(columns)}
                text = "\n".join(line.strip() for line in _lines(cell) if line.strip())
                self.found.append(
                    WordParagraph(
                        text,
                        runs=(RunFacts(text),),
                        place=Place.TABLE,
                        cell=(number, row, column),
                        spans=(rows, columns),
                    )
                )


def _rows(table: Element) -> Iterator[list[Element]]:
    for row in table.iter("tr"):
        yield [cell for cell in row if cell.tag in {"td", "th"}]


def _lines(cell: Element) -> list[str]:
    for node in cell.iter("br", "p", "div", "li"):
        node.tail = "\n" + (node.tail or "")
    return cell.text_content().split("\n")


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), _WIDEST)) if value.isascii() and value.isdecimal() else 1
