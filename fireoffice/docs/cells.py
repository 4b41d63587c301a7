"""A table's row as one line of a text, and the pictures that a text calls by their numbers.

Cells are parted by tabs. ⏎ begins a new line in a cell; a cell that is ⇐ alone belongs to the one
at its left, ⇑ alone to the one above. 〔图片1〕 is the first picture that comes with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from fireoffice.docs.paper import PICTURE_SIGN, Merge, Picture, Table

NEW_LINE: Final = "⏎"
JOINED_LEFT: Final = "⇐"
JOINED_ABOVE: Final = "⇑"

_NO_SIGNS: Final = str.maketrans({NEW_LINE: "\n", JOINED_LEFT: "", JOINED_ABOVE: ""})
_PICTURE: Final = re.compile(r"〔图片(\d{1,4})〕")
_MOST_HEADERS: Final = 3
"""A table whose first row is joined with more rows than these has no header of its own."""


def picture_name(number: int) -> str:
    """The name by which a text calls the picture `number`, counted from 1."""
    return f"〔图片{number}〕"


def picture_number(text: str) -> int:
    """The number of the picture that `text` is the name of; 0 where it is none's."""
    match = _PICTURE.fullmatch(text.strip())
    return int(match[1]) if match else 0


def pictures_named(text: str) -> list[int]:
    """The numbers of the pictures that `text` names, in order."""
    return [int(number) for number in _PICTURE.findall(text)]


def at_pictures(text: str) -> list[str]:
    """`text` in pieces: what stands between names of pictures, and each name by itself."""
    cuts = [0]
    for match in _PICTURE.finditer(text):
        cuts += match.span()
    pieces = (text[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True))
    return [piece for piece in pieces if piece.strip()]


def without_names(text: str) -> str:
    """`text` without names of pictures, and without the signs of joined cells and new lines."""
    text = _PICTURE.sub("", text) if "〔图片" in text else text
    return text.translate(_NO_SIGNS)


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a row that is written as `line`."""
    return tuple(cell.strip() for cell in line.split("\t"))


def is_cell(text: str) -> bool:
    """True if `text` is a cell of its own, and none that another covers."""
    return text not in {JOINED_LEFT, JOINED_ABOVE}


def table_of(rows: Sequence[tuple[str, ...]], pictures: Sequence[Picture] = ()) -> Table:
    """The table that the cells of `rows` write, with those of `pictures` that it names.

    The first row is the header, with the rows that it is joined with, and with the second one
    where the first is a single cell.
    """
    merges = _merges(rows)
    covered = {place for merge in merges for place in _places(merge)[1:]}
    named: list[Picture] = []

    def content(row: int, column: int, text: str) -> str:
        if (row, column) in covered:
            return ""
        return _with_signs(text.replace(NEW_LINE, "\n"), pictures, named)

    said = tuple(
        tuple(content(row, column, text) for column, text in enumerate(cells))
        for row, cells in enumerate(rows)
    )
    headers = _headers(rows, merges)
    return Table(said[:headers], said[headers:], merges=merges, pictures=tuple(named))


def _with_signs(text: str, pictures: Sequence[Picture], named: list[Picture]) -> str:
    """`text` with a sign for each picture that it names; those are added to `named`."""
    if "〔图片" not in text:
        return text

    def sign(match: re.Match[str]) -> str:
        number = int(match[1])
        if not 0 < number <= len(pictures):
            return match[0]
        named.append(pictures[number - 1])
        return PICTURE_SIGN

    return _PICTURE.sub(sign, text)


def _merges(rows: Sequence[tuple[str, ...]]) -> tuple[Merge, ...]:
    """The merged cells; what does not make a rectangle stays apart."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    owned: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            place = (row, column)
            if text == JOINED_LEFT and column:
                place = (row, column - 1)
            elif text == JOINED_ABOVE and row and column < len(rows[row - 1]):
                place = (row - 1, column)
            else:
                continue
            owner = owners[row, column] = owners.get(place, place)
            owned.setdefault(owner, [owner]).append((row, column))
    merges = [_around(owner, places) for owner, places in sorted(owned.items())]
    return tuple(
        merge
        for merge in merges
        if sorted(_places(merge)) == sorted(owned[merge.row, merge.column])
    )


def _around(owner: tuple[int, int], places: Iterable[tuple[int, int]]) -> Merge:
    row, column = owner
    rows = max(place[0] for place in places) - row + 1
    columns = max(place[1] for place in places) - column + 1
    return Merge(row, column, rows, columns)


def _places(merge: Merge) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(merge.row, merge.row + merge.rows)
        for column in range(merge.column, merge.column + merge.columns)
    ]


def _headers(rows: Sequence[tuple[str, ...]], merges: Sequence[Merge]) -> int:
    """The number of header rows at the top, so many that no merged cell reaches out of them."""
    headers = 1
    if any(merge.row == 0 and merge.columns == len(rows[0]) > 1 for merge in merges):
        headers = 2
    for merge in merges:
        if merge.row < headers:
            headers = max(headers, merge.row + merge.rows)
    return headers if headers <= min(_MOST_HEADERS, max(len(rows) - 1, 1)) else 0
