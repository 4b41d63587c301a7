"""Numbers as Word's numbering formats write them (ECMA-376 §17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_ONES: Final = "一二三四五六七八九"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED_IDEOGRAPHS: Final = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_LARGEST: Final = 32_767


def format_number(number: int, style: str) -> str:
    """`number` in the `w:numFmt` `style`; in Arabic digits where the style has no sign for it."""
    if not 0 <= number <= _LARGEST:
        number = max(0, min(number, _LARGEST))
    return _FORMATS.get(style, str)(number)


def _counting(number: int, ones: str = _ONES, units: str = "十百千", zero: str = "零") -> str:
    """一, 十一, 一百零三; with other signs 壹拾."""
    if number == 0:
        return zero
    if number >= 10_000:
        return str(number)
    pieces: list[str] = []
    digits = [int(digit) for digit in str(number)]
    for index, digit in enumerate(digits):
        unit = len(digits) - index - 1
        if digit:
            pieces.append(ones[digit - 1] + (units[unit - 1] if unit else ""))
        elif pieces and pieces[-1] != zero and any(digits[index:]):
            pieces.append(zero)
    text = "".join(pieces)
    return text[1:] if text.startswith("一十") else text


def _digital(number: int, zero: str = "〇") -> str:
    return "".join(zero if digit == "0" else _ONES[int(digit) - 1] for digit in str(number))


def _short_counting(number: int) -> str:
    """The numeral of `number`: below 100 as one counts, beyond digit by digit."""
    return _counting(number) if number < 100 else _digital(number)


def _legal(number: int) -> str:
    text = _counting(number, "壹贰叁肆伍陆柒捌玖", "拾佰仟", "零")
    return "壹" + text if text.startswith("拾") else text


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _from(first: str, count: int) -> Callable[[int], str]:
    return _one_of("".join(chr(ord(first) + index) for index in range(count)))


def _letters(first: str) -> Callable[[int], str]:
    """A function that writes a number as letters from `first` on: a … z, aa … zz, aaa …"""

    def written(number: int) -> str:
        if number == 0:
            return "0"
        times, place = divmod(number - 1, 26)
        return chr(ord(first) + place) * (times + 1)

    return written


def _roman(number: int) -> str:
    signs = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    text = ""
    for value, sign in signs:
        times, number = divmod(number, value)
        text += sign * times
    return text or "0"


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


def _sexagenary(number: int) -> str:
    if number == 0:
        return "0"
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "none": lambda _number: "",
    "bullet": lambda _number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _short_counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _short_counting,
    "taiwaneseCountingThousand": _counting,
    "koreanDigital2": _digital,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": lambda number: _digital(number, "○"),
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": lambda number: _counting(
        number, "壹貳參肆伍陸柒捌玖", "拾佰仟", "零"
    ),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _one_of(_CIRCLED_IDEOGRAPHS),
}
