"""Numbering of the levels (GB/T 9704-2012 §7.3.3): in one form, without gaps and repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from fireoffice.docs.lint.bases import standard, usual
from fireoffice.docs.lint.model import (
    Fix,
    LineRule,
    PaperRule,
    Replace,
    Rule,
    Severity,
    SourceRule,
    Spot,
)
from fireoffice.docs.lint.view import SourceView
from fireoffice.docs.manuscript import LEVELS, PARTS, Line, Manuscript, Role
from fireoffice.domain.labels import Label, find_label, make_label

_LABELS: Final = standard("7.3.3")
_SEQUENCE: Final = usual("序号连续、写法统一")
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FOREIGN: Final = re.compile(
    r"\s*(?:(?:[Ⅰ-ⅿ]{1,4}|[IVX]{1,4}|[A-Za-z])\s*(?:[.．、：:](?![A-Za-z\d/\\])|[)）])|"
    r"\d{1,2}(?:[.．]\d{1,2}){1,3}[ \u3000](?!\s*[万亿千百米元个倍公吨度平次人户家]))"
    r"\s*(?=[一-鿿《“])"
)
_SIGNS: Final = ("", "一、", "（一）", "1.", "（1）")


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line with a label; `parents` tells whether a shallower label, or text, stands before it
    since the last one of its own sequence."""

    index: int
    label: Label
    circled: bool
    after_parent: bool
    after_text: bool

    @property
    def sequence(self) -> tuple[int, bool]:
        return self.label.level, self.circled


@dataclass
class _Part:
    """The sequences of labels seen since a part of the paper began."""

    interrupted: set[tuple[int, bool]] = field(default_factory=set[tuple[int, bool]])
    broken: set[tuple[int, bool]] = field(default_factory=set[tuple[int, bool]])
    seen: set[tuple[int, bool]] = field(default_factory=set[tuple[int, bool]])


def _numbered(lines: Sequence[Line]) -> Iterator[list[_Numbered]]:
    """The labelled lines of each part of the paper."""
    found: list[_Numbered] = []
    part = _Part()
    for index, line in enumerate(lines):
        if line.role in PARTS:
            yield found
            found, part = [], _Part()
        label = find_label(line.text) if line.role in LEVELS[1:] else None
        if label is None:
            part.broken |= part.seen
            continue
        circled = line.text.lstrip()[0] in _CIRCLED
        one = label.level, circled
        found.append(_Numbered(index, label, circled, one in part.interrupted, one in part.broken))
        deeper = {other for other in part.seen if other[0] > label.level}
        part.interrupted |= deeper
        part.interrupted -= {one}
        part.broken -= {one}
        part.seen |= {one}
    yield found


def _broken_sequences(manuscript: Manuscript, *, repeated: bool) -> Iterator[Spot]:
    for part in _numbered(manuscript.lines):
        last: dict[tuple[int, bool], int] = {}
        for place, one in enumerate(part):
            before = last.get(one.sequence, 0)
            number = one.label.number
            last[one.sequence] = number
            restarts = number == 1 and (
                one.after_parent or (one.after_text and one.label.level > 1)
            )
            if number == before + 1 or restarts or (number <= before) is not repeated:
                continue
            wanted = before + 1
            was, now = _sign(one, before), _sign(one, wanted)
            told = f"“{was}”之后" if before else "开头"
            message = f"序号不连续：{told}通常是“{now}”，这里是“{one.label.text}”。"
            yield Spot(
                message,
                0,
                one.label.length,
                place=one.index,
                text=manuscript.lines[one.index].text,
                fix=Fix(f"改为“{now}”，后面顺改", _shift(part[place:], wanted, manuscript.lines)),
            )


def _shift(rest: Sequence[_Numbered], wanted: int, lines: Sequence[Line]) -> tuple[Replace, ...]:
    """The labels of the first of `rest`, and of those that count on from it, moved."""
    first = rest[0]
    edits: list[Replace] = []
    expected = first.label.number
    for one in rest:
        if one.sequence != first.sequence:
            continue
        if one.label.number != expected:
            break
        typed = lines[one.index].text[: one.label.length]
        edits.append(Replace(0, typed, _sign(one, wanted), one.index))
        expected, wanted = expected + 1, wanted + 1
    return tuple(edits)


def _sign(one: _Numbered, number: int) -> str:
    return make_label(one.label.level, number, circled=one.circled) if number else ""


def _jumps(manuscript: Manuscript) -> Iterator[Spot]:
    yield from _broken_sequences(manuscript, repeated=False)


def _repeats(manuscript: Manuscript) -> Iterator[Spot]:
    yield from _broken_sequences(manuscript, repeated=True)


def _skips(manuscript: Manuscript) -> Iterator[Spot]:
    told: set[tuple[int, int]] = set()
    for part in _numbered(manuscript.lines):
        above = 0
        for one in part:
            level = one.label.level
            if above and level > above + 1 and (above, level) not in told:
                told.add((above, level))
                skipped = "”“".join(_SIGNS[above + 1 : level])
                yield Spot(
                    f"由“{_SIGNS[above]}”直接到“{_SIGNS[level]}”，跳过“{skipped}”；标准允许。",
                    0,
                    one.label.length,
                    place=one.index,
                    text=manuscript.lines[one.index].text,
                )
            above = level


def _wrong_form(role: Role, text: str) -> Iterator[Spot]:
    label = find_label(text) if role in LEVELS[1:] else None
    if label and text[: label.length] != label.text:
        message = f"序号应当写成“{label.text}”，后面没有空格。"
        yield Spot(message, 0, label.length, label.text)


def _foreign(role: Role, text: str) -> Iterator[Spot]:
    match = _FOREIGN.match(text) if role is Role.TEXT else None
    if match:
        message = f"“{match[0].strip()}”不是公文的序号，应当用一、（一）1.（1）。"
        yield Spot(message, 0, match.end())


def _mixed_in_source(view: SourceView) -> Iterator[Spot]:
    forms: dict[int, str] = {}
    told: set[int] = set()
    for index, text in enumerate(view.texts):
        role = view.roles.get(index, Role.TITLE)
        label = find_label(text.strip()) if role in LEVELS[1:] else None
        if label is None:
            continue
        form = _form(text.strip()[: label.length])
        level = 10 + label.level if text.strip()[0] in _CIRCLED else label.level
        first = forms.setdefault(level, form)
        if form != first and level not in told:
            told.add(level)
            message = f"序号的写法前后不一：前面是“{first}”，这里是“{form}”，通常统一。"
            fix = Fix(f"统一为“{_SIGNS[label.level]}”")
            yield Spot(message, place=index, text=text.strip(), fix=fix)


def _form(typed: str) -> str:
    """The label with every number made one, so that two forms can be compared."""
    numerals = "一二三四五六七八九十百零〇"
    text = "".join("1" if sign.isdecimal() else sign for sign in typed)
    text = "".join("一" if sign in numerals else sign for sign in text)
    while "11" in text or "一一" in text:
        text = text.replace("11", "1").replace("一一", "一")
    return text


RULES: Final[tuple[Rule, ...]] = (
    PaperRule("label-jump", "序号跳号", Severity.WARNING, _SEQUENCE, _jumps),
    PaperRule("label-repeat", "序号重号", Severity.WARNING, _SEQUENCE, _repeats),
    PaperRule("level-skip", "跳过层级", Severity.HINT, _SEQUENCE, _skips),
    LineRule("label-foreign", "不是公文的序号", Severity.WARNING, _LABELS, _foreign),
    LineRule("label-form", "序号的写法", Severity.WARNING, _LABELS, _wrong_form),
    SourceRule("label-mixed", "序号写法前后不一", Severity.WARNING, _SEQUENCE, _mixed_in_source),
    Rule("label-missing", "标题没有序号", Severity.HINT, _SEQUENCE),
)
