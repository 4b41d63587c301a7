"""The places where Unicode lets a line begin (UAX 14), as LibreOffice's rule files tailor them.

`BREAKS_7` is the rule file of versions 5 to 24.2 (Unicode 5.0), `BREAKS_25` that of 24.8 and later
(Unicode 14.0); both are compiled into the program, which is how the tests could compare.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# A class is one letter, so that rules of several characters can be regular expressions.
_AL, _NU, _ID, _SP = "a", "n", "i", " "
_OP, _WIDE_OP, _CL, _CP = "(", "[", "]", ")"
_EX, _IS, _SY, _QU, _NS = "!", ",", "/", '"', "s"
_HY, _BA, _BB, _B2, _IN = "-", "|", "´", "—", "…"
_PR, _PO, _GL, _WJ, _ZW, _CM = "$", "%", "g", "w", "z", "m"

_MEMBERS: Final = {
    _SP: " ",
    _OP: "([{¡¿‚„⁅⁽₍⌈⌊",
    _WIDE_OP: "〈《「『【〔〖〘〚〝︵︷︹︻︽︿﹁﹃﹙﹛﹝（［｛｟",
    _CL: "}⁆⁾₎⌉⌋、〉。》」』】〕〗〙〛〞〟︶︸︺︼︾﹀﹂﹄﹐﹒﹚﹜﹞），．］｝｠",
    _CP: ")]",
    _EX: "!?﹖﹗！？",
    _IS: ",.:;⁄",
    _SY: "/",
    _QU: "\"'«»‘’‛“”‟‹›",
    _NS: "‼⁇⁈⁉々〻〼゛゜ゝゞ゠・ーヽヾ﹔﹕：；ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ",
    _HY: "-",
    _BA: "|\u00ad\t\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a‐‒–‧\u3000",
    _BB: "´",
    _B2: "—",
    _IN: "․‥…⋯",
    _PR: "$+\\£¤¥±€№−∓﹩＄￡￥",
    _PO: "%¢°‰‱′″‴‵‶‷℃℉﹪％￠",
    _GL: "\u00a0\u2007\u2011\u202f",
    _WJ: "\u2060\ufeff",
    _ZW: "\u200b",
}
_CLASSES: Final = {character: name for name, all_ in _MEMBERS.items() for character in all_}


_NOTHING: Final = re.compile(r"(?!)")


def line_class(character: str) -> str:
    """The class of a character; ambiguous ones are letters, small kana do not begin a line."""
    known = _CLASSES.get(character)
    if known:
        return known
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Mc", "Cf"):
        return _CM
    if unicodedata.east_asian_width(character) in "WF":
        return _ID
    return _NU if category == "Nd" else _AL


@dataclass(frozen=True, slots=True)
class Breaks:
    """One tailoring: no line begins between `pairs`, nor inside a match of `number`.

    At the end of a match of `always` a line may begin all the same, at one of `never` it may not.
    `letters` are characters that count as letters besides being what they are.
    """

    pairs: frozenset[tuple[str, str]]
    number: re.Pattern[str]
    always: re.Pattern[str] = _NOTHING
    never: re.Pattern[str] = _NOTHING
    letters: str = ""


_EVERY: Final = "".join((*_MEMBERS, _AL, _NU, _ID))
_BRACKETS: Final = _CL + _CP


def _pairs(*rows: tuple[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset((left, right) for lefts, rights in rows for left in lefts for right in rights)


_VISIBLE: Final = _EVERY.replace(_SP, "").replace(_ZW, "")
_COMMON: Final = (
    (_EVERY, _SP + _ZW + _WJ),
    (_WJ + _GL, _EVERY),
    (_EVERY.replace(_ZW, ""), _BRACKETS + _EX + _IS + _SY),
    (_OP + _WIDE_OP, _EVERY),
    (_BRACKETS, _NS),
    (_B2, _B2),
    (_VISIBLE, _QU + _BA + _HY + _NS),
    (_QU + _BB, _VISIBLE),
    (_AL, _AL + _NU + _OP + _PR),
    (_NU, _AL + _NU + _OP + _PR + _PO),
    (_PR, _AL + _NU + _ID),
    (_PO, _AL + _NU),
    (_ID, _PO),
    (_IS, _AL),
)

BREAKS_7: Final = Breaks(
    _pairs(
        *_COMMON,
        (_VISIBLE, _GL),
        (_AL + _ID + _NU + _IN, _IN),
        (_AL + _NU, _WIDE_OP),
        (_BRACKETS, _AL + _NU),
        (_IS, _NU),
    ),
    re.compile(r"[$%]?[(\[]?n[n/,]*[\])]?[$%]?"),
    letters="°",
)
BREAKS_25: Final = Breaks(
    _pairs(
        *_COMMON,
        (_VISIBLE.replace(_BA, "").replace(_HY, ""), _GL),
        (_VISIBLE, _IN),
        (_AL, _PO),
        (_CP, _AL + _NU),
    ),
    re.compile(r"[$%]?[(\[-]?,?n[n/,]*[\])]?[$%]?"),
    # Behind the hyphen of a range, and before a decimal point that begins a number.
    always=re.compile(r"n[n/,]*[\])]?[$%]?-(?=[$%]?[(\[-]?,?n)| (?=,n)"),
    # A hyphen that begins a word.
    never=re.compile(r"(?<![^ ])-(?=a)"),
)


@lru_cache(maxsize=512)
def line_starts(text: str, breaks: Breaks) -> bytes:
    """A byte for each offset: 1 where a line may begin, as at the end of the text."""
    classes, joined = _resolved(text, breaks.letters)
    starts = bytearray(len(text) + 1)
    before = ""  # what stands before the blanks
    for index in range(1, len(text)):
        left, right = classes[index - 1], classes[index]
        if left != _SP:
            before = left
        starts[index] = not (
            joined[index]
            or (left, right) in breaks.pairs
            or (text[index] in breaks.letters and (left, line_class(text[index])) in breaks.pairs)
            or (left == _SP and _holds_over_blanks(before, right))
        )
    for start in range(len(text)):
        match = breaks.number.match(classes, start)
        if match:
            starts[start + 1 : match.end()] = bytes(max(0, match.end() - start - 1))
    for match in breaks.always.finditer(classes):
        starts[match.end()] = 1
    for match in breaks.never.finditer(classes):
        starts[match.end()] = 0
    starts[len(text)] = 1
    return bytes(starts)


def _holds_over_blanks(before: str, after: str) -> bool:
    opening = before != "" and before in _OP + _WIDE_OP
    closing = before != "" and before in _BRACKETS and after == _NS
    return opening or closing or (before == _B2 and after == _B2)


def _resolved(text: str, letters: str) -> tuple[str, list[bool]]:
    """The classes of a text, and which characters combine with the one before them."""
    classes: list[str] = []
    joined: list[bool] = []
    for character in text:
        name = _AL if character in letters else line_class(character)
        combines = name == _CM and bool(classes) and classes[-1] not in _SP + _ZW
        joined.append(combines)
        classes.append((classes[-1] if combines else _AL) if name == _CM else name)
    return "".join(classes), joined
