"""Papers to judge: the laboratory's, put right where its prose is careless on purpose, and the
sample circular as somebody saved it who knows no layout."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx

from fireoffice.docs.paper import Body, Format, Imprint, Level, Paper, Paragraph, Table
from fireoffice.docs.style import STANDARD, PaperStyle
from fireoffice.docs.typeset import typeset
from fireoffice.docs.word import read_word
from fireoffice.docs.word.document import DocumentReading, from_word
from fireoffice.docs.writer import write
from fireoffice.domain.labels import make_label, without_label

SAMPLE = Path(__file__).parents[3] / "resources" / "sample" / "circular.txt"
_HAN = "一-鿿，。、；：（）"
_BLANKS = re.compile(rf"(?<=[{_HAN}]) (?=[0-9A-Z])|(?<=[0-9A-Z]) (?=[{_HAN}])")


def written(paper: Paper, style: PaperStyle = STANDARD) -> DocumentReading:
    """`paper` written as a Word file and read again."""
    return from_word(read_word(write(typeset(paper, style).composition)), "公文.docx")


@cache
def naive_circular() -> DocumentReading:
    """The sample circular in python-docx's default template, one paragraph a line."""
    document = docx.Document()
    for line in SAMPLE.read_text(encoding="utf-8").split("\n"):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return from_word(read_word(stream.getvalue()), "通知.docx")


def faultless(paper: Paper) -> Paper:
    """`paper` with its figures, levels and numbers in order and 抄送 in the imprint.

    The laboratory draws numbers of the fourth level by lot, and sentences with blanks in them, for
    the sake of line breaks.
    """
    enclosure = paper.enclosure
    letter = paper.format is Format.LETTER and paper.title.endswith("函")
    return replace(
        paper,
        title=paper.title if letter else re.sub(r"的(?:请示|报告|函)$", "的通知", paper.title),
        body=_in_order(paper.body),
        attachments=tuple(
            replace(one, body=_in_order(one.body), title=f"{one.title}之{'甲乙丙丁'[place]}")
            for place, one in enumerate(paper.attachments)
        ),
        enclosure=replace(enclosure, body=_in_order(enclosure.body)) if enclosure else None,
        imprint=_with_copies(paper),
    )


def _with_copies(paper: Paper) -> Imprint:
    imprint = paper.imprint
    wanted = paper.format is Format.DOCUMENT and imprint.printed_by
    return replace(imprint, copies_to=imprint.copies_to or "区应急管理局") if wanted else imprint


def _in_order(body: Body) -> Body:
    """The body with every level counted from 1 and none skipped."""
    counts = [0] * len(Level)
    depth = 0
    result: list[Paragraph | Table] = []
    for block in body:
        if isinstance(block, Table):
            rows = tuple(tuple(_spelt(cell) for cell in row) for row in block.rows)
            result.append(replace(block, rows=rows))
            continue
        level = min(block.level, depth + 1) if block.level else 0
        if not level:
            result.append(replace(block, text=_spelt(block.text)))
            continue
        depth = level
        counts[level:] = [counts[level] + 1] + [0] * (len(Level) - level - 1)
        label = make_label(level, counts[level])
        words = _spelt(without_label(block.text))
        heading = len(label) + block.heading - (len(block.text) - len(without_label(block.text)))
        result.append(Paragraph(label + words, Level(level), heading if block.heading else 0))
    return tuple(result)


def _spelt(text: str) -> str:
    return _BLANKS.sub("", text).replace("㎡", "平方米")
