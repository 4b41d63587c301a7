"""Pictures: all of them there, whole, inside the text box, with no line of text across them."""

from __future__ import annotations

from collections.abc import Iterator

from fireoffice.docs.paper import Body, Paper, Picture, Table
from tests.lab.pages import Box, Page
from tests.lab.rules.base import BOTTOM, LEFT, RIGHT, TOP, Check, Sheets


def pictures(sheets: Sheets) -> Iterator[Check]:
    """Pictures of a paper without seals, which are pictures too."""
    if sheets.paper.signature.seals:
        return
    shown = [(page, image) for page in sheets.pages for image in page.images]
    yield Check("图片数", _count(sheets.paper), len(shown), 0)
    for number, (page, image) in enumerate(shown, 1):
        yield Check(f"图片{number}出版心", 0, _outside(page, image), 0.3)
        yield Check(f"图片{number}压字", 0, _lines_across(page, image), 0)


def _count(paper: Paper) -> int:
    bodies = [paper.body, *(attachment.body for attachment in paper.attachments)]
    if paper.enclosure:
        bodies.append(paper.enclosure.body)
    return sum(map(_in_body, bodies))


def _in_body(body: Body) -> int:
    return sum(
        len(item.pictures) if isinstance(item, Table) else isinstance(item, Picture)
        for item in body
    )


def _outside(page: Page, image: Box) -> float:
    """How far a picture reaches out of the text box; the box turns with its sheet."""
    if page.width > page.height:
        left, top, right, bottom = page.width - BOTTOM, LEFT, page.width - TOP, RIGHT
    else:
        left, top, right, bottom = LEFT, TOP, RIGHT, BOTTOM
    return max(left - image.left, top - image.top, image.right - right, image.bottom - bottom, 0.0)


def _lines_across(page: Page, image: Box) -> int:
    return sum(
        image.top < line.baseline < image.bottom
        and line.left < image.right
        and line.right > image.left
        for line in page.text_lines
    )
