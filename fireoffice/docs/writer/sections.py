"""Sections: geometry, heads and feet, page numbers, and the order of the blocks between them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Protocol

from fireoffice.docs.composition import (
    FirstPage,
    Justify,
    Page,
    Run,
    Section,
    SectionStart,
    TableBlock,
    TextBlock,
)
from fireoffice.docs.style import Face
from fireoffice.docs.writer.oxml import DECLARATION, NAMESPACES, leaf, properties
from fireoffice.docs.writer.paragraphs import Scribe
from fireoffice.docs.writer.tables import imprint, table, turned_number

_GRID_PITCH: Final = 579
_HEADER_DISTANCE: Final = 851
_ONE_CHARACTER: Final = 280
"""空一字 of a page number in 4号, in twips (§7.5)."""

_TURNED_SHIFT: Final = 25
"""Engines place a turned line 0.8 mm apart across its run; this sets 28 mm in their midst."""

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
    inner = "" if last else ending
    parts: list[str] = []
    if section.imprint is not None and not section.blocks:
        # LibreOffice drops the page break before a section that begins with a floating table.
        parts.append(scribe.paragraph(_ANCHOR))
    final = len(section.blocks) - 1
    before_table = False
    for index, block in enumerate(section.blocks):
        if isinstance(block, TableBlock):
            if before_table:
                parts.append(scribe.paragraph(_ANCHOR))
            parts.append(table(block, scribe))
        else:
            closes = index == final and section.imprint is None
            parts.append(scribe.paragraph(block, inner if closes else ""))
        before_table = isinstance(block, TableBlock)
    if section.imprint is not None:
        if before_table:
            parts.append(scribe.paragraph(_ANCHOR))
        parts.append(imprint(section.imprint, section.page, scribe))
    if section.imprint is not None or before_table or not section.blocks:
        height = section.imprint.anchor if section.imprint else _ANCHOR.pitch
        parts.append(scribe.paragraph(TextBlock("", "Anchor", (), pitch=height), inner))
    if last:
        parts.append(ending)
    return "".join(parts)


def _section_properties(section: Section, scribe: Scribe, stories: Stories) -> str:
    page = section.page
    first = section.first_page
    footers = [
        _reference("footer", kind, _story("footer", content), stories)
        for kind, content in _feet(section, scribe).items()
    ]
    headers: list[str] = []
    if first is not None:
        head = "".join(map(scribe.paragraph, first.head)) or scribe.paragraph(_ANCHOR)
        foot = "".join(map(scribe.paragraph, first.foot)) or scribe.paragraph(_ANCHOR)
        headers.append(_reference("header", "first", _story("header", head), stories))
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
            "docGrid": _grid(page),
        },
    )


def _grid(page: Page) -> str:
    # LibreOffice cuts the text box to whole grid lines and centres what is left, which costs a
    # landscape page 1.4 mm; a portrait one is 22 lines high anyway.
    kind = {} if page.landscape else {"type": "lines"}
    return leaf("docGrid", **kind, linePitch=_GRID_PITCH)


def _feet(section: Section, scribe: Scribe) -> dict[str, str]:
    """The feet of odd (`default`) and even pages: the number at the outer side, or nothing."""
    if section.page.landscape:
        odd, even = (_turned_foot(number, section, scribe) for number in (_ODD, _EVEN))
    else:
        odd, even = (_upright_foot(number, section, scribe) for number in (_ODD, _EVEN))
    return {"default": odd, "even": even}


def _upright_foot(number: TextBlock, section: Section, scribe: Scribe) -> str:
    page = section.page
    # LibreOffice lets the text box of an even-page section grow down to the foot, and 版记 with
    # it: there the foot reaches up to the box.
    reach = page.bottom - page.footer - number.pitch
    placed = replace(
        number,
        before=max(0, reach) if section.start == SectionStart.EVEN_PAGE else 0,
        # Word has one foot distance for a section: where the first page's foot stands lower, the
        # number keeps its height by the space below it.
        after=page.footer - _footer_distance(page, section.first_page),
    )
    return scribe.numbered(placed) if section.numbered else scribe.paragraph(placed)


def _turned_foot(number: TextBlock, section: Section, scribe: Scribe) -> str:
    # The portrait sheet turned clockwise: its foot is this sheet's left edge.
    page = section.page
    left = page.footer + _TURNED_SHIFT
    turned = turned_number(number, page, left, scribe) if section.numbered else ""
    return turned + scribe.paragraph(_ANCHOR)


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
