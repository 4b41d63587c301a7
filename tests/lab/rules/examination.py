"""Which rules apply to a paper, and what they find on its pages."""

from __future__ import annotations

from collections.abc import Iterator

from fireoffice.docs.paper import Format
from tests.lab.rules import closing, foot, head, special, text
from tests.lab.rules.base import Check, Sheets
from tests.lab.rules.pictures import pictures


def examine(sheets: Sheets) -> tuple[Check, ...]:
    """Every figure of the standard that applies to the paper."""
    if not sheets.pages:
        return (Check("转换", 1, None),)
    return (*_head(sheets), *_text(sheets), *_closing(sheets), *_foot(sheets))


def examine_foot(sheets: Sheets) -> tuple[Check, ...]:
    """版记 and page numbers alone."""
    return tuple(_foot(sheets)) if sheets.pages else (Check("转换", 1, None),)


def _head(sheets: Sheets) -> Iterator[Check]:
    paper = sheets.paper
    if sheets.specimen.style.preprinted:
        return
    match paper.format:
        case Format.LETTER:
            yield from special.letter_head(sheets)
            yield from special.letter_title(sheets)
        case Format.ORDER:
            yield from special.order_head(sheets)
        case Format.DOCUMENT | Format.MINUTES:
            yield from head.classification(sheets)
            joint = len(paper.letterhead.issuers) > 1 and not paper.letterhead.leading_only
            yield from head.mark(sheets)
            if joint:
                yield from head.joint_mark(sheets)
            if paper.number:
                yield from head.number(sheets)


def _text(sheets: Sheets) -> Iterator[Check]:
    paper = sheets.paper
    if paper.title:
        yield from text.title(sheets, below_rule=paper.format is not Format.LETTER)
    if paper.recipients:
        yield from text.recipients(sheets)
    yield from text.body(sheets)
    yield from text.grid(sheets)
    if paper.enclosure:
        yield from text.enclosure(sheets)
    yield from text.attachments(sheets)
    yield from pictures(sheets)


def _closing(sheets: Sheets) -> Iterator[Check]:
    paper = sheets.paper
    if paper.attendance:
        yield from closing.attendance(sheets)
    if paper.named_attachments:
        yield from closing.attachment_note(sheets)
    if closing.applies(sheets):
        yield from closing.signature(sheets)
    if paper.note:
        yield from closing.note(sheets)


def _foot(sheets: Sheets) -> Iterator[Check]:
    paper = sheets.paper
    if sheets.specimen.style.page_numbers:
        yield from foot.page_numbers(sheets)
    if paper.format is Format.LETTER:
        yield from special.letter_imprint(sheets)
    elif paper.imprint.printed_by:
        yield from foot.imprint(sheets)
