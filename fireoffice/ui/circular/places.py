"""From a place in the text to the same place on the paper, and back."""

from __future__ import annotations

from collections.abc import Sequence

from fireoffice.docs.cells import NEW_LINE
from fireoffice.docs.composition import Composition, TextBlock
from fireoffice.docs.manuscript import Line
from fireoffice.docs.reading import Reading


class Places:
    """Joins the lines of a text with the blocks that they became.

    Composing adds and moves white space, labels and brackets (a title is broken anew, 主送 gets its
    colon), so a place is found by the number of visible characters before it.
    """

    def __init__(self, lines: Sequence[Line], reading: Reading, composition: Composition) -> None:
        self._lines = lines
        self._reading = reading
        self._blocks = _texts_of(composition)

    def on_paper(self, line: int, column: int) -> tuple[str, int] | None:
        """Return block key and offset for a place in the text; None where it left no trace."""
        if not 0 <= line < len(self._reading.keys):
            return None
        key = self._reading.keys[line]
        block = self._blocks.get(key)
        if not key or block is None:
            return None
        own = self._own_lines(key)
        before = sum(_visible(self._lines[number].text) for number in own if number < line)
        count = before + _visible(self._lines[line].text[:column])
        return key, _offset_of(block, count + self._lead(own, block))

    def in_text(self, key: str, offset: int) -> tuple[int, int] | None:
        """Return line and column for a place on the paper; None for what no line says."""
        line = self._reading.line_of(key)
        if line is None:
            return None
        own = self._own_lines(self._reading.keys[line])
        block = self._blocks.get(key, "")
        count = max(0, _visible(block[:offset]) - self._lead(own, block))
        if key != self._reading.keys[line]:
            return line, _column_of_cell(self._lines[line].text, key, count)
        for number in own:
            text = self._lines[number].text
            if count <= _visible(text):
                return number, _offset_of(text, count)
            count -= _visible(text)
        return own[-1], len(self._lines[own[-1]].text)

    def _own_lines(self, key: str) -> list[int]:
        return [number for number, own in enumerate(self._reading.keys) if own == key]

    def _lead(self, own: Sequence[int], block: str) -> int:
        """Return the number of visible characters that the block has before the text's own."""
        text = "".join(self._lines[number].text for number in own)
        opening = "".join(text.split())[:4]
        return max("".join(block.split()).find(opening), 0) if opening else 0


def _visible(text: str) -> int:
    return sum(map(_shows, text))


def _shows(character: str) -> bool:
    """Return True if `character` is printed; a cell's sign for a new line only parts its lines."""
    return not character.isspace() and character != NEW_LINE


def _offset_of(text: str, count: int) -> int:
    """Return the offset before which `count` visible characters stand."""
    if count <= 0:
        return next((at for at, character in enumerate(text) if _shows(character)), 0)
    for at, character in enumerate(text):
        if _shows(character):
            count -= 1
            if count == 0:
                return at + 1
    return len(text)


def _column_of_cell(text: str, key: str, count: int) -> int:
    """Return the column, in a table row's text, of visible character `count` of cell `key`."""
    cells = text.split("\t")
    number = min(int(key.rpartition("c")[2]), len(cells) - 1)
    begin = sum(len(cell) + 1 for cell in cells[:number])
    return begin + _offset_of(cells[number], count)


def _texts_of(composition: Composition) -> dict[str, str]:
    texts: dict[str, str] = {}

    def add(block: TextBlock) -> None:
        texts[block.key] = texts.get(block.key, "") + block.text

    for section in composition.sections:
        for block in section.blocks:
            if isinstance(block, TextBlock):
                add(block)
                continue
            for row in block.rows:
                for cell in row.cells:
                    for text in cell.blocks:
                        add(text)
    return texts
