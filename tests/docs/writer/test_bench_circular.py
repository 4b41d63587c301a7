"""The race against docxtpl is fair: both make the same text from the same paper."""

from __future__ import annotations

from lxml import etree

from bench.circular import fill, template
from fireoffice.docs.writer import write
from tests.docs.writer.handmade import circular
from tests.docs.writer.test_writer_file import W, parts, said


def paragraphs(data: bytes) -> list[str]:
    document = etree.fromstring(parts(data)["word/document.xml"])
    return [said(paragraph) for paragraph in document.iter(f"{W}p")]


def test_docxtpl_fills_the_template_with_the_text_that_the_writer_writes() -> None:
    paper = circular(3)

    hollow, texts = template(paper)

    assert "邻鄂镇人民政府文件" not in paragraphs(hollow)
    assert paragraphs(fill(hollow, texts)) == paragraphs(write(paper))
