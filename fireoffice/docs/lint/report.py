"""A whole file judged: its words, its source and its look; and made right at one stroke."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from fireoffice.docs.lint.closing import date_fault
from fireoffice.docs.lint.contents import TOLD
from fireoffice.docs.lint.engine import (
    excerpt,
    in_order,
    lint_manuscript,
    weighed,
)
from fireoffice.docs.lint.mending import apply_traced
from fireoffice.docs.lint.model import (
    Applied,
    Finding,
    Fix,
    Rule,
    Severities,
    Severity,
    SourceRule,
    Spot,
    WordRule,
    of_kind,
)
from fireoffice.docs.lint.number import number_faults
from fireoffice.docs.lint.rules import BY_CODE, DEFAULT, RULES
from fireoffice.docs.lint.view import real_mends, source_view, word_view
from fireoffice.docs.manuscript import Manuscript
from fireoffice.docs.prose.source import Mend
from fireoffice.docs.word.document import DocumentReading

_SOURCE_RULES: Final = of_kind(RULES, SourceRule)
_WORD_RULES: Final = of_kind(RULES, WordRule)
_SET_ANEW: Final = "按标准版式重排"


@dataclass(frozen=True, slots=True)
class LintReport:
    """The findings on a file, in its order."""

    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """The number of findings that weigh so much."""
        return sum(finding.severity is severity for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Normalised:
    """The manuscript with everything put right that can be, and every change that was made."""

    manuscript: Manuscript
    changes: tuple[Applied, ...]


def lint(reading: DocumentReading, severities: Severities = DEFAULT) -> LintReport:
    """Judge a file by GB/T 9704-2012 and by the rules of writing.

    What the reading mended counts as found. The look is judged where the source is a Word file.
    """
    findings = [*_mended(reading), *_said(reading, severities), *_about_source(reading)]
    return LintReport(in_order(weighed(findings, severities)))


def normalise(reading: DocumentReading, severities: Severities = DEFAULT) -> Normalised:
    """The paper that `reading` should be. Written out, read and normalised again, it stays.

    Setting the manuscript anew puts the look right; what the look was is listed as well.
    """
    manuscript, applied = apply_traced(reading.manuscript, reading.origins, severities)
    mended = [
        Applied(mend.line, mend.before, mend.after, code, mend.message)
        for mend in real_mends(reading)
        for code in _codes(mend)[:1]
    ]
    looks = [
        Applied(one.paragraph, one.text, _SET_ANEW, one.code, one.message)
        for one in weighed(_about_source(reading), severities)
        if one.fix and isinstance(BY_CODE[one.code], WordRule)
    ]
    changes = sorted((*mended, *applied, *looks), key=lambda one: one.paragraph)
    return Normalised(manuscript, tuple(changes))


def _said(reading: DocumentReading, severities: Severities) -> Iterator[Finding]:
    """The findings of the manuscript, each with the paragraph of the source that it is about."""
    for finding in lint_manuscript(reading.manuscript, severities):
        place = finding.line
        if place is None or place >= len(reading.origins):
            yield replace(finding, paragraph=0)
        else:
            yield replace(finding, paragraph=reading.origins[place])


def told(mends: Iterable[Mend], severities: Severities = DEFAULT) -> tuple[Finding, ...]:
    """The content that reading told of and nothing puts right: left out, or read plainly."""
    findings = [_of_mend(mend, mend.code) for mend in mends if mend.code in TOLD]
    return in_order(weighed(findings, severities))


def _mended(reading: DocumentReading) -> Iterator[Finding]:
    """The mends that the reading made, under the rules that the source broke."""
    for mend in real_mends(reading):
        for code in _codes(mend):
            yield _of_mend(mend, code)


def _of_mend(mend: Mend, code: str) -> Finding:
    rule = BY_CODE[code]
    label = f"改为“{mend.after}”" if mend.after else "删去"
    return Finding(
        code,
        rule.severity,
        mend.line,
        mend.before,
        f"{rule.title}：{mend.message}。",
        str(rule.basis),
        None if code in TOLD else Fix(label),
    )


def _codes(mend: Mend) -> tuple[str, ...]:
    match mend.code:
        case "number":
            return number_faults(mend.before) or ("number-form",)
        case "date-form":
            return (date_fault(mend.before),)
        case code:
            return (code,) if code in BY_CODE else ()


def _about_source(reading: DocumentReading) -> list[Finding]:
    source = source_view(reading)
    found = [(rule, spot) for rule in _SOURCE_RULES for spot in rule.check(source)]
    if reading.word is not None:
        view = word_view(reading, reading.word)
        found += [(rule, spot) for rule in _WORD_RULES for spot in rule.check(view)]
    return [_finding(rule, spot) for rule, spot in found]


def _finding(rule: Rule, spot: Spot) -> Finding:
    paragraph = 0 if spot.place is None else spot.place + 1
    text = excerpt(spot.text, 0, len(spot.text))
    return Finding(
        rule.code, rule.severity, paragraph, text, spot.message, str(rule.basis), spot.fix
    )
