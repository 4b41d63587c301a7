"""Sections: geometry, heads and feet, page numbers, and the order of the blocks between them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final, Protocol

from fireoffice.docs.composition import (
    Block,
    FirstPage,
    ImprintBlock,
    Justify,
    Page,
    Run,
    Section,
    SectionStart,
    TableBlock,
    TextBlock,
)
from fireoffice.docs.style import Face, FontProfile
from fireoffice.docs.writer.oxml import DECLARATION, NAMESPACES, leaf, properties
from fireoffice.docs.writer.paragraphs import Scribe, empty_paragraph, numbered_paragraph
from fireoffice.docs.writer.tables import imprint, table, turned_number

_GRID_PITCH: Final = 579
_HEADER_DISTANCE: Final = 851
_ONE_CHARACTER: Final = 280
"""空一字 of a page number in 4号, in twips (§7.5)."""

_TURNED_SHIFT: Final = 25
"""The shift of a turned page number, in twips. Engines place its line 0.8 mm apart across its run;
this sets 28 mm in their midst."""

_ANCHOR: Final = TextBlock("", "Anchor", (), pitch=20)
_NUMBER: Final = TextBlock("", "PageNumber", (Run("", Face.SONGTI, size=28),), pitch=280)
_ODD: Final = replace(_NUMBER, justify=Justify.RIGHT, right=_ONE_CHARACTER)
_EVEN: Final = replace(_NUMBER, justify=Justify.LEFT, left=_ONE_CHARACTER)


class Stories(Protocol):
    """Takes headers and footers into the file."""

    def story(self, kind: str, content: str) -> str:
        """The relationship id of a `"header"` or `"footer"` with this content."""
        ...


def section_markup(section: Section, last: bool, scribe: Scribe, stories: Stories) -> str:
    """A section's blocks with its `w:sectPr` where Word looks for it."""
    ending = _section_properties(section, scribe, stories)
    flow, closing = _flow(section)
    parts = [_markup(block, section.page, scribe) for block in flow]
    if last:
        return "".join([*parts, scribe.paragraph(closing), ending])
    return "".join([*parts, scribe.paragraph(closing, ending)])


def _flow(section: Section) -> tuple[list[Block | ImprintBlock], TextBlock]:
    """The blocks that stand in a section, and the paragraph that closes it.

    Word joins tables that touch and wants a paragraph after the last one; LibreOffice drops the
    page break before a section that begins with a floating table.
    """
    wanted: list[Block | ImprintBlock] = [*section.blocks]
    if section.imprint is not None:
        wanted = [*(wanted or [_ANCHOR]), section.imprint]
    flow: list[Block | ImprintBlock] = []
    for block in wanted:
        if flow and not isinstance(block, TextBlock) and not isinstance(flow[-1], TextBlock):
            flow.append(_ANCHOR)
        flow.append(block)
    if flow and isinstance(flow[-1], TextBlock):
        return flow[:-1], flow[-1]
    return flow, replace(_ANCHOR, pitch=section.imprint.anchor) if section.imprint else _ANCHOR


def _markup(block: Block | ImprintBlock, page: Page, scribe: Scribe) -> str:
    match block:
        case TextBlock():
            return scribe.paragraph(block)
        case TableBlock():
            return table(block, scribe)
        case ImprintBlock():
            return imprint(block, page, scribe)


def _section_properties(section: Section, scribe: Scribe, stories: Stories) -> str:
    page = section.page
    first = section.first_page
    footers = [
        _reference("footer", kind, _story("footer", content), stories)
        for kind, content in _feet(
            page, first, section.start, section.numbered, scribe.fonts
        ).items()
    ]
    headers: list[str] = []
    if first is not None:
        head = "".join(map(scribe.paragraph, first.head)) or empty_paragraph(_ANCHOR)
        foot = "".join(map(scribe.paragraph, first.foot)) or empty_paragraph(_ANCHOR)
        # Where the other pages name no head, LibreOffice 25 gives them one as high as a line, and
        # their text begins below it.
        heads = {"default": empty_paragraph(_ANCHOR), "even": empty_paragraph(_ANCHOR)}
        headers = [
            _reference("header", kind, _story("header", content), stories)
            for kind, content in {**heads, "first": head}.items()
        ]
        footers.append(_reference("footer", "first", _story("footer", foot), stories))
    orientation = {"orient": "landscape"} if page.landscape else {}
    return properties(
        "sectPr",
        {
            "headerReference": "".join(headers),
            "footerReference": "".join(footers),
            "type": leaf("type", val=section.start),
            "pgSz": leaf("pgSz", w=page.width, h=page.height, **orientation),
            "pgMar": leaf(
                "pgMar",
                top=page.top,
                right=page.right,
                bottom=page.bottom,
                left=page.left,
                header=first.head_distance if first else _HEADER_DISTANCE,
                footer=_footer_distance(page, first),
                gutter=0,
            ),
            "cols": leaf("cols", space=720),
            "titlePg": "<w:titlePg/>" if first else "",
            "docGrid": _grid(section),
        },
    )


def _grid(section: Section) -> str:
    # LibreOffice cuts the text box to whole grid lines and centres what is left. An upright box is
    # 22 lines high anyway; turned, or below a letter's head, the text would slip by up to 4 mm.
    gridded = not section.page.landscape and section.first_page is None
    kind = {"type": "lines"} if gridded else {}
    return leaf("docGrid", **kind, linePitch=_GRID_PITCH)


@lru_cache(maxsize=64)
def _feet(
    page: Page, first: FirstPage | None, start: SectionStart, numbered: bool, fonts: FontProfile
) -> dict[str, str]:
    """The feet of odd (`default`) and even pages: the number at the outer side, or nothing."""
    sides = {"default": _ODD, "even": _EVEN}
    if page.landscape:
        # The portrait sheet turned clockwise: its foot is this sheet's left edge.
        left = page.footer + _TURNED_SHIFT
        return {
            kind: (turned_number(number, page, left, fonts) if numbered else "")
            + empty_paragraph(_ANCHOR)
            for kind, number in sides.items()
        }
    # LibreOffice lets the text box of an even-page section grow down to the foot, and 版记 with
    # it: there the foot reaches up to the box.
    reach = max(0, page.bottom - page.footer - _NUMBER.pitch)
    above = reach if start == SectionStart.EVEN_PAGE else 0
    # Word has one foot distance for a section: where the first page's foot stands lower, the
    # number keeps its height by the space below it.
    below = page.footer - _footer_distance(page, first)
    placed = {kind: replace(side, before=above, after=below) for kind, side in sides.items()}
    return {
        kind: numbered_paragraph(number, fonts) if numbered else empty_paragraph(number)
        for kind, number in placed.items()
    }


def _footer_distance(page: Page, first: FirstPage | None) -> int:
    if page.landscape:
        # Nothing stands in this foot, and it must not reach into the text.
        return _HEADER_DISTANCE
    return min(page.footer, first.foot_distance) if first else page.footer


def _story(kind: str, content: str) -> str:
    tag = "hdr" if kind == "header" else "ftr"
    return f"{DECLARATION}<w:{tag} {NAMESPACES}>{content}</w:{tag}>"


def _reference(kind: str, page: str, content: str, stories: Stories) -> str:
    """The reference of a section to a header or footer of its first, odd or even pages."""
    relation = stories.story(kind, content)
    return f'<w:{kind}Reference w:type="{page}" r:id="{relation}"/>'
