"""A block of text as a Word paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from fireoffice.docs.composition import Run, TextBlock
from fireoffice.docs.style import FontProfile
from fireoffice.docs.writer.looks import character_properties, paragraph_departures
from fireoffice.docs.writer.oxml import escaped, leaf, properties
from fireoffice.docs.writer.pictures import Pictures, in_line
from fireoffice.docs.writer.seals import anchored
from fireoffice.docs.writer.styles import style_of

_PIECES: Final = re.compile(r"\r\n|[\t\n\r]|[^\t\n\r]+")
_MARKS: Final = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r\n": "<w:br/>", "\r": "<w:br/>"}
_SHAPE: Final = attrgetter(
    "style",
    "pitch",
    "justify",
    "first",
    "left",
    "right",
    "before",
    "after",
    "keep_next",
    "page_break_before",
    "top",
    "bottom",
    "tabs",
    "outline",
)
"""The properties of a block besides its text and seals; most paragraphs of a paper share them."""

_PAGE_FIELD: Final = (
    '<w:r>{0}<w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r>{0}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r>{0}<w:fldChar w:fldCharType="separate"/></w:r>'
    "<w:r>{0}<w:t>1</w:t></w:r>"
    '<w:r>{0}<w:fldChar w:fldCharType="end"/></w:r>'
)


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes blocks in the fonts of a profile, with the seals and pictures that are theirs."""

    fonts: FontProfile
    pictures: Pictures

    def paragraph(self, block: TextBlock, section: str = "") -> str:
        """`w:p` of a block; `section` is the `w:sectPr` of the section that it closes, if any."""
        head = _properties(_SHAPE(block))
        if section:
            head = f"{head.removesuffix('</w:pPr>')}{section}</w:pPr>"
        base = style_of(block).characters
        runs = "".join([_run(run, base, self.fonts) for run in block.runs if run.text])
        if block.picture:
            return f"<w:p>{head}{in_line(block.picture, self.pictures)}</w:p>"
        if not block.seals:
            return f"<w:p>{head}{runs}</w:p>"
        seals = "".join(anchored(seal, self.pictures) for seal in block.seals if seal.data)
        return f"<w:p>{head}{seals}{runs}</w:p>"


def numbered_paragraph(block: TextBlock, fonts: FontProfile) -> str:
    """`w:p` of a page number: dash, field, dash in the look of the block's first run (§7.5)."""
    look = block.runs[0]
    base = style_of(block).characters
    field = _PAGE_FIELD.format(character_properties(look, base, fonts))
    before = _run(replace(look, text="— "), base, fonts)
    after = _run(replace(look, text=" —"), base, fonts)
    return f"<w:p>{_properties(_SHAPE(block))}{before}{field}{after}</w:p>"


def empty_paragraph(block: TextBlock) -> str:
    """`w:p` of a block without its text."""
    return f"<w:p>{_properties(_SHAPE(block))}</w:p>"


def _run(run: Run, base: Run, fonts: FontProfile) -> str:
    content = "".join([_MARKS.get(piece) or _text(piece) for piece in _PIECES.findall(run.text)])
    return f"<w:r>{character_properties(run, base, fonts)}{content}</w:r>"


def _text(piece: str) -> str:
    spaced = piece[0] == " " or piece[-1] == " " or "  " in piece
    opening = '<w:t xml:space="preserve">' if spaced else "<w:t>"
    return f"{opening}{escaped(piece)}</w:t>"


@lru_cache(maxsize=4096)
def _properties(shape: tuple[Any, ...]) -> str:
    block = TextBlock("", shape[0], (), *shape[1:])
    style = style_of(block)
    return properties(
        "pPr",
        {"pStyle": leaf("pStyle", val=style.id), **paragraph_departures(block, style.look)},
    )
