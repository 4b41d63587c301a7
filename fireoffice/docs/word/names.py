"""The XML names that a Word file is made of, in lxml's `{namespace}name` form."""

from __future__ import annotations

from collections.abc import Iterator
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
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

ALTERNATE: Final = MC + "AlternateContent"
BOX: Final = W + "txbxContent"

REMOVED: Final = frozenset({W + "del", W + "moveFrom"})
"""Elements that a reader who accepts every change does not see."""


WRAPPERS: Final = frozenset(
    {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
)
"""Elements that stand around content and change nothing of it."""

_SHOWN: Final = (BOX, W + "t", A + "blip", V + "imagedata")


def alternative(element: Element) -> Element:
    """The branch of `element`, an mc:AlternateContent, that shows; both say the same thing.

    The first choice, unless the fallback alone holds text or a picture.
    """
    choice = element.find(MC + "Choice")
    fallback = element.find(MC + "Fallback")
    if choice is None or (
        fallback is not None
        and next(choice.iter(*_SHOWN), None) is None
        and next(fallback.iter(*_SHOWN), None) is not None
    ):
        choice = fallback
    return choice if choice is not None else ()


def unwrapped(parent: Element) -> Iterator[Element]:
    """The children of `parent`, and in their place those of wrappers around them."""
    stack = [iter(parent)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag in WRAPPERS:
            stack.append(iter(node))
        elif node.tag == ALTERNATE:
            stack.append(iter(alternative(node)))
        else:
            yield node
