"""Papers held to GB/T 9704-2012 and proof-read: rules as data, findings, and their fixes."""

from __future__ import annotations

from fireoffice.docs.lint.engine import lint_manuscript
from fireoffice.docs.lint.mending import apply, apply_all
from fireoffice.docs.lint.model import Applied, Finding, Fix, Rule, Severities, Severity
from fireoffice.docs.lint.report import LintReport, Normalised, lint, normalise, told
from fireoffice.docs.lint.rules import BY_CODE, DEFAULT, RULES

__all__ = [
    "BY_CODE",
    "DEFAULT",
    "RULES",
    "Applied",
    "Finding",
    "Fix",
    "LintReport",
    "Normalised",
    "Rule",
    "Severities",
    "Severity",
    "apply",
    "apply_all",
    "lint",
    "lint_manuscript",
    "normalise",
    "told",
]
