"""Lines put in place: x of every character, by the paragraph's justification and tabs."""

from __future__ import annotations

from collections.abc import Iterator

from fireoffice.docs.composition import Justify, TextBlock
from fireoffice.docs.layout.breaking import Breaker
from fireoffice.docs.layout.model import PlacedLine, PlacedText
from fireoffice.docs.layout.shaping import Shape
from fireoffice.docs.layout.tabs import Indents, Piece, pieces

Advanced = tuple[float, list[float]]
"""Origin of a piece of a line and the advances of its characters."""


def place_lines(
    breaker: Breaker,
    block: TextBlock,
    left: float,
    top: float,
    width: int,
    lines: range | None = None,
) -> Iterator[PlacedLine]:
    """The lines of `block` in a column `width` wide whose left edge is `left`.

    `lines` picks some of them, by number; the first of these stands at `top`.
    """
    shape = breaker.shape(block)
    ends = breaker.ends(block, width)
    for row, number in enumerate(lines or range(len(ends))):
        first = block.first if number == 0 else 0
        start, end = (ends[number - 1] if number else 0), ends[number]
        last = number == len(ends) - 1
        y = top + row * block.pitch
        indents = Indents(block.left + first, block.left, width - block.right)
        texts: list[PlacedText] = []
        offsets: list[int] = []
        visible = _visible_end(shape, start, end)
        baseline = y + block.pitch * breaker.profile.baseline
        full = not last and not shape.text.endswith("\n", start, end)
        for piece in pieces(shape, start, visible, indents, block.tabs):
            x, advances = _justify(
                shape, piece, block.justify, full=full, tabbed=piece.end < visible
            )
            for begin, text in _by_run(shape, piece, left + x, baseline, advances):
                texts.append(text)
                offsets.append(begin)
        yield PlacedLine(
            key=block.key,
            start=start,
            end=end,
            top=y,
            height=block.pitch,
            left=left + indents.begin,
            right=left + indents.right,
            texts=tuple(texts),
            last=last,
            offsets=tuple(offsets),
        )


def _visible_end(shape: Shape, start: int, end: int) -> int:
    """The end of the line without its line break and trailing spaces."""
    while end > start and shape.text[end - 1] in " \n":
        end -= 1
    return end


def _justify(shape: Shape, piece: Piece, justify: Justify, *, full: bool, tabbed: bool) -> Advanced:
    """Origin and advances of a piece: `full` lines are not the last, `tabbed` ones end in a tab."""
    start, end = piece.start, piece.end
    advances = [
        advance + gap
        for advance, gap in zip(
            shape.advances[start:end], [*shape.gaps[start + 1 : end], 0.0], strict=False
        )
    ]
    room = piece.limit - piece.x - shape.width(start, end)
    at_stop = start > 0 and shape.text[start - 1] == "\t"
    if tabbed or not advances:
        return piece.x, advances
    match justify:
        case Justify.CENTER if not at_stop:
            return piece.x + room / 2, advances
        case Justify.RIGHT if not at_stop:
            return piece.x + room, advances
        case Justify.BOTH if full:
            return piece.x, _stretch(shape, start, advances, room)
        case Justify.DISTRIBUTE:
            return piece.x, _stretch(shape, start, advances, room)
        case _:
            return piece.x, advances


def _stretch(shape: Shape, start: int, advances: list[float], room: float) -> list[float]:
    """Share `room` among the gaps that may grow: all but those inside ASCII words."""
    text = shape.text
    elastic = [
        index
        for index in range(len(advances) - 1)
        if not ("!" <= text[start + index] <= "~" and "!" <= text[start + index + 1] <= "~")
    ]
    if room > 0 and elastic:
        share = room / len(elastic)
        for index in elastic:
            advances[index] += share
    return advances


def _by_run(
    shape: Shape, piece: Piece, x: float, baseline: float, advances: list[float]
) -> Iterator[tuple[int, PlacedText]]:
    """The piece cut where the look of its characters changes, with offsets in the block's text."""
    begin = 0
    for run in shape.runs:
        start, end = max(begin, piece.start), min(begin + len(run.text), piece.end)
        begin += len(run.text)
        if start < end:
            own = tuple(advances[start - piece.start : end - piece.start])
            yield start, PlacedText(x, baseline, shape.text[start:end], own, run)
            x += sum(own)
