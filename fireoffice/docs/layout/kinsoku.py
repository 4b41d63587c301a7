"""Between which characters a line may break: one rule for each engine.

A rule answers for the gap between two neighbours. What may never begin or end a line is a set of
characters; what else holds together differs from engine to engine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

BreakRule = Callable[[str, int], bool]
"""Whether the line may break before the character at this index (≥ 1) of the text."""

NEVER_LAST: Final = frozenset("（(《〈「『【〔〖［｛〝￥")
"""No engine ends a line with these."""

OPENING_QUOTES: Final = frozenset("“‘")

CLOSING: Final = frozenset(".,，。、；：？！”’）)》〉】〕」』〗｝·～:;′―‖")
"""No engine begins a line with these."""

EXCLAMATION: Final = frozenset("!?")

_QUOTES: Final = frozenset("“”‘’\"'")
_WORD_OPENING: Final = frozenset("（《“〔…/")
_STICKY_CLOSING: Final = frozenset("，。、．）〕》〉】〗」』］｝”’")
_HANGABLE: Final = frozenset("，。、")
_UNITS: Final = frozenset("%‰％℃°′″")
_ALPHABETIC: Final = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Sm", "So"))


def is_ideograph(character: str) -> bool:
    """Whether this is a Chinese character (CJK ideographs with 々〇, and kana)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\u3040" <= character <= "\u30ff"
        or character in "々〇〡〢〣〤〥〦〧〨〩"
        or "\uf900" <= character <= "\ufaff"
        or character >= "\U00020000"
    )


def is_word(character: str) -> bool:
    """Whether this is a letter or digit of a word that is not Chinese."""
    return character < "\u0250" and (character.isalpha() or character.isdecimal())


def _inside_latin(before: str, after: str) -> bool:
    return "!" <= before < "\u0250" and "!" <= after < "\u0250"


def _after_hyphen(text: str, index: int) -> bool:
    return text[index - 1] == "-" and index >= 2 and is_word(text[index - 2])


def word_rule(text: str, index: int) -> bool:
    """Word: anywhere except inside a Latin word, where a hyphen after a word lets go."""
    return not _inside_latin(text[index - 1], text[index]) or _after_hyphen(text, index)


def _alphabetic(character: str) -> bool:
    """Letters, digits and signs like ≥ × ③, which Unicode's line breaking (UAX 14) takes for
    letters."""
    if character >= "\u3000" or character in _UNITS or character == "…":
        return False
    return unicodedata.category(character) in _ALPHABETIC


def libreoffice_rule(text: str, index: int) -> bool:
    """LibreOffice 7.4 without hanging marks: Unicode's line breaking with habits of its own."""
    before, after = text[index - 1], text[index]
    if after == "～":
        return is_word(before)
    if _alphabetic(before):
        if after in _WORD_OPENING or _alphabetic(after):
            return False
        if before.isdecimal() and after in _UNITS:
            return False
    if before in _STICKY_CLOSING and is_word(after):
        return False
    if _inside_latin(before, after):
        return before == "-" or (before == "/" and _slash_breaks(text, index))
    return True


def _slash_breaks(text: str, index: int) -> bool:
    """Whether a line may break behind a slash: before a word, but not inside a fraction."""
    numbers = index >= 2 and text[index - 2].isdecimal() and text[index].isdecimal()
    return is_word(text[index]) and not numbers


def libreoffice_hanging_rule(text: str, index: int) -> bool:
    """LibreOffice 7.4 with hanging marks: a mark before a word holds it only after a word."""
    before, after = text[index - 1], text[index]
    if before in _HANGABLE and is_word(after):
        return not (index >= 2 and is_word(text[index - 2]))
    return libreoffice_rule(text, index)


def libreoffice_25_rule(text: str, index: int) -> bool:
    """LibreOffice 25.2: quotation marks and the slash hold both neighbours, —— and …… together."""
    before, after = text[index - 1], text[index]
    if before in _QUOTES or after in _QUOTES or "/" in (before, after):
        return False
    if before == after and before in "—…":
        return False
    return libreoffice_rule(text, index)


def onlyoffice_rule(text: str, index: int) -> bool:
    """ONLYOFFICE: only beside an ideograph or full-width form, or after a dash or hyphen."""
    before, after = text[index - 1], text[index]
    return before in "×—-" or after == "×" or _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return is_ideograph(character) or "\uff00" <= character <= "\uffef"
