"""Several papers of one template behind each other in one file, to be printed at once."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from fireoffice.docs.writer.package import pack

_SECTION: Final = qn("w:sectPr")


def merged(papers: Sequence[bytes]) -> bytes:
    """One .docx with all `papers`, each beginning on a sheet of its own with page 1.

    They must be filled from the same template: headers, footers and styles are the first one's.
    """
    whole: Any = Document(BytesIO(papers[0]))
    body = whole.element.body
    _begin_anew(body)
    for data in papers[1:]:
        other: Any = Document(BytesIO(data))
        _begin_anew(other.element.body)
        _close_section(body)
        for element in other.element.body:
            copy = deepcopy(element)
            _take_pictures(copy, other.part, whole.part)
            body.append(copy)
    for number, drawing in enumerate(body.iter(qn("wp:docPr")), start=1):
        drawing.set("id", str(number))
    return pack(whole.part.package)


def _begin_anew(body: Any) -> None:
    """The first section of a paper counts its pages from 1 and begins on the front of a sheet."""
    first = next(body.iter(_SECTION))
    for tag, attribute, value in (("type", "val", "oddPage"), ("pgNumType", "start", "1")):
        found = first.find(qn(f"w:{tag}"))
        if found is None:
            found = first.makeelement(qn(f"w:{tag}"))
            _insert(first, found)
        found.set(qn(f"w:{attribute}"), value)


def _insert(section: Any, child: Any) -> None:
    """Put `child` where the schema wants it."""
    before = {
        qn("w:type"): ("headerReference", "footerReference", "footnotePr", "endnotePr"),
        qn("w:pgNumType"): (
            "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz",
            "pgMar", "paperSrc", "pgBorders", "lnNumType",
        ),
    }[child.tag]  # fmt: skip
    names = {qn(f"w:{name}") for name in before}
    place = sum(one.tag in names for one in section)
    section.insert(place, child)


def _close_section(body: Any) -> None:
    """Turn the section that ends the body into one that ends at its last paragraph."""
    section = body[-1]
    body.remove(section)
    last = body[-1]
    if last.tag != qn("w:p") or last.find(f"{qn('w:pPr')}/{_SECTION}") is not None:
        last = body.makeelement(qn("w:p"))
        body.append(last)
    last.get_or_add_pPr().append(section)


def _take_pictures(element: Any, source: Any, target: Any) -> None:
    """Make the pictures in `element` refer to the parts of `target`."""
    for blip in element.iter(qn("a:blip")):
        picture = source.related_parts[blip.get(qn("r:embed"))]
        part = target.package.get_or_add_image_part(BytesIO(picture.blob))
        blip.set(qn("r:embed"), target.relate_to(part, RELATIONSHIP_TYPE.IMAGE))
