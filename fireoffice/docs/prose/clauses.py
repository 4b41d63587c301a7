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
_BARE: Final = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})[ \u3000]+(?=[一-鿿])")
"""Counting words that open a part only where others count with them: 第一，, or 一 and a blank."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph with its level (0: text) and standard label; `change` is what was put right."""

    level: int
    text: str
    change: Change | None = None


@dataclass
class Numbering:
    """The last number of each level, and the level of each depth of Markdown headings.

    `ordinals` has the numbers that 第一， and the like give where nothing else counts the parts.
    `in_sentences`: within the part 第一， has begun a sentence, so 第二， does as well.
    """

    levels: dict[int, int] = field(default_factory=dict[int, int])
    counts: list[int] = field(default_factory=lambda: [0] * len(LEVELS))
    ordinals: frozenset[int] = frozenset()
    in_sentences: bool = False

    @classmethod
    def below(cls, depth: int, lines: Sequence[SourceLine]) -> Numbering:
        """A new numbering for the `lines` below a title of that depth."""
        depths = sorted({line.heading for line in lines if line.heading > depth})
        levels = {one: min(place, len(LEVELS) - 1) for place, one in enumerate(depths, 1)}
        labels = [find_label(line.text) for line in lines]
        counted = any(label and label.level == 1 for label in labels) or bool(levels)
        texts = [] if counted else [line.text for line in lines]
        numbers = frozenset(_number_of(_ORDINAL.match(one) or _BARE.match(one)) for one in texts)
        return cls(levels, ordinals=numbers if {1, 2} <= numbers else frozenset())

    def clause(self, text: str, heading: int, typed: str = "") -> Clause:
        """`text` as the clause that it is; `heading` is its depth as a heading, or 0.

        `typed` is the text before its blanks were put right.
        """
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
        return self._ordinal(text, typed) or Clause(0, text)

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

    def _ordinal(self, text: str, typed: str) -> Clause | None:
        """「第五，」 where the paper stands at 四、 or counts so; else it belongs to a sentence."""
        match, bare = _ORDINAL.match(text), _BARE.match(typed)
        number = _number_of(match or bare)
        goes_on = self.counts[1] > 0 and not (match and self.in_sentences)
        counted = goes_on or number in self.ordinals
        if not number or not counted or number != self.counts[1] + 1:
            self.in_sentences |= match is not None
            return None
        # The blank behind a bare numeral is gone from `text`.
        length = match.end() if match else len(bare["number"]) if bare else 0
        self._count(1, number)
        label = make_label(1, number)
        change = Change(text[:length].strip(), label, "序号的写法不规范", "label-form")
        return Clause(1, label + text[length:].lstrip(), change)

    def _count(self, level: int, number: int) -> None:
        """Remember the last number of a level; the levels below begin anew."""
        self.in_sentences = self.in_sentences and level > 1
        self.counts[level:] = [number] + [0] * (len(LEVELS) - level - 1)


def _number_of(match: re.Match[str] | None) -> int:
    """The number that a part is counted with; 0 where none is."""
    label = find_label(f"{match['number']}、字") if match else None
    return label.number if label else 0
