"""The level and label of each paragraph, as its own label, its heading and its place tell them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from fireoffice.docs.manuscript import LEVELS
from fireoffice.docs.prose.source import SourceLine
from fireoffice.domain.labels import find_label, make_label
from fireoffice.domain.text import Change

_OUTLINE: Final = re.compile(
    r"(?:第?\d{1,2}(?:[.．]\d{1,2}){0,4}(?:[.．、:：]|(?=[\s一-鿿])(?![年月日个项元号人]))\s*)(?=\D)"
)
_ORDINAL: Final = re.compile(r"第(?P<number>[一二三四五六七八九十]{1,3})\s*[，,、：:]\s*")


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph with its level (0: text) and standard label; `change` is what was put right."""

    level: int
    text: str
    change: Change | None = None


@dataclass
class Numbering:
    """The last number of each level, and the level of each depth of Markdown headings."""

    levels: dict[int, int] = field(default_factory=dict[int, int])
    counts: list[int] = field(default_factory=lambda: [0] * len(LEVELS))

    @classmethod
    def below(cls, depth: int, lines: Sequence[SourceLine]) -> Numbering:
        """A new numbering for the `lines` below a title of that depth."""
        depths = sorted({line.heading for line in lines if line.heading > depth})
        levels = {one: min(place, len(LEVELS) - 1) for place, one in enumerate(depths, 1)}
        return cls(levels)

    def clause(self, text: str, heading: int) -> Clause:
        """`text` as the clause that it is; `heading` is its depth as a heading, or 0."""
        outline = _OUTLINE.match(text) if heading else None
        if outline and outline.end() < len(text):
            return self._heading(text[: outline.end()], text[outline.end() :], heading)
        label = find_label(text)
        if label:
            self._count(label.level, label.number)
            typed, whole = text[: label.length], label.text + text[label.length :]
            change = Change(typed, label.text, "序号的写法不规范", "label-form")
            return Clause(label.level, whole, change if typed != label.text else None)
        if heading:
            return self._heading("", text, heading)
        return self._ordinal(text) or Clause(0, text)

    def _heading(self, typed: str, text: str, depth: int) -> Clause:
        """A heading without a label, or with an Arabic one, gets the label of its depth."""
        level = self.levels.get(depth, 1)
        self._count(level, self.counts[level] + 1)
        label = make_label(level, self.counts[level])
        change = Change(text[:4], label + text[:4], "标题没有序号，按层级补上", "label-missing")
        if typed.strip() == label:
            return Clause(level, label + text)
        if typed:
            change = Change(typed.strip(), label, "标题的序号改为本级的写法", "label-form")
        return Clause(level, label + text, change)

    def _ordinal(self, text: str) -> Clause | None:
        """「第五，」 where the paper stands at 四、; else such words belong to a sentence."""
        match = _ORDINAL.match(text)
        same = find_label(f"{match['number']}、{text[match.end() :]}") if match else None
        goes_on = same is not None and same.number == self.counts[1] + 1 > 1
        if match is None or same is None or not goes_on:
            return None
        self._count(1, same.number)
        change = Change(match[0].strip(), same.text, "序号的写法不规范", "label-form")
        return Clause(1, same.text + text[match.end() :], change)

    def _count(self, level: int, number: int) -> None:
        """Remember the last number of a level; the levels below begin anew."""
        self.counts[level:] = [number] + [0] * (len(LEVELS) - level - 1)
