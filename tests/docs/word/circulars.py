"""Circulars as Word files with something in them, and what was read and told of it."""

from __future__ import annotations

from fireoffice.docs.lint import lint
from fireoffice.docs.manuscript import Role
from fireoffice.docs.word import DocumentReading, from_word, read_word
from tests.docs.word.files import docx, paragraph
from tests.pictures import png

CENTRE = '<w:jc w:val="center"/>'
TITLE = paragraph("关于开展冬季消防检查的通知", CENTRE, '<w:sz w:val="44"/>')
OPENING = TITLE + paragraph("各村（居）民委员会：") + paragraph("现将有关事项通知如下。")
SIGNED = paragraph("邻鄂镇人民政府") + paragraph("2025年11月25日")
PHOTO = ("image", png(300, 200))


def read_around(
    body: str, files: dict[str, tuple[str, bytes]] | None = None, **parts: str
) -> DocumentReading:
    """The paper with `body` between its opening and its signature."""
    whole = OPENING + body + SIGNED
    return from_word(read_word(docx(whole, parts, files)), "通知.docx")


def texts_of(reading: DocumentReading, *roles: Role) -> list[str]:
    """The lines of the manuscript, or those that play one of `roles`."""
    return [line.text for line in reading.manuscript.lines if not roles or line.role in roles]


def told_of(reading: DocumentReading) -> list[tuple[str, str]]:
    """What is said to be left out: excerpt and message."""
    return [(one.text, one.message) for one in lint(reading).findings if one.code == "left-out"]


def says(reading: DocumentReading, *words: str) -> bool:
    """Whether what the reading tells has all of `words`."""
    told = "\n".join(f"{one.before}{one.message}" for one in reading.mends)
    return all(word in told for word in words)
