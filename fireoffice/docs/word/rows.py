"""A table of a Word file as lines of text, a row each: empty and merged cells keep their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fireoffice.docs.cells import JOINED_ABOVE, JOINED_LEFT, NEW_LINE
from fireoffice.docs.prose.source import SourceLine
from fireoffice.docs.word.model import WordParagraph

Numbered = tuple[int, WordParagraph]
"""A paragraph with its number in the file."""


def table_lines(cells: Sequence[Numbered]) -> Iterator[SourceLine]:
    """The rows of the table whose paragraphs are `cells`.

    A column is where some cell begins: programs cut the grid of a table into finer ones, which
    nobody sees.
    """
    starts = sorted({one.cell[2] for _, one in cells if one.cell})
    count = max(one.cell[1] + one.spans[0] for _, one in cells if one.cell)
    texts: dict[tuple[int, int], str] = {}
    numbers: dict[int, int] = {}
    for number, one in cells:
        assert one.cell is not None
        _, row, column = one.cell
        numbers.setdefault(row, number)
        place = (row, starts.index(column))
        text = one.text.replace("\t", " ").strip().replace("\n", NEW_LINE)
        if place not in texts:
            _cover(texts, place, one.spans[0], _columns(starts, column, one.spans[1]))
        above = texts.get(place, "")
        texts[place] = f"{above}{NEW_LINE}{text}" if above and text else above + text
    number = cells[0][0]
    for row in range(count):
        number = numbers.get(row, number)
        line = "\t".join(texts.get((row, index), "") for index in range(len(starts)))
        yield SourceLine(number, line, row=True)


def _columns(starts: Sequence[int], column: int, span: int) -> int:
    """The number of columns, of those that begin at `starts`, which a cell goes over."""
    return sum(column <= start < column + span for start in starts)


def _cover(
    texts: dict[tuple[int, int], str], place: tuple[int, int], rows: int, columns: int
) -> None:
    row, column = place
    for down in range(rows):
        for right in range(columns):
            if right:
                texts[row + down, column + right] = JOINED_LEFT
            elif down:
                texts[row + down, column] = JOINED_ABOVE
