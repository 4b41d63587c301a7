"""Mending what typing and copying leave behind in official Chinese text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.domain.names import BETWEEN, name_gaps
from fireoffice.domain.numbering import NUMBER_PATTERN, WRONG_OPENING, parse_number

KINDS: Final = (
    *("决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告"),
    *("请示", "批复", "议案", "函", "纪要"),
)
"""The fifteen 文种 of 党政机关公文处理工作条例 art. 8."""

BLANKS: Final = " \t\u3000\xa0\u2002\u2003\u2009\u202f"
"""Characters with which people put others apart."""

_HAN: Final = r"一-鿿㐀-䶿𠀀-𲎯〇"
_MARKS: Final = r"，。、；：？！“”‘’《》〈〉（）〔〕【】「」『』—…·"
_NARROW: Final = r" \xa0\u2002\u2003\u2009\u202f"
# Longer runs hold parts of a line apart on purpose (「甲方：　　　　乙方：」).
_BLANK: Final = rf"(?<![{_NARROW}\u3000])(?:[{_NARROW}]{{1,3}}|\u3000)(?![{_NARROW}\u3000])"
_INVISIBLE: Final = re.compile(
    r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad\x00-\x08\x0b-\x1f\x7f]"
)
_BOOKMARK: Final = re.compile(r"\[bookmark:[^\]\n]{0,80}\]\s*")
_LONGEST_WORD: Final = 24


_ANY_BLANK: Final = re.compile(f"[{BLANKS}]")
_RUN_OF_BLANKS: Final = re.compile(rf"(?<=[^{BLANKS}])[{BLANKS}]+(?=[^{BLANKS}])")
_UNFINISHED_DATE: Final = re.compile(
    rf"[{BLANKS}]*年(?:[{BLANKS}]+月[{BLANKS}\d]*日|[{BLANKS}\d]*月[{BLANKS}]+日)|[{BLANKS}]*月[{BLANKS}]{{2,}}日"
)
"""A date to be finished by hand: its blanks are places to write in."""
_UNFILLED_AMOUNT: Final = re.compile(
    rf"(?:(?<=[额费数资计共约为达款价：:])|(?<=预算|投入))[{BLANKS}]+"
    rf"(?=[万亿]?[元人名个份户处次具辆台吨米](?:[，。；、）整]|\Z))|(?<=第)[{BLANKS}]+(?=[期号次批届])"
)
"""Blanks before a unit where an amount belongs."""
_RADICALS: Final = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)
"""Radicals that a PDF gives for ideographs, and that Unicode does not equate with them."""
_RADICAL: Final = re.compile(r"[\u2e80-\u2fd5\uf900-\ufad9]")
_NUMBER_SIGN: Final = re.compile(rf"[〔{re.escape(WRONG_OPENING)}]\s*[12１２]")


@dataclass(frozen=True, slots=True)
class Change:
    """One mended place: a few characters before and after, and why; `code` names the rule."""

    before: str
    after: str
    message: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Characters `begin` to `end` of a text that a rule of spelling would replace."""

    begin: int
    end: int
    replacement: str
    message: str
    code: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A fault of spelling: what it looks like, what to put there, what to call it.

    `margin` is how many neighbours an excerpt shows. `sign` is quickly found wherever the fault
    may be: most paragraphs have no blank, and searching them for faults costs more than the rest.
    """

    pattern: re.Pattern[str]
    replacement: str | Callable[[re.Match[str]], str]
    code: str
    message: str
    margin: int = 0
    sign: re.Pattern[str] = _ANY_BLANK

    def replace(self, match: re.Match[str]) -> str:
        """The text that takes the place of `match`."""
        if isinstance(self.replacement, str):
            return match.expand(self.replacement)
        return self.replacement(match)


def _standard_number(match: re.Match[str]) -> str:
    try:
        return str(parse_number(match[0]))
    except InputError:
        return match[0]


_ARTICLE: Final = re.compile(r"(?:\A|[\s。；])第[一二三四五六七八九十百零〇\d]{1,6}[条章节编]\Z")


_FIGURE: Final = re.compile(
    r"(?:\A|[\s（])(?:图|表|照片|附图|附表)\s?\d{1,3}\Z|\A\d{1,2}(?:[.．]\d{1,2}){1,3}\Z"
)
_UNIT: Final = frozenset("万亿千百米元个倍公吨度平次人户家名处年月日小")


def _gap_after_figure(match: re.Match[str]) -> str:
    """The blank behind the label of a picture or a table, or behind 1.1; none elsewhere."""
    before = match.string[max(0, match.start() - 10) : match.start()]
    counted = match.string[match.end() : match.end() + 1] in _UNIT
    return match[0] if _FIGURE.search(before) and not counted else _unless_kept(match, "")


def _between_names(match: re.Match[str], wanted: str) -> str:
    """`wanted` where that belongs in a list of names; else what stands there."""
    return wanted if name_gaps(match.string).get(match.start()) == wanted else match[0]


def _unless_kept(match: re.Match[str], otherwise: str) -> str:
    """`otherwise`, but the blanks of a list of names and of an unfinished date stay."""
    text = match.string
    if match.start() in name_gaps(text):
        return match[0]
    dates = _UNFINISHED_DATE.finditer(text) if "月" in text else ()
    if any(date.start() <= match.start() < date.end() for date in dates):
        return match[0]
    if any(gap.start() == match.start() for gap in unfilled_amounts(text)):
        return match[0]
    return otherwise


def _article_gap(match: re.Match[str], otherwise: str) -> str:
    """One wide blank after 第一条 and the like, where it belongs; `otherwise` elsewhere."""
    otherwise = _unless_kept(match, otherwise)
    before = match.string[max(0, match.start() - 10) : match.start()]
    return "\u3000" if _ARTICLE.search(before) else otherwise


_RULES: Final = (
    _Rule(_BOOKMARK, "", "bookmark", "复制时带来的书签标记", sign=_BOOKMARK),
    _Rule(_INVISIBLE, "", "invisible", "看不见的字符", 1, sign=_INVISIBLE),
    _Rule(
        _RADICAL,
        lambda match: without_radicals(match[0]),
        "radical",
        "从PDF复制来的部首符号，不是汉字",
        1,
        sign=_RADICAL,
    ),
    _Rule(NUMBER_PATTERN, _standard_number, "number", "发文字号的写法不规范", sign=_NUMBER_SIGN),
    _Rule(
        _RUN_OF_BLANKS,
        lambda match: _between_names(match, ""),
        "name-blanks",
        "姓名、职务中间多出空格",
        1,
    ),
    _Rule(
        _RUN_OF_BLANKS,
        lambda match: _between_names(match, BETWEEN),
        "name-blanks",
        "姓名之间用一个全角空格隔开",
        1,
    ),
    _Rule(
        re.compile(rf"(?<=[{_HAN}]){_BLANK}(?=[{_HAN}])"),
        lambda match: _article_gap(match, ""),
        "blank-in-word",
        "词语中间多出空格",
        1,
    ),
    _Rule(
        re.compile(
            rf"(?<=[{_HAN}]){_BLANK}(?=[0-9A-Za-z])|(?<=[0-9]){_BLANK}(?=[%％℃])|(?<=[0-9A-Za-z%℃]){_BLANK}(?=[{_HAN}])"
        ),
        _gap_after_figure,
        "blank-by-figure",
        "数字、字母与汉字之间多出空格",
        1,
    ),
    _Rule(
        re.compile(rf"{_BLANK}(?=[{_MARKS}])|(?<=[{_MARKS}]){_BLANK}"),
        lambda match: _unless_kept(match, ""),
        "blank-by-mark",
        "标点旁多出空格",
        1,
    ),
    _Rule(
        re.compile(
            rf"[\xa0\u2002\u2003\u2009\u202f]|(?<![{_NARROW}\u3000])\u3000(?![{_NARROW}\u3000])"
        ),
        lambda match: _article_gap(match, " "),
        "blank-odd",
        "不该用的空格",
        1,
    ),
)

# A layout by blanks is no fault where blanks hold parts apart: heads, signatures, imprints.
_INVISIBLE_RULES: Final = _RULES[:3]


def mend(text: str) -> tuple[str, tuple[Change, ...]]:
    """`text`, one paragraph of prose, without residue, stray blanks and misspelt 发文字号.

    Blanks at both ends go without being listed.
    """
    return _apply(_RULES, text)


def remove_residue(text: str) -> tuple[str, tuple[Change, ...]]:
    """`text` without bookmark marks and invisible characters; blanks between parts stay."""
    return _apply(_INVISIBLE_RULES, text)


def find_faults(text: str) -> Iterator[Fault]:
    """The places of `text` that `mend` would put right; blanks at both ends apart."""
    for rule in _RULES:
        if rule.sign.search(text) is None:
            continue
        for match in rule.pattern.finditer(text):
            new = rule.replace(match)
            if new != match[0]:
                yield Fault(match.start(), match.end(), new, rule.message, rule.code)


def _apply(rules: tuple[_Rule, ...], text: str) -> tuple[str, tuple[Change, ...]]:
    text = text.strip(BLANKS)
    changes: list[Change] = []
    for rule in rules:
        if rule.sign.search(text) is None:
            continue
        pieces: list[str] = []
        end = 0
        for match in rule.pattern.finditer(text):
            new = rule.replace(match)
            if new == match[0]:
                continue
            left, right = _neighbours(text, match, rule.margin)
            before, after = left + match[0] + right, left + new + right
            changes.append(Change(before, after, rule.message, rule.code))
            pieces += (text[end : match.start()], new)
            end = match.end()
        if pieces:
            text = "".join((*pieces, text[end:])).strip(BLANKS)
    return text, tuple(changes)


def _neighbours(text: str, match: re.Match[str], margin: int) -> tuple[str, str]:
    """The text on both sides of the match: `margin` characters, or a whole figure or word."""
    if not margin:
        return "", ""
    left = re.search(
        r"(?:[0-9A-Za-z.%]+|.)\Z", text[max(0, match.start() - _LONGEST_WORD) : match.start()]
    )
    right = re.match(r"[0-9A-Za-z.%]+|.", text[match.end() : match.end() + _LONGEST_WORD])
    return (left[0] if left else ""), (right[0] if right else "")


def without_radicals(text: str) -> str:
    """`text` with ideographs for the radicals and the doubles of ideographs that look like them."""
    return _RADICAL.sub(
        lambda sign: _RADICALS.get(sign[0], unicodedata.normalize("NFKC", sign[0])), text
    )


def unfilled_amounts(text: str) -> Iterator[re.Match[str]]:
    """The blanks in `text` that hold the place of an amount: 经费　　元, 第　期."""
    return _UNFILLED_AMOUNT.finditer(text)


def compact(text: str) -> str:
    """`text` without any blank: what two spellings of one name have in common."""
    return re.sub(r"\s", "", text)


def kind_of(title: str) -> str:
    """The 文种 that `title` ends with (（试行） and the like apart); empty where there is none."""
    bare = re.sub(r"（[^（）]*）$", "", compact(title)).rstrip("》”")
    bare = "命令" if bare.endswith("令") else bare
    return next((kind for kind in KINDS if bare.endswith(kind)), "")
