"""发文字号 as GB/T 9704-2012 §7.2.5 wants it: 机关代字〔年份〕序号号."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.lint.bases import standard
from fireoffice.docs.lint.model import LineRule, PaperRule, Rule, Severity, Spot
from fireoffice.docs.manuscript import Manuscript, Role
from fireoffice.docs.paper import Format
from fireoffice.domain.numbering import (
    LOOSE_PATTERN,
    NUMBER_PATTERN,
    WRONG_CLOSING,
    WRONG_OPENING,
    parse_issue,
    parse_number,
)

_BASIS: Final = standard("7.2.5")
_WRONG_BRACKETS: Final = frozenset(WRONG_OPENING + WRONG_CLOSING)

_YEAR: Final = re.compile(rf"[〔{re.escape(WRONG_OPENING)}]\s*[12１２]")

_SENTENCES: Final = {
    "number-brackets": "发文字号的年份应当用六角括号〔〕。",
    "number-zero": "发文字号的序号前不编虚位（不写成001）。",
    "number-ordinal": "发文字号的序号前不加“第”字。",
    "number-year": "发文字号的年份应当写全，并用六角括号〔〕括住，后面不加“年”字。",
    "number-form": "发文字号应当写成“机关代字〔年份〕序号号”，中间没有空格。",
}


def number_faults(text: str) -> tuple[str, ...]:
    """The codes of what is wrong with a 发文字号, as it was typed."""
    match = LOOSE_PATTERN.fullmatch(text.strip())
    if match is None:
        return ("number-form",)
    # 第 may have been taken for the end of the series; a bracket there belongs to 邻消（防）.
    after = match["series"][-1:].strip("（）()") + text.strip()[match.end("series") :]
    found = {
        "number-brackets": bool(_WRONG_BRACKETS & set(after)),
        "number-zero": match["sequence"][0] in "0０",
        "number-ordinal": "第" in after,
        "number-year": NUMBER_PATTERN.fullmatch(text.strip()) is None or "年" in after,
    }
    codes = tuple(code for code, wrong in found.items() if wrong)
    clean = codes or text == _standard(text)
    return codes if clean else ("number-form",)


def _standard(text: str) -> str:
    try:
        return str(parse_number(text))
    except InputError:
        return text


@lru_cache(maxsize=8)
def _misspelt(text: str) -> tuple[tuple[int, int, str, tuple[str, ...]], ...]:
    """Begin, end and right spelling of each misspelt 发文字号, and the codes of its faults.

    The rules ask for the same line one after the other.
    """
    if _YEAR.search(text) is None:
        return ()
    found = [(match, _standard(match[0])) for match in NUMBER_PATTERN.finditer(text)]
    return tuple(
        (match.start(), match.end(), new, number_faults(match[0]))
        for match, new in found
        if new != match[0]
    )


def _in_line(code: str) -> Callable[[Role, str], Iterator[Spot]]:
    def check(_role: Role, text: str) -> Iterator[Spot]:
        for begin, end, new, codes in _misspelt(text):
            if code in codes:
                yield Spot(_SENTENCES[code], begin, end, new)

    return check


def _in_field(code: str) -> Callable[[Manuscript], Iterator[Spot]]:
    def check(manuscript: Manuscript) -> Iterator[Spot]:
        number = manuscript.fields.number
        if not number or _is_issue(manuscript):
            return
        new = _standard(number)
        if code in number_faults(number):
            replacement = new if new != number else None
            yield Spot(_SENTENCES[code], 0, len(number), replacement, field="number", text=number)

    return check


def _is_issue(manuscript: Manuscript) -> bool:
    """第3期, 〔2025〕第3期, 第十二次, 2025年第1号: what minutes, orders and 公告 count by."""
    number = manuscript.fields.number
    if re.fullmatch(r"[（(]?第?[一二三四五六七八九十百\d]+[期号次][）)]?", number):
        return True
    formats, kinds = {Format.MINUTES, Format.ORDER}, {"公告", "通告"}
    counted = manuscript.fields.format in formats or manuscript.fields.kind in kinds
    return counted and parse_issue(number) is not None


def _rules() -> Iterator[Rule]:
    titles = {
        "number-brackets": "发文字号的括号",
        "number-zero": "发文字号的虚位",
        "number-ordinal": "发文字号中的“第”",
        "number-year": "发文字号的年份",
        "number-form": "发文字号的写法",
    }
    for code, title in titles.items():
        yield LineRule(code, title, Severity.ERROR, _BASIS, _in_line(code))
        yield PaperRule(code, title, Severity.ERROR, _BASIS, _in_field(code))


RULES: Final = tuple(_rules())
