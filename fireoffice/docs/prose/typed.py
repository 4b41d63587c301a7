"""The role of a line while a paper is being typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fireoffice.docs.cells import picture_number
from fireoffice.docs.manuscript import LEVELS, PARTS, Role
from fireoffice.docs.prose.title import is_address
from fireoffice.domain.dates import looks_like_date
from fireoffice.domain.labels import find_label
from fireoffice.domain.text import compact, kind_of

_HEAD: Final = frozenset({Role.TITLE, Role.RECIPIENTS})
_LONGEST_TITLE: Final = 50
_ATTACHMENT_LABEL: Final = re.compile(r"附\s*件\s*(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})?")
_ATTACHMENT_NOTE: Final = re.compile(r"附\s*件\s*[：:]")


def classify(
    previous: Sequence[Role], text: str, issuers: Sequence[str] = (), title: str = ""
) -> Role:
    """The role of a line that reads `text` and follows lines of the roles `previous`.

    It judges from what stands above and never looks ahead. `issuers` are the names by which a
    signature is known before its date is there; `title` is what the title above says so far.
    """
    text = text.strip(" \u3000\xa0\r\n")
    last = previous[-1] if previous else None
    label = find_label(text)
    if "\t" in text:
        return Role.TABLE
    if picture_number(text):
        return Role.PICTURE
    if last is None:
        return Role.TITLE
    if last is Role.ATTACHMENT_NOTE and label and label.level == 3:
        return Role.ATTACHMENT_NOTE
    if _ATTACHMENT_LABEL.fullmatch(text):
        return Role.ATTACHMENT
    if _ATTACHMENT_NOTE.match(text) and Role.DATE not in previous:
        return Role.ATTACHMENT_NOTE
    if label:
        return LEVELS[label.level]
    if Role.DATE not in previous and last not in {Role.TITLE, *PARTS}:
        if looks_like_date(text):
            return Role.DATE
        if compact(text) in {compact(issuer) for issuer in issuers} and last not in _HEAD:
            return Role.SIGNATURE
    return _in_sequence(previous, last, text, title)


def _in_sequence(previous: Sequence[Role], last: Role, text: str, title: str) -> Role:
    """The role that the sequence of a paper's parts gives a line without marks of its own."""
    sentence = text.endswith(("。", "；", "！", "？")) or len(text) > _LONGEST_TITLE
    if last is Role.TITLE:
        if text.endswith(("：", ":")):
            return Role.RECIPIENTS if is_address(text) else Role.TEXT
        if sentence:
            return Role.TEXT
        # Below a title that is whole, 主送 is being typed; its colon comes last.
        return Role.RECIPIENTS if text and kind_of(title) else Role.TITLE
    if last in {Role.DATE, Role.NOTE}:
        if text.startswith("（") and text.endswith("）"):
            return Role.NOTE if last is Role.DATE else Role.TEXT
        return Role.TEXT if sentence or PARTS & set(previous) else Role.ENCLOSURE
    if last is Role.SIGNATURE:
        return Role.SIGNATURE if not sentence else Role.TEXT
    if last is Role.ENCLOSURE and text.startswith("（") and text.endswith("）"):
        return Role.SUBTITLE
    return Role.TEXT
