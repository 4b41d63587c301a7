"""All rules, and how much each weighs unless the office says otherwise."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from fireoffice.docs.lint import (
    address,
    blanks,
    citations,
    closing,
    contents,
    faces,
    head,
    labels,
    marks,
    number,
    pages,
    places,
    residue,
    totals,
    unfilled,
    wording,
)
from fireoffice.docs.lint.model import Rule, Severities

_FAMILIES: Final = (
    *(number, head, labels, marks, blanks, unfilled, residue, contents, closing, wording),
    *(address, citations, totals),
    *(pages, faces, places),
)

RULES: Final[tuple[Rule, ...]] = tuple(rule for family in _FAMILIES for rule in family.RULES)
"""A code may stand twice: once for a line and once for a field. It weighs the same."""

BY_CODE: Final = MappingProxyType({rule.code: rule for rule in RULES})

DEFAULT: Final[Severities] = MappingProxyType(
    {code: rule.severity for code, rule in BY_CODE.items()}
)
