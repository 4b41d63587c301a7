"""The labels of a paper's levels (GB/T 9704-2012 §7.3.3): 一、 / （一） / 1. / （1）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_NUMERALS: Final = "一二三四五六七八九"
_CHINESE: Final = r"[一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾]{1,5}"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SIGNS: Final = {
    2: "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    3: "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    4: "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
}
"""Whole labels in one character, as input methods offer them, from 1 on."""
_MORE_CIRCLED: Final = ("❶❷❸❹❺❻❼❽❾❿", "➀➁➂➃➄➅➆➇➈➉", "➊➋➌➍➎➏➐➑➒➓")
_FULL_WIDTH: Final = {ord("０") + digit: str(digit) for digit in range(10)}
_FORMAL: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")

# Blanks may stand around every part of a label; a digit after 「1.」 makes it a figure (1.5万元)
# unless it begins a year (1.2021年……).
_LABELS: Final = (
    (1, re.compile(rf"(?P<number>{_CHINESE})\s*(?:[、﹑．]|[.](?!\d)|[：:](?!\d))\s*")),
    (1, re.compile(rf"(?P<number>{_CHINESE})[，,]\s*(?!{_CHINESE})")),
    (2, re.compile(rf"[（(﹙【]\s*(?P<number>{_CHINESE})\s*[）)﹚】]\s*[、.．]?\s*")),
    (
        3,
        re.compile(
            r"(?P<number>[\d０-９]{1,3})\s*(?:[.．、](?![\d０-９])|[.．、](?=[12]\d{3}年)|[.．、]\s+)\s*"
        ),
    ),
    (3, re.compile(r"(?P<number>[\d０-９]{1,2})\s*[，,](?![\s\d０-９])")),
    (4, re.compile(r"[（(﹙]?\s*(?P<number>[\d０-９]{1,3})\s*[）)﹚]\s*[、.．]?\s*")),
    (4, re.compile(rf"(?P<number>[{_CIRCLED}{''.join(_MORE_CIRCLED)}])\s*[、.．]?\s*")),
    *(
        (level, re.compile(rf"(?P<number>[{signs}])\s*[、.．]?\s*"))
        for level, signs in _SIGNS.items()
    ),
)

_LONGEST_RUN_IN: Final = 48
_LONGEST_ALONE: Final = 64
_OPENING: Final = "“‘《〈（「『【〔"
_CLOSING: Final = "”’》〉）」』】〕"


@dataclass(frozen=True, slots=True)
class Label:
    """A level label at the start of a paragraph.

    `length` is the number of characters that it takes up there, blanks included; `text` is its
    standard form.
    """

    level: int
    number: int
    length: int
    text: str


def find_label(text: str) -> Label | None:
    """The label that `text` begins with, in whatever brackets and dots it was typed."""
    for level, pattern in _LABELS:
        match = pattern.match(text)
        if match is None or not text[match.end() :]:
            continue
        sign = match["number"]
        number = _VALUES.get(sign) or _number(sign)
        # 「三、四月份」 counts months, it opens no third part.
        if number and not (level == 1 and text[match.end()] == chinese_number(number + 1)):
            circled = level == 4 and sign not in _SIGNS[4] and not sign[0].isdecimal()
            return Label(level, number, match.end(), make_label(level, number, circled=circled))
    return None


def make_label(level: int, number: int, *, circled: bool = False) -> str:
    """The standard label of `level` 1 to 4; `circled` gives ① where level 4 was written so."""
    match level:
        case 1:
            return f"{chinese_number(number)}、"
        case 2:
            return f"（{chinese_number(number)}）"
        case 3:
            return f"{number}."
        case _:
            return _CIRCLED[number - 1] if circled and number <= len(_CIRCLED) else f"（{number}）"


def without_label(text: str) -> str:
    """`text` after its label, if it has one."""
    label = find_label(text)
    return text[label.length :] if label else text


def heading_length(text: str, level: int) -> int:
    """The number of leading characters of a labelled paragraph that form its heading.

    A heading runs in up to the first 。 outside quotation marks where text goes on after it, and
    takes the whole paragraph where that is short and has no final punctuation (a level 1 may end
    with its 。). A long first sentence is no heading: 0.
    """
    label = find_label(text)
    start = label.length if label else 0
    stop = _first_stop(text, start)
    alone = stop is None or stop == len(text) - 1
    if not alone:
        assert stop is not None
        # 「（一）高风险类：有……」 explains a term; what stands before 。 is a sentence.
        explains = "：" in text[start:stop]
        return stop + 1 if stop - start <= _LONGEST_RUN_IN and not explains else 0
    if len(text) - start > _LONGEST_ALONE:
        return 0
    ends_open = bool(text) and text[-1] not in "。；！？：，、;:!?,"
    return len(text) if ends_open or (level == 1 and text.endswith("。")) else 0


def chinese_number(number: int) -> str:
    """1 to 199 as in 一、 and （二十一）; beyond, in Arabic digits."""
    if not 0 < number < 200:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = "一百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _NUMERALS[tens - 1]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_NUMERALS[ones - 1] if ones else "")


def _number(text: str) -> int:
    """The value of Arabic digits or of a numeral below 200; 0 for one that is malformed."""
    digits = text.translate(_FULL_WIDTH).translate(_FORMAL)
    if digits.isdecimal():
        return int(digits)
    return _VALUES.get(digits.replace("〇", "零"), 0)


def _first_stop(text: str, start: int) -> int | None:
    depth = 0
    for index in range(start, len(text)):
        sign = text[index]
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        elif sign == "。" and depth == 0:
            return index
    return None


_VALUES: Final = {
    **{chinese_number(number): number for number in range(1, 200)},
    **{
        sign: number
        for signs in (_CIRCLED, *_MORE_CIRCLED, *_SIGNS.values())
        for number, sign in enumerate(signs, 1)
    },
}
