"""The places between characters at which a line may break: one rule for each engine.

A rule answers for the gap between two neighbours. What may never begin or end a line is a set of
characters; what else holds together differs from engine to engine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

BreakRule = Callable[[str, int], bool]
"""A rule: true if the line may break before the character at this index (≥ 1) of the text."""

NEVER_LAST: Final = frozenset("（(《〈「『【〔〖［｛〝￥")
"""Characters with which no engine ends a line."""

OPENING_QUOTES: Final = frozenset("“‘")

CLOSING: Final = frozenset(".,，。、；：？！”’）)》〉】〕」』〗｝·～:;′―‖")
"""Characters with which no engine begins a line."""

EXCLAMATION: Final = frozenset("!?")


def is_ideograph(character: str) -> bool:
    """True for a Chinese character (CJK ideographs with 々〇, and kana)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\u3040" <= character <= "\u30ff"
        or character in "々〇〡〢〣〤〥〦〧〨〩"
        or "\uf900" <= character <= "\ufaff"
        or character >= "\U00020000"
    )


def is_word(character: str) -> bool:
    """True for a letter or digit of a word that is not Chinese."""
    return character < "\u0250" and (character.isalpha() or character.isdecimal())


def _inside_latin(before: str, after: str) -> bool:
    return "!" <= before < "\u0250" and "!" <= after < "\u0250"


def _after_hyphen(text: str, index: int) -> bool:
    return text[index - 1] == "-" and index >= 2 and is_word(text[index - 2])


def word_rule(text: str, index: int) -> bool:
    """Word's rule: anywhere except inside a Latin word, where a hyphen after a word lets go."""
    return not _inside_latin(text[index - 1], text[index]) or _after_hyphen(text, index)


def onlyoffice_rule(text: str, index: int) -> bool:
    """ONLYOFFICE's rule: only beside an ideograph or full-width form, or after a dash or hyphen."""
    before, after = text[index - 1], text[index]
    return before in "×—-" or after == "×" or _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return is_ideograph(character) or "\uff00" <= character <= "\uffef"
