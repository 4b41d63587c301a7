"""The sources that rules rest upon, and how much each may say of a paper.

Only GB/T 9704-2012 and the 党政机关公文处理工作条例 rule how a paper has to be; all else is what
offices usually do. How much a finding weighs (`Severity`) is another matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rank(StrEnum):
    """The word with which a sentence about a source ends or begins."""

    RULED = "规定"
    USUAL = "通常"


@dataclass(frozen=True, slots=True)
class Basis:
    """A source and its rank; as text it is the sentence that a finding shows."""

    rank: Rank
    source: str

    def __str__(self) -> str:
        if self.rank is Rank.RULED:
            return f"{self.source}{self.rank}"
        return f"{self.rank}做法（{self.source}）"


def standard(clause: str, note: str = "") -> Basis:
    """A clause of GB/T 9704-2012, 党政机关公文格式, as "7.3.4"."""
    return Basis(Rank.RULED, f"GB/T 9704—2012 第{clause}条{note}")


def regulation(article: str) -> Basis:
    """An article of the 党政机关公文处理工作条例, as "第九条第七项"."""
    return Basis(Rank.RULED, f"《党政机关公文处理工作条例》{article}")


def usual(source: str) -> Basis:
    """Practice, or a source that leaves the choice, told by what it is."""
    return Basis(Rank.USUAL, source)
