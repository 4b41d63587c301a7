"""LibreOffice's way to end a line: portion by portion, each by the rules of its language.

A text is cut into portions wherever the script or the look changes. In the portion that no longer
fits, the language of the last letter or digit before the cut tells who looks for the break:
Unicode's rules for Western text; for Chinese, lists of characters that begin or end no line, and
from version 24.8 on Unicode's rules besides. A break that would lie in an earlier portion is not
taken: that portion is formatted again as if its last character did not fit. This is what
`SwTextGuess`, `SwTextFormatter::Underflow` and `BreakIterator_CJK` do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from fireoffice.docs.layout.unicode_lines import Breaks, line_starts

NEVER_FIRST: Final = frozenset(
    "':!),.;?]}¢\\\"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝︴︶︸︺︼︾﹀﹂﹄﹏～￠々‖•·ˇˉ―-′’”"
)
"""Characters that begin no line of Chinese (locale data of zh-CN)."""

NEVER_LAST: Final = frozenset("'([{£¥\\\"‵〈《「『【〔〖（［｛￡￥〝︵︷︹︻︽︿﹁﹃﹙﹛﹝“‘")
"""Characters that end no line of Chinese."""

HANGING: Final = frozenset("'!,.:;?、。！，．：；？")
"""Characters that may stand beyond the margin where that is allowed."""

_BLANKS: Final = frozenset(" \u3000")
_LONGEST_PATH: Final = 66
"""A path or address is not broken behind a slash where a blank lies so few characters before."""

_ASIAN: Final = (
    ("\u2e80", "\ud7af"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
_WESTERN: Final = (("!", "\u02c6"), ("\u0370", "\u058f"), ("\u1e00", "\u1fff"))
_WEAK_LETTERS: Final = ("\u2160", "\u218f")
"""Roman numerals have a script of their own, yet their block counts as weak."""


class Measured(Protocol):
    """The facts of a measured paragraph that this module needs."""

    @property
    def text(self) -> str: ...

    @property
    def asian(self) -> tuple[bool, ...]: ...

    @property
    def portions(self) -> tuple[int, ...]: ...


def asian_characters(text: str, neutral: frozenset[str]) -> tuple[bool, ...]:
    """A flag for each character: true if it is set in the East Asian font.

    Weak characters, and the `neutral` ones, join what stands before them, at the beginning what
    follows.
    """
    scripts = [None if character in neutral else _is_asian(character) for character in text]
    current = next((script for script in scripts if script is not None), True)
    resolved: list[bool] = []
    for script in scripts:
        current = current if script is None else script
        resolved.append(current)
    return tuple(resolved)


def _is_asian(character: str) -> bool | None:
    """True for East Asian, False for Western, None for a weak character.

    Weak are blanks, punctuation and signs that belong to no script.
    """
    if any(first <= character <= last for first, last in _ASIAN):
        return True
    if any(first <= character <= last for first, last in _WESTERN) and character != "\u00a0":
        return False
    if _WEAK_LETTERS[0] <= character <= _WEAK_LETTERS[1]:
        return None
    return False if unicodedata.category(character) in ("Lu", "Ll", "Lm", "Lt") else None


def is_alphanumeric(character: str) -> bool:
    """True for a letter or a number of any script: 汉, a, ², Ⅲ, ①."""
    return unicodedata.category(character)[0] in "LN"


@dataclass(frozen=True, slots=True)
class LineEnds:
    """Ends lines as one version of LibreOffice does.

    `unicode_everywhere` says that Chinese text obeys `breaks` as well as the lists;
    `retreats_to_start` that a break found at the line's own beginning still sends the search to
    earlier portions. `hanging` lets one mark stand beyond the margin.
    """

    breaks: Breaks
    unicode_everywhere: bool = False
    retreats_to_start: bool = False
    hanging: bool = False

    def end(self, measured: Measured, start: int, cut: int, stop: int) -> int:
        """The end of the line that begins at `start` if the character at `cut` no longer fits.

        `stop` bounds what may stand on the line.
        """
        text = measured.text
        for portion, place in self._tried(measured, start, cut):
            if text[place] in _BLANKS:
                return _behind_blanks(text, place, stop)
            end = self._break(measured, portion, place)
            visible = _before_blanks(text, start, end)
            found = end >= start if self.retreats_to_start else visible > start
            if not found or portion == start >= visible:
                return max(place, start + 1)
            if end > place or visible >= portion:
                return _behind_blanks(text, end, stop)
        return max(cut, start + 1)

    def _tried(self, measured: Measured, start: int, cut: int) -> Iterator[tuple[int, int]]:
        """Beginnings of the portions from the cut backwards, each with where it is cut."""
        place = cut
        while place >= start:
            portion = max(measured.portions[place], start)
            yield portion, place
            place = portion - 1

    def _break(self, measured: Measured, portion: int, cut: int) -> int:
        """The break at or before `cut` that the language there finds; 0 where there is none."""
        text = measured.text
        index = cut
        while index > 0 and not is_alphanumeric(text[index]):
            index -= 1
        chinese = measured.asian[index if index < portion else portion]
        starts = line_starts(text, self.breaks)
        if not chinese:
            return _western_break(text, starts, cut)
        if self.hanging and text[cut] in HANGING:
            if cut + 1 == len(text) or not _forbidden(text, cut + 1):
                return cut + 1
            cut += not self.unicode_everywhere
        while True:
            while cut > 0 and _forbidden(text, cut):
                cut -= 1
            end = _western_break(text, starts, cut) if self.unicode_everywhere else cut
            if end == cut:
                return cut
            cut = end


def _forbidden(text: str, index: int) -> bool:
    return text[index] in NEVER_FIRST or text[index - 1] in NEVER_LAST


def _western_break(text: str, starts: bytes, cut: int) -> int:
    if cut == 0 or (starts[cut] and text[cut - 1] != "/"):
        return cut
    end = starts.rfind(1, 0, cut)
    if end <= 0:
        return 0
    if text[end - 1] == "/":
        for blank in range(end - 2, max(end - _LONGEST_PATH - 1, -1), -1):
            if text[blank].isspace():
                return blank + 1
    return end


def _behind_blanks(text: str, index: int, stop: int) -> int:
    while index < stop and text[index] in _BLANKS:
        index += 1
    return index


def _before_blanks(text: str, start: int, index: int) -> int:
    while index > start and text[index - 1] in _BLANKS:
        index -= 1
    return index
