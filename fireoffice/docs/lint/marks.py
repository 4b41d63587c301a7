"""Punctuation: full width among Chinese, single, in pairs (GB/T 15834)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from fireoffice.docs.lint.bases import usual
from fireoffice.docs.lint.model import Fix, LineRule, Remove, Severity, Spot
from fireoffice.docs.manuscript import Role
from fireoffice.domain.labels import find_label

_BASIS: Final = usual("GB/T 15834—2011 标点符号用法")
_NO_TEXT_BASIS: Final = usual("调整行距、字距，使落款与正文同处一面")
_HAN: Final = r"一-鿿㐀-䶿〇"
_WIDE: Final = str.maketrans(",;:?!()", "，；：？！（）")
_SINGLE: Final = re.compile(rf"(?<=[{_HAN}”’》〉）〕])[,;:?!](?!//)|(?<=[{_HAN}])\.(?=[{_HAN}]|$)")
_PAIR: Final = re.compile(r"\(([^()（）\n]{0,200})\)")
_STRAIGHT: Final = re.compile(rf'"([^"“”\n]*[{_HAN}][^"“”\n]*)"')
_DOUBLED: Final = re.compile(r"[，。、；：！？]{2,}")
_SHOUTED: Final = re.compile(r"[！？]{2,3}|。{3,}")
_STRONGEST: Final = "。？！；：，、"
_CONJUNCTION: Final = re.compile(r"(以及|并且|或者)[、，](?=\S)")
_DOTS: Final = re.compile(rf"(?<=[{_HAN}”』」）》])\.{{3,6}}|。{{3,}}|…{{3,}}|(?<!…)…(?!…)")
_FULL_WIDTH: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_NO_TEXT: Final = re.compile(r"[（(]?\s*此页无正文\s*[）)]?[。]?")
_PAIRS: Final = dict(zip("”’》〉）〕】」』", "“‘《〈（〔【「『", strict=True))
_OPENING: Final = frozenset(_PAIRS.values())
_PARTNER: Final = {opening: closing for closing, opening in _PAIRS.items()}

Check = Callable[[Role, str], Iterator[Spot]]


def _half_width(_role: Role, text: str) -> Iterator[Spot]:
    for match in _SINGLE.finditer(text):
        new = "。" if match[0] == "." else match[0].translate(_WIDE)
        yield _replaced(match, new, f"汉字后面的“{match[0]}”通常用全角标点“{new}”。")
    label = find_label(text)
    for match in _PAIR.finditer(text, label.length if label else 0):
        beside = text[max(0, match.start() - 1) : match.start()]
        if re.search(rf"[{_HAN}]", match[1] + beside) or beside in tuple("》”）"):
            yield _replaced(match, f"（{match[1]}）", "汉字中间的括号通常用全角括号（）。")
    for match in _STRAIGHT.finditer(text):
        yield _replaced(match, f"“{match[1]}”", "引号通常用弯引号“ ”。")


def _doubled(_role: Role, text: str) -> Iterator[Spot]:
    for match in _DOUBLED.finditer(text):
        if not _SHOUTED.fullmatch(match[0]):
            new = min(match[0], key=_STRONGEST.index)
            yield _replaced(match, new, f"标点重复“{match[0]}”，通常只用一个。")


def _after_conjunction(_role: Role, text: str) -> Iterator[Spot]:
    for match in _CONJUNCTION.finditer(text):
        yield _replaced(match, match[1], f"“{match[1]}”后面多一个“{match[0][-1]}”。")


def _dots(_role: Role, text: str) -> Iterator[Spot]:
    for match in _DOTS.finditer(text):
        if match[0] != "……" and len(match[0]) % 2 + len(match[0].strip("…")):
            yield _replaced(match, "……", "省略号通常写成六个点“……”。")


def _full_width(_role: Role, text: str) -> Iterator[Spot]:
    for match in _FULL_WIDTH.finditer(text):
        new = "".join(chr(ord(sign) - 0xFEE0) for sign in match[0])
        yield _replaced(match, new, f"数字和字母通常用半角“{new}”。")


def _unbalanced(_role: Role, text: str) -> Iterator[Spot]:
    label = find_label(text)
    waiting: list[tuple[str, int]] = []
    for index in range(label.length if label else 0, len(text)):
        sign = text[index]
        if sign in _OPENING:
            waiting.append((sign, index))
        elif sign in _PAIRS:
            if waiting and waiting[-1][0] == _PAIRS[sign]:
                waiting.pop()
            elif not _may_stand_alone(text, index):
                yield _at(index, f"“{sign}”前面没有与它成对的“{_PAIRS[sign]}”。")
    for sign, index in waiting:
        yield _at(index, f"“{sign}”后面没有与它成对的“{_PARTNER[sign]}”。")


def _may_stand_alone(text: str, index: int) -> bool:
    """An apostrophe in a Latin word, or the bracket after an item's number: 1）."""
    if text[index] == "’":
        return text[index - 1 : index].isascii()
    return (
        text[index] == "）"
        and re.search(r"(?:^|\W)(?:\d{1,2}|[一二三四五六七八九十]{1,3})$", text[:index]) is not None
    )


def _no_text(_role: Role, text: str) -> Iterator[Spot]:
    if _NO_TEXT.fullmatch(text.strip()):
        yield Spot("通常不用“此页无正文”，而是调整行距、字距，使落款与正文同处一面。", 0, len(text),
                   fix=Fix("删去这一行", (Remove(0, text),)))  # fmt: skip


def _replaced(match: re.Match[str], new: str, message: str) -> Spot:
    return Spot(message, match.start(), match.end(), new)


def _at(index: int, message: str) -> Spot:
    return Spot(message, index, index + 1)


RULES: Final = (
    LineRule("half-width-mark", "汉字中间的半角标点", Severity.WARNING, _BASIS, _half_width),
    LineRule("doubled-mark", "重复的标点", Severity.ERROR, _BASIS, _doubled),
    LineRule("conjunction-mark", "连词后的标点", Severity.ERROR, _BASIS, _after_conjunction),
    LineRule("dots", "省略号", Severity.HINT, _BASIS, _dots),
    LineRule(
        "full-width-figure",
        "全角数字和字母",
        Severity.WARNING,
        usual("GB/T 15835—2011 出版物上数字用法"),
        _full_width,
    ),
    LineRule("unbalanced", "不成对的引号、括号、书名号", Severity.WARNING, _BASIS, _unbalanced),
    LineRule(
        "no-text-page",
        "此页无正文",
        Severity.ERROR,
        _NO_TEXT_BASIS,
        _no_text,
    ),
)
