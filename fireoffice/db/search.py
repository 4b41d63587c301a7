"""The text that the search box looks through: the words, their pinyin and its initials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from fireoffice.db.fields import fields_of
from fireoffice.db.models.base import Record
from fireoffice.domain.fields import Kind

_HAN: Final = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]+")
_LONGEST_QUERY: Final = 200
_MOST_WORDS: Final = 20
"""SQLite refuses longer patterns and deeper conditions."""

_SURNAMES: Final = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "朴": "piao",
    "任": "ren", "华": "hua", "盖": "ge", "尉": "wei", "乐": "yue", "翟": "zhai", "覃": "qin",
    "冼": "xian", "缪": "miao", "宓": "mi", "员": "yun", "秘": "bi", "召": "shao", "晟": "cheng",
    "折": "she", "黑": "he", "繁": "po", "种": "chong", "重": "chong", "洗": "xian", "葛": "ge",
    "纪": "ji", "卜": "bu", "宁": "ning", "薄": "bo", "车": "che", "晁": "chao", "瞿": "qu",
}  # fmt: skip
"""Readings that a character has when it is a surname."""


def search_text(record: Record) -> str:
    """The stored text for `record`: its searched fields, lower case, with pinyin."""
    values = [(getattr(record, name), kind) for name, kind in _searched(type(record))]
    return "\n".join(searchable(value, kind) for value, kind in values if value)


def terms(text: str) -> Iterable[str]:
    """The words of a query; each must be found. What a whole page pasted has beyond is left out."""
    return text[:_LONGEST_QUERY].lower().split()[:_MOST_WORDS]


def like(term: str) -> str:
    """`term` as a LIKE pattern, to be used with ESCAPE `\\`."""
    escaped = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


@cache
def _searched(model: type[Record]) -> tuple[tuple[str, Kind], ...]:
    kinds = {info.name: info.kind for info in fields_of(model)}
    return tuple((name, kinds[name]) for name in model.searched)


@lru_cache(maxsize=20_000)
def searchable(text: str, kind: Kind) -> str:
    """`text` in lower case, under it its pinyin and the initials of that, if it is Chinese."""
    runs = _HAN.findall(text)
    if not runs:
        return text.lower()
    syllables = [syllable for run in runs for syllable in _pinyin(run, named=kind is Kind.NAME)]
    initials = "".join(syllable[0] for syllable in syllables)
    return f"{text.lower()}\n{''.join(syllables)}\n{initials}"


def _pinyin(run: str, *, named: bool) -> list[str]:
    # Imported here: it costs 0.3 s, and only a write needs it.
    from pypinyin import lazy_pinyin

    surname = _SURNAMES.get(run[0]) if named else None
    if surname:
        return [surname, *lazy_pinyin(run[1:])]
    return lazy_pinyin(run)
