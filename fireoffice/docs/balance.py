"""The balance of a reading: what went in and what came out, counted, and what is missing named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from typing import Any, Final

from fireoffice.docs.cells import cells_of, is_cell, pictures_named, without_names
from fireoffice.docs.manuscript import Manuscript, Role
from fireoffice.docs.prose.source import Mend
from fireoffice.domain.text import without_radicals

_WORDS: Final = re.compile(r"[^\W_]+")
_SAID_BY_PLACE: Final = frozenset(
    (
        *("附件", "抄送", "抄送机关", "主送", "主送机关", "印发", "签发人", "文件", "份号", "密级"),
        *("紧急程度", "文号", "发文字号", "编号", "抄报", "分送", "共印"),
        *("出席", "列席", "请假", "出席人员", "列席人员"),
        *("出席人", "列席人", "请假人员", "请假人", "注", "印", "份"),
    )
)
"""Words that a paper prints by itself where their place says what they say."""
_NUMBER: Final = re.compile(
    r"附?件?[\d一二三四五六七八九十百〇○零年月日号第期次a-zA-Zivx]{1,12}(?:印发)?"
)
_LABEL_SIGNS: Final = re.compile("[①-⒛㈠-㈩]")
"""Whole labels in one character: the paper spells them out."""
_UNITS: Final = ("文字", "图片", "表格单元", "表格")
_SHORT: Final = 2
_EXCERPT: Final = 20


@dataclass(frozen=True, slots=True)
class Tally:
    """The tally of something: its letters, digits and ideographs; pictures; cells; tables."""

    characters: int = 0
    pictures: int = 0
    cells: int = 0
    tables: int = 0


NOTHING: Final = Tally()


@dataclass(frozen=True, slots=True)
class Balance:
    """The tally of a file beside that of the paper read from it."""

    went_in: Tally = NOTHING
    came_out: Tally = NOTHING

    def to_json(self) -> dict[str, Any]:
        """Both counts, as programs are told of them."""
        return {"in": asdict(self.went_in), "out": asdict(self.came_out)}

    def __str__(self) -> str:
        pairs = zip(_UNITS, astuple(self.went_in), astuple(self.came_out), strict=True)
        return "，".join(f"{unit}{before}→{after}" for unit, before, after in pairs if before)


NO_BALANCE: Final = Balance()


def total(tallies: Iterable[Tally]) -> Tally:
    """All of `tallies` together."""
    counts = [(one.characters, one.pictures, one.cells, one.tables) for one in tallies]
    return Tally(*map(sum, zip(*counts, strict=True)))


def count_characters(text: str) -> int:
    """The number of letters, digits and ideographs in `text`; blanks and marks do not count."""
    return sum(map(len, _WORDS.findall(text)))


def tally_of(manuscript: Manuscript) -> Tally:
    """The tally of a manuscript, its fields included."""
    rows = [cells_of(line.text) for line in manuscript.lines if line.role is Role.TABLE]
    tables, in_table = 0, False
    for line in manuscript.lines:
        tables += line.role is Role.TABLE and not in_table
        in_table = line.role is Role.TABLE
    return Tally(
        sum(map(count_characters, _said(manuscript))),
        sum(len(pictures_named(line.text)) for line in manuscript.lines),
        sum(is_cell(cell) for row in rows for cell in row),
        tables,
    )


def missing(
    source: Sequence[str], manuscript: Manuscript, mends: Iterable[Mend]
) -> Iterator[tuple[int, str]]:
    """The lines of `source` (from 1), and the words in them, that came out nowhere.

    Neither the manuscript nor what was mended says them.
    """
    told = [mend for mend in mends if mend.before]
    dropped = {mend.line for mend in told if not mend.after}
    out = _plain("\n".join([*_said(manuscript), *(f"{mend.before}{mend.after}" for mend in told)]))
    place = 0
    for number, line in enumerate(source, 1):
        words = _plain(line)
        if number in dropped or not words:
            continue
        found = out.find(words, place)
        if found < 0:
            found = out.find(words)
        if found >= 0:
            place = found
            continue
        lost = [word for word in _words(line) if _is_lost(word, out)]
        if lost:
            yield number, "、".join(lost)[:_EXCERPT]


def _said(manuscript: Manuscript) -> list[str]:
    """All that a manuscript says, line by line and field by field."""
    fields = manuscript.fields
    return [
        *(without_names(line.text) for line in manuscript.lines),
        *(fields.number, fields.copy_number, fields.secrecy, fields.urgency),
        *("".join(fields.issuers) + fields.suffix, "".join(fields.signers)),
        *(fields.copies_to, fields.printed_by, fields.extra),
        *(label + names for label, names in fields.attendance),
    ]


def _plain(text: str) -> str:
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    return _WORDS.findall(_LABEL_SIGNS.sub(" ", without_radicals(without_names(text))))


def _is_lost(word: str, out: str) -> bool:
    if len(word) < _SHORT or word in _SAID_BY_PLACE or _NUMBER.fullmatch(word):
        return False
    return word not in out
