"""A paragraph measured: how far each character advances and where its lines may break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from fireoffice.docs.composition import Run
from fireoffice.docs.layout.kinsoku import is_ideograph, is_word
from fireoffice.docs.layout.metrics import EM_PER_HALF_POINT, FontBook
from fireoffice.docs.layout.profiles import Profile
from fireoffice.docs.style import FontProfile


@dataclass(frozen=True, slots=True)
class Shape:
    """Measures of a paragraph's characters in twips, before it is broken into lines.

    `gaps[i]` is added between characters i-1 and i unless a line begins at i. `tails[i]` is added
    when character i ends a line. `reach[i]` is the sum of everything before character i, its own
    gap not counted. `legal[i]` is 1 where a line may begin at i.
    """

    text: str
    runs: tuple[Run, ...]
    advances: Sequence[float]
    gaps: Sequence[float]
    tails: Sequence[float]
    reach: Sequence[float]
    legal: bytes

    def width(self, start: int, end: int) -> float:
        """Width of the characters `start` to `end` standing on a line by themselves."""
        if end <= start:
            return 0.0
        return self.reach[end] - self.reach[start] - self.gaps[start] + self.tails[end - 1]


def shape(runs: tuple[Run, ...], profile: Profile, fonts: FontBook, family: FontProfile) -> Shape:
    """Measure the characters of `runs` as the engine of `profile` does."""
    text = "".join(run.text for run in runs)
    advances: list[float] = []
    for run in runs:
        table = fonts.advances(family, run)
        advances += [0.0 if char in "\t\n" else table[char] for char in run.text]
    count = len(text)
    gaps, tails = [0.0] * (count + 1), [0.0] * count
    if profile.portions:
        tails = [-float(run.spacing) for run in runs for _ in run.text]
        _add_gaps(gaps, text, runs, profile)
    steps = (gap + advance for gap, advance in zip(gaps, advances, strict=False))
    reach = [0.0, *accumulate(steps)]
    return Shape(text, runs, advances, gaps, tails, reach, _legal(text, profile))


def _legal(text: str, profile: Profile) -> bytes:
    rule, never_first, never_last = profile.rule, profile.never_first, profile.never_last
    legal = bytearray(len(text) + 1)
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        if after in never_first or after == " " or before in never_last:
            continue
        if before in " \t" or (
            after not in "\t\u00a0" and before != "\u00a0" and rule(text, index)
        ):
            legal[index] = 1
    return bytes(legal)


def _add_gaps(gaps: list[float], text: str, runs: tuple[Run, ...], profile: Profile) -> None:
    """Put in what the seams between portions add: lost spacing, and air between scripts."""
    asian = _scripts(text, profile.neutral)
    index = 0
    before: Run | None = None
    for run in runs:
        for position in range(len(run.text)):
            other_script = index > 0 and asian[index] != asian[index - 1]
            new_look = position == 0 and before is not None and not _alike(before, run)
            if other_script or new_look:
                owner = before if position == 0 and before else run
                gaps[index] = -float(owner.spacing)
                if other_script and _meet(text[index - 1], text[index]):
                    gaps[index] += profile.script_gap * owner.size * EM_PER_HALF_POINT
            index += 1
        before = run if run.text else before


def _alike(left: Run, right: Run) -> bool:
    """Whether two runs look the same, so that an engine joins them."""
    return replace(left, text="") == replace(right, text="")


def _meet(left: str, right: str) -> bool:
    """Whether a letter or digit stands beside an ideograph."""
    return (is_word(left) and is_ideograph(right)) or (is_ideograph(left) and is_word(right))


def _scripts(text: str, neutral: frozenset[str]) -> list[bool]:
    """For each character whether it is set in the East Asian font; neutral ones join the left."""
    scripts: list[bool | None] = [
        None if char in neutral or char in " \u00a0\t\n" else char >= "\u2460" for char in text
    ]
    current = next((script for script in scripts if script is not None), True)
    resolved: list[bool] = []
    for script in scripts:
        current = current if script is None else script
        resolved.append(current)
    return resolved
