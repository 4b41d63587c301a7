"""How far the layout and an engine agree: line by line, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from fireoffice.docs.layout.model import PAGE_NUMBER_KEY, LaidPaper, PlacedLine
from tests.lab.pages import SAME_BASELINE, Char, Page, visible

_SET_BY_HAND = ("title", "letterhead", "letterhead/rule", "letterhead/foot")


@dataclass(frozen=True)
class Disagreement:
    """One line that the engine ends, or places, otherwise than the layout."""

    page: int
    key: str
    expected: str
    got: str


@dataclass
class Agreement:
    """The figures of one paper. A line is broken if its paragraph goes on after it; lines that
    the author or the title's rules broke do not count."""

    name: str
    laid_pages: int
    engine_pages: int
    broken: int = 0
    broken_alike: int = 0
    lines: int = 0
    lines_on_page: int = 0
    lost: int = 0
    disagreements: list[Disagreement] = field(default_factory=list)

    @property
    def same_page_count(self) -> bool:
        return self.laid_pages == self.engine_pages


@dataclass(frozen=True)
class _Set:
    """A stretch of text with the page that each of its characters is on."""

    text: str
    pages: tuple[int, ...]
    baselines: tuple[float, ...]

    def lines(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """(start, end, page) of the lines that characters `start` to `end` are set in, counted
        from `start`."""
        found: list[tuple[int, int, int]] = []
        begin = start
        for index in range(start + 1, end + 1):
            if (
                index == end
                or self.pages[index] != self.pages[index - 1]
                or abs(self.baselines[index] - self.baselines[index - 1]) > SAME_BASELINE
            ):
                found.append((begin - start, index - start, self.pages[begin]))
                begin = index
        return found


def compare(name: str, laid: LaidPaper, pages: Sequence[Page]) -> Agreement:
    """Set the layout's lines beside an engine's. Engines do not export blank pages."""
    printed = [page for page in laid.pages if not page.blank]
    result = Agreement(name, len(printed), len(pages))
    streams = (_as_drawn(pages), _as_drawn_in_place(pages), _as_read(pages))
    cursors = [0] * len(streams)
    numbered = [
        (number, line)
        for number, page in enumerate(printed)
        for line in page.lines
        if line.key != PAGE_NUMBER_KEY
    ]
    for block in _blocks(numbered):
        _compare_block(block, streams, cursors, result)
    return result


def _compare_block(
    block: list[tuple[int, PlacedLine]],
    streams: Sequence[_Set],
    cursors: list[int],
    result: Agreement,
) -> None:
    texts = [_text(line) for _, line in block]
    whole = "".join(texts)
    if not whole:
        return
    key = block[0][1].key
    result.lines += len(block)
    for index, stream in enumerate(streams):
        at = stream.text.find(whole, cursors[index])
        if at < 0:
            at = stream.text.find(whole)
        if at >= 0:
            cursors[index] = at + len(whole)
            engine = stream.lines(at, at + len(whole))
            break
    else:
        result.lost += 1
        result.disagreements.append(Disagreement(block[0][0], key, whole[:60], "（没有找到）"))
        return
    ends = {(start, end): page for start, end, page in engine}
    pages = {position: page for start, end, page in engine for position in range(start, end)}
    position = 0
    reported = False
    for (page, line), text in zip(block, texts, strict=True):
        start, position = position, position + len(text)
        if not text:
            continue
        counts = not line.last and not key.endswith(_SET_BY_HAND)
        alike = (start, position) in ends
        on_page = pages[start] == page
        result.broken += counts
        result.broken_alike += counts and alike
        result.lines_on_page += on_page
        if not reported and ((counts and not alike) or not on_page):
            reported = True
            got = next((item for item in engine if item[1] > start), engine[-1])
            result.disagreements.append(
                Disagreement(page, key, text, f"[{got[2] + 1}] {whole[got[0] : got[1]]}")
            )


def _blocks(lines: list[tuple[int, PlacedLine]]) -> Iterator[list[tuple[int, PlacedLine]]]:
    """Lines of one block after another. Blocks may share a key; each begins at 0."""
    block: list[tuple[int, PlacedLine]] = []
    for page, line in lines:
        if block and (line.key != block[-1][1].key or line.start <= block[-1][1].start):
            yield block
            block = []
        block.append((page, line))
    if block:
        yield block


def _text(line: PlacedLine) -> str:
    return visible("".join(text.text for text in line.texts))


def _as_drawn(pages: Sequence[Page]) -> _Set:
    """The characters in the order in which the engine drew them: cell after cell."""
    return _joined([_item(page, char) for page in pages for char in _drawn(page)])


def _as_drawn_in_place(pages: Sequence[Page]) -> _Set:
    """The same, but what another font lends to a line goes back to its place: an engine draws it
    after the rest."""
    return _joined(
        [
            _item(page, char)
            for page in pages
            for _, line in groupby(_drawn(page), key=lambda char: round(char.y, 1))
            for char in sorted(line, key=lambda char: char.x)
        ]
    )


def _item(page: Page, char: Char) -> tuple[str, int, float]:
    return char.text, page.index, char.y


def _drawn(page: Page) -> Iterator[Char]:
    for char in page.chars:
        if char.upright and visible(char.text) and not (page.label and char in page.label.chars):
            yield char


def _as_read(pages: Sequence[Page]) -> _Set:
    """The characters line by line from the top of each page."""
    items = [
        _item(page, char)
        for page in pages
        for line in page.text_lines
        for char in line.chars
        if visible(char.text)
    ]
    return _joined(items)


def _joined(items: list[tuple[str, int, float]]) -> _Set:
    return _Set(
        "".join(text for text, _, _ in items),
        tuple(page for _, page, _ in items),
        tuple(baseline for _, _, baseline in items),
    )
