"""The engine that turns rules into findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from fireoffice.docs.lint.model import (
    Finding,
    Fix,
    LineRule,
    PaperRule,
    Remove,
    Replace,
    Rule,
    Severities,
    Severity,
    Spot,
    of_kind,
)
from fireoffice.docs.lint.rules import BY_CODE, DEFAULT, RULES
from fireoffice.docs.manuscript import Manuscript, Role
from fireoffice.domain.text import BLANKS

_LINE_RULES: Final = of_kind(RULES, LineRule)
_PAPER_RULES: Final = of_kind(RULES, PaperRule)
_CONTEXT: Final = 6
_LONGEST: Final = 24
_ORDER: Final = (Severity.ERROR, Severity.WARNING, Severity.HINT)


def lint_manuscript(
    manuscript: Manuscript, severities: Severities = DEFAULT
) -> tuple[Finding, ...]:
    """The faults of a manuscript, line by line; for live use.

    `paragraph` counts the manuscript's own lines. A line that did not change is not judged again.
    """
    findings: list[Finding] = []
    for index, line in enumerate(manuscript.lines):
        findings += [
            _on_line(BY_CODE[code], spot, index, line.text)
            for code, spot in _judged(line.role, line.text)
        ]
    for rule in _PAPER_RULES:
        findings += [_on_paper(rule, spot) for spot in rule.check(manuscript)]
    return in_order(weighed(findings, severities))


@lru_cache(maxsize=8192)
def _judged(role: Role, text: str) -> tuple[tuple[str, Spot], ...]:
    return tuple((rule.code, spot) for rule in _LINE_RULES for spot in rule.check(role, text))


def weighed(findings: Sequence[Finding], severities: Severities) -> Iterator[Finding]:
    """The findings with the severities that the office gave, without those switched off."""
    for finding in findings:
        severity = severities.get(finding.code, finding.severity)
        if severity is Severity.OFF:
            continue
        yield finding if severity is finding.severity else replace(finding, severity=severity)


def in_order(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    """The findings by place, what weighs more first; what is about the whole stands first."""
    return tuple(
        sorted(
            findings,
            key=lambda one: (one.paragraph, _ORDER.index(one.severity), one.begin, one.code),
        )
    )


def excerpt(text: str, begin: int, end: int) -> str:
    """The characters with a few of their neighbours, or the beginning of a long text."""
    if end - begin > _LONGEST:
        return text[begin : begin + _LONGEST] + "…"
    return text[max(0, begin - _CONTEXT) : end + _CONTEXT].strip(BLANKS)


def _on_line(rule: Rule, spot: Spot, index: int, text: str) -> Finding:
    fix = spot.fix
    if fix is not None:
        fix = Fix(fix.label, tuple(Remove(index, text) for _ in fix.edits))
    elif spot.replacement is not None:
        before = text[spot.begin : spot.end]
        edit = Replace(spot.begin, before, spot.replacement, index)
        fix = Fix(_label(text, spot, before), (edit,))
    return _finding(rule, spot, index, excerpt(text, spot.begin, spot.end), fix)


def _on_paper(rule: Rule, spot: Spot) -> Finding:
    fix = spot.fix
    if fix is None and spot.replacement is not None:
        edit = Replace(spot.begin, spot.text, spot.replacement, spot.place, spot.field)
        fix = Fix(f"改为“{spot.replacement}”", (edit,))
    return _finding(rule, spot, spot.place, excerpt(spot.text, spot.begin, spot.end), fix)


def _finding(rule: Rule, spot: Spot, place: int | None, text: str, fix: Fix | None) -> Finding:
    return Finding(
        rule.code,
        rule.severity,
        0 if place is None else place + 1,
        text,
        spot.message,
        str(rule.basis),
        fix,
        place,
        spot.begin,
        spot.end,
    )


def _label(text: str, spot: Spot, before: str) -> str:
    assert spot.replacement is not None
    if not spot.replacement:
        return f"删去“{before}”" if before.strip(BLANKS) else "删去空格"
    if len(spot.replacement) > _LONGEST:
        return "改正"
    left = text[max(0, spot.begin - 2) : spot.begin]
    right = text[spot.end : spot.end + 2]
    return f"改为“{left}{spot.replacement}{right}”"
