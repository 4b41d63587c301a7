"""Automatic numbers as Word shows them: 一、 （二） 1. and the like (ECMA-376 §17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from fireoffice.docs.word.names import VAL, Element, W
from fireoffice.docs.word.numerals import format_number
from fireoffice.docs.word.styles import Look, Theme, paragraph_look, run_look

_LEVELS: Final = 9
_LONGEST: Final = 255
"""Characters of a level's text: more would be written before each of its paragraphs."""
_PLACE: Final = re.compile(r"%([1-9])")
_CLOSED: Final = re.compile(r"[、.．。：:)）\]】〕»》-]\s*$")
"""Signs after which no blank is typed between number and text."""


@dataclass(frozen=True, slots=True)
class NumberLevel:
    """A level of a list. `restart`: None after any shallower level, 0 never, n after level n."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    gap: bool = True
    restart: int | None = None
    legal: bool = False
    style: str = ""
    paragraph: Look = field(default_factory=Look)
    run: Look = field(default_factory=Look)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The label of a paragraph and what its level says about the look."""

    label: str
    paragraph: Look
    run: Look


@dataclass
class _List:
    """An instance of a list: the counters that it shares, its levels, where it begins anew."""

    shared: str
    levels: dict[int, NumberLevel]
    begins: dict[int, int]
    begun: set[int] = field(default_factory=set[int])


class Numbering:
    """Counts the numbered paragraphs of one document, in their order."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._nums: dict[str, Element] = {}
        self._abstracts: dict[str, Element] = {}
        if root is not None:
            nums, abstracts = root.iterchildren(W + "num"), root.iterchildren(W + "abstractNum")
            self._nums = {one.get(W + "numId", ""): one for one in nums}
            self._abstracts = {one.get(W + "abstractNumId", ""): one for one in abstracts}

    def number(self, look: Look, chain: tuple[str, ...]) -> Numbered | None:
        """The number of the next paragraph, whose effective `numId` and `ilvl` are in `look`.

        `chain` are its paragraph style and the ancestors of that. None: it has no number; numId 0
        means just that.
        """
        identifier = look.get("numId", "0")
        if identifier not in self._lists:
            # Files hold dozens of lists, of which they use a few.
            self._lists[identifier] = self._read(identifier)
        found = self._lists[identifier]
        if found is None:
            return None
        depth = self._depth(look, found, chain)
        level = found.levels.get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(found.shared, {})
        self._count(found, counts, depth)
        if level.format in {"bullet", "none"}:
            return Numbered("", level.paragraph, level.run)
        label = _PLACE.sub(lambda match: self._part(match, found, counts, level), level.text)
        if label and level.gap and not _CLOSED.search(label):
            label += "\u3000"
        return Numbered(label, level.paragraph, level.run)

    @staticmethod
    def _depth(look: Look, found: _List, chain: tuple[str, ...]) -> int:
        said = look.get("ilvl", "")
        if look.get("numbered_by_style"):
            linked = {level.style: depth for depth, level in found.levels.items() if level.style}
            depth = next((linked[style] for style in chain if style in linked), None)
            if depth is not None:
                return depth
        return int(said) if said.isdecimal() and int(said) < _LEVELS else 0

    @staticmethod
    def _count(found: _List, counts: dict[int, int], depth: int) -> None:
        if depth in found.begins and depth not in found.begun:
            counts[depth] = found.begins[depth]
            found.begun.add(depth)
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = found.levels[depth].start
        for deeper in [one for one in counts if one > depth]:
            level = found.levels.get(deeper)
            restart = level.restart if level else None
            if restart is None or 0 < depth + 1 <= restart:
                del counts[deeper]

    @staticmethod
    def _part(
        match: re.Match[str], found: _List, counts: dict[int, int], level: NumberLevel
    ) -> str:
        """The text that stands for %n: the number of that level, in its own format."""
        depth = int(match[1]) - 1
        of = found.levels.get(depth, NumberLevel())
        number = counts.get(depth, of.start)
        return format_number(number, "decimal" if level.legal else of.format)

    def _read(self, identifier: str) -> _List | None:
        """The list `identifier`; None where there is none, and for 0."""
        num = self._nums.get(identifier)
        if num is None or identifier == "0":
            return None
        shared = _said(num, "abstractNumId")
        link = _said(self._abstracts[shared], "numStyleLink") if shared in self._abstracts else ""
        if link:
            linked = (
                key for key, one in self._abstracts.items() if _said(one, "styleLink") == link
            )
            shared = next(linked, shared)
        abstract = self._abstracts.get(shared)
        if abstract is None:
            return None
        levels = _levels(abstract, self._theme)
        begins: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            levels |= _levels(override, self._theme)
            begin = override.find(W + "startOverride")
            if begin is not None:
                begins[_integer(override.get(W + "ilvl"), 0)] = _integer(begin.get(VAL), 1)
        return _List(shared, levels, begins)


def _levels(parent: Element, theme: Theme) -> dict[int, NumberLevel]:
    return {
        _integer(level.get(W + "ilvl"), 0): _level(level, theme)
        for level in parent.iterchildren(W + "lvl")
    }


def _level(level: Element, theme: Theme) -> NumberLevel:
    # A format that only newer programs know stands in mc:AlternateContent: the last one is simple.
    formats = [one.get(VAL, "decimal") for one in level.iter(W + "numFmt")]
    text = _said(level, "lvlText")[:_LONGEST]
    restart = _said(level, "lvlRestart")
    return NumberLevel(
        start=_integer(_said(level, "start"), 0 if level.find(W + "start") is None else 1),
        format=formats[-1] if formats else "decimal",
        text=text,
        gap=_said(level, "suff") != "nothing",
        restart=_integer(restart, 0) if restart else None,
        legal=level.find(W + "isLgl") is not None,
        style=_said(level, "pStyle"),
        paragraph=paragraph_look(level.find(W + "pPr")),
        run=run_look(level.find(W + "rPr"), theme),
    )


def _said(parent: Element, name: str) -> str:
    found = parent.find(W + name)
    return found.get(VAL, "") if found is not None else ""


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default
