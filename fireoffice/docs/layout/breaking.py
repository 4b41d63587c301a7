"""A paragraph broken into lines, greedily: each line takes what fits up to the last legal break."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from fireoffice.docs.composition import Justify, Run, Tab, TextBlock
from fireoffice.docs.layout import onlyoffice
from fireoffice.docs.layout.metrics import FontBook, standard_fonts
from fireoffice.docs.layout.profiles import WORD, Profile
from fireoffice.docs.layout.shaping import Shape, shape
from fireoffice.docs.layout.tabs import Indents, pieces
from fireoffice.docs.style import GB2312, FontProfile

Ends = tuple[int, ...]
"""The end of each line of a paragraph, as an offset in its text; the next line begins there."""


class Breaker:
    """Breaks paragraphs as one engine does with one set of fonts, and remembers the results.

    A keystroke changes one paragraph: all others are found again by their runs and measures.
    """

    def __init__(self, profile: Profile, fonts: FontBook, family: FontProfile) -> None:
        self.profile = profile
        self._fonts = fonts
        self._family = family
        self._shape = lru_cache(maxsize=2048)(self._measure)
        self._ends = lru_cache(maxsize=4096)(self._break)

    def shape(self, block: TextBlock) -> Shape:
        """The measured characters of a block."""
        return self._shape(block.runs)

    def ends(self, block: TextBlock, width: int) -> Ends:
        """Ends of the lines of `block` in a column of `width`; an empty block has one line."""
        justified = self.profile.word_by_word and block.justify is Justify.BOTH
        indents = Indents(block.left + block.first, block.left, width - block.right)
        return self._ends(block.runs, block.tabs, indents, justified)

    def _measure(self, runs: tuple[Run, ...]) -> Shape:
        return shape(runs, self.profile, self._fonts, self._family)

    def _break(
        self, runs: tuple[Run, ...], tabs: tuple[Tab, ...], indents: Indents, justified: bool
    ) -> Ends:
        measured = self._shape(runs)
        count = len(measured.text)
        left, right = indents.left, indents.right
        ends: list[int] = []
        start = 0
        while start < count or not ends:
            feed = measured.text.find("\n", start)
            stop = count if feed < 0 else feed
            end = self._line_end(measured, start, stop, indents, tabs, justified)
            if end == feed:
                end += 1
            ends.append(end)
            start = end
            indents = Indents(left, left, right)
        if measured.text.endswith("\n"):
            ends.append(count)
        return tuple(ends)

    def _line_end(
        self,
        shape: Shape,
        start: int,
        stop: int,
        indents: Indents,
        tabs: tuple[Tab, ...],
        justified: bool,
    ) -> int:
        """The end of the line that begins at `start`; `stop` is the end of what may stand on it."""
        if start == stop:
            return stop
        room = indents.right - indents.begin
        tabbed = shape.text.find("\t", start, stop) >= 0
        if not tabbed:
            fit = _fit(shape, start, stop, room)
        else:
            fit = start
            for piece in pieces(shape, start, stop, indents, tabs):
                fit = _fit(shape, piece.start, piece.end, piece.limit - piece.x)
                if fit < piece.end:
                    break
        if fit >= stop:
            return stop
        if self.profile.portions:
            return self.profile.portions.end(shape, start, fit, stop)
        if self.profile.word_by_word:
            return onlyoffice.line_end(
                shape, start, fit, stop, room if justified and not tabbed else None
            )
        return _go_back(shape, start, max(fit, start + 1), stop)


def _go_back(shape: Shape, start: int, fit: int, stop: int) -> int:
    """The last legal break up to `fit`; at `fit` itself where nothing is legal."""
    text, legal = shape.text, shape.legal
    end = fit
    while end < stop and text[end] == " ":
        end += 1
    if end == stop:
        return stop
    while end > start and not legal[end]:
        end -= 1
    return end if end > start else fit


def _fit(shape: Shape, start: int, stop: int, room: float) -> int:
    """The largest end up to `stop` with which the characters from `start` fit into `room`."""
    reach = shape.reach
    origin = reach[start] + shape.gaps[start]
    end = min(bisect_right(reach, origin + room, start, stop + 1) - 1, stop)
    while end > start and shape.width(start, end) > room:
        end -= 1
    while end < stop and shape.width(start, end + 1) <= room:
        end += 1
    return max(end, start)


@lru_cache(maxsize=16)
def breaker(profile: Profile, fonts: FontBook, family: FontProfile) -> Breaker:
    """The one breaker for an engine and its fonts; its memory lives as long as the program."""
    return Breaker(profile, fonts, family)


def line_ends(
    block: TextBlock, width: int, profile: Profile = WORD, family: FontProfile = GB2312
) -> Ends:
    """The ends of the lines of `block` in a column of `width` twips."""
    return breaker(profile, standard_fonts(), family).ends(block, width)


def count_lines(
    block: TextBlock, width: int, profile: Profile = WORD, family: FontProfile = GB2312
) -> int:
    """The number of lines that `block` takes in a column of `width` twips."""
    return len(line_ends(block, width, profile, family))
