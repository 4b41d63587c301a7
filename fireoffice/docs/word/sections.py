"""The pages of a section of a Word file: paper, margins, grid."""

from __future__ import annotations

from collections.abc import Mapping

from fireoffice.docs.word.model import SectionFacts, WordParagraph
from fireoffice.docs.word.names import Element, W
from fireoffice.docs.word.styles import Look, is_on, measure


def section_facts(
    section: Element, footers: Mapping[str, tuple[WordParagraph, ...]], even_and_odd: bool
) -> SectionFacts:
    """The facts that a `w:sectPr` states of its pages; `footers` are the feet of their kinds."""
    said: Look = {}
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    for element, names in (
        (size, {"width": "w", "height": "h"}),
        (
            margins,
            {
                **{side: side for side in ("top", "right", "bottom", "left")},
                "header_distance": "header",
                "footer_distance": "footer",
            },
        ),
    ):
        for name, attribute in names.items():
            value = element.get(W + attribute) if element is not None else None
            if value is not None:
                said[name] = measure(value)
    grid = section.find(W + "docGrid")
    if grid is not None:
        said["grid_type"] = grid.get(W + "type", "")
        said["line_pitch"] = measure(grid.get(W + "linePitch"))
    return SectionFacts(
        footers=footers,
        title_page=bool(is_on(section.find(W + "titlePg"))),
        even_and_odd=even_and_odd,
        **said,
    )
