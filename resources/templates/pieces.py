"""What every template is built of: titles, text, cells and lists in the measures of the papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fireoffice.docs.composition import Cell, Justify, Row, Run, TableBlock, TextBlock, VAlign
from fireoffice.docs.style import Face

BODY: Final = 28
PITCH: Final = 470
TABLE: Final = 24
SMALL: Final = 21
FOOT: Final = 60
"""Below the text of a cell: engines set a line of exact height nearer to its lower edge."""


def text(
    words: str,
    style: str = "Body",
    *,
    face: Face = Face.FANGSONG,
    size: int = 32,
    justify: Justify = Justify.BOTH,
    pitch: int = 579,
    first: int = 0,
    left: int = 0,
    right: int = 0,
    before: int = 0,
    after: int = 0,
    keep_next: bool = False,
    page_break_before: bool = False,
) -> TextBlock:
    # Only 3号 is drawn together: it is what makes 28 characters fill a line.
    run = Run(words, face, size, -5 if size == 32 else 0)
    return TextBlock(
        "",
        style,
        (run,),
        pitch,
        justify,
        first,
        left,
        right,
        before,
        after,
        keep_next,
        page_break_before,
    )


def title(words: str, *, size: int = 44, new_page: bool = False, after: int = 200) -> TextBlock:
    return text(
        words,
        "Title",
        face=Face.XIAOBIAOSONG,
        size=size,
        justify=Justify.CENTER,
        pitch=max(640, size * 15),
        after=after,
        keep_next=True,
        page_break_before=new_page,
    )


def body(words: str, *, keep_next: bool = False) -> TextBlock:
    return text(words, size=BODY, pitch=PITCH, first=20 * BODY, keep_next=keep_next)


def head(words: str, size: int = TABLE) -> Cell:
    block = text(
        words,
        "TableHead",
        face=Face.HEITI,
        size=size,
        justify=Justify.CENTER,
        pitch=size * 15,
        after=FOOT,
    )
    return Cell((block,))


def cell(
    words: str, *, center: bool = False, span: int = 1, size: int = TABLE, top: bool = False
) -> Cell:
    justify = Justify.CENTER if center else Justify.LEFT
    block = text(words, "TableText", size=size, justify=justify, pitch=size * 15, after=FOOT)
    return Cell((block,), span, valign=VAlign.TOP if top else VAlign.CENTER)


def label(words: str) -> Cell:
    block = text(words, "TableText", size=BODY, justify=Justify.CENTER, pitch=420, after=FOOT)
    return Cell((block,))


def entry(words: str, *, span: int = 1) -> Cell:
    block = text(words, "TableText", size=BODY, justify=Justify.LEFT, pitch=420, after=FOOT)
    return Cell((block,), span)


def mark(words: str, columns: int, size: int = TABLE) -> Row:
    """A row that only carries a mark of the loop; it is gone once the form is filled."""
    return Row((cell(words, span=columns, size=size),), 200)


def listing(
    columns: Sequence[tuple[int, str, Cell]],
    each: str,
    *,
    height: int,
    size: int,
    margin: int = 80,
    last: int = 0,
) -> TableBlock:
    """A ruled table of columns (width, heading, cell) with a row for each of `each`.

    Its header is repeated on every page. The `last` rows stay on one page with what follows.
    """
    widths = tuple(width for width, _, _ in columns)
    row = Row(tuple(cell for _, _, cell in columns), height)
    rows = (row,)
    if last:
        rows = (
            mark(f"{{%tr if loop.revindex > {last} %}}", len(columns), size),
            row,
            mark("{%tr else %}", len(columns), size),
            Row(tuple(map(_kept, row.cells)), height),
            mark("{%tr endif %}", len(columns), size),
        )
    return TableBlock(
        "",
        widths,
        (
            Row(tuple(head(heading, size) for _, heading, _ in columns), 540, header=True),
            mark(f"{{%tr for 行 in {each} %}}", len(columns), size),
            *rows,
            mark("{%tr endfor %}", len(columns), size),
        ),
        margin=margin,
    )


def _kept(cell: Cell) -> Cell:
    """The cell on the page of what comes below it."""
    return replace(cell, blocks=tuple(replace(block, keep_next=True) for block in cell.blocks))
