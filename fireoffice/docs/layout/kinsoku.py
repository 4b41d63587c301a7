"""Between which characters a line may break: one rule for each engine.

A rule answers for the gap between two neighbours. What may never begin or end a line is a set of
characters; what else holds together differs from engine to engine.
"""

from __future__ import annotations

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
_STICKY_MARKS: Final = frozenset("，。、")


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
    return character < "\u0250" and character.isalnum()


def _inside_ascii(before: str, after: str) -> bool:
    return "!" <= before <= "~" and "!" <= after <= "~"


def _after_hyphen(text: str, index: int) -> bool:
    return text[index - 1] == "-" and index >= 2 and is_word(text[index - 2])


def word_rule(text: str, index: int) -> bool:
    """Word: anywhere except inside ASCII, where a hyphen after a word lets go."""
    before, after = text[index - 1], text[index]
    return not _inside_ascii(before, after) or _after_hyphen(text, index)


def libreoffice_rule(text: str, index: int) -> bool:
    """LibreOffice 7.4 without hanging marks."""
    before, after = text[index - 1], text[index]
    if is_word(before) and after in _WORD_OPENING:
        return False
    if before in _STICKY_MARKS and is_word(after):
        return False
    if _inside_ascii(before, after):
        return _after_hyphen(text, index) or (before == "/" and is_word(after))
    return True


def libreoffice_hanging_rule(text: str, index: int) -> bool:
    """LibreOffice 7.4 with hanging marks: a mark before a word holds it only after a word."""
    before, after = text[index - 1], text[index]
    if before in _STICKY_MARKS and is_word(after):
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
