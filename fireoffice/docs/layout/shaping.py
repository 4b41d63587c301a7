"""A paragraph measured: how far each character advances and where its lines may break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from fireoffice.docs.composition import Run
from fireoffice.docs.layout import onlyoffice
from fireoffice.docs.layout.kinsoku import word_rule
from fireoffice.docs.layout.libreoffice import asian_characters, is_alphanumeric
from fireoffice.docs.layout.metrics import EM_PER_HALF_POINT, FontBook
from fireoffice.docs.layout.profiles import Profile
from fireoffice.docs.style import FontProfile


@dataclass(frozen=True, slots=True)
class Shape:
    """Measures of a paragraph's characters in twips, before it is broken into lines.

    `gaps[i]` is added between characters i-1 and i unless a line begins at i. `tails[i]` is added
    when character i ends a line. `reach[i]` is the sum of everything before character i, its own
    gap not counted. `legal[i]` is 1 where a line may begin at i.

    Of an engine that cuts a text into portions, `asian[i]` says whether character i is set in the
    East Asian font and `portions[i]` where its portion begins; it has no `legal`.
    """

    text: str
    runs: tuple[Run, ...]
    advances: Sequence[float]
    gaps: Sequence[float]
    tails: Sequence[float]
    reach: Sequence[float]
    legal: bytes
    asian: tuple[bool, ...] = ()
    portions: tuple[int, ...] = ()

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
    asian: tuple[bool, ...] = ()
    portions: tuple[int, ...] = ()
    if profile.portions:
        tails = [-float(run.spacing) for run in runs for _ in run.text]
        asian = asian_characters(text, profile.neutral)
        portions = _add_gaps(gaps, text, runs, asian, profile)
    steps = [gap + advance for gap, advance in zip(gaps, advances, strict=False)]
    reach = _whole(steps, portions) if portions else [0.0, *accumulate(steps)]
    legal = b"" if profile.portions else _line_starts(text, profile)
    return Shape(text, runs, advances, gaps, tails, reach, legal, asian, portions)


def _line_starts(text: str, profile: Profile) -> bytes:
    if profile.word_by_word:
        return onlyoffice.line_starts(text)
    never_first, never_last = profile.never_first, profile.never_last
    legal = bytearray(len(text) + 1)
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        if after in never_first or after == " " or before in never_last:
            continue
        if before in " \t" or (
            after not in "\t\u00a0" and before != "\u00a0" and word_rule(text, index)
        ):
            legal[index] = 1
    return bytes(legal)


def _add_gaps(
    gaps: list[float], text: str, runs: tuple[Run, ...], asian: tuple[bool, ...], profile: Profile
) -> tuple[int, ...]:
    """Put in what the seams between portions add: lost spacing, and air between scripts.

    Returns where the portion of each character begins.
    """
    begins: list[int] = []
    index = begin = 0
    before: Run | None = None
    for run in runs:
        for position, character in enumerate(run.text):
            other_script = index > 0 and asian[index] != asian[index - 1]
            new_look = position == 0 and before is not None and not _alike(before, run)
            if other_script or new_look:
                owner = before if position == 0 and before else run
                gaps[index] = -float(owner.spacing)
                if other_script and is_alphanumeric(text[index - 1]) and is_alphanumeric(character):
                    gaps[index] += profile.script_gap * owner.size * EM_PER_HALF_POINT
            if other_script or new_look or character in "\t\n" or text[index - 1] in "\t\n":
                begin = index
            begins.append(begin)
            index += 1
        before = run if run.text else before
    return tuple(begins)


def _whole(steps: list[float], portions: tuple[int, ...]) -> list[float]:
    """The sums of `steps`, every portion measured in whole twips."""
    reach: list[float] = []
    total = 0.0
    for index, step in enumerate(steps):
        if portions[index] == index:
            total = float(round(total))
        reach.append(total)
        total += step
    return [*reach, float(round(total))]


def _alike(left: Run, right: Run) -> bool:
    """True if two runs look the same, so that an engine joins them."""
    return replace(left, text="") == replace(right, text="")
