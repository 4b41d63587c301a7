"""A title broken at words into a trapezoid or a diamond (梯形、菱形; GB/T 9704-2012 §7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import Final

from fireoffice.docs.layout.words import LONGEST, WORDS

_FORBIDDEN: Final = 10_000.0
_UNKNOWN: Final = 12.0
"""Cost of a break that may fall inside a word which the vocabulary lacks."""

_EDGE_OF_UNKNOWN: Final = 4.0
_ISSUER: Final = re.compile(r"(?:政府|办公室|委员会|大队|支队|局|党委|指挥部|领导小组|办事处)$")
_AFTER_ISSUER: Final = -8.0
_NEVER_FIRST: Final = frozenset("的地得、，。：；？！》〉）〕】」』”’·—…")
_NEVER_LAST: Final = frozenset("《〈（〔【「『“‘、第")
_NEVER_LAST_WORDS: Final = frozenset(
    ("关于", "印发", "转发", "和", "与", "及", "暨", "以及", "在", "对", "为", "同意", "成立")
)
_BETTER_FIRST: Final = frozenset("和与及暨")
_ATOM: Final = re.compile(
    r"第[0-9一二三四五六七八九十百]+[批期次届号季条][^\W\d_]?"
    r"|[A-Za-z0-9.%/-]+[年月日号版级个项届次期季]?(?:度(?!假))?"
    r"|〔[^〕]*〕(?:[0-9]+号)?"
)
_GROUP: Final = {"《": "》", "（": "）", "〔": "〕", "“": "”"}
_HOURGLASS: Final = 200.0
_MOST_LINES: Final = 6
_MOST_TRIED: Final = 3000
"""Of a title of five lines and more not every shape is tried: each keystroke breaks it anew."""


@lru_cache(maxsize=256)
def break_title(text: str, per_line: int = 20) -> tuple[str, ...]:
    """The lines of a title that holds `per_line` full-width characters a line.

    Words, numbers and short bracketed names stay whole and no line begins with 的 or a closing
    mark. Line feeds in `text` are the author's own breaks and settle the matter.
    """
    if "\n" in text:
        return tuple(line.strip() for line in text.split("\n") if line.strip())
    text = text.strip()
    room = per_line * 2
    if _width(text) <= room:
        return (text,)
    costs = _break_costs(text, room)
    least = -(-_width(text) // room)
    for count in range(least, _MOST_LINES + 1):
        best = _best_lines(text, costs, count, room)
        if best is not None:
            return best
    return (text,)


def _width(text: str) -> int:
    """Width in half characters."""
    return sum(1 if char < "\u0100" else 2 for char in text)


def _best_lines(text: str, costs: Sequence[float], count: int, room: int) -> tuple[str, ...] | None:
    """The best way to cut `text` into `count` lines; None when none fits without a torn word."""
    ends = (0, *accumulate(_width(char) for char in text))
    places = [index for index in range(1, len(text)) if costs[index] < _FORBIDDEN]
    best: tuple[float, tuple[int, ...]] | None = None
    for cuts in islice(_cuts(ends, places, count, room), _MOST_TRIED):
        widths = [ends[stop] - ends[start] for start, stop in pairwise((0, *cuts, len(text)))]
        tried = (sum(costs[cut] for cut in cuts) + _shape_cost(widths), cuts)
        best = tried if best is None else min(best, tried)
    if best is None:
        return None
    return tuple(text[start:stop] for start, stop in pairwise((0, *best[1], len(text))))


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
    """How far the lines are from a trapezoid or a diamond of gently differing lengths."""
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
    """For each gap what it costs to break there; `_FORBIDDEN` where it must not be."""
    costs = [_FORBIDDEN] * (len(text) + 1)
    tokens = list(_tokens(text, room))
    position = 0
    for (word, known), (following, next_known) in pairwise(tokens):
        position += len(word)
        before, after = text[position - 1], text[position]
        if after in _NEVER_FIRST or before in _NEVER_LAST or word in _NEVER_LAST_WORDS:
            continue
        costs[position] = 0.0
        if not known or not next_known:
            costs[position] = _UNKNOWN if not known and not next_known else _EDGE_OF_UNKNOWN
        if following == "关于" and _ISSUER.search(text[:position]):
            costs[position] = _AFTER_ISSUER
        elif following in _BETTER_FIRST:
            costs[position] = 1.0
    return costs


def _tokens(text: str, room: int) -> Iterator[tuple[str, bool]]:
    """The title cut into words that stay whole, each with whether it is known as a word."""
    position = 0
    while position < len(text):
        length, known = _token(text, position, room)
        yield text[position : position + length], known
        position += length


def _token(text: str, position: int, room: int) -> tuple[int, bool]:
    closing = _GROUP.get(text[position])
    if closing:
        end = text.find(closing, position) + 1
        # A name longer than half a line may be broken inside: it would upset every shape.
        if end and _width(text[position:end]) <= room // 2:
            return end - position, True
        return 1, True
    atom = _ATOM.match(text, position)
    if atom:
        return len(atom.group()), True
    for length in range(min(LONGEST, len(text) - position), 0, -1):
        if text[position : position + length] in WORDS:
            return length, True
    return 1, text[position] in _NEVER_FIRST | _BETTER_FIRST | _NEVER_LAST
