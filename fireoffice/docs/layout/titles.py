"""A title broken at words into a trapezoid or a diamond (梯形、菱形; GB/T 9704-2012 §7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import Final

from fireoffice.docs.layout.words import words

_FORBIDDEN: Final = 10_000.0
_TORN: Final = 1_000.0
"""Cost of a break inside a word, or beside a character that seems to belong to one."""

_AT_BLANK: Final = -30.0
_ISSUER: Final = re.compile(r"(?:政府|办公室|委员会|大队|支队|局|党委|指挥部|领导小组|办事处)$")
_AFTER_ISSUER: Final = -8.0
_NEVER_FIRST: Final = frozenset("的地得、，。：；？！》〉）〕】」』”’·—…")
_NEVER_LAST: Final = frozenset("《〈（〔【「『“‘、第")
_NEVER_LAST_WORDS: Final = frozenset(
    (
        *("关于", "印发", "转发", "批转", "同意", "成立", "调整", "规范", "以及", "按照"),
        *"和与及暨并或在对为向从由以将把被按",
    )
)
_NEVER_FIRST_WORDS: Final = frozenset(("期间", "以来", "以前", "以后", "之前", "之后", "等"))
_HEADS_OF_NAMES: Final = frozenset(
    ("委员会", "办公室", "领导小组", "指挥部", "人民政府", "管理局", "支队", "大队", "公司")
)
"""The endings of offices' names: better on one line with the rest of the name."""

_PARTS_A_NAME: Final = 10.0

_BETTER_FIRST: Final = frozenset("和与及暨")
_MAY_BEGIN: Final = _BETTER_FIRST | frozenset("在对为向从由以将把被按并或")
"""Single characters that are words by themselves."""

_PLACES: Final = "省市州县区乡镇村"
_SUFFIXES: Final = frozenset(
    f"{_PLACES}寨街局厅部委办处科所站队会室组团院校园厂店场馆库楼"
    "案书法令函证照表册单员者化性率度量费款项物品权类型级层期号年月日季"
)
"""Single characters that end a word."""
_ATOM: Final = re.compile(
    r"第[0-9一二三四五六七八九十百]+[批期次届号季条][^\W\d_]?"
    r"|[A-Za-z0-9.%/-]+[年月日号版级个项届次期季]?(?:度(?!假))?"
    r"|〔[^〕]*〕(?:[0-9]+号)?"
)
_GROUP: Final = {"《": "》", "（": "）", "〔": "〕", "“": "”"}
_HOURGLASS: Final = 200.0
_MOST_LINES: Final = 6
_MOST_TRIED: Final = 3000
"""The most shapes tried for a title of five lines and more: each keystroke breaks it anew."""


@lru_cache(maxsize=256)
def break_title(text: str, per_line: int = 20) -> tuple[str, ...]:
    """The lines of a title that holds `per_line` full-width characters a line.

    Words, numbers and short bracketed names stay whole and no line begins with 的 or a closing
    mark. Issuers that blanks part have a line each. Line feeds in `text` are the author's own
    breaks and settle the matter.
    """
    if "\n" in text:
        return tuple(line.strip() for line in text.split("\n") if line.strip())
    text = text.strip()
    room = per_line * 2
    if _width(text) <= room:
        return (text,)
    issuer, _, rest = text.partition(" ") if " " in text else text.partition("\u3000")
    if _ISSUER.search(issuer) and _width(issuer) <= room:
        return (issuer, *break_title(rest, per_line))
    costs = _break_costs(text, room)
    least = -(-_width(text) // room)
    for most in (_TORN, _FORBIDDEN):
        places = [index for index in range(1, len(text)) if costs[index] < most]
        for count in range(least, _MOST_LINES + 1):
            best = _best_lines(text, costs, places, count, room)
            if best is not None:
                return best
    return (text,)


def _width(text: str) -> int:
    """Width in half characters."""
    return sum(1 if char < "\u0100" else 2 for char in text)


def _best_lines(
    text: str, costs: Sequence[float], places: Sequence[int], count: int, room: int
) -> tuple[str, ...] | None:
    """The best way to cut `text` at some of `places` into `count` lines that fit; None for none."""
    ends = (0, *accumulate(_width(char) for char in text))
    best: tuple[float, tuple[int, ...]] | None = None
    for cuts in islice(_cuts(ends, places, count, room), _MOST_TRIED):
        widths = [ends[stop] - ends[start] for start, stop in pairwise((0, *cuts, len(text)))]
        tried = (sum(costs[cut] for cut in cuts) + _shape_cost(widths), cuts)
        best = tried if best is None else min(best, tried)
    if best is None:
        return None
    return tuple(text[start:stop].strip() for start, stop in pairwise((0, *best[1], len(text))))


def _cuts(
    ends: Sequence[int], places: Sequence[int], count: int, room: int, start: int = 0
) -> Iterator[tuple[int, ...]]:
    """Every choice of `places` that cuts what follows `start` into `count` lines that fit."""
    if count == 1:
        if ends[-1] - ends[start] <= room:
            yield ()
        return
    for place in places:
        fits = ends[place] - ends[start] <= room
        rest_fits = ends[-1] - ends[place] <= room * (count - 1)
        if place > start and fits and rest_fits:
            for others in _cuts(ends, places, count - 1, room, place):
                yield (place, *others)


def _shape_cost(widths: Sequence[int]) -> float:
    """The distance of the lines from a trapezoid or a diamond of gently differing lengths."""
    longest, shortest = max(widths), min(widths)
    cost = 0.0
    peak = widths.index(longest)
    rising = all(left <= right for left, right in pairwise(widths[: peak + 1]))
    falling = all(left >= right for left, right in pairwise(widths[peak:]))
    if not (rising and falling):
        cost += _HOURGLASS
    # A block of equal lines is no trapezoid; a difference of one to three characters looks best.
    for left, right in pairwise(widths):
        step = abs(left - right) / 2
        cost += 6.0 if step < 1 else max(0.0, step - 3) * 2.0
    return cost + max(0.0, longest / 2 - shortest) * 3.0


def _break_costs(text: str, room: int) -> list[float]:
    """The cost of a break at each gap; `_FORBIDDEN` where it must not be."""
    costs = [_FORBIDDEN] * (len(text) + 1)
    position = 0
    tokens = ["", *_tokens(text, room)]
    for earlier, word, following in zip(tokens, tokens[1:], tokens[2:], strict=False):
        position += len(word)
        before, after = text[position - 1], text[position]
        if after in _NEVER_FIRST or before in _NEVER_LAST or after.isspace():
            continue
        if word in _NEVER_LAST_WORDS or following in _NEVER_FIRST_WORDS:
            continue
        if before.isspace():
            costs[position] = _AT_BLANK
        elif _clings_to_next(earlier, word) or _clings_to_last(following):
            costs[position] = _TORN
        elif following == "关于" and _ISSUER.search(text[:position]):
            costs[position] = _AFTER_ISSUER
        elif following in _HEADS_OF_NAMES:
            costs[position] = _PARTS_A_NAME
        else:
            costs[position] = 1.0 if following in _BETTER_FIRST else 0.0
    return costs


def _clings_to_next(earlier: str, word: str) -> bool:
    """True if a word is one character that the next word completes: 各|单位, 转发|县|办公室."""
    if len(word) != 1 or not word.isalpha() or word in _NEVER_FIRST:
        return False
    return word not in _SUFFIXES or (word in _PLACES and earlier in _NEVER_LAST_WORDS | {""})


def _clings_to_last(word: str) -> bool:
    """True if a word is one character that completes the word before: 监管|局."""
    return len(word) == 1 and word.isalpha() and word not in _MAY_BEGIN


def _tokens(text: str, room: int) -> Iterator[str]:
    """The title cut into words that stay whole."""
    position = plain = 0
    while position < len(text):
        length = _whole(text, position, room)
        if length:
            yield from words(text[plain:position])
            yield text[position : position + length]
            plain = position + length
        position += length or 1
    yield from words(text[plain:])


def _whole(text: str, position: int, room: int) -> int:
    """The number of characters at `position` that stay whole whatever words they are; 0: none."""
    closing = _GROUP.get(text[position])
    if closing:
        end = text.find(closing, position) + 1
        # A name longer than half a line may be broken inside: it would upset every shape.
        return end - position if end and _width(text[position:end]) <= room // 2 else 1
    atom = _ATOM.match(text, position)
    return len(atom.group()) if atom else 0
