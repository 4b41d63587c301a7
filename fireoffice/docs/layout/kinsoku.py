"""The places between characters at which Word may break a line.

What may never begin or end a line is a set of characters; what else holds together is a rule for
the gap between two neighbours.
"""

from __future__ import annotations

from typing import Final

NEVER_LAST: Final = frozenset("（(《〈「『【〔〖［｛〝￥")
"""Characters with which it ends no line."""

CLOSING: Final = frozenset(".,，。、；：？！”’）)》〉】〕」』〗｝·～:;′―‖")
"""Characters with which it begins no line."""


def is_word(character: str) -> bool:
    """True for a letter or digit of a word that is not Chinese."""
    return character < "\u0250" and (character.isalpha() or character.isdecimal())


def _inside_latin(before: str, after: str) -> bool:
    return "!" <= before < "\u0250" and "!" <= after < "\u0250"


def _after_hyphen(text: str, index: int) -> bool:
    return text[index - 1] == "-" and index >= 2 and is_word(text[index - 2])


def word_rule(text: str, index: int) -> bool:
    """True anywhere except inside a Latin word, where a hyphen after a word lets go."""
    return not _inside_latin(text[index - 1], text[index]) or _after_hyphen(text, index)
