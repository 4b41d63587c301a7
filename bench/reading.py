"""Reading and judging a Word file against unzipping it and parsing its XML once."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
from docx.shared import Pt
from lxml import etree

from bench.measure import in_turns, report
from fireoffice.docs.lint import lint
from fireoffice.docs.word import from_word, read_word

ROUNDS = 9
FLOOR = "unzipping and parsing once"
AIM = "within 10 × floor"
PARAGRAPHS = 74
RUN = 11
SENTENCE = "各村（居）要落实消防安全责任，定期开展检查，"


def run() -> None:
    """Twelve pages as Word leaves them after some editing: a run for every few words."""
    data = _twelve_pages()

    def parse() -> None:
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(name))

    seconds = in_turns(
        {
            "read and judged": lambda: lint(from_word(read_word(data), "通知.docx")),
            "read": lambda: read_word(data),
            FLOOR: parse,
        },
        ROUNDS,
    )
    report("A Word file of 12 pages", seconds, FLOOR, AIM)


def _twelve_pages() -> bytes:
    """22 lines of 28 characters a page: 7,400 characters."""
    document = docx.Document()
    for number in range(1, PARAGRAPHS + 1):
        text = f"{number}.{SENTENCE * 4}做好记录。"
        paragraph = document.add_paragraph()
        for place in range(0, len(text), RUN):
            piece = paragraph.add_run(text[place : place + RUN])
            piece.font.name = "仿宋_GB2312"
            piece.font.size = Pt(16)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
