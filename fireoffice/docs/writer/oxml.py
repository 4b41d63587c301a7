"""WordprocessingML as text: escaping, and children in the order that the schema wants.

Parts are written as strings because a paper repeats a handful of properties hundreds of times:
each is made once and kept. Word refuses files whose property children stand out of order, so
`properties` is the only way in which they are put together (ECMA-376 part 1, §17).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape as _escape

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES: Final = (
    f'xmlns:w="{W}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    f' xmlns:a="{DRAWING}"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)

_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_PLAIN: Final = re.compile(r"[&<>\"]|" + _NOT_XML.pattern)

_SEQUENCES: Final = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
        topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
        contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "pBdr": "top left bottom right between bar",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect
        bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
        jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription""",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "trPr": "gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection
        tcFitText vAlign hideMark""",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
        pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi
        rtlGutter docGrid printerSettings""",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden
        unhideWhenUsed qFormat locked rsid pPr rPr tblPr trPr tcPr tblStylePr""",
}
ORDER: Final = {
    parent: {child: place for place, child in enumerate(children.split())}
    for parent, children in _SEQUENCES.items()
}


def printable(text: str) -> str:
    """`text` without the characters that XML 1.0 cannot hold (controls, lone surrogates)."""
    return _NOT_XML.sub("", text)


def escaped(text: str) -> str:
    """`text` ready to stand in an element or in a double-quoted attribute."""
    if not _NOT_PLAIN.search(text):
        return text
    return _escape(printable(text), {'"': "&quot;"})


def leaf(tag: str, /, **attributes: object) -> str:
    """An empty element of the w: namespace. Values are written as they are, so escape text."""
    inner = "".join(f' w:{name}="{value}"' for name, value in attributes.items())
    return f"<w:{tag}{inner}/>"


def properties(parent: str, children: Mapping[str, str]) -> str:
    """The element `parent` with `children` (name to markup) in schema order, or nothing.

    A child whose markup is empty is left out. A name that the schema does not know there is a
    mistake of the program (`KeyError`).
    """
    order = ORDER[parent]
    inner = "".join(
        markup
        for _, markup in sorted(
            (order[name], markup) for name, markup in children.items() if markup
        )
    )
    return f"<w:{parent}>{inner}</w:{parent}>" if inner else ""
