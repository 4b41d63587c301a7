"""Heads and feet of pages: what of them belongs to the paper, and what is only told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from fireoffice.docs.cells import pictures_named
from fireoffice.docs.word.leavings import Leavings, Left
from fireoffice.docs.word.model import WordParagraph
from fireoffice.domain.text import compact

_HEAD: Final = re.compile(
    r"〔\d{4}〕\s*\d+\s*号|[\[［（(]\d{4}[\])］）]\s*\d+\s*号|.文\s*件\s*$|签\s*发\s*人"
)
_FOOT: Final = re.compile(r"抄\s*送\s*[：:]|印\s*发\s*$|日\s*印\s*发")
_PAGE_NUMBER: Final = re.compile(r"[\W\d_第页共PagefoOF]*|[\W\d_]*[ivxIVX]+[\W\d_]*")


def split_head(
    head: Sequence[WordParagraph], body: Sequence[WordParagraph], leavings: Leavings
) -> tuple[WordParagraph, ...]:
    """The paragraphs of the pages' heads that are the paper's 版头; the others are noted."""
    return _split(head, body, _HEAD, Left.HEADER, leavings)


def split_foot(
    foot: Sequence[WordParagraph], body: Sequence[WordParagraph], leavings: Leavings
) -> tuple[WordParagraph, ...]:
    """The paragraphs of the pages' feet that are the paper's 版记; the others are noted."""
    return _split(foot, body, _FOOT, Left.FOOTER, leavings)


def _split(
    margin: Sequence[WordParagraph],
    body: Sequence[WordParagraph],
    belongs: re.Pattern[str],
    kind: Left,
    leavings: Leavings,
) -> tuple[WordParagraph, ...]:
    said = [one for one in margin if one.text.strip()]
    new = [one for one in said if not _stands_in(one, body)]
    if any(belongs.search(one.text) for one in new):
        return tuple(said)
    for one in new:
        if not _PAGE_NUMBER.fullmatch(compact(one.text)):
            leavings.note(kind, one.text)
    for one in said:
        for _ in pictures_named(one.text):
            leavings.note(Left.PICTURE, kind.value[:2])
    return ()


def _stands_in(paragraph: WordParagraph, body: Iterable[WordParagraph]) -> bool:
    """True if `body` says it too, as where the page's header repeats the title."""
    text = compact(paragraph.text)
    return any(text in compact(one.text) for one in body)
