"""A rule, what it finds, and how that is put right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from fireoffice.docs.lint.bases import Basis
from fireoffice.docs.manuscript import Line, Manuscript, Role

if TYPE_CHECKING:
    from fireoffice.docs.lint.view import SourceView, WordView


class Severity(StrEnum):
    """The weight of a finding; an office may also switch a rule off."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    OFF = "off"


Severities = Mapping[str, Severity]
"""The severity of each rule by its code."""


@dataclass(frozen=True, slots=True)
class Replace:
    """`after` for `before` at the character `begin` of a line, or of a field of `Fields`."""

    begin: int
    before: str
    after: str
    line: int | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """The line is taken out. `text` is what it says now."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Insert:
    """A new line before the one at `line`, whose text is `text` now ("" at the end)."""

    line: int
    text: str
    new: Line


Edit = Replace | Remove | Insert


@dataclass(frozen=True, slots=True)
class Fix:
    """The way a finding is put right; `label` says it in a few words.

    Without `edits` it is done by setting the paper anew, or was done by reading it.
    """

    label: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    `paragraph` is the paragraph of the source, from 1 (0: the paper as a whole), `text` an
    excerpt of it. `line` is the line of the manuscript, and `begin` to `end` its characters,
    where the finding is about some.
    """

    code: str
    severity: Severity
    paragraph: int
    text: str
    message: str
    basis: str
    fix: Fix | None = None
    line: int | None = None
    begin: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Applied:
    """One change that was made: excerpts before and after it, in the paragraph, by the rule."""

    paragraph: int
    before: str
    after: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A result of a rule's check: where, why, and what to do.

    In a line, `replacement` for the characters `begin` to `end` is the fix; any other is given in
    `fix`. `place` is a line of a manuscript or a paragraph of the source, counted from 0; None is
    the paper as a whole, or the field named `field`.
    """

    message: str
    begin: int = 0
    end: int = 0
    replacement: str | None = None
    place: int | None = None
    text: str = ""
    field: str = ""
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as data. `basis` is the source that it rests upon, with its rank.

    A rule of this very class is checked by the reading, which mends what it finds.
    """

    code: str
    title: str
    severity: Severity
    basis: Basis


@dataclass(frozen=True, slots=True)
class LineRule(Rule):
    """Judges one line by itself: its role and text."""

    check: Callable[[Role, str], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class PaperRule(Rule):
    """Judges a manuscript: how its lines and fields agree."""

    check: Callable[[Manuscript], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class SourceRule(Rule):
    """Judges the source's paragraphs as they were typed."""

    check: Callable[[SourceView], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class WordRule(Rule):
    """Judges how a Word file looks; setting the paper anew puts it right."""

    check: Callable[[WordView], Iterable[Spot]]


_AnyRule = TypeVar("_AnyRule", bound=Rule)


def of_kind(rules: Iterable[Rule], kind: type[_AnyRule]) -> tuple[_AnyRule, ...]:
    """The `rules` that are of `kind`."""
    return tuple(rule for rule in rules if isinstance(rule, kind))
