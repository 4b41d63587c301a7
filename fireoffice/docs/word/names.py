"""The XML names that a Word file is made of, in lxml's `{namespace}name` form."""

from __future__ import annotations

from typing import Any, Final

Element = Any
"""An lxml element: the library carries no types."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The namespaces of ISO 29500 Strict, which Word writes on request, and those everyone reads."""

VAL: Final = W + "val"
MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

ALTERNATE: Final = MC + "AlternateContent"
BOX: Final = W + "txbxContent"

REMOVED: Final = frozenset({W + "del", W + "moveFrom"})
"""What a reader who accepts every change does not see."""


def alternative(element: Element) -> Element:
    """The branch of `element`, an mc:AlternateContent, that shows; both say the same thing.

    The first choice, unless the fallback alone holds text.
    """
    choice = element.find(MC + "Choice")
    fallback = element.find(MC + "Fallback")
    if choice is None or (
        fallback is not None
        and next(choice.iter(BOX, W + "t"), None) is None
        and next(fallback.iter(BOX, W + "t"), None) is not None
    ):
        choice = fallback
    return choice if choice is not None else ()
