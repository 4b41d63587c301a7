"""Reading and judging a circular takes little longer than unpacking and parsing what Word wrote."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from fireoffice.docs.lint import lint
from fireoffice.docs.word import from_word, read_word
from tests.docs.word.files import docx

_FONTS = " ".join(f'w:{kind}="仿宋_GB2312"' for kind in ("ascii", "eastAsia", "hAnsi"))
_LOOK = (
    f'<w:rPr><w:rFonts {_FONTS} w:hint="eastAsia"/><w:color w:val="000000"/>'
    '<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>'
)
_PARAGRAPH_LOOK = (
    '<w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200"/>'
    '<w:jc w:val="both"/>'
)
_SENTENCE = "各村（居）要落实消防安全责任，定期开展检查，"


def _paragraph(text: str, number: int) -> str:
    """A paragraph as Word leaves it after some editing: a run for every few words."""
    pieces = [text[place : place + 11] for place in range(0, len(text), 11)]
    mark = f'w:rsidR="00A{number:05X}"'
    runs = "".join(f"<w:r {mark}>{_LOOK}<w:t>{piece}</w:t></w:r>" for piece in pieces)
    return f"<w:p {mark}><w:pPr>{_PARAGRAPH_LOOK}{_LOOK}</w:pPr>{runs}</w:p>"


def _twelve_pages() -> bytes:
    """22 lines of 28 characters a page: 7,400 characters in 74 paragraphs."""
    texts = [f"{number}.{_SENTENCE * 4}做好记录。" for number in range(1, 75)]
    return docx("".join(_paragraph(text, number) for number, text in enumerate(texts)))


def _fastest(action: Callable[[], object]) -> float:
    seconds: list[float] = []
    for _ in range(5):
        begun = time.process_time()
        action()
        seconds.append(time.process_time() - begun)
    return min(seconds)


@pytest.mark.slow
def test_twelve_pages_are_read_and_judged_within_ten_times_their_parsing() -> None:
    data = _twelve_pages()

    def parse() -> None:
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                etree.fromstring(archive.read(name))

    parsing = _fastest(parse)
    reading = _fastest(lambda: lint(from_word(read_word(data), "通知.docx")))

    assert reading < 10 * parsing
