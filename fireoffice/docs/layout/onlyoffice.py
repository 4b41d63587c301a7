"""Lines as ONLYOFFICE ends them: word after word, as `Run.Recalculate_Range` goes through them.

A word ends behind a blank, a hyphen or a dash; an East Asian character is a word by itself, and so
is a Greek letter or × in a run that is marked as East Asian, as all of ours are. A word that does
not fit goes to the next line unless the blanks of a justified line can give way for it
(`WrapRecalcState.tryCondenseSpaces`). One that is alone on its line is cut where the line is full.
Which characters belong to which kind was asked of the engine itself, character by character.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

NEVER_FIRST: Final = frozenset(
    "!%),.:;>?]}¢¨°·―‖’”…‰′″›、。〃〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～￠"
)
"""Characters with which no line begins."""

NEVER_LAST: Final = frozenset("$([{£¥‘“〈《「『【〔〖〝＄（［｛￡￥")
"""Characters with which none ends."""

_BLANKS: Final = frozenset(" \u2002\u2003\u2005\u3000")
_FIXED_BLANK: Final = "\u00a0"

_WORDS_BY_THEMSELVES: Final = (
    ("×", "×"),
    ("\u0370", "\u03ff"),
    ("\u2e80", "\u2fdf"),
    ("\u4e00", "\u9fff"),
    ("\ua000", "\ua4cf"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)

_MOST_GIVEN: Final = 0.25
_WIDE_WORD: Final = 12.5 / 25.4 * 1440
"""Blanks give a quarter of their width for a word of 12.5 mm and more, less for shorter ones."""


class Measured(Protocol):
    """A measured paragraph, as far as this module needs to know it; lengths are twips."""

    @property
    def text(self) -> str: ...

    @property
    def advances(self) -> Sequence[float]: ...

    @property
    def legal(self) -> bytes: ...

    def width(self, start: int, end: int) -> float: ...


def line_starts(text: str) -> bytes:
    """A byte for each index of `text`, 1 where a line may begin."""
    legal = bytearray(len(text) + 1)
    visible = ""
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        if before not in _BLANKS:
            visible = before
        if after in NEVER_FIRST or after in _BLANKS or after == _FIXED_BLANK:
            continue
        if before == "\t":
            legal[index] = 1
        elif visible not in NEVER_LAST and after != "\t":
            legal[index] = before in _BLANKS or _ends_word(before) or _begins_word(after)
    return bytes(legal)


def line_end(measured: Measured, start: int, fit: int, stop: int, room: float | None) -> int:
    """The end of the line that begins at `start` if the characters up to `fit` find room.

    `stop` bounds what may stand on the line. `room` is its width where its blanks can give way.
    """
    text, legal = measured.text, measured.legal
    end = _behind_blanks(text, fit, stop)
    if end == stop:
        return stop
    held = _held(measured, start, end)
    while end > start and (not legal[end] or end == held):
        end -= 1
    if end == start:
        return max(fit, start + 1)
    if room is not None and end < fit:
        return _condensed(measured, start, end, stop, room)
    return end


def _stands_alone(character: str) -> bool:
    return any(first <= character <= last for first, last in _WORDS_BY_THEMSELVES)


def _begins_word(character: str) -> bool:
    return character not in NEVER_FIRST and _stands_alone(character)


def _ends_word(character: str) -> bool:
    return character in "-—" or (character not in NEVER_LAST and _stands_alone(character))


def _held(measured: Measured, start: int, end: int) -> int:
    """The place behind the line's first word where a mark that begins no line ties the next to it.

    The engine takes such a mark for the beginning of a word, and what follows for the rest of it.
    0 where there is none.
    """
    text = measured.text
    for index in range(start, end):
        if index > start and measured.legal[index]:
            return 0
        begins = index == start or text[index - 1] in _BLANKS or _ends_word(text[index - 1])
        if begins and text[index] in NEVER_FIRST:
            return 0 if _begins_word(text[index + 1]) else index + 1
    return 0


def _condensed(measured: Measured, start: int, end: int, stop: int, room: float) -> int:
    """The end of the word that begins at `end` if the blanks of the line give it room, else `end`.

    Its first character fits as it is.
    """
    text = measured.text
    behind = end + 1
    while behind < stop and not _parted(text, behind):
        behind += 1
    line_end = _behind_blanks(text, behind, stop)
    if line_end < stop and not measured.legal[line_end]:
        return end
    gap = end
    while gap > start and text[gap - 1] in _BLANKS:
        gap -= 1
    word = measured.width(gap, behind)
    blanks = sum(measured.advances[i] for i in range(start, behind) if text[i] in _BLANKS)
    given = blanks * _MOST_GIVEN * min(word / _WIDE_WORD, 1.0)
    return line_end if measured.width(start, behind) - given < room else end


def _parted(text: str, index: int) -> bool:
    """True if a word that has begun before is over at `index`."""
    before, after = text[index - 1], text[index]
    return (
        after in _BLANKS
        or after == "\t"
        or _ends_word(before)
        or (_begins_word(after) and before not in NEVER_LAST)
    )


def _behind_blanks(text: str, index: int, stop: int) -> int:
    while index < stop and text[index] in _BLANKS:
        index += 1
    return index
