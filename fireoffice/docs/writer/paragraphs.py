"""A block of text as a Word paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from fireoffice.docs.composition import Run, TextBlock
from fireoffice.docs.style import FontProfile
from fireoffice.docs.writer.looks import character_properties, paragraph_departures
from fireoffice.docs.writer.oxml import escaped, leaf, properties
from fireoffice.docs.writer.seals import Pictures, anchored
from fireoffice.docs.writer.styles import style_of

_PIECES: Final = re.compile(r"[\t\n]|[^\t\n]+")
_MARKS: Final = {"\t": "<w:tab/>", "\n": "<w:br/>"}
_PAGE_FIELD: Final = (
    '<w:r>{0}<w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r>{0}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r>{0}<w:fldChar w:fldCharType="separate"/></w:r>'
    "<w:r>{0}<w:t>1</w:t></w:r>"
    '<w:r>{0}<w:fldChar w:fldCharType="end"/></w:r>'
)


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes blocks in the fonts of a profile, placing the seals that come with them."""

    fonts: FontProfile
    pictures: Pictures

    def paragraph(self, block: TextBlock, section: str = "") -> str:
        """`w:p` of a block; `section` is the `w:sectPr` of the section that it closes, if any."""
        seals = "".join(anchored(seal, self.pictures) for seal in block.seals if seal.data)
        base = style_of(block).characters
        runs = "".join(self._run(run, base) for run in block.runs if run.text)
        return f"<w:p>{_properties(block, section)}{seals}{runs}</w:p>"

    def numbered(self, block: TextBlock) -> str:
        """`w:p` of a page number: dash, field, dash in the look of the block's first run (§7.5)."""
        look = block.runs[0]
        base = style_of(block).characters
        field = _PAGE_FIELD.format(character_properties(look, base, self.fonts))
        before = self._run(replace(look, text="— "), base)
        after = self._run(replace(look, text=" —"), base)
        return f"<w:p>{_properties(block, '')}{before}{field}{after}</w:p>"

    def _run(self, run: Run, base: Run) -> str:
        content = "".join(
            _MARKS.get(piece) or _text(piece) for piece in _PIECES.findall(_one_line_end(run.text))
        )
        return f"<w:r>{character_properties(run, base, self.fonts)}{content}</w:r>"


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _text(piece: str) -> str:
    spaced = piece[0] == " " or piece[-1] == " " or "  " in piece
    opening = '<w:t xml:space="preserve">' if spaced else "<w:t>"
    return f"{opening}{escaped(piece)}</w:t>"


def _properties(block: TextBlock, section: str) -> str:
    # Neither the text nor the seals matter here, and most paragraphs of a paper are alike.
    bare = TextBlock(
        "",
        block.style,
        (),
        block.pitch,
        block.justify,
        block.first,
        block.left,
        block.right,
        block.before,
        block.after,
        block.keep_next,
        block.page_break_before,
        block.top,
        block.bottom,
        block.tabs,
        block.outline,
    )
    return _cached_properties(bare) if not section else _all_properties(bare, section)


def _all_properties(block: TextBlock, section: str) -> str:
    style = style_of(block)
    return properties(
        "pPr",
        {
            "pStyle": leaf("pStyle", val=style.id),
            **paragraph_departures(block, style.look),
            "sectPr": section,
        },
    )


@lru_cache(maxsize=4096)
def _cached_properties(block: TextBlock) -> str:
    return _all_properties(block, "")
