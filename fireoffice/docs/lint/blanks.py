"""Blanks, residue and characters that have no business in a paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from fireoffice.docs.lint.bases import usual
from fireoffice.docs.lint.model import LineRule, Rule, Severity, SourceRule, Spot
from fireoffice.docs.lint.view import SourceView
from fireoffice.docs.manuscript import Role
from fireoffice.domain.text import BLANKS, Fault, find_faults

_SPELLING: Final = usual("字词之间不留空格，不带看不见的字符")
_FIGURES: Final = usual("GB/T 15835—2011 出版物上数字用法")
_FONTS: Final = usual("公文字库没有此字")
_LAYOUT: Final = usual("位置由版式安排，不用空格空行")
_CLOSING: Final = frozenset({Role.SIGNATURE, Role.DATE})
_SPREAD: Final = frozenset({Role.SIGNATURE, Role.TABLE})
_NO_GLYPH: Final = re.compile("[〇㎡﹝﹞]")
_IN_ITS_PLACE: Final = {"㎡": "平方米", "﹝": "〔", "﹞": "〕"}
_LEADING: Final = re.compile(rf"[{BLANKS}]{{2,}}")


@lru_cache(maxsize=8)
def _faults(text: str) -> tuple[Fault, ...]:
    """The faults of a line, for which several rules ask one after the other."""
    return tuple(find_faults(text))


def _fault(code: str, message: str) -> Callable[[Role, str], Iterator[Spot]]:
    """A check for one of the faults that reading a text mends."""

    def check(role: Role, text: str) -> Iterator[Spot]:
        if role in _SPREAD and code.startswith("blank"):
            return
        for fault in _faults(text):
            if fault.code == code and text[: fault.begin].strip() + text[fault.end :].strip():
                yield Spot(message, fault.begin, fault.end, fault.replacement)

    return check


def _at_the_ends(role: Role, text: str) -> Iterator[Spot]:
    if role is Role.TABLE:
        return
    bare = text.strip(BLANKS)
    if bare and bare != text:
        yield Spot("段落前后的空格通常删去，缩进和位置由版式安排。", 0, len(text), bare)


def _no_glyph(_role: Role, text: str) -> Iterator[Spot]:
    for match in _NO_GLYPH.finditer(text):
        message = f"仿宋_GB2312等公文字体没有“{match[0]}”字，打印时会换成别的字体。"
        yield Spot(message, match.start(), match.end(), _IN_ITS_PLACE.get(match[0]))


def _placed_by_blanks(view: SourceView) -> Iterator[Spot]:
    for index, text in enumerate(view.texts):
        if view.roles.get(index) in _CLOSING and _LEADING.match(text):
            yield Spot("署名、成文日期通常不用空格排位置。", place=index, text=text.strip())


RULES: Final[tuple[Rule, ...]] = (
    LineRule("bookmark", "书签标记", Severity.ERROR, _SPELLING,
             _fault("bookmark", "复制时带来的书签标记，通常删去。")),
    LineRule("invisible", "看不见的字符", Severity.WARNING, _SPELLING,
             _fault("invisible", "夹着看不见的字符，通常删去。")),
    LineRule("radical", "部首符号", Severity.ERROR, _SPELLING,
             _fault("radical", "从PDF复制来的部首符号不是汉字，通常换成汉字。")),
    LineRule("blank-in-word", "词语中间的空格", Severity.ERROR, _SPELLING,
             _fault("blank-in-word", "词语中间多一个空格。")),
    LineRule("blank-by-figure", "数字、字母旁的空格", Severity.WARNING, _FIGURES,
             _fault("blank-by-figure", "数字、字母与汉字之间不留空格。")),
    LineRule("blank-by-mark", "标点旁的空格", Severity.WARNING, _SPELLING,
             _fault("blank-by-mark", "标点旁边多一个空格。")),
    LineRule("blank-odd", "不该用的空格", Severity.WARNING, _SPELLING,
             _fault("blank-odd", "这里的空格不是普通空格，通常改正。")),
    # Names of two characters are often spread to the width of three.
    LineRule("name-blanks", "名单中的空格", Severity.HINT, usual("姓名之间空一字"),
             _fault("name-blanks", "姓名、职务之间通常空一字，中间不留空格。")),
    LineRule("blank-indent", "用空格排的缩进", Severity.WARNING, _LAYOUT, _at_the_ends),
    SourceRule("signature-blanks", "用空格排的落款", Severity.WARNING,
               _LAYOUT, _placed_by_blanks),
    Rule("imprint-blanks", "用空格排的版记", Severity.WARNING, _LAYOUT),
    Rule("empty-paragraphs", "成串的空段落", Severity.WARNING, _LAYOUT),
    Rule("markdown", "Markdown标记", Severity.HINT, _LAYOUT),
    Rule("web-note", "网页说明", Severity.HINT, _LAYOUT),
    Rule("cover", "封面", Severity.HINT, _LAYOUT),
    LineRule("missing-glyph", "公文字体没有的字", Severity.HINT, _FONTS, _no_glyph),
)  # fmt: skip
