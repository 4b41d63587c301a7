"""Where a title ends and how its lines belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fireoffice.docs.prose.source import SourceLine
from fireoffice.domain.dates import DATE_PATTERN
from fireoffice.domain.labels import find_label
from fireoffice.domain.text import compact, kind_of

_MOST_LINES: Final = 6
_LONGEST_LINE: Final = 60
_SMALLEST_TITLE: Final = 36
"""Half-points: 小二, which those take who find 二号 too large."""
_AUTHORS_BREAK: Final = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_DOCUMENT_KINDS: Final = re.compile(
    r"(?:方案|办法|意见|规定|计划|要点|预案|细则|制度|清单|名单|公约|规划|总结|安排|标准|守则|章程|条例|"
    r"规则|指南|规程|分工|职责|纲要|措施|责任书|倡议书|登记表|统计表|汇总表|花名册|台账|表)"
    r"(?:[（(][^（）()]*[）)])?[》”]?$"
)


def is_prose(text: str) -> bool:
    """Whether `text` reads as a sentence, a clause, a table row or a date, never as a title."""
    return (
        "\t" in text
        or len(text) > _LONGEST_LINE
        or text[-1] in "。；！？，;"
        or "。" in text
        or find_label(text) is not None
        or DATE_PATTERN.fullmatch(text) is not None
    )


def is_address(text: str) -> bool:
    """Whether `text` can be 主送机关: names that end with a colon."""
    return text[-1] in "：:" and "。" not in text and find_label(text) is None


def title_length(lines: Sequence[SourceLine]) -> int:
    """How many of `lines` form the title that stands at their head; 0 where none does."""
    if lines and lines[0].heading:
        depth = lines[0].heading
        run = 1
        while run < min(len(lines), _MOST_LINES) and lines[run].heading == depth == 1:
            run += 1
        return run
    set_apart = _set_as_title(lines)
    if set_apart:
        return set_apart
    run = 0
    for line in lines[:_MOST_LINES]:
        if line.heading or is_prose(line.text) or (run and _is_below_title(line.text)):
            break
        run += 1
    if run == 0:
        return 0
    if run < len(lines) and is_address(lines[run].text) and not is_prose(lines[run].text[:1]):
        return run
    for count in range(run, 0, -1):
        joined = compact("".join(line.text for line in lines[:count]))
        if kind_of(joined) or _DOCUMENT_KINDS.search(joined):
            return count
    return 1


def _set_as_title(lines: Sequence[SourceLine]) -> int:
    """How many of `lines` are set as a title is: centred, larger than text, in one size."""
    first = lines[0].look if lines else None
    if first is None or not first.centred or first.size < _SMALLEST_TITLE:
        return 0
    run = 0
    for line in lines[:_MOST_LINES]:
        look = line.look
        same = look is not None and look.centred and abs(look.size - first.size) <= 2
        sentence = line.text[-1] in "。；！？" or find_label(line.text) is not None
        if not same or sentence or (run and _is_below_title(line.text)):
            break
        run += 1
    return run


def _is_below_title(text: str) -> bool:
    """Whether `text` is 主送机关, or a date or resolution in brackets (题注)."""
    dated = text[0] in "（(" and text[-1] in "）)" and DATE_PATTERN.search(text) is not None
    return dated or is_address(text)


def join_title(texts: Sequence[str]) -> tuple[str, ...]:
    """The title's lines: one, unless the author broke it where a break may stay.

    A break stays between the issuer and 关于, and where the author put two blanks.
    """
    pieces = [piece for text in texts for piece in _broken(text)]
    joined: list[str] = []
    for text, wanted in pieces:
        issuer_above = bool(joined) and text.startswith("关于") and "关于" not in "".join(joined)
        if joined and not wanted and not issuer_above:
            joined[-1] += _glue(joined[-1], text) + text
        else:
            joined.append(text)
    return tuple(joined)


def issuer_in(title: str) -> str:
    """The issuer that `title` begins with, before 关于; empty where it does not."""
    before, about, _ = compact(title).partition("关于")
    return before if about and 4 <= len(before) <= 40 else ""


def without_issuer(title: str) -> str:
    """`title` from 关于 on, as a file is called that carries the 发文字号 anyway."""
    return compact(title).removeprefix(issuer_in(title))


def _broken(text: str) -> list[tuple[str, bool]]:
    """The pieces of one line and whether the author wanted the break before each."""
    pieces = [piece for piece in _AUTHORS_BREAK.split(text.strip()) if piece]
    spread = all(len(piece) == 1 for piece in pieces)
    if spread or len(pieces) > 3:
        # 「通　　知」 is spread over the line, not broken.
        return [("".join(pieces), False)]
    return [(piece, index > 0) for index, piece in enumerate(pieces)]


def _glue(left: str, right: str) -> str:
    """A blank between two Latin words, nothing between Chinese."""
    return " " if left[-1:].isascii() and right[:1].isascii() and left and right else ""
