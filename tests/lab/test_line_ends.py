"""Lines of single paragraphs that ONLYOFFICE ends as the layout says: kind of character by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import pytest

from fireoffice.docs.composition import Composition, Justify, Run, Section, TextBlock
from fireoffice.docs.layout import ONLYOFFICE
from fireoffice.docs.layout.breaking import breaker
from fireoffice.docs.style import GB2312
from fireoffice.docs.writer import write
from tests.lab.engines import OnlyOffice
from tests.lab.laboratory import stand_in_book
from tests.lab.packages import Unavailable
from tests.lab.pages import Page, measure, visible

pytestmark = pytest.mark.lab

WIDTH: Final = 8844
EM: Final = 320
BEGINNING: Final = "甲"
CHARACTERS: Final = [
    *map(chr, range(0x21, 0x7F)),
    *"¢£¥§°±·×÷",
    *filter(str.isprintable, map(chr, range(0x391, 0x3CA))),
    *map(chr, range(0x410, 0x450)),
    *"‐—―‖‘’“”…‰′″※℃№ⅠⅡⅢ→√∞∠≈≠≤≥①②⑴㈠",
    *"、。〃々〈〉《》「」『』【】〓〔〕〖〗あアㄅ",
    *map(chr, range(0xFF01, 0xFF5F)),
]
TIED: Final = [
    "；",
    "。",
    "国；",
    "国。",
    "a；",
    "；；",
    "；国",
    "国（",
    "国：“",
    "-；",
    "β；",
    " ；",
    "（ ",
]


def _texts() -> Iterator[tuple[str, float]]:
    """Texts with the ems of their column."""
    for character in CHARACTERS:
        yield f"{BEGINNING}aaaaaaaaaa{character}aaaaaaaaaaaaa", 10.3
        yield f"{BEGINNING}国国国国{character}国国国国", 5.3
        yield f"{BEGINNING}国国国国{character}国国国国", 6.1
    for tied in TIED:
        yield f"{BEGINNING}{tied}{'b' * 40}", 6.2
    for tenths in range(60, 80):
        yield f"{BEGINNING} 12 34 56 789，国国国国", tenths / 10


def _paragraphs() -> list[TextBlock]:
    return [
        TextBlock(
            f"body/{index}",
            "Body",
            (Run(text, size=32),),
            justify=Justify.BOTH,
            right=WIDTH - round(ems * EM),
        )
        for index, (text, ems) in enumerate(_texts())
    ]


def test_every_paragraph_breaks_as_in_the_engine() -> None:
    blocks = _paragraphs()
    composition = Composition((Section(tuple(blocks), numbered=False),), GB2312)
    try:
        book = stand_in_book()
        rendered = OnlyOffice().render({"lines": write(composition)})["lines"]
    except Unavailable as reason:
        pytest.skip(str(reason))
    ends = breaker(ONLYOFFICE, book, GB2312)
    expected = [
        [visible(block.text[a:b]) for a, b in pairwise((0, *ends.ends(block, WIDTH)))]
        for block in blocks
    ]
    assert _set(measure(rendered)) == expected


def _set(pages: Sequence[Page]) -> list[list[str]]:
    """The lines of each paragraph, which `BEGINNING` begins."""
    paragraphs: list[list[str]] = []
    for page in pages:
        for line in page.text_lines:
            if line.text.startswith(BEGINNING):
                paragraphs.append([])
            paragraphs[-1].append(line.text)
    return paragraphs
