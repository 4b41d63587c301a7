"""Tables in the flow, and the floating one-row table that is the imprint."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fireoffice.docs.composition import (
    Cell,
    ImprintBlock,
    Page,
    Row,
    Rule,
    TableBlock,
    TextBlock,
    VAlign,
)
from fireoffice.docs.style import FontProfile
from fireoffice.docs.writer.looks import border
from fireoffice.docs.writer.oxml import leaf, properties
from fireoffice.docs.writer.paragraphs import Scribe, numbered_paragraph

_GRID_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_CONTINUED: Final = TextBlock("", "Anchor", (), pitch=20)
"""The paragraph that Word wants in a cell which a cell above it covers."""


def table(block: TableBlock, scribe: Scribe) -> str:
    """`w:tbl` of a table in the flow."""
    rule = Rule(block.eighths)
    borders = {side: border(side, rule) for side in _GRID_SIDES} if block.ruled else {}
    head = properties(
        "tblPr",
        {
            "tblStyle": leaf("tblStyle", val="PaperTable"),
            "tblW": _width("tblW", sum(block.widths)),
            "tblInd": _width("tblInd", block.indent),
            "tblBorders": properties("tblBorders", borders),
            "tblLayout": leaf("tblLayout", type="fixed"),
            "tblCellMar": _margins(block.margin),
        },
    )
    covered: dict[int, tuple[int, int]] = {}
    rows = "".join(_row(row, block.widths, covered, scribe) for row in block.rows)
    return f"<w:tbl>{head}{_grid(block.widths)}{rows}</w:tbl>"


def imprint(block: ImprintBlock, page: Page, scribe: Scribe) -> str:
    """`w:tbl` of 版记, standing on the foot of the text box whatever stands above it.

    One row of exact height, floating from the margin's bottom but from the page's left edge: of
    the ways tried, the only one that every engine pins and none splits.
    """
    borders = {side: border(side, block.outer) for side in ("top", "bottom")}
    head = properties(
        "tblPr",
        {
            "tblpPr": leaf(
                "tblpPr",
                leftFromText=0,
                rightFromText=0,
                vertAnchor="margin",
                horzAnchor="page",
                tblpX=page.left,
                tblpYSpec="bottom",
            ),
            "tblOverlap": leaf("tblOverlap", val="never"),
            "tblW": _width("tblW", page.text_width),
            "tblBorders": properties("tblBorders", borders),
            "tblLayout": leaf("tblLayout", type="fixed"),
            "tblCellMar": _margins(0),
        },
    )
    row = Row((Cell(block.blocks, valign=VAlign.CENTER),), block.height, exact=True)
    widths = (page.text_width,)
    return f"<w:tbl>{head}{_grid(widths)}{_row(row, widths, {}, scribe)}</w:tbl>"


def turned_number(number: TextBlock, page: Page, left: int, fonts: FontProfile) -> str:
    """`w:tbl` of a page number turned a quarter clockwise, its line `left` from the paper's edge.

    It floats at the text box's full height, so its indents count from the box's top and bottom.
    """
    head = properties(
        "tblPr",
        {
            "tblpPr": leaf(
                "tblpPr",
                leftFromText=0,
                rightFromText=0,
                vertAnchor="page",
                horzAnchor="page",
                tblpX=left,
                tblpY=page.top,
            ),
            "tblW": _width("tblW", number.pitch),
            "tblLayout": leaf("tblLayout", type="fixed"),
            "tblCellMar": _margins(0),
        },
    )
    cell = properties(
        "tcPr",
        {"tcW": _width("tcW", number.pitch), "textDirection": leaf("textDirection", val="tbRl")},
    )
    return (
        f"<w:tbl>{head}{_grid((number.pitch,))}<w:tr>{_row_properties(page.text_height, True)}"
        f"<w:tc>{cell}{numbered_paragraph(number, fonts)}</w:tc></w:tr></w:tbl>"
    )


def _row(
    row: Row, widths: tuple[int, ...], covered: dict[int, tuple[int, int]], scribe: Scribe
) -> str:
    """One row; `covered` maps a column to (rows still covered, span) of the cell above it."""
    cells = iter(row.cells)
    content = ""
    column = 0
    while column < len(widths):
        rows_left, span = covered.get(column, (0, 1))
        if rows_left:
            covered[column] = (rows_left - 1, span)
            merge, valign, blocks = leaf("vMerge"), VAlign.CENTER, (_CONTINUED,)
        else:
            cell = next(cells, None) or Cell((_CONTINUED,))
            span = min(cell.span, len(widths) - column)
            merge = leaf("vMerge", val="restart") if cell.rows > 1 else ""
            valign, blocks = cell.valign, cell.blocks or (_CONTINUED,)
            covered[column] = (cell.rows - 1, span)
        head = properties(
            "tcPr",
            {
                "tcW": _width("tcW", sum(widths[column : column + span])),
                "gridSpan": leaf("gridSpan", val=span) if span > 1 else "",
                "vMerge": merge,
                "vAlign": leaf("vAlign", val=valign) if valign != VAlign.TOP else "",
            },
        )
        content += f"<w:tc>{head}{''.join(map(scribe.paragraph, blocks))}</w:tc>"
        column += span
    return f"<w:tr>{_row_properties(row.height, row.exact, row.header)}{content}</w:tr>"


def _row_properties(height: int, exact: bool, header: bool = False) -> str:
    return properties(
        "trPr",
        {
            "cantSplit": "<w:cantSplit/>",
            "trHeight": leaf("trHeight", val=height, hRule="exact" if exact else "atLeast"),
            "tblHeader": "<w:tblHeader/>" if header else "",
        },
    )


def _grid(widths: Iterable[int]) -> str:
    return f"<w:tblGrid>{''.join(leaf('gridCol', w=width) for width in widths)}</w:tblGrid>"


def _width(tag: str, twips: int) -> str:
    return leaf(tag, w=twips, type="dxa")


def _margins(side: int) -> str:
    values = {"top": 0, "left": side, "bottom": 0, "right": side}
    return properties("tblCellMar", {name: _width(name, value) for name, value in values.items()})
